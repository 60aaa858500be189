/** What others read of a built site: cards, structured data, icons and manifests, the sitemap, `llms.txt`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';
import { LANGUAGES } from '../../src/config/languages.ts';
import type { Finding } from '../content/checks/finding.ts';
import type { Doc, Site } from '../support/site.ts';

/** The `<head>` of a page: its `<meta>` by name or property, its JSON-LD, its links. */
interface Head {
  metas: ReadonlyMap<string, readonly string[]>;
  data: readonly string[];
  links: readonly Readonly<Partial<Record<string, string>>>[];
}

/** Reads the head of every page once. */
function readHeads(site: Site): ReadonlyMap<string, Head> {
  return new Map(site.docs.map((doc) => [doc.file, readHead(readFileSync(join(site.dir, doc.file), 'utf8'))]));
}

function readHead(html: string): Head {
  const metas = new Map<string, string[]>();
  const data: string[] = [];
  const links: Readonly<Partial<Record<string, string>>>[] = [];
  const visit = (node: Tree.Node): void => {
    if ('tagName' in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      const name = attributes['property'] ?? attributes['name'];
      if (node.tagName === 'meta' && name !== undefined)
        metas.set(name, [...(metas.get(name) ?? []), attributes['content'] ?? '']);
      if (node.tagName === 'link') links.push(attributes);
      if (node.tagName === 'script' && attributes['type'] === 'application/ld+json')
        data.push(node.childNodes.map((child) => ('value' in child ? child.value : '')).join(''));
    }
    if ('childNodes' in node) node.childNodes.forEach(visit);
  };
  // What follows the head is most of a page and of no interest here.
  visit(parse(html.slice(0, html.indexOf('</head>'))));
  return { metas, data, links };
}

/** Width and height of a PNG in px, from its header. @returns undefined when the file is none */
function pngSize(file: string): { width: number; height: number } | undefined {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** What the pictures may weigh: one of them, and all together. */
export const CARD_BYTES = { one: 25_000, all: 3_000_000 } as const;

/**
 * Every page has one picture of the right size, with a text in its language: those that search engines see a picture of their
 * own, forwards and frames, which are handed out too, that of what they lead to. What is missing has none.
 */
export function cards(site: Site, origin: string): Finding[] {
  const used = new Map<string, Doc>();
  const heads = readHeads(site);
  return site.docs
    .filter(({ file }) => file !== '404.html')
    .flatMap((doc) => {
      const metas = heads.get(doc.file)?.metas ?? new Map<string, readonly string[]>();
      const fault = (what: string, fix: string): Finding => ({ where: doc.file, what, fix });
      const images = metas.get('og:image') ?? [];
      const [image = ''] = images;
      if (images.length !== 1)
        return [
          fault(
            `The page has ${images.length} og:image.`,
            'It needs exactly one: see src/components/overrides/head.ts.',
          ),
        ];
      const prefix = `${origin}${site.base}`;
      if (!image.startsWith(`${prefix}/`))
        return [fault(`og:image “${image}” does not begin with ${prefix}/.`, 'Other sites need the whole address.')];
      const path = image.slice(prefix.length);
      const size = pngSize(join(site.dir, path));
      const findings: Finding[] = [];
      if (!size) findings.push(fault(`${path} is missing or no PNG.`, 'See src/pages/og.'));
      else if (size.width !== 1200 || size.height !== 630)
        findings.push(fault(`${path} is ${size.width}×${size.height}.`, 'A card is 1200×630.'));
      const stated = [metas.get('og:image:width'), metas.get('og:image:height')].flat().join('×');
      if (size && stated !== `${size.width}×${size.height}`)
        findings.push(
          fault(`The head says ${stated}, ${path} is ${size.width}×${size.height}.`, 'Take both from CARD.'),
        );
      const [alt = ''] = metas.get('og:image:alt') ?? [];
      const [title = ''] = metas.get('og:title') ?? [];
      if (title === '' || (doc.locale !== undefined && !alt.includes(title)) || alt.trim() === '')
        findings.push(fault(`og:image:alt “${alt}” does not name the title “${title}”.`, 'Say what the card shows.'));
      if (metas.get('twitter:card')?.join() !== 'summary_large_image')
        findings.push(
          fault('twitter:card is not summary_large_image.', 'Without it the picture is shown small or not at all.'),
        );
      if (doc.hidden) return findings;
      const other = used.get(path);
      // `/` has no language and shows the card of the default one.
      if (other && doc.locale !== undefined && other.locale !== undefined)
        findings.push(fault(`${path} is also the card of ${other.file}.`, 'Every page has its own.'));
      used.set(path, doc);
      return findings;
    });
}

/** The pictures stay small: other sites load them, and the site is deployed with them. */
export function lightCards(site: Site): Finding[] {
  const folder = join(site.dir, 'og');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'));
  const bytes = files.map((name) => ({ where: `og/${name}`, size: readFileSync(join(folder, name)).length }));
  const sum = bytes.reduce((all, { size }) => all + size, 0);
  return [
    ...bytes
      .filter(({ size }) => size > CARD_BYTES.one)
      .map(({ where, size }) => ({
        where,
        what: `The card has ${size} bytes.`,
        fix: `${CARD_BYTES.one} are allowed: fewer colours in src/features/social/card.ts.`,
      })),
    ...(sum > CARD_BYTES.all
      ? [{ where: 'og/', what: `All cards have ${sum} bytes.`, fix: `${CARD_BYTES.all} are allowed.` }]
      : []),
  ];
}

type Node = Readonly<Record<string, unknown>>;
const record = (value: unknown): Node => (typeof value === 'object' && value !== null ? (value as Node) : {});

/** The JSON-LD of every page in a language parses, and says what the page says. @param terms ids of the glossary */
export function structuredData(site: Site, terms: readonly string[]): Finding[] {
  const heads = readHeads(site);
  const pages = new Map(site.docs.map((doc) => [doc.canonical, doc]));
  return site.docs
    .filter(({ hidden, locale }) => !hidden && locale !== undefined)
    .flatMap((doc) => {
      const findings: Finding[] = [];
      const fault = (what: string): void =>
        void findings.push({ where: doc.file, what, fix: 'See src/features/social/structured-data.ts.' });
      let graph: Node[];
      try {
        const all = heads.get(doc.file)?.data ?? [];
        if (all.length !== 1) fault(`The page has ${all.length} blocks of JSON-LD.`);
        const parsed = record(JSON.parse(all[0] ?? '{}'));
        if (parsed['@context'] !== 'https://schema.org') fault('The JSON-LD has no context.');
        graph = Array.isArray(parsed['@graph']) ? parsed['@graph'].map(record) : [];
      } catch (error) {
        fault(`The JSON-LD does not parse: ${error instanceof Error ? error.message : String(error)}`);
        return findings;
      }
      const home = doc.address === `/${doc.locale}/`;
      const glossary = doc.address.endsWith('/reference/glossary/');
      const types = home ? ['WebSite'] : [glossary ? 'DefinedTermSet' : 'TechArticle', 'BreadcrumbList'];
      const is = graph.map((node) => node['@type']).join(', ');
      if (is !== types.join(', ')) fault(`The JSON-LD describes ${is}; it should be ${types.join(', ')}.`);
      const [main = {}, crumbs] = graph;
      for (const key of home || glossary ? ['name', 'description', 'image'] : ['headline', 'description', 'image']) {
        if (typeof main[key] !== 'string' || main[key] === '') fault(`The JSON-LD has no ${key}.`);
      }
      if (main['inLanguage'] !== doc.lang)
        fault(`inLanguage is “${String(main['inLanguage'])}” and the page is in ${doc.lang}.`);
      if (main['url'] !== doc.canonical) fault(`url is “${String(main['url'])}” and the page is ${doc.canonical}.`);
      // What programs for references take for the author and the day: one of them reads neither JSON-LD nor the day of a change.
      const { metas } = heads.get(doc.file) ?? {};
      if ((metas?.get('author') ?? []).join('') === '') fault('The head names no author.');
      for (const name of ['article:modified_time', 'DC.date'])
        if ((metas?.get(name) ?? []).join() !== (main['dateModified'] ?? ''))
          fault(`The head has not the day of the page as ${name}.`);
      if (crumbs) {
        const steps = (Array.isArray(crumbs['itemListElement']) ? crumbs['itemListElement'] : []).map(record);
        if (steps.length < 2 || steps.some((step, index) => step['position'] !== index + 1 || step['name'] === ''))
          fault('The steps of BreadcrumbList are not numbered from 1, or have no name.');
        if (steps.at(-1)?.['item'] !== doc.canonical) fault('The last step of BreadcrumbList is not the page.');
      }
      for (const term of definedTerms(main)) {
        const [page = '', id = ''] = String(term['url']).split('#');
        const target = pages.get(page);
        if (target?.locale !== doc.locale || !target?.ids.includes(id))
          fault(`The term ${String(term['url'])} is on no page of this language.`);
        if (typeof term['name'] !== 'string') fault(`The term ${id} has no name.`);
      }
      if (glossary) {
        const described = new Set(definedTerms(main).map((term) => String(term['url'])));
        for (const id of terms) {
          if (!described.has(`${doc.canonical}#${id}`)) fault(`The term "${id}" is not in the DefinedTermSet.`);
        }
      }
      return findings;
    });
}

function definedTerms(node: Node): Node[] {
  const all = [node['hasDefinedTerm'], node['about']].flatMap((value) => (Array.isArray(value) ? value : []));
  return all.map(record).filter((term) => term['@type'] === 'DefinedTerm');
}

/** The sitemap names every page with both languages and nothing else, and robots.txt names the sitemap. */
export function sitemap(site: Site, origin: string): Finding[] {
  const read = (path: string): string => (site.hasFile(path) ? readFileSync(join(site.dir, path), 'utf8') : '');
  const root = `${origin}${site.base}`;
  const findings: Finding[] = [];
  const fault = (where: string, what: string, fix: string): void => void findings.push({ where, what, fix });
  const named = /^Sitemap: (\S+)$/m.exec(read('/robots.txt'))?.[1];
  if (named !== `${root}/sitemap-index.xml`)
    fault(
      'robots.txt',
      `The sitemap is “${named ?? 'not named'}” and should be ${root}/sitemap-index.xml.`,
      'See src/pages/robots.txt.ts.',
    );
  const parts = [...read('/sitemap-index.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = '']) => url);
  const xml = parts.map((url) => read(url.slice(root.length))).join('');
  const entries = new Map(
    [...xml.matchAll(/<url><loc>([^<]+)<\/loc>(.*?)<\/url>/g)].map(([, url = '', rest = '']) => [
      url,
      [...rest.matchAll(/hreflang="([^"]+)" href="([^"]+)"/g)].map(([, tag = '', href = '']) => `${tag} ${href}`),
    ]),
  );
  const pages = site.docs.filter(({ hidden, locale }) => !hidden && locale !== undefined);
  for (const doc of pages) {
    const alternates = entries.get(`${root}${doc.address}`);
    if (!alternates) {
      fault('sitemap-0.xml', `${doc.address} is missing.`, 'See isPage in src/features/permalinks/integration.ts.');
      continue;
    }
    for (const { locale, tag } of LANGUAGES) {
      const href = `${root}${doc.address.replace(`/${doc.locale}/`, `/${locale}/`)}`;
      if (!alternates.includes(`${tag} ${href}`))
        fault('sitemap-0.xml', `${doc.address} does not name ${tag} ${href}.`, 'See astro.config.mjs.');
    }
  }
  const known = new Set(pages.map(({ address }) => `${root}${address}`));
  for (const url of entries.keys()) {
    if (!known.has(url))
      fault('sitemap-0.xml', `${url} is no page of a language.`, 'Redirects and hidden pages stay out.');
  }
  return findings;
}

/** Every link of `llms.txt` leads to a file, and the twin of every page is there once. */
export function llmsLinks(site: Site, origin: string): Finding[] {
  const root = `${origin}${site.base}`;
  const text = site.hasFile('/llms.txt') ? readFileSync(join(site.dir, 'llms.txt'), 'utf8') : '';
  const fault = (what: string, fix: string): Finding => ({ where: 'llms.txt', what, fix });
  const head = /^# .+\n\n> .+\n/.test(text)
    ? []
    : [fault('It does not begin with a title and a summary.', 'See https://llmstxt.org.')];
  const links = [...text.matchAll(/^- \[[^\]]+\]\(([^)]+)\): \S/gm)].map(([, url = '']) => url);
  const count = new Map<string, number>();
  for (const url of links) count.set(url, (count.get(url) ?? 0) + 1);
  return [
    ...head,
    ...(text.match(/^- /gm)?.length === links.length
      ? []
      : [fault('A line of a list is no link with a note.', 'Write - [title](address): note.')]),
    ...[...count].flatMap(([url, times]) => [
      ...(url.startsWith(`${root}/`) && site.hasFile(url.slice(root.length))
        ? []
        : [fault(`${url} leads nowhere.`, 'Link to what is built.')]),
      ...(times === 1 ? [] : [fault(`${url} stands there ${times} times.`, 'Once is enough.')]),
    ]),
    ...site.docs
      .filter(({ hidden, locale }) => !hidden && locale !== undefined)
      .filter(({ address }) => !count.has(`${root}${address}index.md`))
      .map(({ address }) => fault(`${address} is missing.`, 'See src/pages/llms.txt.ts.')),
  ];
}

/** No page names two addresses for one language, and each says its language as Open Graph wants it. */
export function oneOfEach(site: Site): Finding[] {
  const heads = readHeads(site);
  return site.docs
    .filter(({ hidden, locale }) => !hidden && locale !== undefined)
    .flatMap((doc) => {
      const head = heads.get(doc.file);
      const tags = (head?.links ?? []).flatMap(({ rel, hreflang }) =>
        rel === 'alternate' && hreflang ? [hreflang] : [],
      );
      const wanted = [...LANGUAGES.map(({ tag }) => tag), 'x-default'].sort().join();
      const spoken = head?.metas.get('og:locale')?.join() ?? '';
      return [
        ...(tags.sort().join() === wanted
          ? []
          : [
              {
                where: doc.file,
                what: `The head has hreflang ${tags.join(', ')}.`,
                fix: `Each of ${wanted} once: see src/components/overrides/head.ts.`,
              },
            ]),
        ...(/^[a-z]{2}_[A-Z]{2}$/.test(spoken) && doc.lang?.startsWith(spoken.slice(0, 2))
          ? []
          : [{ where: doc.file, what: `og:locale is “${spoken}”.`, fix: 'Write en_US or pt_BR, once.' }]),
      ];
    });
}

/** Icons of the size that they state, and a manifest per language that leads into the site. */
export function iconsAndManifests(site: Site): Finding[] {
  const findings: Finding[] = [];
  const fault = (where: string, what: string, fix: string): void => void findings.push({ where, what, fix });
  const inside = (address: unknown): string =>
    typeof address === 'string' && address.startsWith(`${site.base}/`) ? address.slice(site.base.length) : '/ outside';
  const heads = readHeads(site);
  for (const doc of site.docs) {
    const links = heads.get(doc.file)?.links ?? [];
    const rels = links.map(({ rel }) => rel);
    for (const rel of ['icon', 'apple-touch-icon', ...(doc.locale !== undefined && !doc.hidden ? ['manifest'] : [])]) {
      if (!rels.includes(rel)) fault(doc.file, `The head has no ${rel}.`, 'See src/features/social/head-tags.ts.');
    }
    if (rels.includes('shortcut icon'))
      fault(doc.file, 'The head has Starlight’s own icon beside ours.', 'See src/components/overrides/head.ts.');
  }
  const touch = pngSize(join(site.dir, 'apple-touch-icon.png'));
  if (touch?.width !== 180 || touch.height !== 180)
    fault('apple-touch-icon.png', 'It is not 180×180.', 'See src/features/social/addresses.ts.');
  const ico = site.hasFile('/favicon.ico') ? readFileSync(join(site.dir, 'favicon.ico')) : Buffer.alloc(32);
  if (ico.readUInt16LE(2) !== 1 || ico.readUInt8(6) !== 32 || ico.toString('latin1', 23, 26) !== 'PNG')
    fault('favicon.ico', 'It is no icon of 32 px.', 'See src/features/social/icons.ts.');
  for (const { locale, tag } of LANGUAGES) {
    const where = `${locale}/manifest.webmanifest`;
    if (!site.hasFile(`/${where}`)) {
      fault(where, 'It is missing.', 'See src/pages/[locale].');
      continue;
    }
    const manifest = record(JSON.parse(readFileSync(join(site.dir, where), 'utf8')));
    if (manifest['lang'] !== tag || typeof manifest['name'] !== 'string')
      fault(where, 'It has no name, or another language.', 'Say both.');
    if (!site.byAddress.has(inside(manifest['start_url'])))
      fault(where, `start_url ${String(manifest['start_url'])} is no page.`, 'Start in the language.');
    if (manifest['scope'] !== `${site.base}/`)
      fault(where, `scope is ${String(manifest['scope'])}.`, `It is ${site.base}/.`);
    const icons = (Array.isArray(manifest['icons']) ? manifest['icons'] : []).map(record);
    for (const wanted of ['192x192', '512x512']) {
      if (!icons.some(({ sizes, purpose }) => sizes === wanted && purpose === undefined))
        fault(where, `There is no icon of ${wanted}.`, 'Phones ask for it.');
    }
    if (!icons.some(({ purpose }) => purpose === 'maskable'))
      fault(where, 'There is no maskable icon.', 'Android cuts the others.');
    for (const { src, sizes, type } of icons) {
      const file = inside(src);
      if (!site.hasFile(file)) fault(where, `The icon ${String(src)} is missing.`, 'Draw it or do not name it.');
      else if (type === 'image/png') {
        const size = pngSize(join(site.dir, file));
        if (`${size?.width}x${size?.height}` !== sizes)
          fault(where, `${String(src)} is not ${String(sizes)}.`, 'State its size.');
      }
    }
  }
  return findings;
}
