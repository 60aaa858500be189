import { fold } from '../../../lib/fold.ts';
import type { Postings } from './text-index.ts';

/** What kind of thing a result is. The order is the one in which groups of equal worth are shown. */
export const KINDS = [
  'page',
  'section',
  'port',
  'socket',
  'component',
  'term',
  'correction',
  'implementation',
  'dimension',
  'event',
] as const;

export type Kind = (typeof KINDS)[number];

/** One thing that can be looked up by name. */
export interface Answer {
  kind: Kind;
  /** Address inside the language: `reference/ports/#etcd-client-2379`. */
  path: string;
  /** A line that already answers. */
  title: string;
  /** What it is called: its own name first, then other words in the order in which the writer thought of them. */
  names: readonly string[];
  /** Numbers of a port. */
  ranges: readonly (readonly [number, number])[];
  /** False for what was removed or ended. */
  current: boolean;
  /** The hue of an interface: `cri`. */
  hue?: string;
}

/** The flag of a row whose record was removed or ended. */
const REMOVED = 1;

/** One record as the file has it; what is empty at its end is left out. */
type Row = [kind: number, path: string, title: string, names?: string, ranges?: string, flags?: number, hue?: string];

/** The question bank as the file has it; its lines are in the order of the records that answer them. */
export interface AskedFile {
  /** Of each record with lines the distance from the one before, and how many lines it has. */
  places: readonly (readonly [distance: number, lines: number])[];
  /** Of each root of the postings, in their order, the lines that hold it ({@link packLists}). */
  lists: string;
}

/** The file that a browser loads first: every record of one language, and the words of their texts. */
export interface IndexFile {
  /** Folder of everything else that belongs to these records. */
  version: string;
  /** Pages, facts, and last the sections in the order of their pages. A row's place is the record's number. */
  rows: Row[];
  /** How many sections each page has, in the order of the pages' rows; a section's path is its id. */
  sections: readonly number[];
  postings: Postings;
  /** Questions as people ask them and errors as they paste them. */
  asked: AskedFile;
  /** Groups of words that mean the same, in either language. */
  synonyms: readonly (readonly string[])[];
}

/** A record as the search knows it. Sections have no names: their text is what is found. */
export interface Indexed extends Answer {
  /** Of a section: the title of its page. */
  page?: string;
}

/** Names that the rest of a row says: the id of its path, the same in words, and what stands before the line of its title. */
const SAID: readonly (readonly [sign: string, of: (path: string, title: string) => string])[] = [
  ['=', (path) => path.split('#')[1] ?? path],
  ['~', (path) => (path.split('#')[1] ?? path).replaceAll('-', ' ')],
  ['^', (_, title) => title.split(' — ')[0] ?? title],
];

/** The rows of records, pages first and sections last; {@link unpack} reads them. */
export function pack(records: readonly Indexed[]): Pick<IndexFile, 'rows' | 'sections'> {
  const pages = records.filter(({ kind }) => kind === 'page');
  return {
    sections: pages.map(
      (page) => records.filter(({ kind, path }) => kind === 'section' && path.startsWith(`${page.path}#`)).length,
    ),
    rows: records.map((record) => {
      const row: Row = [
        KINDS.indexOf(record.kind),
        record.kind === 'section' ? (record.path.split('#')[1] ?? '') : record.path,
        record.title,
        record.names
          .map((name) => SAID.find(([, of]) => of(record.path, record.title) === name)?.[0] ?? name)
          .join('|'),
        record.ranges.map(([start, end]) => (start === end ? start : `${start}-${end}`)).join(','),
        record.current ? 0 : REMOVED,
        record.hue ?? '',
      ];
      // A section has the hue of its page.
      if (record.kind === 'section') row.length = 3;
      while (row.length > 3 && !row.at(-1)) row.pop();
      return row;
    }),
  };
}

/** The records of a file. */
export function unpack({ rows, sections }: Pick<IndexFile, 'rows' | 'sections'>): Indexed[] {
  const records = rows.map(([kind, path, title, names = '', ranges = '', flags = 0, hue]): Indexed => ({
    kind: KINDS[kind] ?? 'page',
    path,
    title,
    names:
      names === ''
        ? []
        : names.split('|').map((name) => SAID.find(([sign]) => sign === name)?.[1](path, title) ?? name),
    ranges: ranges
      .split(',')
      .filter((range) => range !== '')
      .map((range): [number, number] => {
        const [start = '', end = start] = range.split('-');
        return [Number(start), Number(end)];
      }),
    current: flags !== REMOVED,
    ...(hue && { hue }),
  }));
  const owners = records
    .filter(({ kind }) => kind === 'page')
    .flatMap((page, place) => Array<Indexed>(sections[place] ?? 0).fill(page));
  const first = records.length - owners.length;
  return records.map((record, number) => {
    const owner = owners[number - first];
    if (!owner) return record;
    const { path, title, hue } = owner;
    return { ...record, path: `${path}#${record.path}`, page: title, ...(hue !== undefined && { hue }) };
  });
}

/** One line of a card: what it is, and what it says. */
export type CardLine = readonly [label: string, value: string];

/** What a result shows beyond its title: the file of one number. */
export interface ShownText {
  /** Text of a page or section, from which the stretch around the words is cut. */
  text?: string;
  /** What the store says of a record, for the answer card. */
  card?: readonly CardLine[];
  /** Where that is from. */
  source?: { title: string; url: string };
}

/** Words of other languages have a file for each of these, their first letter. */
export const LETTERS: readonly string[] = [...'abcdefghijklmnopqrstuvwxyz'];

/** A word or phrase without anything but letters and digits: `CRI-O`, `cri o` and `crio` are one. */
export function squash(text: string): string {
  return fold(text).replace(/[^a-z0-9]+/g, '');
}

/** A folded word without the ending of its plural, in either language; good enough to compare, not to show. */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  if (/(?:er|or|al|ol)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('oes')) return `${word.slice(0, -3)}ao`;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** The stems of a text: each word, the parts of a joined word and the joined word in one. */
export function stems(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9._-]+/)
    .flatMap((chunk) => {
      const parts = chunk.split(/[._-]+/).filter((part) => part !== '');
      return parts.length > 1 ? [...parts.map(stem), stem(parts.join(''))] : parts.map(stem);
    });
}
