import { fold } from '../../../lib/fold.ts';

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
  /** Slug of the page that compares it with its likes. */
  compared?: string;
  /** False for what was removed or ended. */
  current: boolean;
  /** The hue of an interface: `cri`. */
  hue?: string;
}

/** One answer as the file has it: kind, path, title, names, and where they apply ranges, flags, hue, compared. */
type Row = [
  kind: number,
  path: string,
  title: string,
  names: string,
  ranges?: string,
  removed?: 0 | 1,
  hue?: string,
  compared?: string,
];

/** The file that a browser loads first: everything that has a name, in one language. */
export interface AnswersFile {
  /** Folder of everything else that belongs to these answers. */
  version: string;
  /** The number of a row is the number of its record in the index of texts. */
  rows: Row[];
  /** How many records that say what changed follow upon the rows; after them come the sections. */
  dated: number;
  /** How many sections each page has, in the order of the pages' rows. */
  sections: readonly number[];
  /** Groups of words that mean the same, in either language. */
  synonyms: readonly (readonly string[])[];
}

/** Writes answers in the form of the file; {@link unpack} reads it. */
export function pack(
  version: string,
  answers: readonly Answer[],
  { dated, sections, synonyms }: Pick<AnswersFile, 'dated' | 'sections' | 'synonyms'>,
): AnswersFile {
  return {
    version,
    dated,
    sections,
    synonyms,
    rows: answers.map((answer) => {
      const row: Row = [
        KINDS.indexOf(answer.kind),
        answer.path,
        answer.title,
        answer.names.join('|'),
        answer.ranges.map(([start, end]) => (start === end ? start : `${start}-${end}`)).join(','),
        answer.current ? 0 : 1,
        answer.hue ?? '',
        answer.compared ?? '',
      ];
      while (row.length > 4 && !row.at(-1)) row.pop();
      return row;
    }),
  };
}

/** The answers of a file. */
export function unpack(file: AnswersFile): Answer[] {
  return file.rows.map(([kind, path, title, names, ranges = '', removed = 0, hue, compared]) => ({
    kind: KINDS[kind] ?? 'page',
    path,
    title,
    names: names.split('|'),
    ranges: ranges
      .split(',')
      .filter((range) => range !== '')
      .map((range): [number, number] => {
        const [start = '', end = start] = range.split('-');
        return [Number(start), Number(end)];
      }),
    current: removed === 0,
    ...(hue && { hue }),
    ...(compared && { compared }),
  }));
}

/** What a result shows of a record: the file of one number. Page, hue and text are empty where there is none. */
export type ShownText = [kind: number, path: string, title: string, page: string, hue: string, text: string];

/** The lexicon has a file for each of these, the first letter of its words. */
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
