import { expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { SITE_URL } from '../../src/config/site.ts';
import { expectNone } from '../content/checks/finding.ts';
import { builtSite } from '../support/site.ts';
import { cards, iconsAndManifests, lightCards, llmsLinks, oneOfEach, sitemap, structuredData } from './findable.ts';
import { wholeMarkdownPages } from './markdown-pages.ts';

const site = builtSite();

test('every page has one card of the right size', () => {
  expect(site.docs.filter(({ hidden }) => !hidden).length).toBeGreaterThan(90);
  expectNone(cards(site, SITE_URL));
});
test('the cards are light', () => expectNone(lightCards(site)));
test('structured data says what the page says, and knows every term', () =>
  expectNone(
    structuredData(
      site,
      loadFacts().glossary.terms.map(({ id }) => id),
    ),
  ));
test('the sitemap names every page in both languages, robots.txt the sitemap', () =>
  expectNone(sitemap(site, SITE_URL)));
test('llms.txt names every page and leads somewhere', () => expectNone(llmsLinks(site, SITE_URL)));
test('one address per language, and the language as Open Graph says it', () => expectNone(oneOfEach(site)));
test('icons and manifests are what they state', () => expectNone(iconsAndManifests(site)));
test('every page has its whole twin in Markdown', () => expectNone(wholeMarkdownPages(site)));
