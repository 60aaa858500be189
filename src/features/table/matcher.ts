import { distance } from 'fastest-levenshtein';
import { words } from '../../lib/fold.ts';
import { MAX_QUERY, parseQuery, type Query } from './query.ts';

/** A row as the matcher sees it. */
interface Searchable {
  /** The words a reader would name it by: its number, its owner. */
  head: string;
  /** Everything else it says. */
  body: string;
  /** What it says in the other language. */
  other: string;
  /** The numbers it stands for. */
  ranges: readonly (readonly [number, number])[];
}

/** The answer to a query. */
export interface Matches {
  /** Row (position in the list given) → score, higher is better. Empty: nothing fits. */
  scores: Map<number, number>;
  /** True when no row has every word and these have most of them. */
  most: boolean;
  /** Words that nothing is called, with the nearest one used in their place. */
  corrected: [typed: string, used: string][];
}

const HEAD = 4;
const BODY = 2;
const OTHER = 1;
const PREFIX = 0.7;
const INSIDE = 0.35;
const TYPO = 0.3;

/** Words in the longest phrase that a synonym group holds ("banco de dados do cluster"). */
const LONGEST_PHRASE = 5;

/** Rows with the words in them, ready to be asked. */
export class Matcher {
  /** Word → row → the weight of the best place where it stands. */
  readonly #rows = new Map<string, Map<number, number>>();
  readonly #ranges: Searchable['ranges'][] = [];
  /** Folded phrase → the other phrases of its groups. */
  readonly #synonyms = new Map<string, Set<string>>();
  readonly #stop: ReadonlySet<string>;
  /** Letters that were asked for → the known words that hold them: with one letter more only those are looked at. */
  readonly #holding = new Map<string, readonly string[]>();

  /**
   * @param rows what can be found; a match is given by its position here. More can be added.
   * @param synonyms groups of folded phrases that mean the same, in any language
   * @param stop folded words that say nothing
   */
  constructor(rows: readonly Searchable[], synonyms: readonly (readonly string[])[], stop: readonly string[]) {
    this.#stop = new Set(stop);
    for (const row of rows) this.add(row);
    for (const phrases of synonyms) {
      for (const phrase of phrases) {
        const others = this.#synonyms.get(phrase) ?? new Set();
        for (const other of phrases) if (other !== phrase) others.add(other);
        this.#synonyms.set(phrase, others);
      }
    }
  }

  /** Adds a row behind those that are there. */
  add({ head, body, other, ranges }: Searchable): void {
    const index = this.#ranges.push(ranges) - 1;
    this.#holding.clear();
    this.#add(index, head, HEAD);
    this.#add(index, body, BODY);
    this.#add(index, other, OTHER);
  }

  /** How many rows there are. */
  get size(): number {
    return this.#ranges.length;
  }

  #add(row: number, text: string, weight: number): void {
    for (const word of words(text)) {
      let rows = this.#rows.get(word);
      if (!rows) this.#rows.set(word, (rows = new Map()));
      if ((rows.get(row) ?? 0) < weight) rows.set(row, weight);
    }
  }

  /** Finds the rows for what was typed; null when nothing was typed that could be looked for. */
  find(typed: string): Matches | null {
    const query = parseQuery(typed);
    const corrected: Matches['corrected'] = [];
    // A single letter is the beginning of a word that is being typed: nobody looks for it, and it would find nothing.
    const phrases = [...new Set(this.#phrases(query.words))].filter((phrase) => phrase.length > 1);
    const telling = phrases.filter((phrase) => !this.#stop.has(phrase));
    const asked = telling.length > 0 || query.numbers.length > 0 ? telling : phrases;
    const terms = asked.map((phrase) => this.#phrase(phrase, corrected));
    if (query.numbers.length > 0) terms.push(this.#anyNumber(query));
    if (terms.length === 0) return null;

    const held = new Map<number, { terms: number; score: number }>();
    for (const term of terms) {
      for (const [row, score] of term) {
        const sum = held.get(row) ?? { terms: 0, score: 0 };
        held.set(row, { terms: sum.terms + 1, score: sum.score + score });
      }
    }
    const best = Math.max(0, ...[...held.values()].map((sum) => sum.terms));
    const scores = new Map([...held].filter(([, sum]) => sum.terms === best).map(([row, sum]) => [row, sum.score]));
    return { scores, most: best > 0 && best < terms.length, corrected };
  }

  /** Neighbouring words that a synonym group knows as one phrase (`api server`) become one term; longest first. */
  #phrases(list: readonly string[]): string[] {
    const phrases: string[] = [];
    for (let at = 0; at < list.length;) {
      let length = Math.min(LONGEST_PHRASE, list.length - at);
      while (length > 1 && !this.#synonyms.has(list.slice(at, at + length).join(' '))) length -= 1;
      phrases.push(list.slice(at, at + length).join(' '));
      at += length;
    }
    return phrases;
  }

  #phrase(phrase: string, corrected: Matches['corrected']): Map<number, number> {
    const found = this.#allWords(phrase, (word) => this.#word(word));
    if (phrase.includes(' ')) {
      // A phrase of a synonym group means one thing; a row that happens to hold its words apart comes after that thing.
      for (const [row, score] of found) found.set(row, score * PREFIX);
    }
    const synonyms = this.#synonyms.get(phrase) ?? (phrase.length > 3 ? this.#synonymsOfBeginning(phrase) : undefined);
    for (const other of synonyms ?? []) {
      for (const [row, score] of this.#allWords(other, (word) => this.#rows.get(word) ?? new Map())) {
        found.set(row, Math.max(found.get(row) ?? 0, score));
      }
    }
    return found.size > 0 ? found : this.#allWords(phrase, (word) => this.#wordOrNearest(word, corrected));
  }

  #wordOrNearest(word: string, corrected: Matches['corrected']): ReadonlyMap<number, number> {
    const found = this.#word(word);
    if (found.size > 0) return found;
    const used = this.#nearest(word);
    if (used === undefined) return found;
    corrected.push([word, used]);
    return new Map([...this.#phrase(used, [])].map(([row, score]) => [row, score * TYPO]));
  }

  /** While a synonym is being typed (`escalona`), what it will mean is already shown. */
  #synonymsOfBeginning(phrase: string): Set<string> | undefined {
    for (const [known, others] of this.#synonyms) if (known.startsWith(phrase)) return new Set([known, ...others]);
    return undefined;
  }

  /** Rows that hold every word of a phrase, each looked up in the way given. */
  #allWords(phrase: string, lookUp: (word: string) => ReadonlyMap<number, number>): Map<number, number> {
    // Joined by hyphens and known as one (`cri-o`): its parts alone (`o`) would find too much.
    const joined = /[._-]/.test(phrase) ? this.#rows.get(phrase.replace(/[ ._-]+/g, '')) : undefined;
    if (joined) return new Map(joined);
    const [first, ...rest] = phrase
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '')
      .map(lookUp);
    const found = new Map(first);
    for (const rows of rest) {
      for (const [row, score] of found) {
        const more = rows.get(row);
        if (more === undefined) found.delete(row);
        else found.set(row, Math.min(score, more));
      }
    }
    return found;
  }

  #word(word: string): Map<number, number> {
    const found = new Map<number, number>();
    for (const known of this.#knownWith(word)) {
      const fit = fitOf(word, known);
      if (fit === 0) continue;
      for (const [row, weight] of this.#rows.get(known) ?? []) {
        if ((found.get(row) ?? 0) < weight * fit) found.set(row, weight * fit);
      }
    }
    return found;
  }

  #knownWith(letters: string): readonly string[] {
    let known = this.#holding.get(letters);
    if (!known) {
      const before = this.#holding.get(letters.slice(0, -1)) ?? [...this.#rows.keys()];
      known = before.filter((word) => word.includes(letters));
      if (this.#holding.size > MAX_QUERY) this.#holding.clear();
      this.#holding.set(letters, known);
    }
    return known;
  }

  /** The nearest known word for one that nothing is called, or undefined when none is near. */
  #nearest(word: string): string | undefined {
    const allowed = word.length < 4 || /^\d/.test(word) ? 0 : word.length < 8 ? 1 : 2;
    if (allowed === 0) return undefined;
    let best: { known: string; far: number; rows: number } | undefined;
    for (const known of [...this.#rows.keys(), ...this.#synonyms.keys()]) {
      if (known.length < word.length - allowed) continue;
      const swapped = known.length === word.length && isSwap(word, known);
      // The first letter is rarely wrong.
      if (!swapped && known[0] !== word[0]) continue;
      // A word is as far from a longer one as that is longer, at least.
      const isTooLong = known.length - word.length > allowed;
      const whole = swapped ? 1 : isTooLong ? Infinity : distance(word, known);
      // The beginning of a word with a slip in it is as near, but a whole word answers better; short ones fit anywhere.
      const begun =
        word.length > 5 && known.length > word.length ? distance(word, known.slice(0, word.length)) : Infinity;
      if (Math.min(whole, begun) > allowed) continue;
      const far = Math.min(whole, begun + 0.5);
      const rows = this.#rows.get(known)?.size ?? 0;
      if (!best || far < best.far || (far === best.far && rows > best.rows)) best = { known, far, rows };
    }
    return best?.known;
  }

  #anyNumber(query: Query): Map<number, number> {
    const found = new Map<number, number>();
    const keep = (row: number, score: number): void => void found.set(row, (found.get(row) ?? 0) + score);
    query.numbers.forEach(([start, end], index) => {
      const digits = query.digits[index] ?? '';
      let exact = false;
      this.#ranges.forEach((ranges, row) => {
        const range = ranges.find(([from, to]) => from <= end && start <= to);
        if (!range) return;
        exact = true;
        // The narrower the range, the better it answers; the very same range answers best.
        const same = range[0] === start && range[1] === end;
        keep(row, same ? 12 : range[1] - range[0] < 10 ? 10 : 8);
      });
      if (digits === '') return;
      // A number that a row only mentions comes last.
      for (const row of this.#rows.get(digits)?.keys() ?? []) if (!found.has(row)) keep(row, 1);
      if (exact) return;
      this.#ranges.forEach((ranges, row) => {
        if (ranges.some((range) => holdsBeginning(range, digits))) keep(row, 5);
      });
    });
    return found;
  }

  /** The next number below and the next above one that no row has, the nearer first. */
  nearestNumbers(wanted: number): number[] {
    const edges = this.#ranges.flat(2).sort((a, b) => a - b);
    return [edges.filter((edge) => edge < wanted).pop(), edges.find((edge) => edge > wanted)]
      .filter((edge) => edge !== undefined)
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  }
}

function fitOf(word: string, known: string): number {
  if (known === word) return 1;
  // A single letter as the beginning of a word would find everything.
  if (word.length > 1 && known.startsWith(word)) return PREFIX;
  return word.length > 3 && known.includes(word) ? INSIDE : 0;
}

/** Whether two words differ by two neighbouring letters in the wrong order: the most common slip, `ectd`. */
function isSwap(a: string, b: string): boolean {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at < a.length && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/** Whether a range holds a number (of at most five digits) that begins with these digits. */
function holdsBeginning([from, to]: readonly [number, number], digits: string): boolean {
  for (let size = 10 ** (5 - digits.length); size > 1; size /= 10) {
    const low = Number(digits) * size;
    if (from <= low + size - 1 && low <= to) return true;
  }
  return false;
}
