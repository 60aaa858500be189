import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allClaims, allPorts, allSources, getSource } from '../../../../src/facts/index.ts';
import { loadFacts } from '../../../../src/facts/load.ts';
import {
  checkFigures,
  doubts,
  factFigures,
  factsByDay,
  noteFigures,
  siteFigures,
  sourceFigures,
} from '../../../../src/features/quality/figures.ts';
import { FLOORS } from '../../../support/search/floors.ts';

test('every fact counts once: with one source or with more', () => {
  for (const row of factFigures()) {
    expect(row.oneSource + row.moreSources).toBe(row.records);
    expect(row.verified).toBeLessThanOrEqual(row.records);
    expect(row.oldest).toMatch(/^2026-\d\d-\d\d$/);
  }
  const { versions } = loadFacts();
  const rows = Object.fromEntries(factFigures().map((row) => [row.id, row]));
  for (const list of ['gates', 'changes', 'defaults', 'support'] as const) {
    expect(rows[list]?.records).toBe(versions[list].length);
    const opened = versions[list].filter(({ sources }) => sources.some(({ id }) => getSource(id).read));
    expect(rows[list]?.verified).toBe(opened.length);
  }
  const ports = factFigures().find(({ id }) => id === 'ports');
  expect(ports?.records).toBe(allPorts().length);
  expect(ports?.verified).toBe(allPorts().filter(({ verified }) => verified).length);
});

test('by the day of its check every fact counts once, from the oldest on', () => {
  const days = factsByDay();
  expect(days.reduce((sum, [, facts]) => sum + facts, 0)).toBe(
    factFigures().reduce((sum, { records }) => sum + records, 0),
  );
  expect(days.map(([day]) => day)).toEqual(days.map(([day]) => day).toSorted());
  expect(days[0]?.[0]).toBe(
    factFigures()
      .map(({ oldest }) => oldest)
      .toSorted()[0],
  );
});

test('the doubts are the facts that are not verified, no more and no fewer', () => {
  const open = factFigures().reduce((sum, { records, verified }) => sum + records - verified, 0);
  expect(doubts('en')).toHaveLength(open);
  expect(doubts('pt').map(({ id }) => id)).toEqual(doubts('en').map(({ id }) => id));
  expect(doubts('en').every(({ title }) => title !== '')).toBe(true);
  // A page, never a section: the id is the section.
  expect(
    doubts('en')
      .flatMap(({ page }) => page ?? [])
      .filter((page) => page.includes('#')),
  ).toEqual([]);
});

test('sources, notes and checks', () => {
  expect(sourceFigures().all).toBe(allSources().length);
  expect(sourceFigures().read).toBeLessThanOrEqual(sourceFigures().all);
  expect(noteFigures().claims).toBe(allClaims().length);
  const { sections, blocks, prover, hand } = checkFigures(process.cwd());
  expect(blocks).toBeGreaterThan(sections);
  expect(prover + hand).toBeLessThanOrEqual(sections);
});

test('the site: pages, words and questions are counted', () => {
  const { pages, words, questions } = siteFigures(process.cwd());
  expect(pages).toBeGreaterThan(50);
  expect(Math.min(words.en, words.pt)).toBeGreaterThan(40_000);
  expect(questions).toBeGreaterThan(400);
});

test.each(['en', 'pt-br'])('the page in %s promises of the search what its tests hold', (locale) => {
  const page = readFileSync(`src/content/docs/${locale}/about/quality.mdx`, 'utf8');
  const promised = [...page.matchAll(/(\d+) %/g)].map(([, share]) => Number(share) / 100);
  expect(promised).toEqual([FLOORS.real.hit1, FLOORS.real.hit3]);
});
