import { defineConfig, type OxlintOverride } from 'oxlint';

/**
 * Import directions of the house, lowest first: a folder may use what stands before it, never what stands after it.
 * `build` and `scripts` run over the project from outside and may use all that is not a component or a route.
 */
const LAYERS: readonly (readonly [folder: string, why: string])[] = [
  ['lib', 'pure TypeScript: no files, no Astro, no DOM'],
  ['browser', 'helpers of scripts in the page; they may use lib'],
  ['schemas', 'schemas describe data; they may use lib'],
  ['facts', 'the only readers of the store; they may use lib and schemas'],
  ['config', 'says who we are; it may use lib, schemas and facts'],
  ['content-index', 'reads the pages; it may use lib, schemas, facts and config'],
  ['markdown', 'plugins of the Markdown processor; they know no component'],
  ['components/(?:page-context|content)', 'what writers use in a page; it knows no feature'],
  ['features', 'a feature knows nothing of the pages that it stands on'],
  ['components/(?:reference|home|overrides)', 'components are put together by pages, never the other way round'],
  ['pages', 'routes'],
];
/** What code of a folder cannot have where it runs: browser helpers have no files, lib has neither files nor a page. */
const NO_FILES = {
  regex: '^(node:|astro(:|/|$)|@astrojs/)',
  message: 'This code has no files and no Astro. Pass what it needs as arguments.',
};
const NO_DOM = ['window', 'document', 'localStorage', 'sessionStorage', 'navigator', 'location', 'history'].map(
  (name) => ({
    name,
    message: 'src/lib is pure TypeScript: what needs the page belongs in src/browser.',
  }),
);

const walls: OxlintOverride[] = LAYERS.slice(0, -1).map(([folder, why], index) => {
  const closed = LAYERS.slice(index + 1)
    .map(([name]) => name)
    // What a page shows and what a helper of the page does are two branches over lib.
    .concat(folder === 'browser' ? [] : folder === 'lib' || index > 6 ? [] : ['browser'])
    .join('|');
  return {
    files: folder.startsWith('components/')
      ? folder.includes('content')
        ? ['src/components/page-context.ts', 'src/components/content/**/*.{ts,astro}']
        : ['src/components/{reference,home,overrides}/**/*.{ts,astro}']
      : [`src/${folder}/**/*.{ts,mjs,astro}`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?:\\.{1,2}/)+(?:.*/)?(?:${closed})(?:/|\\.ts$|$)|^#(?:${closed})(?:/|$)`,
              message: `src/${folder.replace(/\(\?:.*/, '')} must not import from here: ${why}. Move the code to the lower folder, or pass it in.`,
            },
            ...(folder === 'lib' || folder === 'browser' ? [NO_FILES] : []),
          ],
        },
      ],
      ...(folder === 'lib' ? { 'no-restricted-globals': ['error', ...NO_DOM] } : {}),
    },
  };
});

const NO_LANGUAGE_NAMED = [
  ':not(CallExpression[callee.name="languageNamed"]) > Literal[value=/^pt(-br)?$/i]',
  'Property[key.name="pt"]',
  'MemberExpression[property.name="pt"]',
  'BinaryExpression[operator=/^[!=]==$/] > Literal[value="en"]',
].map((selector) => ({
  selector,
  message: 'No language is named in code: ask LANGUAGES, and put words into src/content/i18n or src/data.',
}));

const NO_CLOCK = [
  'NewExpression[callee.name="Date"][arguments.length=0]',
  'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
  'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
].map((selector) => ({
  selector,
  message:
    'A commit builds to the same bytes on any day: ask timeOfCommit (src/features/changes/history.ts), or pass it in.',
}));

/**
 * Rules of the house by place. Oxlint reads TypeScript by them. What stands between the tags of an Astro file only ESLint
 * can read: it takes the same rules from here (eslint.config.js).
 */
export const HOUSE_RULES: OxlintOverride[] = [
  ...walls,
  // What is longer has a seam: a stranger reads a file in one go.
  { files: ['**/*.{ts,mjs,astro}'], rules: { 'max-lines': ['error', { max: 400 }] } },
  {
    files: ['src/**/*.{ts,astro}'],
    // A reference has its own words and months by language; the compiler names what lacks them.
    excludeFiles: ['src/lib/languages.ts', 'src/lib/citations.ts'],
    rules: { 'eslint-js/no-restricted-syntax': ['error', ...NO_LANGUAGE_NAMED, ...NO_CLOCK] },
  },
  {
    // What runs in front of a reader, or beside the build, may look at the clock.
    files: [
      'src/{browser,scripts}/**',
      'src/features/copy-link/copy-menu.ts',
      'src/features/drift/checks.ts',
      'src/features/study/{answer-form,export,trainer}.ts',
    ],
    rules: { 'eslint-js/no-restricted-syntax': ['error', ...NO_LANGUAGE_NAMED] },
  },
  {
    files: ['tests/**/*.ts', '**/*.test.ts'],
    rules: {
      'eslint-js/no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|only|todo|fixme)$/]',
          message: 'No test is skipped or run alone: repair it or remove it.',
        },
      ],
    },
  },
];

const ts = (rule: string): string => `typescript/${rule}`;

export default defineConfig({
  ignorePatterns: ['dist', 'dist.*', '.astro', '.cache', 'test-results', 'src/content/docs', '**/*.astro'],
  plugins: ['eslint', 'typescript', 'oxc'],
  // ESLint's own rules by another name: this one Oxlint does not have.
  jsPlugins: [{ name: 'eslint-js', specifier: 'oxlint-plugin-eslint' }],
  categories: { correctness: 'error' },
  rules: {
    // What ESLint recommends, and typescript-eslint's strict rules, beyond what Oxlint finds plainly wrong.
    ...Object.fromEntries(
      [
        ...[
          'eqeqeq',
          'no-array-constructor',
          'no-case-declarations',
          'no-empty',
          'no-fallthrough',
          'no-prototype-builtins',
        ],
        ...['no-redeclare', 'no-regex-spaces', 'no-unexpected-multiline', 'no-useless-constructor', 'no-var'],
        ...['prefer-const', 'prefer-rest-params', 'prefer-spread', 'preserve-caught-error'],
        ...[
          'ban-ts-comment',
          'no-dynamic-delete',
          'no-empty-object-type',
          'no-explicit-any',
          'no-extraneous-class',
        ].map(ts),
        ...[
          'no-invalid-void-type',
          'no-namespace',
          'no-non-null-asserted-nullish-coalescing',
          'no-require-imports',
        ].map(ts),
        ...['no-non-null-assertion', 'no-unnecessary-type-constraint', 'no-unsafe-function-type'].map(ts),
        ...['prefer-literal-enum-member', 'unified-signatures'].map(ts),
      ].map((rule) => [rule, 'error']),
    ),
    'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  },
  overrides: HOUSE_RULES,
});
