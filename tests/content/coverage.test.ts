import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { expectNone } from './checks/finding.ts';
import { parsePage, readPages, type Page } from './checks/pages.ts';
import { knownSections, pointersOf } from './checks/sections.ts';

const facts = loadFacts();

test('every claim, correction and term leads to a section that both languages have', () => {
  const pointers = pointersOf(facts);
  expect(facts.coverage.coverage.length).toBe(facts.claims.claims.length);
  expectNone(knownSections(pointers, readPages(process.cwd()).pages));
});

describe('a planted fault is named', () => {
  const page = (locale: Page['locale'], body: string): Page => ({
    locale,
    slug: 'interfaces/cri',
    file: `src/content/docs/${locale}/interfaces/cri.mdx`,
    ...parsePage(body),
  });
  const pages = [page('en', '## Docker [#docker]\n\n## Why [#why]\n'), page('pt-br', '## Docker [#docker]\n')];
  const findings = (section: string) => knownSections([{ from: 'claim s1-01', section }], pages);

  test('a section that nobody wrote', () => {
    const [first, second] = findings('interfaces/cri#dokcer');
    expect(first?.where).toBe('claim s1-01');
    expect(first?.what).toBe('There is no section "interfaces/cri#dokcer" in pt-br.');
    expect(first?.fix).toContain('interfaces/cri#docker');
    expect(second?.what).toContain('in en');
  });

  test('a section that one language lacks', () => {
    expect(findings('interfaces/cri#why').map(({ what }) => what)).toEqual([
      'There is no section "interfaces/cri#why" in pt-br.',
    ]);
  });

  test('nothing, when the section is there twice', () => expect(findings('interfaces/cri#docker')).toEqual([]));
});
