/**
 * Writes the search index of a built site: per language the Pagefind index of pages, sections and facts, the file of
 * answers (all that has a name) and the lexicon (every word of the index, for suggestions).
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import * as pagefind from 'pagefind';
import { parse as parseYaml } from 'yaml';
import { getInterface, INTERFACE_IDS, synonyms } from '../facts/index.ts';
import { fold } from '../lib/fold.ts';
import { LANGUAGES, type Language } from '../site/languages.ts';
import { pack, type Answer } from './answers.ts';
import { factRecords, type SearchRecord } from './records.ts';
import { readPage } from './sections.ts';

/** Folder of the index inside the built site; one folder per language below it. */
export const INDEX_FOLDER = 'search-index';

/** What was written, for the build's output and for tests. */
export interface IndexFigures {
  locale: string;
  records: number;
  /** Bytes of all files of the language. */
  bytes: number;
}

/** Pages that answer nothing by themselves. */
const LEFT_OUT = new Set(['', 'search']);
/** Sections of every page that hold only links to sources. */
const SILENT_SECTIONS = new Set(['sources']);

/**
 * Builds the index of every language.
 * @param root the project's folder, for the heads of the pages and the UI strings
 * @param dist the built site
 * @throws Error when a record leads nowhere, or Pagefind reports a fault
 */
export async function buildIndex(root: string, dist: string): Promise<IndexFigures[]> {
  const figures: IndexFigures[] = [];
  try {
    for (const language of LANGUAGES) figures.push(await buildLanguage(root, dist, language));
  } finally {
    await pagefind.close();
  }
  return figures;
}

/** A page's head, as far as the search needs it. */
interface Head {
  title: string;
  description: string;
  aliases: string[];
}

async function buildLanguage(root: string, dist: string, language: Language): Promise<IndexFigures> {
  const { locale, lang, tag } = language;
  const files = readdirSync(join(dist, locale), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'index.html')
    .map((entry) => ({
      slug: relative(join(dist, locale), entry.parentPath).split(sep).join('/'),
      html: readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    }))
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const heads = new Map(files.map(({ slug }) => [slug, readHead(root, locale, slug)]));
  // Only pages that somebody wrote are looked for, not the tools' own views.
  const written = files.filter(({ slug }) => heads.get(slug) !== undefined);
  const ids = new Map(written.map(({ slug, html }) => [slug, new Set(idsOf(html))]));
  const strings: Record<string, string> = JSON.parse(
    readFileSync(join(root, 'src/content/i18n', `${tag}.json`), 'utf8'),
  );
  const facts = factRecords({
    lang,
    strings,
    ids,
    aliases: new Map([...heads].map(([slug, head]) => [slug, head?.aliases ?? []])),
  });

  const records: SearchRecord[] = [];
  const sections: (Answer & { text: string; page: string })[] = [];
  const compared = ids.has('interfaces/comparison');
  for (const { slug, html } of written) {
    if (LEFT_OUT.has(slug)) continue;
    const own = new Set(
      facts.filter(({ path }) => path.startsWith(`${slug}/#`)).map(({ path }) => path.split('#')[1] ?? ''),
    );
    const page = readPage(html, own);
    const head = heads.get(slug) ?? { title: slug, description: '', aliases: [] };
    const hue = INTERFACE_IDS.find((id) => slug === `interfaces/${id}`);
    const hued = hue === undefined ? {} : { hue };
    records.push({
      kind: 'page',
      path: `${slug}/`,
      title: head.title,
      names: [...new Set([head.title, ...(hue ? [hue] : []), ...head.aliases, ...(hue ? callsOf(hue) : [])])].map(
        (name) => name.replaceAll('|', ' '),
      ),
      ranges: [],
      current: true,
      text: `${head.description} ${page.sections[0]?.text ?? ''}`,
      ...hued,
      ...(hue !== undefined && compared && { compared: 'interfaces/comparison/' }),
    });
    for (const { id, heading, text } of page.sections) {
      if (id === '' || SILENT_SECTIONS.has(id) || text === '') continue;
      const path = `${slug}/#${id}`;
      sections.push({
        kind: 'section',
        path,
        title: heading,
        names: [],
        ranges: [],
        current: true,
        text,
        page: head.title,
        ...hued,
      });
    }
  }
  records.push(...facts);

  // Events and corrections are sentences: they have no name to be called by, and are found by their text.
  const named = records.filter(({ kind }) => kind !== 'event' && kind !== 'correction');

  const folder = join(dist, INDEX_FOLDER, locale);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await writePagefind(folder, language, [...records, ...sections]);
  writeFileSync(join(folder, 'answers.json'), JSON.stringify(pack(named, synonymsFor(named))));
  writeFileSync(join(folder, 'lexicon.json'), JSON.stringify(lexicon([...records, ...sections])));
  return { locale, records: records.length + sections.length, bytes: sizeOf(folder) };
}

/** The calls of an interface as the specification spells them: `NodeStageVolume`. */
function callsOf(id: string): string[] {
  return getInterface(id).operations.groups.flatMap(({ items }) =>
    // One plain word (`Master`) would be found by too many questions.
    items.filter((item): item is string => typeof item === 'string' && /^[A-Z][a-z]+[A-Z]\w+$/.test(item)),
  );
}

function idsOf(html: string): string[] {
  return [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id);
}

/** The head of a page's source, or undefined for a page that nobody wrote. */
function readHead(root: string, locale: string, slug: string): Head | undefined {
  const name = slug === '' ? 'index' : slug;
  for (const file of [`${name}.mdx`, `${name}/index.mdx`]) {
    let source: string;
    try {
      source = readFileSync(join(root, 'src/content/docs', locale, file), 'utf8');
    } catch {
      continue;
    }
    const head: unknown = parseYaml(/^---\n([\s\S]*?)\n---/.exec(source)?.[1] ?? '');
    const { title = '', description = '', aliases = [] } = (head ?? {}) as Partial<Head>;
    return { title, description, aliases: aliases.map(String) };
  }
  return undefined;
}

async function writePagefind(
  folder: string,
  { locale, tag }: Language,
  records: readonly (SearchRecord & { page?: string })[],
): Promise<void> {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: tag.toLowerCase() });
  if (!index) throw new Error(`Pagefind could not start an index for ${locale}: ${errors.join('; ')}`);
  const faults: string[] = [];
  // One after the other: the same order of records writes the same bytes.
  for (const record of records) {
    const { errors: problems } = await index.addCustomRecord({
      url: record.path,
      content: record.text || record.title,
      language: tag.toLowerCase(),
      meta: {
        title: record.title,
        kind: record.kind,
        ...(record.page !== undefined && { page: record.page }),
        ...(record.hue !== undefined && { hue: record.hue }),
      },
    });
    faults.push(...problems);
  }
  const { errors: unwritten } = await index.writeFiles({ outputPath: folder });
  faults.push(...unwritten);
  if (faults.length > 0) throw new Error(`Pagefind reported for ${locale}: ${faults.join('; ')}`);
  await index.deleteIndex();
  // Its ready-made interfaces are not used; what is left is the engine and the index.
  for (const name of readdirSync(folder)) {
    if (/^pagefind-.*\.(js|css)$/.test(name) || name === 'wasm.unknown.pagefind') rmSync(join(folder, name));
  }
}

/** Groups of synonyms of which one phrase is the name of something here. */
function synonymsFor(records: readonly Answer[]): string[][] {
  const said = fold(records.map(({ title, names }) => [title, ...names].join(' ')).join(' '));
  return synonyms()
    .groups.filter((group) => group.some((phrase) => said.includes(fold(phrase))))
    .map((group) => [...group]);
}

/** Every word of the index with how often it stands there, the most frequent first; words of names count more. */
function lexicon(records: readonly SearchRecord[]): string[] {
  const seen = new Map<string, number>();
  const count = (text: string, by: number): void => {
    for (const chunk of fold(text).split(/[^a-z0-9-]+/)) {
      const word = chunk.replace(/^-+|-+$/g, '');
      if (word.length < 3 || /^\d/.test(word)) continue;
      for (const part of new Set([word, ...word.split('-')]))
        if (part.length > 2) seen.set(part, (seen.get(part) ?? 0) + by);
    }
  };
  for (const record of records) {
    count(record.title, 5);
    count(record.text, 1);
  }
  return [...seen].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word);
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0);
}
