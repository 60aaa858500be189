import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';
import { BASE_PATH } from '../../src/config/site.ts';
import { readPath } from '../../src/lib/paths.ts';
import { LANGUAGES } from '../../src/config/languages.ts';
import { DIST } from './pages.ts';

const LOCALES = LANGUAGES.map((language) => language.locale);

/** A reference of a built page: a link, or a file that the page loads. */
export interface Reference {
  tag: string;
  target: string;
  /** Language that the link announces (`hreflang`): only such a link may lead into another language. */
  hreflang: string | undefined;
}

/** What the gates need to know of a built page. */
export interface Doc {
  /** Path below the sub-path: `/en/start/`, `/404.html`. */
  address: string;
  file: string;
  locale: string | undefined;
  lang: string | undefined;
  title: string;
  description: string;
  canonical: string | undefined;
  alternates: Readonly<Record<string, string>>;
  /** A page that search engines leave out: the 404 page and redirects of short addresses. */
  hidden: boolean;
  ids: readonly string[];
  references: readonly Reference[];
  /** Readable text, code blocks and scripts left out. */
  text: string;
}

/** The built site. */
export interface Site {
  dir: string;
  base: string;
  docs: readonly Doc[];
  byAddress: ReadonlyMap<string, Doc>;
  /** Whether a file of the site answers under a path below the sub-path. */
  hasFile: (path: string) => boolean;
}

/**
 * Reads and parses every HTML file of a built site.
 * @param dir folder of the build
 * @param base sub-path for which it was built
 * @throws Error when there is no build
 */
export function readSite(dir: string, base: string): Site {
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`No built site in ${dir}. Run \`npm run build\` first.`);
  const docs = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((file) => readDoc(file, readFileSync(join(dir, file), 'utf8')));
  return {
    dir,
    base,
    docs,
    byAddress: new Map(docs.map((doc) => [doc.address, doc])),
    hasFile: (path) => {
      const file = join(dir, decodeURIComponent(path));
      return existsSync(file) && statSync(file).isFile();
    },
  };
}

let built: Site | undefined;
/** The built site, read once for all test files of a worker. */
export const builtSite = (): Site => (built ??= readSite(DIST, BASE_PATH));

function readDoc(file: string, html: string): Doc {
  const address = `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
  const found = {
    lang: undefined as string | undefined,
    title: '',
    description: '',
    canonical: undefined as string | undefined,
    alternates: {} as Record<string, string>,
    hidden: false,
    ids: [] as string[],
    references: [] as Reference[],
    text: [] as string[],
  };
  walk(
    parse(html),
    (element, attributes) => {
      const { id, href, src, rel = '', name, content, hreflang } = attributes;
      const tag = element.tagName;
      if (id !== undefined) found.ids.push(id);
      if (tag === 'html') found.lang = attributes['lang'];
      // An SVG has titles of its own.
      if (tag === 'title' && found.title === '') found.title = textOf(element);
      if (tag === 'meta' && name === 'description') found.description = content ?? '';
      if (tag === 'meta' && name === 'robots') found.hidden = (content ?? '').includes('noindex');
      if (tag === 'link' && rel === 'canonical') found.canonical = href;
      else if (tag === 'link' && rel === 'alternate' && hreflang !== undefined) found.alternates[hreflang] = href ?? '';
      else if (href !== undefined) found.references.push({ tag, target: href, hreflang });
      if (src !== undefined) found.references.push({ tag, target: src, hreflang: undefined });
    },
    (text) => found.text.push(text),
  );
  return {
    address,
    file,
    locale: readPath(address, '', LOCALES).locale,
    ...found,
    text: found.text.join(' ').replace(/\s+/g, ' '),
  };
}

const SILENT = new Set(['script', 'style', 'template', 'pre', 'code', 'svg', 'head']);

function walk(
  node: Tree.ParentNode,
  visit: (element: Tree.Element, attributes: Readonly<Partial<Record<string, string>>>) => void,
  hear: (text: string) => void,
  silent = false,
): void {
  for (const child of node.childNodes) {
    if ('tagName' in child) {
      visit(child, Object.fromEntries(child.attrs.map(({ name, value }) => [name, value])));
      // What a <template> holds is not in the page; a <noscript> of the head is.
      if (child.tagName !== 'template') walk(child, visit, hear, silent || SILENT.has(child.tagName));
    } else if (!silent && child.nodeName === '#text') hear((child as Tree.TextNode).value);
  }
}

function textOf(element: Tree.Element): string {
  return element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
}
