import { expect, test } from 'vitest';
import { allClaims, allPorts, allSources } from '../../../../src/facts/index.ts';
import {
  checkFigures,
  doubts,
  factFigures,
  noteFigures,
  sourceFigures,
} from '../../../../src/features/quality/figures.ts';

test('every fact counts once: with one source or with more', () => {
  for (const row of factFigures()) {
    expect(row.oneSource + row.moreSources).toBe(row.records);
    expect(row.verified).toBeLessThanOrEqual(row.records);
    expect(row.oldest).toMatch(/^2026-\d\d-\d\d$/);
  }
  const ports = factFigures().find(({ id }) => id === 'ports');
  expect(ports?.records).toBe(allPorts().length);
  expect(ports?.verified).toBe(allPorts().filter(({ verified }) => verified).length);
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
