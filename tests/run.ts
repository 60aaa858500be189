/**
 * `npm test`: every gate, cheap ones first. Stops at the first red stage and says what to do about it. The last line
 * is always `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Engine, ENGINES } from './support/browser.ts';

const root = resolve(import.meta.dirname, '..');
const results = join(root, 'test-results');

interface Stage {
  name: string;
  what: string;
  /** Script below the project's folder and its arguments, run by this Node. */
  run: readonly string[];
  /** What to do when it is red. */
  remedy: string;
  /** What the environment says besides. */
  env?: Readonly<Record<string, string>>;
  /** Vitest writes a report, whose tests are counted; any other stage counts as one. */
  report?: string;
}

const suite = (name: string, what: string, remedy: string): Stage => {
  const report = join(results, `${name}.json`);
  return {
    name,
    what,
    remedy,
    report,
    run: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
  };
};

/** The browser suite once more in each of Playwright's other browsers that this machine has. */
function otherBrowsers(): Stage[] {
  const present = (engine: Engine): boolean => engine !== 'chromium' && existsSync(ENGINES[engine].executablePath());
  return (Object.keys(ENGINES) as Engine[]).filter(present).map((engine) => ({
    ...suite('browser', `the same in ${engine}`, `Repeat with \`BROWSER=${engine} npm run test:browser\`.`),
    name: engine,
    env: { BROWSER: engine },
  }));
}

const STAGES: readonly Stage[] = [
  {
    name: 'format',
    what: 'every file is written in one form',
    run: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
    remedy: 'Run `npm run format`; it rewrites the files named above.',
  },
  {
    name: 'lint',
    what: 'code rules and import directions',
    run: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
    remedy: 'Each line above says file, line and rule. A rule of the house also says where the code belongs.',
  },
  {
    name: 'types',
    what: 'types of TypeScript and Astro files',
    run: ['node_modules/astro/bin/astro.mjs', 'check'],
    remedy: 'Mend the type errors above; `npm run check` repeats this stage alone.',
  },
  suite('unit', 'lib, schemas, facts, Markdown plugins, build and server', 'Repeat with `npm run test:unit`.'),
  suite(
    'content',
    'both languages equal, every reference resolves',
    'The message names file and line. Repeat with `npm run test:content`.',
  ),
  {
    name: 'build',
    what: 'the site builds from an empty cache without a warning',
    run: ['src/scripts/build.ts'],
    remedy: 'The reason stands above; `npm run build` repeats this stage alone.',
  },
  suite(
    'site',
    'links, titles, languages and HTML of the built pages',
    'Repeat with `npm run build && npm run test:site`.',
  ),
  suite(
    'browser',
    'reading paths, accessibility and layout in a real browser',
    'Repeat with `npm run build && npm run test:browser`.',
  ),
  ...otherBrowsers(),
  {
    name: 'waiting',
    what: 'pages of each kind on a slow line and a slow processor',
    run: ['tests/bench/budget.ts', '--gate'],
    remedy: 'What broke its promise stands above; `npm run bench:budget` prints the whole table.',
  },
];

interface VitestReport {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
}

/** Numbers of passed and failed tests of one stage. */
function count(stage: Stage, green: boolean): { passed: number; failed: number } {
  if (stage.report === undefined || !existsSync(stage.report))
    return green ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(stage.report, 'utf8')) as VitestReport;
  // A suite that could not even start (no browser, a broken import) has no failed test, yet it failed.
  return { passed: report.numPassedTests, failed: green ? report.numFailedTests : Math.max(1, report.numFailedTests) };
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
const started = performance.now();
let passed = 0;
let failed = 0;
for (const [index, stage] of STAGES.entries()) {
  console.log(`\n━━ ${index + 1}/${STAGES.length} ${stage.name}: ${stage.what}`);
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, [...stage.run], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...stage.env },
  });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const figures = count(stage, status === 0);
  passed += figures.passed;
  failed += figures.failed;
  if (status === 0 && stage.report !== undefined && figures.passed === 0) {
    // A suite that found no test would be green for ever.
    failed += 1;
    console.error(`✗ ${stage.name}: the suite ran no test. Look at its "include" in vitest.config.ts.`);
  }
  if (failed > 0) {
    const left = STAGES.slice(index + 1).map((next) => next.name);
    console.error(`\n✗ ${stage.name} is red after ${seconds} s. ${stage.remedy}`);
    if (left.length > 0) console.error(`  Not run: ${left.join(', ')}.`);
    break;
  }
  console.log(`✓ ${stage.name}, ${seconds} s`);
}
console.log(`\nAll together ${((performance.now() - started) / 1000).toFixed(0)} s.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
