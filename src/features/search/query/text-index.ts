/**
 * The words of every text, as postings: for each root the records that hold it. Small enough to come in one request, so that
 * the same question gives the same answer whatever was asked before.
 */
import { packLists, packWords, unpackLists, unpackWords } from './packed-lists.ts';

/** Postings as the file has them: records and weights apart, because each compresses better among its own. */
export interface Postings {
  /** The roots in their order ({@link packWords}). */
  roots: string;
  /** How many records there are. */
  size: number;
  /** Of each root the records that hold it ({@link packLists}). */
  lists: string;
  /** Of each posting in the same order how much the root says of the record: a digit from 1 to {@link WEIGHTS}. */
  weights: string;
}

/** How many steps a weight has. */
const WEIGHTS = 3;
/** How much a root says of a record, 0 to 1. */
export type Hits = ReadonlyMap<number, number>;

/**
 * Writes postings in the form of the file.
 * @param words root → record number → weight, above 0 and at most 1; a root may have no record
 * @param size how many records there are
 */
export function packPostings(words: ReadonlyMap<string, ReadonlyMap<number, number>>, size: number): Postings {
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : 1));
  const lists = sorted.map(([, records]) => [...records].sort(([a], [b]) => a - b));
  return {
    roots: packWords(sorted.map(([word]) => word)),
    size,
    lists: packLists(
      lists.map((records) => records.map(([number]) => number)),
      size,
    ),
    weights: lists
      .flat()
      .map(([, weight]) => Math.min(WEIGHTS, Math.max(1, Math.ceil(weight * WEIGHTS))))
      .join(''),
  };
}

/** How much a word of the question bank says of the place to which its line leads: as much as one of its text. */
const ASKED_WEIGHT = 1;

/** Postings, ready to be asked. */
export class TextIndex {
  readonly #roots: readonly string[];
  readonly #held = new Map<string, Map<number, number>>();
  /** Root → the records that the question bank leads to by it. */
  readonly #asked = new Map<string, Set<number>>();
  readonly #read = new Map<string, Hits>();
  /** How many records there are. */
  readonly size: number;

  /**
   * @param file the postings
   * @param asked the question bank: its words belong to the places that answer, as if they stood there
   */
  constructor(file: Postings, asked: readonly { number: number; roots: readonly string[] }[] = []) {
    const { roots, size, lists, weights } = file;
    this.size = size;
    this.#roots = unpackWords(roots);
    let next = 0;
    for (const [place, list] of unpackLists(lists, this.#roots.length, size).entries()) {
      const weigh = (number: number): [number, number] => [number, Number(weights[next++]) / WEIGHTS];
      if (list.length > 0) this.#held.set(this.#roots[place] ?? '', new Map(list.map(weigh)));
    }
    for (const { number, roots: line } of asked)
      for (const word of line) this.#asked.set(word, (this.#asked.get(word) ?? new Set<number>()).add(number));
  }

  /** Whether a root stands in some text, or in the question bank. */
  has(word: string): boolean {
    return this.#held.has(word) || this.#asked.has(word);
  }

  /** The records that hold a root. */
  hits(word: string): Hits {
    const known = this.#read.get(word);
    if (known) return known;
    const hits = new Map(this.#held.get(word));
    for (const number of this.#asked.get(word) ?? []) hits.set(number, Math.max(hits.get(number) ?? 0, ASKED_WEIGHT));
    this.#read.set(word, hits);
    return hits;
  }

  /** The records that hold a word that begins so: the word that is still being typed. */
  begun(start: string): Hits {
    const found = new Map<number, number>();
    const words = new Set([...this.#asked.keys()].filter((word) => word.startsWith(start)));
    for (let place = this.#first(start); this.#roots[place]?.startsWith(start); place += 1)
      words.add(this.#roots[place] ?? start);
    for (const word of words)
      for (const [number, weight] of this.hits(word)) found.set(number, Math.max(found.get(number) ?? 0, weight));
    return found;
  }

  /** Where the roots that begin so would stand. */
  #first(start: string): number {
    let [low, high] = [0, this.#roots.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#roots[middle] ?? '') < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** One thing that is looked for: a root and what may stand in its place. */
export interface Wanted {
  word: string;
  hits: Hits;
  /** What it counts; 1 when absent. */
  counts?: number;
}

/** A record that fits: how much of the question it holds (0 to 1, rare words count more) and how strongly. */
interface TextHit {
  number: number;
  share: number;
  strength: number;
}

/** A word that few records hold says more. */
export function rarity(holding: number, size: number): number {
  return Math.log(1 + size / (1 + holding));
}

/** The records that hold some of what is wanted, the best first. */
export function rankText(wanted: readonly Wanted[], size: number): TextHit[] {
  const weigh = ({ hits, counts = 1 }: Wanted): number => rarity(hits.size, size) * counts;
  const sum = wanted.reduce((all, one) => all + weigh(one), 0);
  const found = new Map<number, TextHit>();
  for (const one of wanted) {
    const { hits } = one;
    const worth = weigh(one) / sum;
    for (const [number, weight] of hits) {
      const hit = found.get(number) ?? { number, share: 0, strength: 0 };
      hit.share += worth;
      hit.strength += worth * weight;
      found.set(number, hit);
    }
  }
  return [...found.values()].sort((a, b) => worthOf(b) - worthOf(a) || a.number - b.number);
}

/** What a hit is worth, 0 to 1: a text must hold most of what is asked, and be about it. */
export function worthOf({ share, strength }: TextHit): number {
  return share ** 1.2 * (0.6 + 0.4 * strength);
}

/** What stands under the root of a word that is still being typed: the root itself, or else whatever begins so. */
export function openHits(index: TextIndex, own: string): Hits {
  return own.length > 2 && !index.has(own) ? index.begun(own) : index.hits(own);
}
