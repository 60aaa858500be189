/**
 * Writes the search index of a built site: per language one file with every record and the words of their texts, and per
 * record a small file with what a result shows. What belongs together stands in a folder named after its content: a
 * browser that still has the index of last week never mixes it with the texts of today.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, readSource } from '../../../content-index/read-source.ts';
import { parse as parseYaml } from 'yaml';
import {
  asked as askedBank,
  getInterface,
  INTERFACE_IDS,
  synonyms,
  type Asked,
  type Lang,
} from '../../../facts/index.ts';
import { fold } from '../../../lib/fold.ts';
import { LANGUAGES, type Language } from '../../../config/languages.ts';
import { LETTERS, pack, type Answer, type AskedFile, type IndexFile, type ShownText } from '../query/name-index.ts';
import { askedRoots, readQuestion } from '../query/query.ts';
import { packLists } from '../query/packed-lists.ts';
import type { AskedRoots } from '../query/search-index.ts';
import { packPostings, rarity } from '../query/text-index.ts';
import { pathWords, roots } from '../query/text-words.ts';
import { factRecords, type SearchRecord } from './records.ts';
import { readPage } from './sections.ts';

/** Folder of the index inside the built site; one folder per language below it. */
export const INDEX_FOLDER = 'search-index';

/** What was written, for the build's output and for tests. */
interface IndexFigures {
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
 * @throws Error when a record or a line of the question bank leads nowhere
 */
export function buildIndex(root: string, dist: string): IndexFigures[] {
  const out = join(dist, INDEX_FOLDER);
  rmSync(out, { recursive: true, force: true });
  const languages = LANGUAGES.map((language) => ({ language, records: readLanguage(root, dist, language) }));
  const version = createHash('sha256')
    .update(JSON.stringify([languages, askedBank()]))
    .digest('hex')
    .slice(0, 8);
  return languages.map(({ language: { locale, lang }, records }) => {
    const words = wordsOf(records);
    const lines = askedLines(askedBank(), lang, records);
    // One list of roots serves both: what only the bank says stands in no record.
    const roots = new Map([...lines.flatMap((line) => line.roots).map((root) => [root, new Map()] as const), ...words]);
    const file: IndexFile = {
      version,
      ...pack(records),
      postings: packPostings(roots, records.length),
      asked: packAsked(lines, [...roots.keys()].sort()),
      synonyms: synonymsFor(records),
    };
    mkdirSync(join(out, locale), { recursive: true });
    writeFileSync(join(out, locale, 'index.json'), JSON.stringify(file));
    const own = join(out, version, locale);
    writeTexts(own, records);
    const others = languages.filter(({ language }) => language.locale !== locale);
    writeForeignWords(
      own,
      records,
      words,
      others.map((other) => other.records),
    );
    return { locale, records: records.length, bytes: sizeOf(out, locale) };
  });
}

/** The lines of the question bank in the order of their records. @throws Error that names every line which leads nowhere */
function askedLines(bank: readonly Asked[], lang: Lang, records: readonly Indexed[]): AskedRoots[] {
  const numbers = new Map(records.map(({ path }, number) => [path, number]));
  const lost = bank.filter(({ to }) => !numbers.has(to)).map(({ to }) => to);
  if (lost.length > 0)
    throw new Error(
      `src/data/asked.yaml leads to ${lost.length} place(s) that the search does not have: ${[...new Set(lost)].join(', ')}.\n` +
        'Write the page with a slash at its end and the section behind it: components/kubelet/#without-it.',
    );
  return bank
    .flatMap(({ to, errors, ...said }) => {
      // Errors are printed in English whatever the reader speaks.
      const lines = new Set([...said[lang], ...errors].map((line) => lineRoots(line).join(' ')));
      return [...lines].map((line) => ({ number: numbers.get(to) ?? 0, roots: line.split(' ') }));
    })
    .sort((a, b) => a.number - b.number);
}

/** @param roots every root of the postings, in their order */
function packAsked(lines: readonly AskedRoots[], roots: readonly string[]): AskedFile {
  const counts = new Map<number, number>();
  const holding = new Map<string, number[]>(roots.map((root) => [root, []]));
  for (const [line, { number, roots: said }] of lines.entries()) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
    for (const root of new Set(said)) holding.get(root)?.push(line);
  }
  let last = 0;
  const places = [...counts].map(([number, count]): [number, number] => {
    const distance = number - last;
    last = number;
    return [distance, count];
  });
  return { places, lists: packLists([...holding.values()], lines.length) };
}

/** The roots of a line, each once: a joined word by its parts, a path by the whole. */
function lineRoots(line: string): string[] {
  const words = askedRoots(readQuestion(`${line} `));
  const paths = new Set(pathWords(line));
  const joined = words.filter((_, at) =>
    [2, 3, 4, 5].some((size) => at >= size && words[at] === words.slice(at - size, at).join('')),
  );
  return words.filter((word) => paths.has(word) || !joined.includes(word));
}

/** A page's head, as far as the search needs it. */
interface Head {
  title: string;
  description: string;
  aliases: string[];
}

/** A record, and of a section the page it stands on. */
type Indexed = SearchRecord & { page?: string };

/** The records of a language: pages, facts, and last the sections in the order of their pages. */
function readLanguage(root: string, dist: string, language: Language): Indexed[] {
  const { locale, lang, tag } = language;
  const files = filesBelow(join(dist, locale), 'index.html')
    .map((name) => ({
      slug: name.replace(/\/?index\.html$/, ''),
      html: readFileSync(join(dist, locale, name), 'utf8'),
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
  return [...records, ...facts, ...sections];
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
      source = readSource(join(root, 'src/content/docs', locale, file));
    } catch {
      continue;
    }
    const head: unknown = parseYaml(/^---\n([\s\S]*?)\n---/.exec(source)?.[1] ?? '');
    const { title = '', description = '', aliases = [] } = (head ?? {}) as Partial<Head>;
    return { title, description, aliases: aliases.map(String) };
  }
  return undefined;
}

/** How much more a word counts in the title than in the text, and how soon its repetition says no more. */
const IN_TITLE = 4;
const SOON = 1.2;
/** How much a long text thins its words out, 0 not at all to 1 in full (the `b` of BM25). */
const THINNING = 0.6;

/** Digits that nobody looks for, and what a table without blanks glues together. */
const NOISE = /^\d$|^0\d*$|^\d{6,}$|^(?=.*\d).{16,}$|^.{33,}$/;
/** What a posting must be worth, its weight by the rarity of its root, to be kept: what many records mention in passing finds none. */
const KEPT = 1.35;
/** How much more it must be worth where nothing is explained. */
const KEPT_ASIDE = 3;
/** What shows, proves, tabulates or tells of this site. */
const ASIDE =
  /^(?:about|course|notes|start|study)\/|#(?:check|history|status|conformance|implementations|tools|table|reading|ports|talks-to|summary)$/;

/**
 * What each root says of each record, by BM25 with the title as a field of its own.
 * @see Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009)
 */
function wordsOf(records: readonly Indexed[]): Map<string, Map<number, number>> {
  const texts = records.map((record) => {
    const counts = new Map<string, number>();
    const count = (words: readonly string[], by: number): void => {
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + by);
    };
    count(roots(headOf(record)), IN_TITLE);
    const text = `${record.kind === 'page' ? '' : record.title} ${record.text}`;
    count([...roots(text), ...pathWords(text)], 1);
    return counts;
  });
  const lengths = texts.map((counts) => [...counts.values()].reduce((sum, times) => sum + times, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / records.length;
  const words = new Map<string, Map<number, number>>();
  texts.forEach((counts, number) => {
    const stretch = 1 - THINNING + (THINNING * (lengths[number] ?? 0)) / mean;
    for (const [word, times] of counts) {
      if (NOISE.test(word)) continue;
      const held = words.get(word) ?? new Map<number, number>();
      words.set(word, held.set(number, times / (times + SOON * stretch)));
    }
  });
  const isAside = records.map(({ kind, path }) => kind === 'event' || kind === 'dimension' || ASIDE.test(path));
  for (const held of words.values()) {
    // A root of one record leads there, however little it says of it.
    if (held.size === 1) continue;
    const rare = rarity(held.size, records.length);
    for (const [number, weight] of [...held])
      if (weight * rare < KEPT * (isAside[number] ? KEPT_ASIDE : 1)) held.delete(number);
  }
  return words;
}

/** What of a title is a name. The rest of a fact's title explains it, and would outweigh every text if it counted as one. */
function headOf({ kind, title }: Indexed): string {
  if (kind === 'page' || kind === 'section') return title;
  return kind === 'event' ? '' : (title.split(' — ')[0] ?? '');
}

/** From how many characters of a text the words around a hit are quoted: a table is longer, and its rows are records. */
const QUOTED_FROM = 2500;

/** One small file per record, read when it is shown: its number is its name. */
function writeTexts(folder: string, records: readonly Indexed[]): void {
  mkdirSync(join(folder, 'text'), { recursive: true });
  records.forEach(({ kind, text, card, source }, number) => {
    // Of a fact the title and the card say it all; of a page or section the words around the hit help to choose.
    const shown: ShownText =
      kind === 'page' || kind === 'section'
        ? { text: text.slice(0, QUOTED_FROM) }
        : { ...(card && { card }), ...(source && { source }) };
    writeFileSync(join(folder, 'text', `${number.toString(36)}.json`), JSON.stringify(shown));
  });
}

/** How many records a word of another language leads to. */
const FOREIGN_HITS = 6;

/**
 * What a word of another language means here: pages have the same sections in every language, so the records that hold
 * it there are known here. A file per first letter, fetched for words that this language does not have.
 */
function writeForeignWords(
  folder: string,
  records: readonly Indexed[],
  own: ReadonlyMap<string, unknown>,
  others: readonly (readonly Indexed[])[],
): void {
  mkdirSync(join(folder, 'words'), { recursive: true });
  const numbers = new Map(records.map(({ path }, number) => [path, number]));
  const byLetter = new Map<string, Map<string, Map<number, number>>>(LETTERS.map((letter) => [letter, new Map()]));
  for (const other of others) {
    for (const [word, held] of wordsOf(other)) {
      if (own.has(word)) continue;
      const best = [...held].sort((a, b) => b[1] - a[1]).slice(0, FOREIGN_HITS);
      const here = best.flatMap(([number, weight]): [number, number][] => {
        const known = numbers.get(other[number]?.path ?? '');
        return known === undefined ? [] : [[known, weight]];
      });
      if (here.length > 0) byLetter.get(word.charAt(0))?.set(word, new Map(here));
    }
  }
  for (const [letter, words] of byLetter)
    writeFileSync(join(folder, 'words', `${letter}.json`), JSON.stringify(packPostings(words, records.length)));
}

/** Groups of synonyms of which one phrase is the name of something here. */
function synonymsFor(records: readonly Answer[]): string[][] {
  const said = fold(records.map(({ title, names }) => [title, ...names].join(' ')).join(' '));
  return synonyms()
    .groups.filter((group) => group.some((phrase) => said.includes(fold(phrase))))
    .map((group) => [...group]);
}

/** Bytes of what belongs to one language. */
function sizeOf(out: string, locale: string): number {
  return filesBelow(out)
    .filter((name) => isOf(name, locale))
    .reduce((sum, name) => sum + statSync(join(out, name)).size, 0);
}

/** Whether a file of the index belongs to one language; `path` is relative to the index' folder. */
export function isOf(path: string, locale: string): boolean {
  return path.split('/').includes(locale);
}
