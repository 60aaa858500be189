import { getCollection } from 'astro:content';
import { languageOf } from '../lib/languages.ts';
import { rowTitle } from './row-titles.ts';

/** A section as a link shows it. */
export interface Place {
  slug: string;
  id: string;
  /** "kube-scheduler: Ports", in the reader's language. */
  title: string;
}

/**
 * A function that finds the words for a section of the site.
 * @param locale the reader's language, `en` or `pt-br`
 * @returns takes `interfaces/cri#docker`, gives its page, its id and the titles of both; throws when there is no such page
 */
export async function places(locale: string): Promise<(section: string) => Place> {
  const pages = new Map((await getCollection('docs')).map((entry) => [entry.id, entry]));
  return (section) => {
    const [slug = '', id = ''] = section.split('#');
    const page = pages.get(`${locale}/${slug}`);
    if (page === undefined) throw new Error(`"${section}" leads to no page: there is no ${locale}/${slug}.mdx.`);
    const heading = headingTitle(page.body ?? '', id);
    return { slug, id, title: heading === undefined ? page.data.title : `${page.data.title}: ${heading}` };
  };
}

/**
 * The same for code that needs the words alone; a row of a reference page is called by its own name.
 * @param locale the reader's language, `en` or `pt-br`
 */
export async function sectionTitles(locale: string): Promise<(section: string) => string> {
  const placeOf = await places(locale);
  return (section) => {
    const { slug, id, title } = placeOf(section);
    const row = rowTitle(slug, id, languageOf(locale).lang);
    return row === undefined ? title : `${title}: ${row}`;
  };
}

/** The words of the heading with an id, without the marks of code; undefined when the id is a row's. */
function headingTitle(body: string, id: string): string | undefined {
  for (const [, words, own] of body.matchAll(/^#{2,3} (.+?) \[#([a-z0-9-]+)\]\s*$/gm)) {
    if (own === id) return words?.replaceAll('`', '');
  }
  return undefined;
}
