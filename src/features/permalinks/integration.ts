/** What the build itself does about addresses: a redirect that leads nowhere stops it, the sitemap holds pages only. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readPath } from '../../lib/paths.ts';
import { LANGUAGES } from '../../config/languages.ts';
import { BASE_PATH } from '../../config/site.ts';
import { formatAddress, parseAddress } from './address.ts';
import { readBuilt } from './built.ts';
import type { PermalinkList } from './permalink-index.ts';
import { pageRedirects } from './redirects.ts';
import { placeTitles } from './titles.ts';
import { deadTargets } from './dead-targets.ts';
import { loadRedirects } from './load.ts';
import { pageSlugs } from '../../content-index/slugs.ts';

let known: ReadonlySet<string> | undefined;

/** True for the address of a page in a language; false for `/`, an address without a language, and a forward. */
export function isPage(url: string): boolean {
  const { locale, slug } = readPath(
    new URL(url).pathname,
    BASE_PATH,
    LANGUAGES.map((language) => language.locale),
  );
  // The map of the site asks for each address of a build: the folder is read once.
  return locale !== undefined && (known ??= new Set(pageSlugs())).has(slug);
}

/**
 * Gives the list of all addresses the titles that only the built pages know.
 * @returns the list with every title, and the places that have none
 */
export function withTitles(
  list: PermalinkList,
  page: (locale: string, slug: string) => string,
): { list: PermalinkList; untitled: string[] } {
  const untitled: string[] = [];
  const pages = list.pages.map((listed) => {
    const missing = (locale: string): Set<string> =>
      new Set(listed.places.filter(({ title }) => !title[locale]).map(({ id }) => id));
    const found = new Map(
      list.languages.map((locale) => {
        const ids = missing(locale);
        return [locale, ids.size > 0 ? placeTitles(page(locale, listed.slug), ids) : new Map<string, string>()];
      }),
    );
    // A place that the page does not have is no address to offer; that it was promised, the gate of the lock says.
    const there = listed.places.filter(({ id, title }) =>
      list.languages.some((locale) => title[locale] || found.get(locale)?.has(id)),
    );
    const places = there.map(({ id, title }) => ({
      id,
      title: Object.fromEntries(
        list.languages.map((locale) => {
          const words = title[locale] || found.get(locale)?.get(id) || '';
          if (words === '') untitled.push(`${locale}: ${formatAddress({ slug: listed.slug, id })}`);
          return [locale, words];
        }),
      ),
    }));
    return { ...listed, places };
  });
  const count = pages.reduce((sum, { places }) => sum + 1 + places.length, 0);
  return { list: { ...list, count, pages }, untitled };
}

/** Completes the list of all addresses. Fails the build when a place has no title: its id would be shown as one. */
export function placesHaveTitles(): AstroIntegration {
  return {
    name: 'place-titles',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        const file = join(folder, 'data/v1/permalinks.json');
        const { list, untitled } = withTitles(JSON.parse(readFileSync(file, 'utf8')) as PermalinkList, (locale, slug) =>
          readFileSync(join(folder, locale, slug, 'index.html'), 'utf8'),
        );
        if (untitled.length > 0) {
          throw new Error(
            `${untitled.length} places of the built pages say nothing that could be their title:\n  ${untitled.join('\n  ')}\n` +
              'Give the element with this id a heading, a caption, a first cell or words of its own.',
          );
        }
        writeFileSync(file, `${JSON.stringify(list)}\n`);
      },
    },
  };
}

/** Fails the build when a redirect leads to an id that the built page does not have. */
export function redirectsHaveTargets(): AstroIntegration {
  return {
    name: 'permalinks',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const redirects = loadRedirects(pageSlugs());
        const slugs = [...redirects].flat().map((address) => parseAddress(address).slug);
        const built = readBuilt(fileURLToPath(dir), new Set(pageRedirects(redirects).keys()), new Set(slugs));
        const problems = deadTargets(built, redirects);
        if (problems.length > 0) throw new Error(problems.join('\n'));
      },
    },
  };
}
