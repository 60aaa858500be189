/** The books that are made in each language: which chapters, under which names. */
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../../config/site.ts';
import { pageGroups } from '../../config/sidebar.ts';
import type { Language } from '../../config/languages.ts';
import type { Word } from '../../config/words.ts';
import { firstElement } from '../../lib/hast.ts';
import { chapterOf, parsePage, wordsOf, type Chapter } from './chapter.ts';
import { PATHS, pathPages, wholeBook, type Part } from './plan.ts';
import { sheetsOf, type Book } from './volume.ts';

/** The whole book's name, in files and in rooms of pages. */
export const WHOLE = 'kubernetes-interfaces';

/** What is made in a language: with the strings of its interface and the day as it writes it. */
export interface Edition extends Pick<Language, 'locale' | 'tag'> {
  word: Word;
  day: string;
}

/** A book, how a list of files calls it, and what it is set with. */
interface Planned {
  book: Book;
  name: string;
}

/**
 * The books of a language, and the style sheets of the pages that they are made of.
 * @param readPage the HTML of a page of the built site, by its slug
 */
export function booksOf(
  { locale, tag, word, day }: Edition,
  readPage: (slug: string) => string,
): { books: Planned[]; css: string; common: string } {
  const siteRoot = `${BASE_PATH}/${locale}/`;
  const home = readPage('');
  const start = readPage('start');
  const pages = new Map([['', home]]);
  const chapters = new Map<string, Chapter>();
  const chapter = (slug: string): Chapter => {
    const html = readPage(slug);
    const made =
      chapters.get(slug) ?? chapterOf(html, slug, { sources: word('book.sources'), answers: word('book.answers') });
    pages.set(slug, html);
    chapters.set(slug, made);
    return made;
  };
  const face = parsePage(home);
  const cover = firstElement(face, ({ properties }) => [properties['className']].flat().includes('board-wide'));
  const figure = firstElement(
    face,
    ({ tagName, properties }) => tagName === 'figure' && properties['id'] === 'cluster',
  );
  if (cover) Object.assign(cover.properties, { role: 'img', ariaLabel: figure?.properties['ariaLabel'] });
  const h1 = firstElement(face, ({ tagName }) => tagName === 'h1');
  const site = SITE_TITLE[tag];
  const book = (id: string, subtitle: string, parts: readonly Part[]): Book => {
    const own = parts.map(({ title, slugs }) => ({ title, chapters: slugs.map(chapter) }));
    const version = own.flatMap(({ chapters: all }) => all).find(({ checked }) => /v\d/.test(checked));
    return {
      id,
      tag,
      root: siteRoot,
      origin: SITE_URL,
      site: `${SITE_URL}${BASE_PATH}/`.replace(/^https?:\/\/|\/$/g, ''),
      title: site,
      subtitle,
      checked: [/Kubernetes v[\d.]+/.exec(version?.checked ?? '')?.[0], word('book.edition', { date: day })]
        .filter((one) => one !== undefined)
        .join(' · '),
      imprint: [
        `${site}. ${subtitle}.`,
        word('book.imprint', { address: `${SITE_URL}${siteRoot}`, date: day }),
        word('book.licence', { site }),
        `${word('footer.notAffiliated')}.`,
      ],
      words: { contents: word('book.contents') },
      cover,
      parts: own,
    };
  };
  const groups = pageGroups().map(({ label, slugs }) => ({ label: label?.[tag] ?? '', slugs }));
  const books = [
    { name: word('book.whole'), book: book(WHOLE, h1 ? wordsOf(h1) : '', wholeBook(groups)) },
    ...PATHS.map((path) => ({
      name: word(`book.${path}`),
      book: book(path, word(`book.${path}`), [{ title: '', slugs: pathPages(start, path, siteRoot) }]),
    })),
  ];
  const common = /<link rel="stylesheet" href="([^"]*\/_astro\/[^"]+)"/.exec(home)?.[1] ?? '';
  return { books, css: sheetsOf([...pages.values()]), common };
}
