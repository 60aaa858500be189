import { defineConfig } from 'vitest/config';

// The code of libraries that a build takes too. Left alone, the parser of Markdown comes as its own developers want it: with
// a check of each step, twice as slow.
process.env['NODE_ENV'] = 'production';

// The facts are read once for all files of a worker, not once a file. Threads: what reads Markdown does not bear a fork.
const together = { isolate: false, pool: 'threads', testTimeout: 30_000 } as const;
const inBrowser = {
  // Playwright is read once for all files of a worker.
  isolate: false,
  globalSetup: ['tests/support/browser-setup.ts'],
  // What drives another browser than Chromium answers slower, a stock Firefox most of all.
  testTimeout: process.env['BROWSER'] ? 90_000 : 30_000,
  hookTimeout: 30_000,
  // On a machine that has more to do, a second is soon over; what comes at once costs no more.
  expect: { poll: { timeout: 10_000 } },
  // Browsers share two cores with whatever else the machine does. What fails is looked at once more; each that needed it
  // is named, and more than three are red (tests/support/retried.ts).
  retry: 1,
};

export default defineConfig({
  test: {
    // Node reads TypeScript itself, as it does for the build: to transform every module first takes a twentieth of the time.
    experimental: { viteModuleRunner: false },
    // Two at a time, also on a machine of two cores: a browser test waits more than it computes.
    maxWorkers: 2,
    // What is not seen by `npm test`, which takes minutes, but by `npm run test:all` and on every push.
    tags: [
      { name: 'thorough', description: 'one more page, language, theme, width or fault of a kind that has been seen' },
    ],
    reporters: ['default', './tests/support/retried.ts'],
    projects: [
      {
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts', 'src/**/*.test.ts'], ...together },
      },
      { test: { name: 'content', include: ['tests/content/**/*.test.ts'], ...together } },
      { test: { name: 'site', include: ['tests/site/**/*.test.ts'], ...together } },
      { test: { name: 'browser', include: ['tests/browser/{a11y,flows}/**/*.test.ts'], ...inBrowser } },
      { test: { name: 'pictures', include: ['tests/browser/visual/**/*.test.ts'], ...inBrowser } },
    ],
  },
});
