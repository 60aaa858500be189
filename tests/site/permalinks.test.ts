import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatAddress, parseAddress } from '../../src/features/permalinks/address.ts';
import { readBuilt } from '../../src/features/permalinks/built.ts';
import { pageRedirects } from '../../src/features/permalinks/redirects.ts';
import { findBrokenPermalinks } from '../support/permalinks/verify.ts';
import { lostLines, promisedBefore } from '../support/permalinks/history.ts';
import { loadRedirects, lockText } from '../../src/features/permalinks/load.ts';
import { readLock } from '../../src/features/permalinks/lock.ts';
import type { PermalinkList } from '../../src/features/permalinks/permalink-index.ts';
import { pageSlugs } from '../../src/content-index/slugs.ts';
import { LANGUAGES } from '../../src/config/languages.ts';

const dist = 'dist';
const slugs = pageSlugs();
const redirects = loadRedirects(slugs);
const built = readBuilt(dist, new Set(pageRedirects(redirects).keys()));
const { addresses } = readLock(lockText());
const html = (folder: string): string => readFileSync(join(dist, folder, 'index.html'), 'utf8');

test('every address that was published exists in both languages or leads on, and every new one is locked', () => {
  expect(addresses.length).toBeGreaterThan(500);
  expect(findBrokenPermalinks(lockText(), built, redirects)).toEqual([]);
});

test('a planted removal, rename and language mismatch in the real site are each named', () => {
  const [victim = ''] = addresses.filter((address) => address.includes('#'));
  const without = (locale?: string) =>
    new Map(
      [...built].map(([language, all]) => [
        language,
        new Set([...all].filter((one) => one !== victim || (locale !== undefined && language !== locale))),
      ]),
    );
  expect(findBrokenPermalinks(lockText(), without(), redirects).join('\n')).toContain(
    `${victim} was published and is gone`,
  );
  expect(findBrokenPermalinks(lockText(), without('en'), redirects).join('\n')).toContain(`${victim} is not in "en"`);
  const renamed = new Map([...without()].map(([language, all]) => [language, new Set([...all, `${victim}-renamed`])]));
  expect(findBrokenPermalinks(lockText(), renamed, redirects).join('\n')).toContain(
    `${victim}-renamed is new and not in the lock`,
  );
});

test('no line of the lock has disappeared since it was first committed', () => {
  expect(lostLines(addresses, promisedBefore(process.cwd()) ?? [])).toEqual([]);
});

test('every page has an address without a language, every forward its pages; none of them is for search engines', () => {
  const ways = [
    ...slugs.filter((slug) => slug !== ''),
    ...[...pageRedirects(redirects).keys()].flatMap((slug) => [
      slug,
      ...LANGUAGES.map(({ locale }) => `${locale}/${slug}`),
    ]),
  ];
  for (const way of ways) {
    expect(existsSync(join(dist, way, 'index.html')), way).toBe(true);
    const page = html(way);
    expect(page, way).toContain('<meta name="robots" content="noindex"');
    expect(page, way).not.toContain('rel="canonical"');
    // With one place to go, a refresh leads there; with two, both are links.
    const languages = LANGUAGES.some(({ locale }) => way.startsWith(`${locale}/`)) ? 1 : LANGUAGES.length;
    expect(page.match(/<a [^>]*data-locale=/g), way).toHaveLength(languages);
    expect(page.includes('http-equiv="refresh"'), way).toBe(languages === 1);
  }
  const sitemap = readFileSync(join(dist, 'sitemap-0.xml'), 'utf8');
  expect(sitemap.match(/<loc>/g)).toHaveLength(slugs.length * LANGUAGES.length);
});

test('the machine-readable list has every promised address, with a title in each language', () => {
  const list = JSON.parse(readFileSync(join(dist, 'data/v1/permalinks.json'), 'utf8')) as PermalinkList;
  const listed = new Set(
    list.pages.flatMap(({ slug, places }) => [
      formatAddress({ slug }),
      ...places.map(({ id }) => formatAddress({ slug, id })),
    ]),
  );
  const gone = addresses.filter(
    (address) =>
      !listed.has(address) && !redirects.has(address) && !pageRedirects(redirects).has(parseAddress(address).slug),
  );
  expect(gone).toEqual([]);
  const untitled = list.pages.flatMap(({ slug, title, places }) =>
    [{ id: slug, title }, ...places].filter((place) =>
      LANGUAGES.some(({ locale }) => (place.title[locale] ?? '') === ''),
    ),
  );
  expect(untitled).toEqual([]);
});
