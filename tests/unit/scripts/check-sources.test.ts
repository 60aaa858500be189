import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { filesBelow } from '../../../src/content-index/read-source.ts';
import { lockProblems, sourceProblems } from '../../../src/scripts/check-sources.ts';
import { SOURCE_FAULTS } from './source-faults.ts';

let root: string;
/** Files that a test has changed, as they were. */
const before = new Map<string, Buffer>();

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sources '));
  for (const folder of ['src/data', 'src/content', 'public']) cpSync(folder, join(root, folder), { recursive: true });
});
afterEach(() => {
  for (const [file, bytes] of before) writeFileSync(file, bytes);
  before.clear();
});
afterAll(() => rmSync(root, { recursive: true }));

/** Changes a file; the fault must really be in it. */
function plant(name: string, change: (text: string) => string | Uint8Array): void {
  const file = join(root, name);
  const bytes = readFileSync(file);
  before.set(file, bytes);
  const changed = Buffer.from(change(bytes.toString('utf8')));
  expect(changed.equals(bytes)).toBe(false);
  writeFileSync(file, changed);
}

test('sources without a fault have none, with either kind of line end', () => {
  expect(sourceProblems(root)).toEqual([]);
  for (const file of filesBelow(join(root, 'src'))) plant(`src/${file}`, (text) => text.replaceAll('\n', '\r\n'));
  expect(sourceProblems(root)).toEqual([]);
});

test.each(SOURCE_FAULTS)('%s is named in a second or two', (_name, file, change, message) => {
  plant(file, change);
  expect(sourceProblems(root).join('\n')).toMatch(message);
});

test('a lock that was emptied or lost is named', () =>
  expect(lockProblems('')).toEqual([expect.stringMatching(/permalinks\.lock is missing or empty/)]));

test('a file that nothing reads, of another ending, in capitals or in no language, is named; what systems leave is not', () => {
  const form: Readonly<Record<string, RegExp>> = {
    'src/content/docs/draft.mdx': /^[^:]+:1: Nothing reads this file\. A page is <language>/,
    'src/content/docs/en/interfaces/opções.mdx': /without blanks and accents/,
    'src/content/docs/en/networking/DNS.MDX': /\.mdx, all in small letters/,
    'src/content/docs/en/start.markdown': /\.mdx/,
    'src/content/docs/es/start.mdx': /<language>/,
    'src/content/docs/pt-br/interfaces/CRI.mdx': /small letters/,
    'src/content/i18n/EN.json': /named by its tag/,
    'src/features/diagrams/templates/cluster.MMD': /\.mmd, all in small letters/,
    'src/data/PORTS.YAML': /Nothing reads this file[^]*PORTS\.YAML/,
    'src/data/ports.json': /ports\.json/,
    'src/data/ports.yml': /ports\.yml/,
    'src/data/questions/DNS.Yaml': /DNS\.Yaml/,
  };
  const made = [...Object.keys(form), 'src/content/docs/en/.DS_Store', 'src/content/docs/en/start.mdx~'];
  for (const file of made) {
    mkdirSync(join(root, file, '..'), { recursive: true });
    writeFileSync(join(root, file), '---\ntitle: A\n---\n');
  }
  try {
    const named = sourceProblems(root).filter((problem) => problem.includes('Nothing reads'));
    const all = named.join('\n');
    for (const [file, words] of Object.entries(form)) {
      expect(all).toContain(file.replace('src/data/', ''));
      expect(all).toMatch(words);
    }
    expect(all).not.toMatch(/DS_Store|mdx~/);
  } finally {
    for (const file of made) rmSync(join(root, file));
  }
});

// On Windows not everybody may make another kind of link than that to a folder.
test.each([
  ['a loop among the pages', 'src/content/docs/en/loop', '..'],
  ['a loop among the facts', 'src/data/loop', '.'],
  ...(process.platform === 'win32'
    ? []
    : [
        ['into the void', 'src/content/docs/en/gone.mdx', '/nowhere'],
        ['to a picture', 'public/picture.svg', 'favicon.svg'],
      ]),
])('a link is named, and nothing that is read through it: %s', (_name, file = '', to = '') => {
  symlinkSync(to, join(root, file), process.platform === 'win32' ? 'junction' : undefined);
  try {
    expect(sourceProblems(root)).toEqual([expect.stringContaining(`${file}: This is a link to another place.`)]);
  } finally {
    rmSync(join(root, file));
  }
});

test('a page that one language lacks is named', () => {
  rmSync(join(root, 'src/content/docs/en/about.mdx'));
  try {
    expect(sourceProblems(root)).toEqual([expect.stringMatching(/docs\/en\/about\.mdx is missing: pt-br has it/)]);
  } finally {
    cpSync('src/content/docs/en/about.mdx', join(root, 'src/content/docs/en/about.mdx'));
  }
});
