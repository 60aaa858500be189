/**
 * Writes the search index of a built site: per language the Pagefind index of pages, sections and facts, the file of
 * answers (all that has a name), what a result shows of a text, and the lexicon (every word of the index, for
 * suggestions). What belongs together stands in a folder named after its content: a browser that still has the answers
 * of last week never mixes them with the index of today.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import * as pagefind from 'pagefind';
import { parse as parseYaml } from 'yaml';
import { getInterface, INTERFACE_IDS, synonyms } from '../../../facts/index.ts';
import { fold } from '../../../lib/fold.ts';
import { LANGUAGES, type Language } from '../../../config/languages.ts';
import { KINDS, LETTERS, pack, type Answer, type ShownText } from '../query/name-index.ts';
import { writeBundle, writeRaw } from './pagefind-files.ts';
import { factRecords, type SearchRecord } from './records.ts';
import { readPage } from './sections.ts';
import { STOP_WORDS } from '../query/stop-words.ts';
import { roots } from '../query/text-words.ts';

/** Folder of the index inside the built site; one folder per language below it. */
export const INDEX_FOLDER = 'search-index';

/** What was written, for the build's output and for tests. */
export interface IndexFigures {
  locale: string;
  records: number;
  /** Bytes of all files of the language; what the languages share is not among them. */
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
  const out = join(dist, INDEX_FOLDER);
  const work = mkdtempSync(join(tmpdir(), 'search-index-'));
  rmSync(out, { recursive: true, force: true });
  try {
    const languages = LANGUAGES.map((language) => ({ language, ...readLanguage(root, dist, language) }));
    const version = createHash('sha256').update(JSON.stringify(languages)).digest('hex').slice(0, 8);
    const bundle = join(out, version);
    const raw = [];
    for (const { language, records } of languages) {
      const folder = join(work, language.locale);
      await writePagefind(folder, records);
      const [prefix = ''] = language.locale;
      raw.push({ folder, prefix, language: language.tag.toLowerCase(), urls: records.map(({ path }) => path) });
    }
    writeBundle(raw, bundle);
    return languages.map(({ language: { locale }, records, named, dated, sections }) => {
      const own = join(bundle, locale);
      mkdirSync(join(out, locale), { recursive: true });
      writeFileSync(
        join(out, locale, 'answers.json'),
        JSON.stringify(pack(version, records.slice(0, named), { dated, sections, synonyms: synonymsFor(records) })),
      );
      writeTexts(own, records);
      writeLexicon(own, records);
      return { locale, records: records.length, bytes: sizeOf(out, locale) };
    });
  } finally {
    await pagefind.close();
    rmSync(work, { recursive: true, force: true });
  }
}

/** A page's head, as far as the search needs it. */
interface Head {
  title: string;
  description: string;
  aliases: string[];
}

/** A record, and of a section the page it stands on. */
type Indexed = SearchRecord & { page?: string };

/** The records of a language, first those that can be called by name. */
function readLanguage(
  root: string,
  dist: string,
  language: Language,
): { records: Indexed[]; named: number; dated: number; sections: number[] } {
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
  const sections: Indexed[] = [];
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
  const isNamed = ({ kind }: Answer): boolean => kind !== 'event' && kind !== 'correction';
  const named = records.filter(isNamed);
  return {
    records: [...named, ...records.filter((record) => !isNamed(record)), ...sections],
    named: named.length,
    dated: records.length - named.length,
    sections: named
      .filter(({ kind }) => kind === 'page')
      .map((page) => sections.filter(({ path }) => path.startsWith(`${page.path}#`)).length),
  };
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

/** How often a word counts within one record: more would say no more about it, and make the index longer. */
const COUNTED = 3;

/** Words for the engine: roots, each a few times at the most. */
function indexed(text: string): string {
  const seen = new Map<string, number>();
  return roots(text)
    .filter((word) => {
      const count = (seen.get(word) ?? 0) + 1;
      seen.set(word, count);
      return count <= COUNTED;
    })
    .join(' ');
}

/** What of a title is a name. The rest of a fact's title explains it, and would outweigh every text if it counted as one. */
function headOf({ kind, title }: Indexed): string {
  if (kind === 'page' || kind === 'section') return title;
  return kind === 'event' ? '' : (title.split(' — ')[0] ?? '');
}

/** Lets Pagefind index the records of one language: roots of words, because both languages share one engine. */
async function writePagefind(folder: string, records: readonly Indexed[]): Promise<void> {
  // A language that it has no stemmer for: the words are roots already.
  const { index, errors } = await pagefind.createIndex({ forceLanguage: 'unknown' });
  if (!index) throw new Error(`Pagefind could not start an index: ${errors.join('; ')}`);
  const faults: string[] = [];
  // One after the other: the same order of records writes the same bytes.
  for (const record of records) {
    const { errors: problems } = await index.addCustomRecord({
      url: record.path,
      content: indexed(`${record.title} ${record.text}`) || record.path,
      language: 'unknown',
      meta: { title: indexed(headOf(record)), ...(record.page !== undefined && { page: indexed(record.page) }) },
    });
    faults.push(...problems);
  }
  faults.push(...(await writeRaw(index, folder)));
  if (faults.length > 0) throw new Error(`Pagefind reported for ${folder}: ${faults.join('; ')}`);
  await index.deleteIndex();
}

/** Kinds of which a result shows a stretch of their text; of the others the title says it all. */
const QUOTED: ReadonlySet<string> = new Set(['page', 'section']);

/** One small file per record, read when it is shown: its number is its name. */
function writeTexts(folder: string, records: readonly Indexed[]): void {
  mkdirSync(join(folder, 'text'), { recursive: true });
  records.forEach(({ kind, path, title, page = '', hue = '', text }, number) => {
    const shown: ShownText = [KINDS.indexOf(kind), path, title, page, hue, QUOTED.has(kind) ? text : ''];
    writeFileSync(join(folder, 'text', `${number.toString(36)}.json`), JSON.stringify(shown));
  });
}

/** The lexicon, a file per first letter. */
function writeLexicon(folder: string, records: readonly Indexed[]): void {
  mkdirSync(join(folder, 'words'), { recursive: true });
  const byLetter = new Map<string, string[]>(LETTERS.map((letter) => [letter, []]));
  for (const word of lexicon(records)) byLetter.get(word.charAt(0))?.push(word);
  for (const [letter, words] of byLetter) {
    writeFileSync(join(folder, 'words', `${letter}.json`), JSON.stringify(words.join(' ')));
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
      if (word.length < 3 || /^\d/.test(word) || STOP_WORDS.has(word)) continue;
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

/** Bytes of what belongs to one language alone: its own folders, and what carries its letter in the shared one. */
function sizeOf(out: string, locale: string): number {
  return readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isOf(relative(out, join(entry.parentPath, entry.name)), locale))
    .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0);
}

/** Whether a file of the index belongs to one language; `path` is relative to the index' folder. */
export function isOf(path: string, locale: string): boolean {
  const parts = path.split(sep);
  const name = parts.at(-1) ?? '';
  const [prefix = ''] = locale;
  return (
    parts.includes(locale) ||
    (name.endsWith('.pf_index') && name.startsWith(prefix)) ||
    name === `pagefind.${prefix}.pf_meta`
  );
}
