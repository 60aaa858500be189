/** A whole book as one page for the browser that makes a PDF of it: cover, contents, chapters. */
import type { Element, ElementContent } from 'hast';
import { toXast } from 'hast-util-to-xast';
import { visit } from 'unist-util-visit';
import { toXml } from 'xast-util-to-xml';
import { firstElement } from '../../lib/hast.ts';
import { element, placed, type Chapter } from './chapter.ts';

/** A book in one language. */
export interface Book {
  /** Part of its file's name: `student`. */
  id: string;
  /** BCP 47. */
  tag: string;
  /** Sub-path and language of the pages: `/repo/en/`. */
  root: string;
  origin: string;
  /** Name of the site. */
  site: string;
  title: string;
  /** What the book is: "The whole book", or a reader's path. */
  subtitle: string;
  /** Lines of the imprint. */
  imprint: readonly string[];
  /** "Checked for Kubernetes v1.37 on …". */
  checked: string;
  parts: readonly { title: string; chapters: readonly Chapter[] }[];
  words: { contents: string };
  /** The drawing on its cover. */
  cover: Element | undefined;
}

/** The name of a chapter in ids and files. */
export const chapterId = (slug: string): string => slug.replaceAll('/', '-');

/** Where a place of the site stands in a volume; on the web when the volume does not hold it. */
export function addressIn(book: Book): (slug: string, id: string) => string {
  const chapters = new Map(
    book.parts.flatMap((part) => part.chapters.map((chapter) => [chapter.slug, chapter] as const)),
  );
  return (slug, id) => {
    const chapter = chapters.get(slug);
    if (!chapter || (id !== '' && id !== '_top' && !chapter.ids.has(id)))
      return `${book.origin}${book.root}${slug === '' ? '' : `${slug}/`}${id === '' ? '' : `#${id}`}`;
    return `#${chapterId(slug)}${id === '' || id === '_top' ? '' : `--${id}`}`;
  };
}

/** A line of the contents: how deep it stands, its words, and the id that it leads to. */
export interface Entry {
  depth: 0 | 1 | 2;
  title: string;
  to: string;
}

/** The contents of a book: parts, chapters, sections. */
export function contentsOf(book: Book): Entry[] {
  return book.parts.flatMap(({ title, chapters }, index) => [
    ...(title === '' ? [] : [{ depth: 0 as const, title, to: `part-${index + 1}` }]),
    ...chapters.flatMap((chapter) => [
      { depth: 1 as const, title: chapter.title, to: chapterId(chapter.slug) },
      ...chapter.sections.map(({ id, title: section }) => ({
        depth: 2 as const,
        title: section,
        to: `${chapterId(chapter.slug)}--${id}`,
      })),
    ]),
  ]);
}

/** A text as CSS writes it between quotes. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, ' ')}"`;

/** Running heads: the book on the left, the chapter on the right; a page knows its chapter by the name of its kind. */
const heads = (book: Book): string =>
  book.parts
    .flatMap(({ chapters }) => chapters)
    .map(
      ({ slug, title, content }) =>
        `@page ${pageName(slug)}{${isWide(content) ? 'size:A4 landscape;' : ''}@top-left{content:${quoted(book.title)}}@top-right{content:${quoted(title)}}}[data-chapter=${quoted(slug)}]{page:${pageName(slug)}}`,
    )
    .join('');
/** A table with a column for each interface or product needs the long side of the paper. */
const isWide = (content: readonly ElementContent[]): boolean =>
  firstElement(element('div', {}, ...content), ({ properties }) =>
    [properties['className']].flat().some((name) => name === 'compare-table' || name === 'impl'),
  ) !== undefined;
const pageName = (slug: string): string => `page-${chapterId(slug)}`;

/** XML that a browser, and a reader of EPUB, takes. */
export const serialized = (root: Element): string =>
  toXml(toXast({ type: 'root', children: [root] }, { space: 'html' }));

/**
 * The page of a book.
 * @param styles sheets, those of the site first
 * @param pageOf number of the page that an id is on; nothing while nobody knows
 */
export function volume(book: Book, styles: string, pageOf: (id: string) => number | undefined): string {
  const addressOf = addressIn(book);
  const inParts = book.parts.some(({ title }) => title !== '');
  const chapters = book.parts.flatMap(({ title, chapters: own }, index): ElementContent[] => [
    ...(title === ''
      ? []
      : [element('section', { className: ['part'] }, element('h1', { id: `part-${index + 1}` }, title))]),
    ...own.map((chapter) => chapterSection(book, chapter, addressOf, inParts ? 1 : 0)),
  ]);
  const contents = contentsOf(book).map(({ depth, title, to }) =>
    element(
      'li',
      { className: [`depth-${depth}`] },
      element('a', { href: `#${to}` }, title),
      element('span', { className: ['page-number'] }, String(pageOf(to) ?? '')),
    ),
  );
  return serialized(
    element(
      'html',
      { xmlns: 'http://www.w3.org/1999/xhtml', lang: book.tag, dataTheme: 'light' },
      element(
        'head',
        {},
        element('meta', { charSet: 'utf-8' }),
        element('title', {}, `${book.title}: ${book.subtitle}`),
        element('style', {}, styles + heads(book)),
      ),
      element(
        'body',
        { className: ['volume'] },
        element(
          'section',
          { className: ['cover'] },
          element('p', { className: ['cover-site'] }, book.site),
          element('p', { className: ['cover-title'] }, book.title),
          element('p', { className: ['cover-subtitle'] }, book.subtitle),
          ...coverOf(book, addressOf),
          element('p', { className: ['cover-checked'] }, book.checked),
        ),
        element(
          'section',
          { className: ['imprint'] },
          ...book.imprint.map((line) => element('p', {}, ...withAddresses(line))),
        ),
        element(
          'section',
          { className: ['contents'] },
          element('p', { className: ['contents-title'], id: 'contents' }, book.words.contents),
          element('ol', {}, ...contents),
        ),
        element('main', { className: ['chapters'] }, ...chapters),
      ),
    ),
  );
}

/** The drawing on the cover: its parts lead into the book. */
function coverOf(book: Book, addressOf: Placing['addressOf']): ElementContent[] {
  if (!book.cover) return [];
  const chapter: Chapter = { slug: '', title: '', checked: '', content: [book.cover], sections: [], ids: new Set() };
  return placed(chapter, {
    addressOf,
    idOf: (id) => `cover--${id}`,
    deeper: 0,
    root: book.root,
    origin: book.origin,
  });
}

/** Addresses in a line become links. */
export const withAddresses = (line: string): (ElementContent | string)[] =>
  line
    .split(/(https?:\/\/[^\s,;]+[^\s,;.)])/)
    .filter((piece) => piece !== '')
    .map((piece) => (/^https?:/.test(piece) ? element('a', { href: piece }, piece) : piece));

function chapterSection(book: Book, chapter: Chapter, addressOf: Placing['addressOf'], deeper: number): Element {
  const id = chapterId(chapter.slug);
  const content = placed(chapter, {
    addressOf,
    idOf: (one) => `${id}--${one}`,
    deeper,
    root: book.root,
    origin: book.origin,
  });
  // The browser tags every figure as a picture, which needs a description: only the drawing in it is one, and has it.
  visit(element('div', {}, ...content), 'element', (node) => {
    if (node.tagName === 'figure') node.properties['role'] = 'group';
  });
  return element(
    'section',
    { className: ['chapter'], dataChapter: chapter.slug },
    element(`h${1 + deeper}`, { id }, chapter.title),
    ...(chapter.checked === '' ? [] : [element('p', { className: ['page-meta'] }, chapter.checked)]),
    element('div', { className: ['sl-markdown-content'] }, ...content),
  );
}
type Placing = Parameters<typeof placed>[1];

/** The rules of the site that a book is set with: its common sheet and those of its pages, each once. */
export function sheetsOf(pages: readonly string[]): string {
  const own = new Set(
    pages.flatMap((html) => [...html.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, css = '']) => css)),
  );
  // A study sheet lays its whole page out anew.
  return [...own].filter((css) => !css.includes('@page')).join('\n');
}
