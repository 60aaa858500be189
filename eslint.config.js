/** ESLint reads what Oxlint cannot: Astro's files, by the rules of the house. Everything else: oxlint.config.ts. */
import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { HOUSE_RULES } from './oxlint.config.ts';

export default defineConfig(
  { ignores: ['dist/', 'dist.*/', '.astro/', '.cache/', 'test-results/', '**/*.{ts,js,mjs}', '!**/*.astro/*'] },
  js.configs.recommended,
  tseslint.configs.strict,
  astro.configs.recommended,
  {
    rules: {
      // TypeScript checks names itself, and knows the globals of Node, the browser and Astro.
      'no-undef': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  HOUSE_RULES.map(({ files, rules }) => ({
    files,
    rules: Object.fromEntries(Object.entries(rules).map(([name, value]) => [name.replace('eslint-js/', ''), value])),
  })),
);
