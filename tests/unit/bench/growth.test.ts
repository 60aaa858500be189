import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { growth } from '../../bench/growth.ts';
import { generatedQueries, writePages } from '../../bench/made-up-pages.ts';
import { tempFolder } from '../../support/temp.ts';

describe('the verdict on growth', () => {
  const at = (value: (size: number) => number) =>
    growth([0, 100, 300, 1000].map((size) => ({ size, value: value(size) })));

  test.each([
    ['nothing grows', () => 5],
    ['each page costs the same', (size: number) => 20 + size * 3],
    ['pages become cheaper', (size: number) => 20 + Math.sqrt(size)],
    ['it shrinks', (size: number) => 2000 - size],
    ['a little noise on what does not grow', (size: number) => (size === 1000 ? 104 : 100)],
  ])('linear: %s', (_, value) => {
    expect(at(value).linear).toBe(true);
  });

  test.each([
    ['every page knows every other', (size: number) => 20 + size * size],
    ['a part of the cost is quadratic', (size: number) => 20 + size * 3 + size * size * 0.004],
    ['what stood still begins to grow', (size: number) => (size === 1000 ? 200 : 100)],
  ])('faster: %s', (_, value) => {
    expect(at(value).linear).toBe(false);
  });

  test('two sizes always lie on a line, so they are refused', () => {
    expect(() =>
      growth([
        { size: 0, value: 1 },
        { size: 9, value: 2 },
      ]),
    ).toThrow('two more');
  });
});

test('made-up pages are the same every time, differ from each other, and go away again', () => {
  const docs = tempFolder({
    'en/start.mdx': '---\ntitle: x\n---\nThe scheduler picks a node.',
    'pt-br/start.mdx': '---\ntitle: x\n---\nO escalonador escolhe um nó.',
  });
  writePages(docs, 3);
  const read = (locale: string): string[] =>
    readdirSync(join(docs, locale, 'made-up'))
      .sort()
      .map((name) => readFileSync(join(docs, locale, 'made-up', name), 'utf8'));
  const [en, pt] = [read('en'), read('pt-br')];
  expect(en).toHaveLength(3);
  const ids = (text: string): string[] => [...text.matchAll(/\[#([^\]]+)\]/g)].map(([, id = '']) => id);
  expect(en.map(ids)).toEqual(pt.map(ids));
  const all = en.flatMap(ids).filter((id) => id !== 'sources');
  expect(new Set(all).size).toBe(all.length);
  // The questions name pages that exist.
  for (const { query, lang } of generatedQueries(3)) {
    expect((lang === 'en' ? en : pt).filter((text) => text.includes(`title: ${query}\n`))).toHaveLength(1);
  }
  writePages(docs, 3);
  expect(read('en')).toEqual(en);
  writePages(docs, 0);
  expect(readdirSync(join(docs, 'en'))).toEqual(['start.mdx']);
});
