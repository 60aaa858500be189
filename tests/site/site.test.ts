import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { BASE_PATH, SITE_URL } from '../../src/config/site.ts';
import { expectNone } from '../content/checks/finding.ts';
import { readSite } from '../support/site.ts';
import { completeReference, noLeftovers, resolvingLinks, rightLanguages, uniqueHeads, uniqueIds } from './checks.ts';
import { shape, validHtml } from './html-rules.ts';

const site = readSite('dist', BASE_PATH);
const facts = loadFacts();
const ids = (records: readonly { readonly id: string }[]): string[] => records.map(({ id }) => id);

test('every internal link and section resolves, in the language and under the sub-path', () => {
  expect(site.docs.length).toBeGreaterThan(20);
  expectNone(resolvingLinks(site, SITE_URL));
});
test('titles and descriptions are unique', () => expectNone(uniqueHeads(site.docs)));
test('lang, hreflang and canonical are right', () => expectNone(rightLanguages(site, SITE_URL)));
test('no id stands twice on a page', () => expectNone(uniqueIds(site.docs)));
test('no leftovers in the text', () => expectNone(noLeftovers(site.docs)));
test('every port and socket has its row', () =>
  expectNone(completeReference(site, 'reference/ports', [...ids(facts.ports.ports), ...ids(facts.sockets.sockets)])));
test('every component has its row', () =>
  expectNone(completeReference(site, 'reference/components', ids(facts.components.components))));
test('every term, correction and event has its entry', () =>
  expectNone([
    ...completeReference(site, 'reference/glossary', ids(facts.glossary.terms)),
    ...completeReference(site, 'reference/corrections', ids(facts.corrections.corrections)),
    ...completeReference(site, 'reference/timeline', ids([...facts.timeline.events, ...facts.timeline.planned])),
  ]));
test('every page is valid HTML', { timeout: 120_000 }, async () => expectNone(await validHtml(site)));
test('a page that differs only in its language is judged once', () => {
  const page = (lang: string): string => readFileSync(join(site.dir, lang, 'interfaces/oci/index.html'), 'utf8');
  expect(shape(page('en'))).toBe(shape(page('pt-br')));
});
