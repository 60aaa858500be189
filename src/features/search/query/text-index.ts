/**
 * The words of every text, as postings: for each root the records that hold it. Small enough to come in one request, so that
 * the same question gives the same answer whatever was asked before.
 */
import { root } from './text-words.ts';

/** Postings as the file has them: gaps and weights apart, because each compresses better among its own. */
export interface Postings {
  /** The roots, in the order of their postings, separated by blanks. */
  roots: string;
  /** Of each root, separated by blanks: the distances from record to record in base 32, each ended by a sign of {@link LAST}. */
  gaps: string;
  /** Of each posting in the same order how much the root says of the record: a digit from 1 to {@link WEIGHTS}. */
  weights: string;
}

/** How many steps a weight has. */
export const WEIGHTS = 3;
/** The last digit of a number in base 32; the digits before it are those of `toString(32)`. */
const LAST = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&(';

/** How much a root says of a record, 0 to 1. */
export type Hits = ReadonlyMap<number, number>;

/** Writes postings in the form of the file. @param words root → record number → weight, above 0 and at most 1 */
export function packPostings(words: ReadonlyMap<string, ReadonlyMap<number, number>>): Postings {
  const sorted = [...words].sort(([a], [b]) => (a < b ? -1 : 1));
  let weights = '';
  const gaps = sorted.map(([, records]) => {
    let last = 0;
    return [...records]
      .sort(([a], [b]) => a - b)
      .map(([number, weight]) => {
        const gap = number - last;
        last = number;
        weights += String(Math.min(WEIGHTS, Math.max(1, Math.ceil(weight * WEIGHTS))));
        return `${gap < 32 ? '' : Math.floor(gap / 32).toString(32)}${LAST[gap % 32] ?? ''}`;
      })
      .join('');
  });
  return { roots: sorted.map(([word]) => word).join(' '), gaps: gaps.join(' '), weights };
}

/** How much a word of the question bank says of the place to which its line leads: as much as one of its text. */
const ASKED_WEIGHT = 0.7;

/** Postings, ready to be asked. A list is read when it is first asked for. */
export class TextIndex {
  readonly #roots: readonly string[];
  readonly #gaps: readonly string[];
  readonly #weights: string;
  /** Of each root, where its weights begin. */
  readonly #starts: readonly number[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #read = new Map<string, Hits>();
  /** Root → the records that the question bank leads to by it. */
  readonly #asked = new Map<string, Set<number>>();
  /** How many records there are. */
  readonly size: number;

  /**
   * @param file the postings
   * @param size how many records there are
   * @param asked the question bank: its words belong to the places that answer, as if they stood there
   */
  constructor(file: Postings, size: number, asked: readonly { number: number; roots: readonly string[] }[] = []) {
    this.#roots = file.roots === '' ? [] : file.roots.split(' ');
    this.#gaps = file.gaps.split(' ');
    this.#weights = file.weights;
    let start = 0;
    this.#starts = this.#gaps.map((gaps) => {
      const own = start;
      for (const sign of gaps) if (LAST.includes(sign)) start += 1;
      return own;
    });
    this.#places = new Map(this.#roots.map((word, place) => [word, place]));
    this.size = size;
    for (const { number, roots } of asked)
      for (const word of roots) this.#asked.set(word, (this.#asked.get(word) ?? new Set<number>()).add(number));
  }

  /** Whether a root stands in some text, or in the question bank. */
  has(word: string): boolean {
    return this.#places.has(word) || this.#asked.has(word);
  }

  /** The records that hold a root. */
  hits(word: string): Hits {
    const known = this.#read.get(word);
    if (known) return known;
    const place = this.#places.get(word);
    const hits = place === undefined ? new Map<number, number>() : this.#list(place);
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

  #list(place: number): Map<number, number> {
    const hits = new Map<number, number>();
    let number = 0;
    let high = '';
    let at = this.#starts[place] ?? 0;
    for (const sign of this.#gaps[place] ?? '') {
      const low = LAST.indexOf(sign);
      if (low < 0) high += sign;
      else {
        number += (high === '' ? 0 : Number.parseInt(high, 32)) * 32 + low;
        hits.set(number, Number(this.#weights[at]) / WEIGHTS);
        at += 1;
        high = '';
      }
    }
    return hits;
  }
}

/** One thing that is looked for: a root and what may stand in its place. */
export interface Wanted {
  word: string;
  hits: Hits;
  /** True for a word that says little of what is looked for. */
  weak?: boolean;
}

/** A record that fits: how much of the question it holds (0 to 1, rare words count more) and how strongly. */
export interface TextHit {
  number: number;
  share: number;
  strength: number;
}

/** A word that few records hold says more. */
export function rarity(holding: number, size: number): number {
  return Math.log(1 + size / (1 + holding));
}

/** What a weak word counts. */
export const WEAK = 0.35;

/** The records that hold some of what is wanted, the best first. */
export function rankText(wanted: readonly Wanted[], size: number): TextHit[] {
  const weigh = ({ hits, weak }: Wanted): number => rarity(hits.size, size) * (weak ? WEAK : 1);
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
  return share ** 1.2 * (0.4 + 0.6 * strength);
}

/** What stands under one word: its root, or while it is being typed whatever begins so. */
export function hitsOf(index: TextIndex, word: string, open: boolean): Hits {
  const own = root(word);
  return open && own.length > 2 && !index.has(own) ? index.begun(own) : index.hits(own);
}
