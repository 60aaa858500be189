/**
 * A page of the built site as a chapter of a book: its text, tables and drawings, without what can only be clicked. Sources
 * become numbered notes at its end, and the answers to its questions follow them.
 */
import type { Element, ElementContent, Nodes, Parents, Root } from 'hast';
import rehypeParse from 'rehype-parse';
import { unified } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import { classesOf, firstElement, hasClass, isElement, isTag, textOf } from '../../lib/hast.ts';

/** A heading of a chapter. */
export interface Section {
  id: string;
  title: string;
}

/** A page taken out of the site. Ids and addresses are still those of the page: {@link placed} gives them new ones. */
export interface Chapter {
  slug: string;
  title: string;
  /** "Checked for Kubernetes v1.37 on …"; empty for a page that says no such thing. */
  checked: string;
  content: ElementContent[];
  /** Its main sections, without notes and questions. */
  sections: Section[];
  ids: ReadonlySet<string>;
}

/** Headings of what a chapter gets at its end, in its language. */
interface ChapterWords {
  sources: string;
  answers: string;
}

const NOTES = 'book-notes';
const note = (number: number): string => `book-note-${number}`;

/** What only works on a screen, or is said elsewhere in the book. */
const DROPPED_TAGS = new Set(
  'script style template noscript dialog button form input select search progress iframe diagram-actions copy-menu link-checker fragment-redirects'.split(
    ' ',
  ),
);
const DROPPED_CLASSES = new Set(
  'sl-anchor-link term-tip find facets chips tool none sr-only diagram-text diagram-bar take list-filter report-fact dg-medium dg-tall board-here page-way letters corrections-box copy'.split(
    ' ',
  ),
);

/** An element of a book. */
export const element = (
  tagName: string,
  properties: Element['properties'],
  ...children: (ElementContent | string)[]
): Element => ({
  type: 'element',
  tagName,
  properties,
  children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
});

/** The text of a node, white space made one. */
export const wordsOf = (node: Nodes): string => textOf(node).replace(/\s+/g, ' ').trim();

/** Parses a page. */
export const parsePage = (html: string): Root => unified().use(rehypeParse).parse(html);

/** What is left out of a book. */
function isDropped(node: Element): boolean {
  const { hidden, hiddenFrom } = node.properties as { hidden?: unknown; hiddenFrom?: unknown };
  return (
    DROPPED_TAGS.has(node.tagName) ||
    classesOf(node).some((name) => DROPPED_CLASSES.has(name)) ||
    (hidden !== undefined && hidden !== false) ||
    hiddenFrom !== undefined
  );
}

const ATTRIBUTES =
  /^(?:data[A-Z].*|on[A-Z].*|tabIndex|popover|loading|ariaDescribedBy|dir|open|target|rel|download|hidden)$/;
/** Takes away attributes that are for scripts, keyboards and windows. */
function plainAttributes(node: Element): void {
  node.properties = Object.fromEntries(Object.entries(node.properties).filter(([name]) => !ATTRIBUTES.test(name)));
}

/** Numbers the sources of a chapter by their first mention. */
class Notes {
  readonly #found = new Map<string, { number: number; title: string }>();

  /** The signs that lead from a place to its notes. */
  refer(links: readonly { href: string; title: string }[]): Element[] {
    return links.map(({ href, title }) => {
      const known = this.#found.get(href) ?? { number: this.#found.size + 1, title };
      this.#found.set(href, known);
      return element('a', { className: ['note-ref'], href: `#${note(known.number)}` }, String(known.number));
    });
  }

  get size(): number {
    return this.#found.size;
  }

  list(): Element {
    return element(
      'ol',
      { className: ['book-notes'] },
      ...[...this.#found].map(([href, { number, title }]) =>
        element(
          'li',
          { id: note(number) },
          element('a', { href }, title),
          ' ',
          element('span', { className: ['address'] }, href.replace(/^https?:\/\//, '')),
        ),
      ),
    );
  }
}

/** The sources that a folded part names. */
function sourcesIn(node: Parents): { href: string; title: string }[] {
  const links: { href: string; title: string }[] = [];
  visit(node, 'element', (child) => {
    const { href } = child.properties;
    if (child.tagName === 'a' && typeof href === 'string' && /^https?:/.test(href) && !hasClass(child, 'report-fact'))
      links.push({ href, title: wordsOf(child) });
  });
  return links;
}

/**
 * Makes a chapter of a page.
 * @param html the built page
 * @param slug which page it is
 * @throws Error when it is no page of content
 */
export function chapterOf(html: string, slug: string, words: ChapterWords): Chapter {
  const page = parsePage(html);
  const main = firstElement(page, (node) => node.tagName === 'main');
  const body = main && firstElement(main, (node) => hasClass(node, 'sl-markdown-content'));
  const heading = main && firstElement(main, (node) => node.tagName === 'h1');
  if (!main || !body || !heading) throw new Error(`/${slug}/ is no page of content: it has no main part or no title.`);
  const meta = firstElement(main, (node) => hasClass(node, 'page-meta'));
  const questions = firstElement(page, (node) => hasClass(node, 'check-yourself'));
  const whole = element('div', {}, ...body.children, ...(questions ? [questions] : []));

  const notes = new Notes();
  const answers: Element[] = [];
  fold(whole, notes, answers, { questions: false });
  clean(whole);

  // The page's own list of sources comes after those that a fact or a row names.
  const list = firstElement(whole, (node) => hasClass(node, 'source-list'));
  if (list) notes.refer(sourcesIn(list));
  dropSection(whole, 'sources');
  const own = questions ? whole.children.indexOf(questions) : -1;
  const end: ElementContent[] = own < 0 ? [] : whole.children.splice(own);
  const sections = whole.children.flatMap((child): Section[] =>
    isTag(child, 'h2') && typeof child.properties['id'] === 'string'
      ? [{ id: child.properties['id'], title: wordsOf(child) }]
      : [],
  );
  if (notes.size > 0)
    end.push(
      element('section', { className: ['book-end'] }, element('h2', { id: NOTES }, words.sources), notes.list()),
    );
  if (answers.length > 0)
    end.push(
      element(
        'section',
        { className: ['book-end'] },
        element('h2', { id: 'book-answers' }, words.answers),
        element('ol', { className: ['book-answers'] }, ...answers),
      ),
    );
  const content = [...whole.children, ...end];
  const ids = new Set<string>();
  visit(element('div', {}, ...content), 'element', ({ properties: { id } }) => {
    if (typeof id === 'string') ids.add(id);
  });
  return {
    slug,
    title: wordsOf(heading),
    checked: meta ? wordsOf(firstElement(meta, (node) => node.tagName === 'span') ?? element('span', {})) : '',
    content,
    sections,
    ids,
  };
}

/** Where in a chapter a part stands, as far as folding needs to know. */
interface Around {
  questions: boolean;
  /** In a table: its cell, and the cell that names the row above. */
  cell?: Element;
  row?: { name?: Element };
}

/** Folded parts, in place: sources become notes, answers go to the end, what is text stands open. */
function fold(parent: Element, notes: Notes, answers: Element[], around: Around): void {
  parent.children = parent.children.flatMap((child): ElementContent[] => {
    if (!isElement(child)) return [child];
    if (isDropped(child)) return [];
    if (child.tagName !== 'details') {
      const here = { ...around, questions: around.questions || hasClass(child, 'check-yourself') };
      if (child.tagName === 'table') here.row = {};
      if (isTag(child, 'td', 'th')) here.cell = child;
      fold(child, notes, answers, here);
      if (child.tagName === 'tr' && around.row) {
        const [name] = child.children.filter((one) => isTag(one, 'th', 'td'));
        if (name && wordsOf(child) !== '') around.row.name = name as Element;
      }
      return [child];
    }
    if (hasClass(child, 'fact-sources') || around.cell) {
      const refs = notes.refer(sourcesIn(child));
      if (refs.length === 0) return [];
      const sign = element(
        'span',
        { className: ['note-refs'] },
        ...refs.flatMap((ref, index) => (index === 0 ? [ref] : [' ', ref])),
      );
      // A row of its own that holds nothing else belongs to the one above.
      const alone = around.cell?.children.every((one) => one === child || wordsOf(one) === '');
      if (!alone || !around.row?.name) return [sign];
      around.row.name.children.push(sign);
      return [];
    }
    const content = child.children.filter((one) => !isTag(one, 'summary'));
    if (around.questions) {
      const answer = element('li', {}, ...content);
      clean(answer);
      answers.push(answer);
      return [];
    }
    const summary = child.children.find((one) => isTag(one, 'summary'));
    const name = summary && !hasClass(child, 'folded-facts') ? wordsOf(summary) : '';
    const open = element('div', {}, ...content);
    fold(open, notes, answers, around);
    return [
      ...(name === '' ? [] : [element('p', { className: ['unfolded'] }, element('strong', {}, name))]),
      ...open.children,
    ];
  });
}

/** Takes away what is for a screen, in place. */
function clean(whole: Element): void {
  visit(whole, 'element', (node, index, parent) => {
    if (index === undefined || !parent) return undefined;
    if (
      isDropped(node) ||
      (node.tagName === 'tr' && wordsOf(node) === '' && !firstElement(node, ({ tagName }) => tagName === 'svg'))
    ) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    // Parts with a script of their own, and the boxes of headings, give way to what is in them.
    if (node.tagName.includes('-') || hasClass(node, 'sl-heading-wrapper')) {
      parent.children.splice(index, 1, ...node.children);
      return [SKIP, index];
    }
    // On the site their room is a rule of style; in a book without it two numbers were one.
    if (hasClass(node, 'refs'))
      node.children = node.children.flatMap((ref, at) => (at === 0 ? [ref] : [{ type: 'text', value: ' ' }, ref]));
    plainAttributes(node);
    if (node.tagName === 'svg' && hasClass(node, 'dg')) {
      // One picture with one description; its parts lead nowhere by keyboard, and still by pointer.
      node.properties['role'] = 'img';
      const words = ['title', 'desc'].map((name) => firstElement(node, (child) => child.tagName === name));
      node.properties['ariaLabel'] = words
        .map((one) => (one ? wordsOf(one) : ''))
        .filter(Boolean)
        .join('. ');
      delete node.properties['ariaLabelledBy'];
      node.children = node.children.filter((child) => !isTag(child, 'title', 'desc'));
    }
    return undefined;
  });
}

/** Takes a section away: its heading and all up to the next one. */
function dropSection(whole: Element, id: string): void {
  const start = whole.children.findIndex((child) => isTag(child, 'h2') && child.properties['id'] === id);
  if (start < 0) return;
  const rest = whole.children.findIndex(
    (child, index) => index > start && (isTag(child, 'h2') || isTag(child, 'section')),
  );
  whole.children.splice(start, (rest < 0 ? whole.children.length : rest) - start);
}

/** Where a place of the site is in a book. */
export interface Placing {
  /** Address of a place of the site: in the book when it holds it, else on the web. @param id empty for the page */
  addressOf: (slug: string, id: string) => string;
  /** The id that an id of this page has in the book. */
  idOf: (id: string) => string;
  /** How much deeper headings stand. */
  deeper: number;
  /** Sub-path and language of the addresses of the site: `/repo/en/`. */
  root: string;
  /** Origin of the site, for addresses outside the pages of that language. */
  origin: string;
}

/** A chapter with the ids and addresses of a book; the chapter itself stays as it is. */
export function placed(chapter: Chapter, { addressOf, idOf, deeper, root, origin }: Placing): ElementContent[] {
  const whole = element('div', {}, ...structuredClone(chapter.content));
  visit(whole, 'element', (node) => {
    const { properties } = node;
    if (typeof properties['id'] === 'string') properties['id'] = idOf(properties['id']);
    for (const name of ['ariaLabelledBy', 'htmlFor', 'headers'] as const) {
      const value = properties[name];
      if (value !== undefined) properties[name] = [value].flat().map((id) => idOf(String(id)));
    }
    const level = /^h([1-6])$/.exec(node.tagName)?.[1];
    if (level !== undefined) node.tagName = `h${Math.min(6, Number(level) + deeper)}`;
    for (const name of ['href', 'xLinkHref'] as const) {
      const value = properties[name];
      if (typeof value === 'string') properties[name] = movedLink(value, chapter.slug, { addressOf, root, origin });
    }
    if (typeof properties['src'] === 'string' && properties['src'].startsWith('/'))
      properties['src'] = origin + properties['src'];
  });
  return whole.children;
}

/** The address of a link in a book. @param value as the page of that slug has it */
export function movedLink(
  value: string,
  slug: string,
  { addressOf, root, origin }: Pick<Placing, 'addressOf' | 'root' | 'origin'>,
): string {
  if (/^[a-z][a-z\d+.-]*:/i.test(value)) return value;
  const base = `https://book.invalid${root}${slug === '' ? '' : `${slug}/`}`;
  const url = new URL(value, base);
  // A choice behind a question mark is one of the tool on the page.
  if (url.search === '' && url.pathname.startsWith(root) && url.pathname.endsWith('/'))
    return addressOf(url.pathname.slice(root.length).replace(/\/$/, ''), decodeURIComponent(url.hash.slice(1)));
  return origin + url.pathname + url.search + url.hash;
}
