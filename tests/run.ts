/**
 * `npm test [-- --without <stage>]`: the gates, side by side where one does not need the other. Stops at the first
 * red stage and says what to do about it. The last line is always `N passed, N failed`.
 *
 * A browser takes a second for a page, and pages become more: `npm test` shows it one page of the main kinds and the main
 * way through each tool. Every page, the rarer ways (tagged `thorough`), the pictures and the other browsers come with
 * `--all` (`npm run test:all`), and on every push on machines of their own (.github/workflows/checks.yml).
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
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
  /** Stages of other lanes that have to end first. */
  after?: readonly string[];
  /** No other stage waits for it: it takes the time that they leave. */
  hasLowPriority?: boolean;
  /** Vitest writes a report, whose tests are counted; any other stage counts as one. */
  report?: string;
}

const { values } = parseArgs({
  options: {
    without: { type: 'string', multiple: true, default: [] },
    all: { type: 'boolean', default: false },
  },
});

interface SuiteOptions {
  /** Projects of Vitest's that it runs; without, the one of its name. */
  projects?: readonly string[];
  options?: readonly string[];
}
const suite = (name: string, what: string, remedy: string, how: SuiteOptions = {}): Stage => {
  const report = join(results, `${name}.json`);
  return {
    name,
    what,
    remedy,
    report,
    run: [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...(how.projects ?? [name]).flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      '--reporter=./tests/support/retried.ts',
      `--outputFile.json=${report}`,
      ...(how.options ?? []),
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

/** The types of the content are written by the build; without one, `astro check` writes them itself. */
const types = { hasLowPriority: true, after: ['build'] } as const;

/**
 * Side by side: the build and what reads its pages; the tests of the sources; what reads all files, last the types; and
 * the browser, when pages and sources are green.
 */
const LANES: readonly (readonly Stage[])[] = [
  [
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
  ],
  [
    // In one worker: facts and pages are read once, and the build has the other core.
    suite(
      'sources',
      'code by units, facts; pages equal in both languages, every reference resolves',
      'The message names file and line. Repeat with `npm run test:unit`, `npm run test:content`.',
      { projects: ['unit', 'content'], options: ['--maxWorkers=1'] },
    ),
  ],
  [
    {
      name: 'format',
      what: 'every file is written in one form',
      run: ['node_modules/oxfmt/bin/oxfmt', '--check'],
      remedy: 'Run `npm run format`; it rewrites the files named above.',
    },
    {
      name: 'lint',
      what: 'code rules and import directions',
      run: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'],
      remedy: 'Each one above says file, line and rule. A rule of the house also says where the code belongs.',
    },
    // What stands between the tags of an Astro file only the older two can read.
    {
      name: 'format-astro',
      what: "Astro's files are written in the same form",
      run: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '**/*.astro'],
      remedy: 'Run `npm run format`; it rewrites the files named above.',
    },
    {
      name: 'lint-astro',
      what: "the same rules in Astro's files",
      run: ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'],
      remedy: 'Each line above says file, line and rule. A rule of the house also says where the code belongs.',
    },
    {
      name: 'types-astro',
      what: 'types of Astro files',
      run: [
        'node_modules/astro/bin/astro.mjs',
        'check',
        '--tsconfig=src/tsconfig.astro.json',
        ...(values.without.includes('build') ? [] : ['--noSync']),
      ],
      remedy: 'Mend the type errors above; `npm run check` repeats both stages of types.',
      ...types,
    },
    {
      name: 'types',
      what: 'types of TypeScript files',
      run: ['node_modules/@typescript/native/bin/tsc', '--singleThreaded'],
      // It is written in Go, which sweeps its memory each time that it has doubled: a fifth of its time.
      env: { GOGC: '400' },
      remedy: 'Mend the type errors above; `npm run check` repeats both stages of types.',
      ...types,
    },
  ],
  [
    {
      ...suite(
        'browser',
        'reading paths, accessibility and layout in a real browser',
        'Repeat with `npm run build && npm run test:browser`.',
        { options: values.all ? [] : ['--tagsFilter=!thorough'] },
      ),
      after: ['site', 'sources'],
    },
    ...(values.all
      ? [
          suite(
            'pictures',
            'every kind of page looks as it did',
            'Look at test-results/look/*.png. What was meant: `npm run build && npm run look`, and commit the pictures.',
          ),
          ...otherBrowsers(),
        ]
      : []),
  ],
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

const known = LANES.flat().map(({ name }) => name);
const unknown = values.without.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`--without ${unknown.join(', ')}: no such stage. Known: ${known.join(', ')}.`);
const wanted = (stages: readonly Stage[]): Stage[] => stages.filter(({ name }) => !values.without.includes(name));

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
const started = performance.now();
let passed = 0;
let failed = 0;
const notRun: string[] = [];

/** Runs a stage. Its words come when it ends, so that those of several do not mix. */
async function run(stage: Stage): Promise<void> {
  console.log(`… ${stage.name}`);
  const begun = performance.now();
  const child = spawn(process.execPath, [...stage.run], { cwd: root, env: { ...process.env, ...stage.env } });
  if (stage.hasLowPriority === true && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  console.log(`\n━━ ${stage.name}: ${stage.what}\n${said.trimEnd()}`);
  const figures = count(stage, status === 0);
  // A suite that found no test would be green for ever.
  const empty = status === 0 && stage.report !== undefined && figures.passed === 0;
  passed += figures.passed;
  failed += figures.failed + (empty ? 1 : 0);
  if (empty) console.error(`✗ ${stage.name}: the suite ran no test. Look at its "include" in vitest.config.ts.`);
  else if (figures.failed > 0) console.error(`\n✗ ${stage.name} is red after ${seconds} s. ${stage.remedy}`);
  else console.log(`✓ ${stage.name}, ${seconds} s`);
}

const ended = new Map<string, Promise<void>>();

/** Runs stages one after the other, until any stage anywhere is red. */
function runInTurn(stages: readonly Stage[]): Promise<void> {
  let before = Promise.resolve();
  for (const stage of stages) {
    before = before.then(async () => {
      await Promise.all((stage.after ?? []).map((name) => ended.get(name)));
      if (failed > 0) notRun.push(stage.name);
      else await run(stage);
    });
    ended.set(stage.name, before);
  }
  return before;
}

await Promise.all(LANES.map((lane) => runInTurn(wanted(lane))));
if (notRun.length > 0) console.error(`  Not run: ${notRun.join(', ')}.`);
console.log(`\nAll together ${((performance.now() - started) / 1000).toFixed(0)} s.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
