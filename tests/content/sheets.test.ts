import { expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { expectNone } from './checks/finding.ts';
import { parsePage, projectPages } from './checks/pages.ts';
import { claimsOnSheets } from './checks/sheets.ts';

const facts = loadFacts();
const { pages } = projectPages();

test('every claim of the course notes stands on the study sheet of its note', () => {
  expect(facts.claims.claims.length).toBeGreaterThan(100);
  expectNone(claimsOnSheets(pages, facts));
});

/** What is found after one edit of an English sheet. */
const findings = (from: string, to: string): string[] => {
  const faulty = pages.map((page) =>
    page.locale === 'en' && page.slug === 'notes/summary'
      ? { ...page, ...parsePage(page.source.replace(from, to)) }
      : page,
  );
  return claimsOnSheets(faulty, facts).map(({ what }) => what);
};

test('a claim that no point answers is named', () =>
  expect(findings("claims={['s1-25']}", 'to="components/kube-scheduler#ports"')).toEqual([
    'The claim "s1-25" should stand here once; it stands on no sheet.',
  ]));

test('a claim of another note is named', () =>
  expect(findings("['s1-25']", "['s1-25', 's2-06']")).toEqual([
    'The claim "s2-06" should stand here once; it stands on notes/cluster-architecture, notes/summary.',
  ]));
