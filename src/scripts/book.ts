/**
 * `npm run book`: makes, from the site in `dist`, what one takes away: a PDF and an EPUB of the whole, a PDF of each reading
 * path and study sheet, the drawings as PNG, and the site as a folder that opens without a server. Names the files with size
 * and date where pages have room for them, and renews the service worker, which knows pages by their content.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow, readSource } from '../content-index/read-source.ts';
import { zipSync, type Zippable } from 'fflate';
import { chromium, type Browser, type Page } from 'playwright';
import { formatDay } from '../components/page-context.ts';
import { LANGUAGES, type Language } from '../config/languages.ts';
import { pageGroups } from '../config/sidebar.ts';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../config/site.ts';
import { type Word, wordOf } from '../config/words.ts';
import { chapterOf, firstElement, parsePage, textOf, type Chapter } from '../features/book/chapter.ts';
import { epubFiles, epubProblems, packEpub, type Drawing } from '../features/book/epub.ts';
import { filled, type FileWords, type TakenFile } from '../features/book/files.ts';
import { siteFolder } from '../features/book/folder.ts';
import { factsOf, pdfProblems, placesOf, withRecord } from '../features/book/pdf.ts';
import { PATHS, pathPages, wholeBook, type Part } from '../features/book/plan.ts';
import { contentsOf, sheetsOf, volume, type Book } from '../features/book/volume.ts';
import { MARKDOWN_FILE } from '../features/markdown-pages/markdown-url.ts';
import { toMarkdown } from '../features/markdown-pages/to-markdown.ts';
import { writeServiceWorker } from '../features/offline/integration.ts';
import { zipTime } from '../lib/zip-time.ts';
import { findBrowser } from './find-browser.ts';
import { serve } from './serve.ts';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const out = join(dist, 'book');
/** The whole book's name, in files and in rooms of pages. */
const WHOLE = 'kubernetes-interfaces';
const { values: options } = parseArgs({ options: { only: { type: 'string', multiple: true } } });
/** `--only student` or `--only student.en`: nothing but that; pages stay as they are. */
const wanted = (name: string, locale?: string): boolean =>
  options.only === undefined || options.only.includes(name) || options.only.includes(`${name}.${locale ?? ''}`);

/** The day of the commit that was built: the same commit gives the same books. */
function dayOfCommit(): Date {
  const epoch = process.env['SOURCE_DATE_EPOCH'] ?? '';
  if (/^\d+$/.test(epoch)) return new Date(Number(epoch) * 1000);
  try {
    return new Date(execFileSync('git', ['log', '-1', '--format=%cI'], { cwd: root, encoding: 'utf8' }).trim());
  } catch {
    // A copy of the files without their history.
    return new Date();
  }
}
const date = dayOfCommit();

/** The faces of the book: whole ones, out of their npm packages, so that every sign of a name is there. */
function faces(): string {
  const face = (family: string, name: string, subset: string, weight: number, style: string, range: string): string => {
    const file = join(root, `node_modules/@fontsource/${name}/files/${name}-${subset}-${weight}-${style}.woff2`);
    return `@font-face{font-family:"${family}";font-weight:${weight};font-style:${style};src:url(data:font/woff2;base64,${readFileSync(file).toString('base64')});unicode-range:${range}}`;
  };
  return [
    ['Book Serif', 'source-serif-4'],
    ['Book Sans', 'source-sans-3'],
  ]
    .flatMap(([family = '', name = '']) =>
      [400, 600].flatMap((weight) =>
        ['normal', 'italic'].flatMap((style) => [
          face(family, name, 'latin', weight, style, 'U+0-FF,U+131,U+152-153,U+2000-206F,U+20AC,U+2122,U+2212,U+2215'),
          face(family, name, 'latin-ext', weight, style, 'U+100-130,U+132-151,U+154-2FF,U+1E00-1EFF'),
        ]),
      ),
    )
    .join('');
}

/** A language with the strings of its interface. */
interface Tongue extends Pick<Language, 'locale' | 'tag'> {
  word: Word;
  day: string;
}

const tongueOf = ({ locale, tag }: Language): Tongue => ({
  locale,
  tag,
  day: formatDay(date.toISOString().slice(0, 10), tag),
  word: wordOf(tag),
});

const pageFile = (locale: string, slug: string): string => join(dist, locale, slug, 'index.html');
const readPage = (locale: string, slug: string): string => readSource(pageFile(locale, slug));

/** A book, how a list of files calls it, and what it is set with. */
interface Planned {
  book: Book;
  name: string;
}

/** The books of a language, and the style sheets of the pages that they are made of. */
function planned({ locale, tag, word, day }: Tongue): { books: Planned[]; css: string; common: string } {
  const siteRoot = `${BASE_PATH}/${locale}/`;
  const home = readPage(locale, '');
  const start = readPage(locale, 'start');
  const pages = new Map([['', home]]);
  const chapters = new Map<string, Chapter>();
  const chapter = (slug: string): Chapter => {
    const html = readPage(locale, slug);
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
    { name: word('book.whole'), book: book(WHOLE, h1 ? textOf(h1) : '', wholeBook(groups)) },
    ...PATHS.map((path) => ({
      name: word(`book.${path}`),
      book: book(path, word(`book.${path}`), [{ title: '', slugs: pathPages(start, path, siteRoot) }]),
    })),
  ];
  const common = /<link rel="stylesheet" href="([^"]*\/_astro\/[^"]+)"/.exec(home)?.[1] ?? '';
  const own = readSource(join(root, 'src/features/book/book.css'));
  return { books, css: `${sheetsOf([...pages.values()])}\n${faces()}\n${own}`, common };
}

/** Settles when all faces of a page are there. */
const settled = (page: Page): Promise<void> => page.evaluate(() => document.fonts.ready.then(() => undefined));
/** A book is one page of some thousand sections: a busy machine takes minutes over it. Milliseconds. */
const PATIENCE = 600_000;
const PDF = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true, timeout: PATIENCE } as const;

/** Prints a book. The numbers of its contents come from a first print; the second one must have the same pages. */
async function printed(page: Page, url: string, book: Book, css: string, common: string): Promise<Uint8Array> {
  const print = async (pageOf: (id: string) => number | undefined): Promise<Uint8Array> => {
    const body = volume(book, css, pageOf).replace('<style>', `<link rel="stylesheet" href="${common}"/><style>`);
    const address = `${url}/book-of-one-page.xhtml`;
    await page.route(address, (route) => route.fulfill({ contentType: 'application/xhtml+xml; charset=utf-8', body }));
    await page.goto(address);
    await settled(page);
    await page.unroute(address);
    return page.pdf(PDF);
  };
  const needed = contentsOf(book).map(({ to }) => to);
  let places = await placesOf(await print(() => 888));
  for (let round = 0; round < 3; round += 1) {
    const known = places;
    const pdf = await print((id) => known.get(id));
    places = await placesOf(pdf);
    if (needed.every((id) => places.has(id) && places.get(id) === known.get(id))) return pdf;
  }
  throw new Error(`The contents of ${book.id} (${book.tag}) never have the numbers of their pages.`);
}

/** The drawings of the book that stands in a page, each with its colours and lines in itself, by the id of its figure. */
async function drawingsIn(page: Page): Promise<Map<string, Drawing>> {
  const found = await page.evaluate(() => {
    const inherited = [
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'stroke-linecap',
      'stroke-linejoin',
      'font-size',
      'font-weight',
      'font-style',
      'text-anchor',
      'opacity',
      'fill-opacity',
      'stroke-opacity',
      'visibility',
      'dominant-baseline',
      'letter-spacing',
    ];
    const drawn = new Set([
      'g',
      'a',
      'path',
      'rect',
      'circle',
      'ellipse',
      'line',
      'polyline',
      'polygon',
      'text',
      'tspan',
    ]);
    // A shape has no letters: the grammar of EPUB refuses what is about them there.
    const lettered = new Set(['g', 'a', 'text', 'tspan']);
    const ofLetters = /^(?:font-|text-|letter-|dominant-)/;
    return [...document.querySelectorAll<HTMLElement>('[data-chapter] figure.diagram')].flatMap((figure) => {
      const svg = figure.querySelector('svg');
      const chapter = figure.closest<HTMLElement>('[data-chapter]')?.dataset['chapter']?.replaceAll('/', '-') ?? '';
      if (!svg) return [];
      const copy = svg.cloneNode(true) as SVGSVGElement;
      const copies = [...copy.querySelectorAll('*')];
      for (const [index, original] of [...svg.querySelectorAll('*')].entries()) {
        const twin = copies[index];
        const style = getComputedStyle(original);
        if (!twin) continue;
        // Words about a part, patterns and the like take none of these.
        if (!drawn.has(original.tagName)) continue;
        if (style.display === 'none') twin.setAttribute('display', 'none');
        const parent = getComputedStyle(original.parentElement ?? original);
        for (const name of inherited) {
          if (ofLetters.test(name) && !lettered.has(original.tagName)) continue;
          const value = style.getPropertyValue(name);
          const same =
            name !== 'opacity' &&
            name !== 'dominant-baseline' &&
            original.parentElement !== (svg as Element) &&
            value === parent.getPropertyValue(name);
          const idle = name === 'opacity' && value === '1';
          if (!same && !idle && value !== 'auto' && value !== 'normal') twin.setAttribute(name, value);
        }
        for (const name of ['class', 'style', 'tabindex', 'role', 'href', 'aria-label', 'data-node', 'id'])
          twin.removeAttribute(name);
      }
      for (const name of [...copy.getAttributeNames()])
        if (!['viewBox', 'width', 'height', 'xmlns'].includes(name)) copy.removeAttribute(name);
      copy.setAttribute('font-family', 'sans-serif');
      for (const link of [...copy.querySelectorAll('a')]) {
        const group = document.createElementNS('http://www.w3.org/2000/svg', 'g');
        group.append(...link.childNodes);
        for (const name of link.getAttributeNames()) group.setAttribute(name, link.getAttribute(name) ?? '');
        link.replaceWith(group);
      }
      const id = figure.id.replace(`${chapter}--`, '');
      return [
        [id, { svg: new XMLSerializer().serializeToString(copy), alt: svg.getAttribute('aria-label') ?? '' }] as const,
      ];
    });
  });
  return new Map(found);
}

/** Prints a study sheet as the site lays it out, with the faces of the book and addresses that lead to the site. */
async function sheetPdf(
  page: Page,
  url: string,
  locale: string,
  slug: string,
): Promise<{ pdf: Uint8Array; title: string }> {
  await page.goto(`${url}/${locale}/${slug}/`);
  await page.addStyleTag({
    content: `${faces()}:root{--font-body:"Book Sans"!important;--font-heading:"Book Serif"!important}a.book-own::after{content:none!important}`,
  });
  await page.evaluate(
    ([site, served]) => {
      for (const link of document.querySelectorAll('a'))
        if (link.href.startsWith(served)) {
          link.href = site + link.href.slice(served.length);
          // On paper only addresses elsewhere are written out.
          link.classList.add('book-own');
        }
    },
    [SITE_URL, new URL(url).origin] as const,
  );
  await settled(page);
  return { pdf: await page.pdf(PDF), title: (await page.locator('h1').textContent())?.trim() ?? '' };
}

/** Every drawing of the site as a picture of points, twice as fine as a screen. */
async function pngs(browser: Browser): Promise<number> {
  const context = await browser.newContext({
    deviceScaleFactor: 2,
    colorScheme: 'light',
    viewport: { width: 1000, height: 1000 },
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const own = faces();
  const names = readdirSync(join(dist, 'pictures')).filter((name) => name.endsWith('.svg') && !name.includes('--'));
  for (const name of names) {
    const svg = readFileSync(join(dist, 'pictures', name), 'utf8');
    await page.setContent(
      `<style>${own}svg.dg{--font-body:"Book Sans"!important;display:block}body{margin:0}</style>${svg}`,
    );
    await settled(page);
    const picture = await page.locator('svg').screenshot();
    writeFileSync(join(dist, 'pictures', name.replace(/svg$/, 'png')), picture);
  }
  await context.close();
  return names.length;
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const problems: string[] = [];

/** Makes all books of a language. */
async function booksOf(browser: Browser, url: string, tongue: Tongue): Promise<TakenFile[]> {
  const { locale, tag, word } = tongue;
  const made: TakenFile[] = [];
  const context = await browser.newContext({ bypassCSP: true, colorScheme: 'light' });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const keep = (
    file: string,
    content: Uint8Array,
    taken: Omit<TakenFile, 'file' | 'locale' | 'bytes'>,
    since: number,
  ): void => {
    writeFileSync(join(out, file), content);
    made.push({ file, locale, bytes: content.length, ...taken });
    console.log(
      `${file}: ${taken.pages === undefined ? '' : `${taken.pages} pages, `}${megabytes(content.length)}, ${seconds(since)}`,
    );
  };
  const pdf = async (
    id: string,
    content: Uint8Array,
    title: string,
    subject: string,
    name: string,
    since: number,
    whole: boolean,
  ): Promise<void> => {
    const record = { title, subject, author: SITE_TITLE[tag], language: tag, date };
    const finished = await withRecord(content, record);
    const facts = await factsOf(finished);
    problems.push(...pdfProblems(facts, { language: tag, whole }).map((problem) => `${id}.${locale}.pdf: ${problem}`));
    keep(`${id}.${locale}.pdf`, finished, { id, kind: 'pdf', title: name, pages: facts.pages }, since);
  };
  const { books, css, common } = planned(tongue);
  for (const { book, name } of books) {
    if (!wanted(book.id, locale)) continue;
    const since = performance.now();
    const content = await printed(page, url, book, css, common);
    await pdf(book.id, content, `${book.title}: ${book.subtitle}`, book.subtitle, name, since, true);
    if (book.id !== WHOLE) continue;
    const begun = performance.now();
    const files = epubFiles(book, {
      drawings: await drawingsIn(page),
      identifier: `${SITE_URL}${BASE_PATH}/book/${book.id}.${locale}.epub`,
      date,
    });
    problems.push(...epubProblems(files).map((problem) => `${book.id}.${locale}.epub: ${problem}`));
    keep(`${book.id}.${locale}.epub`, packEpub(files, date), { id: book.id, kind: 'epub', title: name }, begun);
  }
  const sheets = pageGroups().flatMap(({ slugs }) => slugs.filter((slug) => slug.startsWith('notes/')));
  for (const slug of sheets) {
    const id = slug.replace('/', '-');
    if (!wanted(id, locale)) continue;
    const since = performance.now();
    const { pdf: content, title } = await sheetPdf(page, url, locale, slug);
    await pdf(id, content, title, SITE_TITLE[tag], word('book.sheet', { title }), since, false);
  }
  await context.close();
  return made;
}

/** A page that has room for files gets them, in HTML and in Markdown. */
function withFiles(page: string, files: readonly TakenFile[], { locale, tag, word, day }: Tongue, at: string): string {
  const words: FileWords = {
    line: word('book.line'),
    pages_one: word('book.pages_one'),
    pages_other: word('book.pages_other'),
    date: word('book.date'),
    more: word('book.more'),
    kinds: { pdf: 'PDF', epub: 'EPUB', zip: 'ZIP' },
  };
  const own = files.filter((file) => file.locale === undefined || file.locale === locale);
  return filled(page, own, { words, at, all: `${at.replace(/book\/$/, '')}${locale}/study/offline/#book`, tag, day });
}

const started = performance.now();
if (options.only === undefined) rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const tongues = LANGUAGES.map(tongueOf);
const { executablePath, args, env } = await findBrowser();
const served = await serve(dist, BASE_PATH, 0);
const browser = await chromium.launch({ executablePath, args, env });
const files: TakenFile[] = [];
try {
  for (const tongue of tongues) files.push(...(await booksOf(browser, served.url, tongue)));
  if (wanted('pictures')) console.log(`${await pngs(browser)} drawings as PNG`);
} finally {
  await browser.close();
  await served.close();
}
if (problems.length > 0) {
  console.error(problems.map((problem) => `✗ ${problem}`).join('\n'));
  process.exit(1);
}
const tongueAt = (name: string): Tongue | undefined => tongues.find(({ locale }) => name.startsWith(`${locale}/`));
if (wanted('folder')) {
  const since = performance.now();
  const whole = options.only === undefined;
  const zip: Zippable = {};
  for (const [name, content] of await siteFolder(dist, BASE_PATH, (page, path) => {
    const tongue = tongueAt(path);
    return tongue && whole ? withFiles(page, files, tongue, `${SITE_URL}${BASE_PATH}/book/`) : page;
  }))
    zip[`${WHOLE}/${name}`] = [content, { level: /\.(?:png|apkg|woff2)$/.test(name) ? 0 : 9, mtime: zipTime(date) }];
  const content = zipSync(zip);
  writeFileSync(join(out, `${WHOLE}.zip`), content);
  for (const tongue of tongues)
    files.push({
      file: `${WHOLE}.zip`,
      locale: tongue.locale,
      id: 'folder',
      kind: 'zip',
      title: tongue.word('book.zip'),
      bytes: content.length,
    });
  console.log(`${WHOLE}.zip: ${Object.keys(zip).length} files, ${megabytes(content.length)}, ${seconds(since)}`);
}
if (options.only === undefined) {
  for (const name of filesBelow(dist, '.html')) {
    const tongue = tongueAt(name);
    if (!tongue) continue;
    const file = join(dist, name);
    const page = readFileSync(file, 'utf8');
    const now = withFiles(page, files, tongue, `${BASE_PATH}/book/`);
    if (now === page) continue;
    writeFileSync(file, now);
    const words = { drawing: tongue.word('twin.drawing'), tool: tongue.word('twin.tool') };
    writeFileSync(join(dirname(file), MARKDOWN_FILE), toMarkdown(now, words));
  }
  writeFileSync(join(out, 'files.json'), JSON.stringify({ date: date.toISOString(), files }));
  writeServiceWorker(dist);
}
console.log(`All of it in ${seconds(started)}: dist/book/`);
