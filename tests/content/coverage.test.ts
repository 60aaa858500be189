import { describe, expect, test } from 'vitest';
import { readSections } from '../../src/content-index/answered-questions.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { tempFolder } from '../support/temp.ts';
import { expectNone } from './checks/finding.ts';
import { knownSections, pointersOf } from './checks/sections.ts';

const facts = loadFacts();

test('whatever the data leads to is a section that both languages have', () => {
  expect(facts.coverage.coverage.length).toBe(facts.claims.claims.length);
  expectNone(knownSections(pointersOf(facts), readSections(process.cwd())));
});

describe('a planted fault is named', () => {
  const findings = (section: string) => {
    const root = tempFolder({
      'src/content/docs/en/interfaces/cri.mdx': '## Docker [#docker]\n\n### Why [#why]\n',
      'src/content/docs/pt-br/interfaces/cri.mdx': '## Docker [#docker]\n',
    });
    return knownSections([{ from: 'claim s1-01:', section }], readSections(root));
  };

  test('a section that nobody wrote', () => {
    const [first, second] = findings('interfaces/cri#dokcer');
    expect(first?.where).toBe('claim s1-01:');
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
