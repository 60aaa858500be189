import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Import directions of the house, lowest first: a folder may use what stands before it, never what stands after it.
 * `build` and `scripts` run over the project from outside and may use all that is not a component or a route.
 */
const LAYERS = [
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

const walls = LAYERS.slice(0, -1).map(([folder, why], index) => {
  const closed = LAYERS.slice(index + 1)
    .map(([name]) => name)
    // What a page shows and what a helper of the page does are two branches over lib.
    .concat(folder === 'browser' ? [] : folder === 'lib' || index > 5 ? [] : ['browser'])
    .join('|');
  return {
    name: `house/${folder}`,
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
              regex: `^(?:\\.{1,2}/)+(?:.*/)?(?:${closed})(?:/|\\.ts$|$)|^@(?:${closed})(?:/|$)`,
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

export default defineConfig(
  { ignores: ['dist/', 'dist.*/', '.astro/', '.cache/', 'test-results/', 'src/content/docs/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  astro.configs.recommended,
  {
    rules: {
      // TypeScript checks names itself, and knows the globals of Node, the browser and Astro.
      'no-undef': 'off',
      'no-console': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  walls,
  {
    // A reference has its own words and months by language; the compiler names what lacks them.
    files: ['src/**/*.{ts,astro}'],
    ignores: ['src/lib/languages.ts', 'src/lib/citations.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          ':not(CallExpression[callee.name="languageNamed"]) > Literal[value=/^pt(-br)?$/i]',
          'Property[key.name="pt"]',
          'MemberExpression[property.name="pt"]',
          'BinaryExpression[operator=/^[!=]==$/] > Literal[value="en"]',
        ].map((selector) => ({
          selector,
          message: 'No language is named in code: ask LANGUAGES, and put words into src/content/i18n or src/data.',
        })),
      ],
    },
  },
  {
    files: ['tests/**/*.ts', '**/*.test.ts'],
    rules: {
      // No test is skipped or run alone.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(skip|only|todo|fixme)$/]',
          message: 'No test is skipped or run alone: repair it or remove it.',
        },
      ],
    },
  },
);
