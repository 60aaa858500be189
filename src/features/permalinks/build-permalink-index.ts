/** Puts the list of all addresses together: what is locked, with the titles that its places have today. */
import { getCollection } from 'astro:content';
import { headingsIn, type PageHeading } from '../../content-index/headings.ts';
import { formatAddress, parseAddress } from './address.ts';
import { loadRedirects, lockText } from './load.ts';
import { readLock } from './lock.ts';
import type { ListedPage, PermalinkList } from './permalink-index.ts';
import { pageSlugs } from '../../content-index/slugs.ts';
import { rowTitle } from '../../content-index/row-titles.ts';
import { LANGUAGES } from '../../config/languages.ts';
import { BASE_PATH, SITE_URL } from '../../config/site.ts';

/** Title and headings of each page, by content id (`en/interfaces/cri`). */
async function headingsOf(): Promise<Map<string, { title: string; headings: PageHeading[] }>> {
  const entries = await getCollection('docs');
  return new Map(entries.map(({ id, data, body }) => [id, { title: data.title, headings: headingsIn(body ?? '') }]));
}

const entryId = (locale: string, slug: string): string => (slug === '' ? locale : `${locale}/${slug}`);

/** One page with its sections, in one language: what the tree of the course kit shows. */
interface TreePage {
  slug: string;
  title: string;
  sections: PageHeading[];
}

/** Every page of a language with its sections. @param locale `en` or `pt-br` */
export async function pageTree(locale: string): Promise<TreePage[]> {
  const pages = await headingsOf();
  return pageSlugs().flatMap((slug) => {
    const page = pages.get(entryId(locale, slug));
    return page ? [{ slug, title: page.title, sections: page.headings }] : [];
  });
}

/** The list itself. */
export async function permalinkList(): Promise<PermalinkList> {
  const pages = await headingsOf();
  const slugs = pageSlugs();
  const places = new Map<string, Set<string>>(slugs.map((slug) => [slug, new Set()]));
  for (const line of readLock(lockText()).addresses) {
    const { slug, id } = parseAddress(line);
    if (id !== undefined) places.get(slug)?.add(id);
  }
  for (const [slug, ids] of places) {
    // A heading that was written since the lock was last brought up to date can already be linked.
    for (const { locale } of LANGUAGES) {
      for (const { id } of pages.get(entryId(locale, slug))?.headings ?? []) ids.add(id);
    }
  }
  const redirects = loadRedirects(slugs);
  const listed = slugs.map((slug): ListedPage => {
    const titles = (id: string) =>
      Object.fromEntries(
        LANGUAGES.map(({ locale, lang }) => {
          const heading = pages.get(entryId(locale, slug))?.headings.find((candidate) => candidate.id === id);
          // The build reads the rest from the page itself: integration.ts.
          return [locale, heading?.title ?? rowTitle(slug, id, lang) ?? ''];
        }),
      );
    const gone = (id: string): boolean => redirects.has(formatAddress({ slug, id }));
    return {
      slug,
      title: Object.fromEntries(
        LANGUAGES.map(({ locale }) => [locale, pages.get(entryId(locale, slug))?.title ?? slug]),
      ),
      places: [...(places.get(slug) ?? [])].filter((id) => !gone(id)).map((id) => ({ id, title: titles(id) })),
    };
  });
  return {
    version: 'v1',
    site: `${SITE_URL}${BASE_PATH}`,
    languages: LANGUAGES.map(({ locale }) => locale),
    count: listed.reduce((sum, page) => sum + 1 + page.places.length, 0),
    pages: listed,
    redirects: Object.fromEntries(redirects),
  };
}
