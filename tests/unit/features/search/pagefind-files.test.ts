import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pagefind from 'pagefind';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeBundle, writeRaw } from '../../../../src/features/search/index/pagefind-files.ts';
import { recordNumber } from '../../../../src/features/search/index/record-name.ts';
import { TextEngine } from '../../../../src/features/search/query/text-engine.ts';
import { readFilesByFetch } from '../../../support/search/direct.ts';

const folder = mkdtempSync(join(tmpdir(), 'pagefind-files-'));
const raw = join(folder, 'raw');
const bundle = join(folder, 'bundle');
// Every number is a word of its own, and stands in some texts only: 400 texts, about 900 words.
const texts = Array.from({ length: 400 }, (_, at) => `common word${at} pair${at % 20} tens${Math.floor(at / 10)}`);
const urls = texts.map((_, at) => `place/#${at}`);

let restore: (() => void) | undefined;

beforeAll(async () => {
  const { index } = await pagefind.createIndex({ forceLanguage: 'unknown' });
  if (!index) throw new Error('Pagefind could not start.');
  for (const [at, content] of texts.entries()) {
    await index.addCustomRecord({ url: urls[at] ?? '', content, language: 'unknown', meta: { title: `title${at}` } });
  }
  expect(await writeRaw(index, raw)).toEqual([]);
  await pagefind.close();
  writeBundle([{ folder: raw, language: 'en', prefix: 'e', urls }], bundle);
  restore = readFilesByFetch('en');
}, 30_000);

afterAll(() => {
  restore?.();
  rmSync(folder, { recursive: true, force: true });
});

test('the pieces are small, and many', () => {
  const pieces = readdirSync(join(bundle, 'index')).map((name) => statSync(join(bundle, 'index', name)).size);
  expect(pieces.length).toBeGreaterThan(5);
  expect(Math.max(...pieces)).toBeLessThan(2500);
});

test('a cut index gives the records that hold the words', async () => {
  const engine = new TextEngine(`file://${bundle}/`, 'v1', 'en');
  const numbers = async (words: string): Promise<number[]> =>
    (await engine.search('en', words)).map(({ number }) => number).sort((a, b) => a - b);
  expect(await numbers('word7 common')).toContain(7);
  expect(await numbers('pair3 tens12')).toEqual([123]);
  expect(await numbers('pair19')).toEqual(texts.flatMap((_, at) => (at % 20 === 19 ? [at] : [])));
  expect(await numbers('common')).toHaveLength(texts.length);
  expect(await numbers('title250')).toEqual([250]);
});

test('files of another form stop the build and are named', () => {
  const [meta = ''] = readdirSync(raw).filter((name) => name.endsWith('.pf_meta'));
  const whole = readFileSync(join(raw, meta));
  writeFileSync(join(raw, meta), readFileSync(join(raw, 'pagefind-entry.json')));
  expect(() => writeBundle([{ folder: raw, language: 'en', prefix: 'e', urls }], join(folder, 'other'))).toThrow();
  writeFileSync(join(raw, meta), whole);
  const short = urls.slice(1);
  expect(() => writeBundle([{ folder: raw, language: 'en', prefix: 'e', urls: short }], join(folder, 'other'))).toThrow(
    /not given to it: place\/#0/,
  );
});

test('a record has its number in its name, of its own language only', () => {
  expect([recordNumber('e1a', 'e'), recordNumber('p1a', 'e')]).toEqual([46, undefined]);
});
