/** A book as EPUB 3: https://www.w3.org/TR/epub-33/. Readers bring their own type; drawings are SVG files beside the text. */
import type { ElementContent } from 'hast';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { SKIP, visit } from 'unist-util-visit';
import { zipTime } from '../../lib/zip-time.ts';
import { element, placed, type Chapter } from './chapter.ts';
import { chapterId, serialized, withAddresses, type Book } from './volume.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';
const xml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** A drawing as a file: its content and what it shows. */
export interface Drawing {
  svg: string;
  alt: string;
}

const document = (tag: string, title: string, body: ElementContent[], type?: string): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${serialized(
    element(
      'html',
      { xmlns: XHTML, 'xmlns:epub': 'http://www.idpf.org/2007/ops', lang: tag, 'xml:lang': tag },
      element(
        'head',
        {},
        element('title', {}, title),
        element('link', { rel: ['stylesheet'], href: 'book.css', type: 'text/css' }),
      ),
      element('body', type === undefined ? {} : { 'epub:type': type }, ...body),
    ),
  )}`;

/** Drawings become pictures; what only decorates goes. */
function withPictures(
  content: ElementContent[],
  prefix: string,
  drawings: ReadonlyMap<string, Drawing>,
  used: Set<string>,
): ElementContent[] {
  const whole = element('div', {}, ...content);
  visit(whole, 'element', (node, index, parent) => {
    if (index === undefined || !parent) return undefined;
    const id = String(node.properties['id'] ?? '').replace(`${prefix}`, '');
    const drawing = node.tagName === 'figure' ? drawings.get(id) : undefined;
    if (drawing) {
      used.add(id);
      const frame = node.children.findIndex((child) => child.type === 'element' && child.tagName !== 'figcaption');
      node.children.splice(frame, 1, element('img', { src: `pictures/${id}.svg`, alt: drawing.alt }));
    }
    if (node.tagName === 'svg') {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
    return undefined;
  });
  return whole.children;
}

/** Where a place of the site stands among the files of a book. */
function addressIn(book: Book): (slug: string, id: string) => string {
  const chapters = new Map(book.parts.flatMap((part) => part.chapters.map((one) => [one.slug, one] as const)));
  return (slug, id) => {
    const chapter = chapters.get(slug);
    if (!chapter || (id !== '' && id !== '_top' && !chapter.ids.has(id)))
      return `${book.origin}${book.root}${slug === '' ? '' : `${slug}/`}${id === '' ? '' : `#${id}`}`;
    return `${chapterId(slug)}.xhtml${id === '' || id === '_top' ? '' : `#${id}`}`;
  };
}

const CSS = `body{line-height:1.5}h1,h2,h3{line-height:1.25;text-align:left;hyphens:none}pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.85em}table{width:100%;border-collapse:collapse;font-size:.85em}th,td{padding:.35em .6em .35em 0;border-bottom:1px solid;text-align:left;vertical-align:top}caption{text-align:left;font-weight:bold}figure{margin:1.2em 0}img{max-width:100%;height:auto}figcaption,.page-meta,.book-end{font-size:.9em}.note-refs{font-size:.7em;vertical-align:super}.note-ref{margin-left:.25em}.address{overflow-wrap:anywhere;font-size:.85em}dt{font-weight:bold}.title-page{text-align:center;margin-top:20%}.depth-2{font-size:.9em}`;

/** The first page: what it is, of which day, under which licence. */
const titlePage = (book: Book): string =>
  document(
    book.tag,
    book.title,
    [
      element(
        'section',
        { className: ['title-page'] },
        element('h1', {}, book.title),
        element('p', {}, book.subtitle),
        element('p', {}, book.checked),
        ...book.imprint.map((line) => element('p', { className: ['page-meta'] }, ...withAddresses(line))),
      ),
    ],
    'frontmatter',
  );

/**
 * The file that lists all others.
 * @param order names of the chapters as they are read, the title page first
 */
function packageFile(
  book: Book,
  paths: readonly string[],
  order: readonly string[],
  identifier: string,
  date: Date,
): string {
  const items = paths.map((path) => {
    const type = path.endsWith('.css') ? 'text/css' : path.endsWith('.svg') ? 'image/svg+xml' : 'application/xhtml+xml';
    return `<item id="${xml(path.replace(/\W/g, '-'))}" href="${xml(path)}" media-type="${type}"${path === 'nav.xhtml' ? ' properties="nav"' : ''}/>`;
  });
  const spine = ['title', 'nav', ...order.slice(1)].map((name) => `<itemref idref="${name}-xhtml"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${book.tag}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">${xml(identifier)}</dc:identifier><dc:title>${xml(book.title)}</dc:title><dc:language>${book.tag}</dc:language><dc:creator>${xml(book.site)}</dc:creator><dc:rights>CC BY 4.0</dc:rights><dc:date>${date.toISOString().slice(0, 10)}</dc:date><meta property="dcterms:modified">${date.toISOString().slice(0, 19)}Z</meta><meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta><meta property="schema:accessModeSufficient">textual</meta><meta property="schema:accessibilityFeature">alternativeText</meta><meta property="schema:accessibilityFeature">tableOfContents</meta><meta property="schema:accessibilityFeature">structuralNavigation</meta><meta property="schema:accessibilityHazard">none</meta></metadata><manifest>${items.join('')}</manifest><spine>${spine.join('')}</spine></package>`;
}

/**
 * The files of an EPUB, by path.
 * @param drawings by the id of their figure: `diagram-worker-node`
 * @param identifier an address that stays the same from edition to edition
 */
export function epubFiles(
  book: Book,
  { drawings, identifier, date }: { drawings: ReadonlyMap<string, Drawing>; identifier: string; date: Date },
): Map<string, string> {
  const files = new Map<string, string>();
  const used = new Set<string>();
  const addressOf = addressIn(book);
  const chapterFile = (chapter: Chapter): string =>
    document(book.tag, chapter.title, [
      element('h1', {}, chapter.title),
      ...(chapter.checked === '' ? [] : [element('p', { className: ['page-meta'] }, chapter.checked)]),
      ...withPictures(
        placed(chapter, { addressOf, idOf: (id) => id, deeper: 0, root: book.root, origin: book.origin }),
        '',
        drawings,
        used,
      ),
    ]);
  const order = ['title'];
  files.set('title.xhtml', titlePage(book));
  const contents = book.parts.map(({ title, chapters }, index): ElementContent[] => {
    const first = `part-${index + 1}`;
    if (title !== '') {
      order.push(first);
      files.set(`${first}.xhtml`, document(book.tag, title, [element('h1', {}, title)]));
    }
    const lines = chapters.map((chapter) => {
      const name = chapterId(chapter.slug);
      order.push(name);
      files.set(`${name}.xhtml`, chapterFile(chapter));
      return element(
        'li',
        {},
        element('a', { href: `${name}.xhtml` }, chapter.title),
        ...(chapter.sections.length === 0
          ? []
          : [
              element(
                'ol',
                {},
                ...chapter.sections.map((section) =>
                  element('li', {}, element('a', { href: `${name}.xhtml#${section.id}` }, section.title)),
                ),
              ),
            ]),
      );
    });
    return title === ''
      ? lines
      : [element('li', {}, element('a', { href: `${first}.xhtml` }, title), element('ol', {}, ...lines))];
  });
  files.set(
    'nav.xhtml',
    document(book.tag, book.words.contents, [
      element(
        'nav',
        { 'epub:type': 'toc', role: 'doc-toc' },
        element('h1', {}, book.words.contents),
        element('ol', {}, ...contents.flat()),
      ),
    ]),
  );
  files.set('book.css', CSS);
  for (const id of used) files.set(`pictures/${id}.svg`, drawings.get(id)?.svg ?? '');
  files.set('book.opf', packageFile(book, [...files.keys()], order, identifier, date));
  return files;
}

/** Packs an EPUB: the file that says what it is comes first and is not compressed. */
export function packEpub(files: ReadonlyMap<string, string>, date: Date): Uint8Array {
  const mtime = zipTime(date);
  const store: Zippable = { mimetype: [strToU8('application/epub+zip'), { level: 0, mtime }] };
  store['META-INF/container.xml'] = [
    strToU8(
      '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    { mtime },
  ];
  for (const [path, content] of files) store[`OEBPS/${path}`] = [strToU8(content), { level: 9, mtime }];
  return zipSync(store);
}

/** What readers, and the rules of EPUB, would find fault with: links that lead nowhere, an id twice, a picture without words. */
export function epubProblems(files: ReadonlyMap<string, string>): string[] {
  const pages = [...files].filter(([path]) => path.endsWith('.xhtml'));
  const ids = new Map(
    pages.map(([path, text]) => [path, [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id)]),
  );
  return pages.flatMap(([path, text]) => {
    const own = ids.get(path) ?? [];
    const twice = own.filter((id, index) => own.indexOf(id) !== index).map((id) => `${path} has the id ${id} twice.`);
    const lost = [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].flatMap(([, address = '']) => {
      if (/^[a-z][a-z\d+.-]*:/i.test(address)) return [];
      const [file = '', id] = address.split('#');
      const to = file === '' ? path : file;
      if (!files.has(to)) return [`${path} leads to ${address}, and there is no such file.`];
      return id !== undefined && !ids.get(to)?.includes(id)
        ? [`${path} leads to ${address}, and there is no such place.`]
        : [];
    });
    const silent = [...text.matchAll(/<img\b[^>]*>/g)]
      .filter(([image]) => !/\salt="[^"]+"/.test(image))
      .map(([image]) => `${path} has a picture without words: ${image}`);
    return [...twice, ...lost, ...silent];
  });
}
