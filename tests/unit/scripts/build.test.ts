import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { build, troubleLines } from '../../../src/scripts/build.ts';
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
test('a build that fails half-way leaves dist as it was', async () => {
  const root = tempFolder(OLD);
  await expect(run(root, `${PAGE} process.exit(3);`)).rejects.toThrow(/exit code 3.*as it was/);
  expect(dist(root)).toBe('old');
  expect(existsSync(join(root, 'dist.next'))).toBe(false);
});
test('a build that is interrupted leaves dist as it was', async () => {
  const root = tempFolder(OLD);
  const stop = new AbortController();
  const running = run(root, `${PAGE} setTimeout(() => {}, 60000);`, stop.signal);
  setTimeout(() => stop.abort(), 150);
  await expect(running).rejects.toThrow(/interrupted/);
  expect(dist(root)).toBe('old');
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
test('a known line is let through, colours or not', () => {
  const known = [{ line: /harmless/, reason: 'planted' }];
  expect(troubleLines('\u001b[33m[WARN]\u001b[39m harmless\nall fine\n[WARN] other', known)).toEqual(['[WARN] other']);
});
