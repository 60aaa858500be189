import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url));
// The aliases of tsconfig.json, for code under test.
const resolve = {
  alias: [
    { find: /^@facts$/, replacement: src('facts/index.ts') },
    { find: /^@(browser|components|content-index|features|lib)\//, replacement: src('$1/') },
  ],
};

export default defineConfig({
  test: {
    // Two at a time, also on a machine of two cores: a browser test waits more than it computes.
    maxWorkers: 2,
    projects: [
      {
        resolve,
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts', 'src/**/*.test.ts'], testTimeout: 30_000 },
      },
      { resolve, test: { name: 'content', include: ['tests/content/**/*.test.ts'], testTimeout: 30_000 } },
      { resolve, test: { name: 'site', include: ['tests/site/**/*.test.ts'], testTimeout: 30_000 } },
      {
        resolve,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/browser-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // Two browsers share two cores with the machine's other work: what fails is looked at once more, and the report says so.
          retry: 1,
        },
      },
    ],
  },
});
