import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Import directions of the house: lib ← schemas ← facts ← components ← pages; a feature may use lib, schemas, facts
 * and site, never components. For each folder of src: the folders that it must not reach into, and why.
 */
const FEATURES = ['markdown', 'diagrams', 'search', 'permalinks', 'social', 'twins'];
const WALLS = {
  lib: [
    ['schemas', 'facts', 'site', 'components', 'pages', ...FEATURES],
    'lib is pure TypeScript and knows nothing of the rest',
  ],
  schemas: [['facts', 'site', 'components', 'pages', ...FEATURES], 'schemas describe data; they may use lib'],
  facts: [['site', 'components', 'pages', ...FEATURES], 'facts read data; they may use lib and schemas'],
  site: [['components', 'pages', ...FEATURES], 'site says who we are; it may use lib, schemas and facts'],
  components: [['pages'], 'components are put together by pages, never the other way round'],
  ...Object.fromEntries(
    FEATURES.map((feature) => [feature, [['components', 'pages'], 'a feature may use lib, schemas, facts and site']]),
  ),
};

const walls = Object.entries(WALLS).map(([folder, [closed, why]]) => ({
  name: `house/${folder}`,
  files: [`src/${folder}/**/*.{ts,mjs,astro}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(?:\\.{1,2}/)+(?:.*/)?(?:${closed.join('|')})(?:/|$)|^@(?:${closed.join('|')})(?:/|$)`,
            message: `src/${folder} must not import from ${closed.join(', ')}: ${why}. Move the code to the lower folder, or pass it in.`,
          },
          ...(folder === 'lib'
            ? [
                {
                  regex: '^(node:|astro(:|/|$)|@astrojs/)',
                  message: 'src/lib is pure TypeScript: no files, no Astro. Pass what it needs as arguments.',
                },
              ]
            : []),
        ],
      },
    ],
  },
}));

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
