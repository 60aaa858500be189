/**
 * `npm run book`: makes, from the site in `dist`, what one takes away: a PDF and an EPUB of the whole, a PDF of each reading
 * path and study sheet, the drawings as PNG, and the site as a folder that opens without a server. Names the files with size
 * and date where pages have room for them, and renews the service worker, which knows pages by their content.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow, readSource } from '../content-index/read-source.ts';
import { zipSync, type Zippable } from 'fflate';
import { chromium, type Browser } from 'playwright';
import { formatDay } from '../components/page-context.ts';
import { LANGUAGES, type Language } from '../config/languages.ts';
import { pageGroups } from '../config/sidebar.ts';
import { BASE_PATH, SITE_TITLE, SITE_URL } from '../config/site.ts';
import { wordOf } from '../config/words.ts';
import { checkedMeta } from '../facts/index.ts';
import { booksOf, WHOLE, type Edition } from '../features/book/books.ts';
import { drawingsIn } from '../features/book/drawings.ts';
import { epubFiles, epubProblems, packEpub } from '../features/book/epub.ts';
import { faces } from '../features/book/faces.ts';
import { filled, type FileWords, type TakenFile } from '../features/book/files.ts';
import { siteFolder } from '../features/book/folder.ts';
import { factsOf, pdfProblems, withRecord } from '../features/book/pdf.ts';
import { drawPngs, PATIENCE, printBook, printSheet } from '../features/book/printing.ts';
import { timeOfCommit } from '../features/changes/history.ts';
import { MARKDOWN_FILE } from '../features/markdown-pages/markdown-url.ts';
import { toMarkdown } from '../features/markdown-pages/to-markdown.ts';
import { writeServiceWorker } from '../features/offline/integration.ts';
import { zipTime } from '../lib/zip-time.ts';
import { commandLine } from './command-line.ts';
import { findBrowser } from './find-browser.ts';
import { serve } from './serve.ts';

const root = resolve(import.meta.dirname, '../..');
const dist = join(root, 'dist');
const out = join(dist, 'book');
const { values: options } = commandLine(() => parseArgs({ options: { only: { type: 'string', multiple: true } } }));
/** `--only student` or `--only student.en`: nothing but that; pages stay as they are. */
const wanted = (name: string, locale?: string): boolean =>
  options.only === undefined || options.only.includes(name) || options.only.includes(`${name}.${locale ?? ''}`);

const date = timeOfCommit(root, checkedMeta().date);
const bookFaces = faces(root);

const editionOf = ({ locale, tag }: Language): Edition => ({
  locale,
  tag,
  day: formatDay(date.toISOString().slice(0, 10), tag),
  word: wordOf(tag),
});

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
const problems: string[] = [];

/** Makes all books of a language. */
async function makeBooks(browser: Browser, url: string, edition: Edition): Promise<TakenFile[]> {
  const { locale, tag, word } = edition;
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
  const { books, css, common } = booksOf(edition, (slug) => readSource(join(dist, locale, slug, 'index.html')));
  const sheets = `${css}\n${bookFaces}\n${readSource(join(root, 'src/features/book/book.css'))}`;
  for (const { book, name } of books) {
    if (!wanted(book.id, locale)) continue;
    const since = performance.now();
    const content = await printBook(page, url, book, sheets, common);
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
  const studySheets = pageGroups().flatMap(({ slugs }) => slugs.filter((slug) => slug.startsWith('notes/')));
  for (const slug of studySheets) {
    const id = slug.replace('/', '-');
    if (!wanted(id, locale)) continue;
    const since = performance.now();
    const { pdf: content, title } = await printSheet(page, `${url}/${locale}/${slug}/`, SITE_URL, bookFaces);
    await pdf(id, content, title, SITE_TITLE[tag], word('book.sheet', { title }), since, false);
  }
  await context.close();
  return made;
}

/** A page that has room for files gets them, in HTML and in Markdown. */
function withFiles(page: string, files: readonly TakenFile[], { locale, tag, word, day }: Edition, at: string): string {
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
const editions = LANGUAGES.map(editionOf);
const { executablePath, args, env } = await findBrowser();
const served = await serve(dist, BASE_PATH, 0);
const browser = await chromium.launch({ executablePath, args, env });
const files: TakenFile[] = [];
try {
  for (const edition of editions) files.push(...(await makeBooks(browser, served.url, edition)));
  if (wanted('pictures')) console.log(`${await drawPngs(browser, join(dist, 'pictures'), bookFaces)} drawings as PNG`);
} finally {
  await browser.close();
  await served.close();
}
if (problems.length > 0) {
  console.error(problems.map((problem) => `✗ ${problem}`).join('\n'));
  process.exit(1);
}
const editionAt = (name: string): Edition | undefined => editions.find(({ locale }) => name.startsWith(`${locale}/`));
if (wanted('folder')) {
  const since = performance.now();
  const whole = options.only === undefined;
  const zip: Zippable = {};
  for (const [name, content] of await siteFolder(dist, BASE_PATH, (page, path) => {
    const edition = editionAt(path);
    return edition && whole ? withFiles(page, files, edition, `${SITE_URL}${BASE_PATH}/book/`) : page;
  }))
    zip[`${WHOLE}/${name}`] = [content, { level: /\.(?:png|apkg|woff2)$/.test(name) ? 0 : 9, mtime: zipTime(date) }];
  const content = zipSync(zip);
  writeFileSync(join(out, `${WHOLE}.zip`), content);
  for (const edition of editions)
    files.push({
      file: `${WHOLE}.zip`,
      locale: edition.locale,
      id: 'folder',
      kind: 'zip',
      title: edition.word('book.zip'),
      bytes: content.length,
    });
  console.log(`${WHOLE}.zip: ${Object.keys(zip).length} files, ${megabytes(content.length)}, ${seconds(since)}`);
}
if (options.only === undefined) {
  for (const name of filesBelow(dist, '.html')) {
    const edition = editionAt(name);
    if (!edition) continue;
    const file = join(dist, name);
    const page = readFileSync(file, 'utf8');
    const now = withFiles(page, files, edition, `${BASE_PATH}/book/`);
    if (now === page) continue;
    writeFileSync(file, now);
    const words = { drawing: edition.word('markdown.drawing'), tool: edition.word('markdown.tool') };
    writeFileSync(join(dirname(file), MARKDOWN_FILE), toMarkdown(now, words));
  }
  writeFileSync(join(out, 'files.json'), JSON.stringify({ date: date.toISOString(), files }));
  writeServiceWorker(dist);
}
console.log(`All of it in ${seconds(started)}: dist/book/`);
