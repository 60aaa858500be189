import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { build, replace, troubleLines, withoutKnown } from '../../../src/scripts/build.ts';
import { tempFolder } from '../../support/temp.ts';

const OLD = { 'dist/index.html': 'old' };
const WRITE = "const fs = require('fs'); fs.mkdirSync('dist.next', { recursive: true });";
const PAGE = "fs.writeFileSync('dist.next/index.html', 'new');";

/** Runs a small script in the place of Astro. */
async function run(root: string, script: string, signal?: AbortSignal): Promise<unknown> {
  return build({
    root,
    command: [process.execPath, '-e', WRITE + script],
    echo: () => undefined,
    ...(signal && { signal }),
  });
}

const dist = (root: string): string => readFileSync(join(root, 'dist/index.html'), 'utf8');

test('a good build replaces dist and leaves nothing beside it', async () => {
  const root = tempFolder(OLD);
  await expect(run(root, PAGE)).resolves.toMatchObject({ pages: 1, bytes: 3 });
  expect(dist(root)).toBe('new');
  expect(existsSync(join(root, 'dist.next')) || existsSync(join(root, 'dist.old'))).toBe(false);
});
test('a site is built for its readers, whatever the shell says of itself', async () => {
  vi.stubEnv('NODE_ENV', 'development');
  const root = tempFolder(OLD);
  await run(root, "fs.writeFileSync('dist.next/index.html', process.env.NODE_ENV);");
  expect(dist(root)).toBe('production');
  vi.unstubAllEnvs();
});
test('a build that fails half-way leaves dist as it was', async () => {
  const root = tempFolder(OLD);
  await expect(run(root, `${PAGE} process.exit(3);`)).rejects.toThrow(/exit code 3.*as it was/);
  expect(dist(root)).toBe('old');
  expect(existsSync(join(root, 'dist.next'))).toBe(false);
});
/** Windows, where another program has a file open: a rename fails so many times. */
const held = (times: number, from: RegExp): typeof renameSync => {
  let left = times;
  return (source, target) => {
    if (from.test(String(source)) && left-- > 0)
      throw Object.assign(new Error('operation not permitted'), { code: 'EPERM' });
    renameSync(source, target);
  };
};
test.each([/dist$/, /next$/])('a folder that is held for a moment (%s) is replaced all the same', async (from) => {
  const root = tempFolder({ ...OLD, 'next/index.html': 'new' });
  await replace(join(root, 'dist'), join(root, 'next'), held(3, from));
  expect(dist(root)).toBe('new');
  expect(existsSync(join(root, 'dist.old'))).toBe(false);
});
test.each([/dist$/, /next$/])(
  'of one that is held for good (%s) is said what to close, and the old is kept',
  async (from) => {
    const root = tempFolder({ ...OLD, 'next/index.html': 'new' });
    await expect(replace(join(root, 'dist'), join(root, 'next'), held(Infinity, from))).rejects.toThrow(
      /not permitted.*Close what has a file or a folder in .*dist open/s,
    );
    expect(dist(root)).toBe('old');
  },
);
test('a build that is interrupted leaves dist as it was', async () => {
  const root = tempFolder(OLD);
  const stop = new AbortController();
  const running = run(root, `${PAGE} setTimeout(() => {}, 60000);`, stop.signal);
  setTimeout(() => stop.abort(), 150);
  await expect(running).rejects.toThrow(/interrupted/);
  expect(dist(root)).toBe('old');
});
test('a second build in the same folder is refused by name; what a killed one left is no hindrance', async () => {
  const root = tempFolder(OLD);
  const first = run(root, `setTimeout(() => { ${PAGE} }, 300);`);
  await expect(run(root, PAGE)).rejects.toThrow(
    new RegExp(`Process ${process.pid} builds in this folder.*dist.lock`, 's'),
  );
  await expect(first).resolves.toMatchObject({ pages: 1 });
  const gone = spawn(process.execPath, ['-e', '']);
  await new Promise((ended) => gone.on('close', ended));
  writeFileSync(join(root, 'dist.lock'), `${gone.pid ?? 0}`);
  await expect(run(root, PAGE)).resolves.toMatchObject({ pages: 1 });
  expect(existsSync(join(root, 'dist.lock'))).toBe(false);
});
test('a folder that cannot be written is said to be one, and no other build is blamed', async () => {
  // What a folder that is mounted only to be read answers differs in the code alone; who is root may write anywhere else.
  await expect(run(join(tempFolder(OLD), 'gone'), PAGE)).rejects.toThrow(/Nothing can be written into .*gone.*ENOENT/);
});
test('a child ends with the command that started it, however that ends', async () => {
  const parent = spawn(
    process.execPath,
    [
      '-e',
      `const child = require('child_process').spawn(process.execPath, ['--import', './src/scripts/require-node.mjs', '-e',
        'setInterval(() => {}, 1000); console.log("up")'], { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, END_WITH_PARENT: '1' } });
      child.stdout.on('data', () => console.log(child.pid));`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const pid = await new Promise<number>((told) => parent.stdout.once('data', (text: Buffer) => told(Number(text))));
  parent.kill('SIGKILL');
  await expect
    .poll(
      () => {
        try {
          return process.kill(pid, 0);
        } catch {
          return false;
        }
      },
      { timeout: 10_000 },
    )
    .toBe(false);
});
test.each([
  "console.log('12:00:00 [WARN] [glob-loader] Duplicate id')",
  "console.error('[ERROR] Invalid reference')",
  "console.log('(!) Some chunks are large')",
])('a build that says %s fails although it ended well', async (line) => {
  const root = tempFolder(OLD);
  await expect(run(root, `${PAGE} ${line}`)).rejects.toThrow(/1 warning or error line.*KNOWN_LINES/s);
  expect(dist(root)).toBe('old');
});
test('a build that writes no page fails', async () => {
  const root = tempFolder(OLD);
  await expect(run(root, '')).rejects.toThrow(/no dist.next\/index.html/);
  expect(dist(root)).toBe('old');
});
test('known lines are not shown, nor the frame below them; all else is, in whatever pieces it comes', () => {
  const known = [{ line: /harmless/, reason: 'planted' }];
  const output =
    'begin\n\u001b[33m[WARN]\u001b[39m harmless\n  ╭─[ a.mdx ]\n2 │ x\n───╯\n\n├─ /en/\n[WARN] other\n  ╭─ frame\nend';
  const expected = 'begin\n├─ /en/\n[WARN] other\n  ╭─ frame\nend';
  for (const size of [1, 7, 1000]) {
    let shown = '';
    const hear = withoutKnown((text) => (shown += text), known);
    for (let at = 0; at < output.length; at += size) hear(output.slice(at, at + size));
    hear('', true);
    expect(shown).toBe(expected);
  }
});
test('a known line is let through, colours or not', () => {
  const known = [{ line: /harmless/, reason: 'planted' }];
  expect(troubleLines('\u001b[33m[WARN]\u001b[39m harmless\nall fine\n[WARN] other', known)).toEqual(['[WARN] other']);
});

test.each(['a#b', '100%', "it's", ...(process.platform === 'win32' ? ['a;b'] : ['a*b', 'a"b', 'a:b', 'a\nb'])])(
  'a folder that the bundler cannot work in is refused before any work: %s',
  (name) => {
    const cwd = join(tempFolder({ [`${name}/a`]: '' }), name);
    const check = pathToFileURL(resolve('src/scripts/require-node.mjs')).href;
    const { status, stderr } = spawnSync(process.execPath, ['--import', check, '-e', ''], { cwd, encoding: 'utf8' });
    expect(stderr).toMatch(/^[^\n]+ Move the project out of [^\n]+\n$/);
    expect(stderr).toContain(cwd.replace('\n', ' '));
    expect(status).toBe(1);
  },
);

test('a Node that is too old is refused before any work, in one line with the way out', () => {
  const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.1.0'})";
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', old, '--import', './src/scripts/require-node.mjs', '-e', ''],
    { encoding: 'utf8' },
  );
  expect(stderr).toMatch(/^This is Node 20\.1\.0, [^\n]*`npm ci`[^\n]*\n$/);
  expect(status).toBe(1);
});
