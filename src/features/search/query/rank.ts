import { fold } from '../../../lib/fold.ts';
import { squash, stem, stems, type Answer, type Kind } from './name-index.ts';
import { type Question, type Term } from './query.ts';
import { STOP_WORDS } from './stop-words.ts';
import { withVersions } from './text-words.ts';

/** How well an answer fits; see {@link Names.rank}. */
interface Ranked {
  answer: Answer;
  score: number;
}

/** From here on a name or a number was met exactly: such an answer stands above everything that only speaks of it. */
export const EXACT = 100;

/** A number is more exact than any word beside it. */
export const NUMBER = EXACT + 100;
/** What a name loses when it is met without a part of the question. */
const LESS_LITERAL = 6;
/** What a name loses that has the same words in another order. */
const REORDERED = 14;

/** What a word counts that is in no name at all. */
const UNNAMED = 2.5;

const SYNONYM = 0.9;
/** Two words that are one in a name. */
const JOINED = 0.9;
const PREFIX = 0.6;
/** Words of a title that describe the thing and do not name it. */
const DETAIL = 0.5;

/** What a reader most likely wants when several things bear the same name. */
const PRIOR: Readonly<Record<Kind, number>> = {
  page: 8,
  component: 5,
  term: 4,
  implementation: 3,
  correction: 3,
  dimension: 3,
  socket: 2,
  port: 1,
  event: 0,
  section: 0,
};

interface Prepared {
  answer: Answer;
  names: { whole: string; bare: string; key: string; stems: ReadonlySet<string>; words: string[] }[];
  detail: ReadonlySet<string>;
}

/** A name without small words and without order: `backup do etcd` and `etcd backup` are one. Empty for a single word. */
function keyOf(words: readonly string[]): string {
  const kept = new Set(words.filter((word) => word !== '' && !STOP_WORDS.has(word)).map(stem));
  return kept.size > 1 ? [...kept].sort().join(' ') : '';
}

/** Neighbouring words, as phrases of two and three. */
function pairs(words: readonly string[]): string[] {
  return words.flatMap((_, at) => [words.slice(at, at + 2).join(' '), words.slice(at, at + 3).join(' ')]);
}

/** What the words of a row's id are worth, beside its number. */
const OWN_ID = 30;

/** How much of a question for a port it is that its owner is named. */
const OWNED = 0.5;

/** Every one to three neighboring words of a question, as names are compared. */
function saidIn({ words }: Question): Set<string> {
  const said = new Set<string>();
  for (let size = 1; size <= 3; size += 1) {
    for (let at = 0; at + size <= words.length; at += 1) said.add(stem(squash(words.slice(at, at + size).join(' '))));
  }
  return said;
}

/** All that has a name, ready to be asked. */
export class Names {
  readonly #list: Prepared[];
  /** Stem → the answers that have it and how strongly. */
  readonly #having = new Map<string, Map<number, number>>();
  readonly #words = new Set<string>();
  /** Folded phrase → groups of phrases that mean the same. */
  readonly #synonyms = new Map<string, string[][]>();
  #askedBy: { question: Question; stems: ReadonlySet<string> } | undefined;

  constructor(answers: readonly Answer[], synonyms: readonly (readonly string[])[]) {
    this.#list = answers.map((answer) => ({
      answer,
      names: answer.names.map((name) => {
        const whole = squash(withVersions(name));
        const words = fold(name).split(/[^a-z0-9]+/);
        return { whole, bare: stem(whole), key: keyOf(words), stems: new Set(stems(name)), words: [...words, whole] };
      }),
      detail: new Set(stems(answer.title)),
    }));
    this.#list.forEach(({ names, detail }, index) => {
      for (const word of detail) this.#note(word, index, DETAIL);
      for (const name of names) {
        for (const word of name.stems) this.#note(word, index, 1);
        for (const word of name.words) this.#words.add(word);
      }
    });
    for (const group of synonyms) {
      const phrases = group.map((phrase) => fold(phrase));
      for (const phrase of phrases) {
        const known = this.#synonyms.get(phrase) ?? [];
        known.push(phrases.filter((other) => other !== phrase));
        this.#synonyms.set(phrase, known);
      }
    }
  }

  #note(word: string, index: number, weight: number): void {
    const rows = this.#having.get(word) ?? new Map<number, number>();
    rows.set(index, Math.max(rows.get(index) ?? 0, weight));
    this.#having.set(word, rows);
  }

  /** Whether some thing is called so, or begins so while the word is still being typed. */
  knows(term: Term): boolean {
    if (this.#having.has(term.stem) || this.#synonyms.has(term.text)) return true;
    if (term.parts.length > 1 && term.parts.every((part) => this.#having.has(part))) return true;
    if (!term.open || term.stem.length < 2) return false;
    for (const word of this.#having.keys()) if (word.startsWith(term.stem)) return true;
    return false;
  }

  /** Whether the question, as it stands, is what a page or a socket is called first or what another fact is called. */
  calls({ whole: [asked] }: Question): boolean {
    return this.#list.some(({ answer: { kind }, names }) =>
      (kind === 'page' || kind === 'socket' ? names.slice(0, 1) : names).some((name) => name.whole === asked),
    );
  }

  /** Whether a stem is a word of some name. */
  has(word: string): boolean {
    return this.#having.has(word);
  }

  /** Words of names, for corrections. */
  words(): Iterable<string> {
    return this.#words;
  }

  /** Other words for a term, folded. */
  synonymsOf(text: string): readonly string[] {
    return (this.#synonyms.get(text) ?? []).flat();
  }

  /**
   * The answers for a question, best first. {@link EXACT} and above: the name or number itself; below: how much of the
   * question its names hold, rare words counting more.
   */
  rank(question: Question): Ranked[] {
    const scores = new Map<number, number>();
    const raise = (index: number, by: number): void => void scores.set(index, (scores.get(index) ?? 0) + by);
    const coverage = this.#cover(question);
    for (const [index, share] of coverage) raise(index, this.#nameScore(question, index, share));
    this.#raiseWholeNames(question, raise);
    if (question.numbers.length > 0) this.#raiseNumbers(question, raise);
    if (question.asksPort && question.terms.some(({ qualifies }) => !qualifies))
      this.#raiseRows('port', new Map([...coverage, ...this.#ownRows(question)]), raise);
    if (question.asksPath && question.terms.length > 0) this.#raiseRows('socket', coverage, raise);
    return [...scores]
      .map(([index, score]) => {
        const { answer } = this.#at(index);
        return { answer, index, score: score > 0 ? score + PRIOR[answer.kind] : 0 };
      })
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.index - b.index);
  }

  /**
   * The pages whose subject the question names, among whatever else it says.
   * @returns address → 1 for the page of that name, less for one that only is called so too
   */
  subjects(question: Question): ReadonlyMap<string, number> {
    const said = saidIn(question);
    const found = new Map<string, number>();
    for (const { answer, names } of this.#list) {
      if (answer.kind !== 'page') continue;
      const place = names.findIndex((name) => said.has(name.bare));
      if (place >= 0) found.set(answer.path, place === 0 ? 1 : place < 6 ? 0.5 : 0.25);
    }
    return found;
  }

  /** The rows of a port whose owner is named, whatever else a question says; in full for a short one. */
  #ownRows(question: Question): Map<number, number> {
    const said = saidIn(question);
    const own = new Map<number, number>();
    if (question.numbers.length > 0) return own;
    this.#list.forEach(({ answer, names }, index) => {
      // The first two names are the number and the row's id, the last are protocols.
      const isOwner = answer.kind === 'port' && names.slice(2, 4).some(({ bare }) => said.has(bare));
      if (isOwner) own.set(index, OWNED);
    });
    return own;
  }

  #at(index: number): Prepared {
    const found = this.#list[index];
    if (!found) throw new RangeError(`There is no answer ${index}.`);
    return found;
  }

  /** Answers that hold a term, and how strongly. */
  #holding(term: Term): Map<number, number> {
    const found = new Map<number, number>();
    const keep = (rows: Iterable<readonly [number, number]>, factor: number): void => {
      for (const [index, weight] of rows) {
        if ((found.get(index) ?? 0) < weight * factor) found.set(index, weight * factor);
      }
    };
    keep(this.#having.get(term.stem) ?? [], 1);
    if (term.parts.length > 1) keep(this.#all(term.parts), 0.9);
    for (const other of this.synonymsOf(term.text)) keep(this.#all(stems(other)), SYNONYM);
    if (term.open && term.stem.length > 1) {
      for (const [word, rows] of this.#having) if (word.startsWith(term.stem)) keep(rows, PREFIX);
    }
    return found;
  }

  /** Answers that hold all of these stems. */
  #all(parts: readonly string[]): Map<number, number> {
    const [first, ...rest] = parts;
    const found = new Map(this.#having.get(first ?? '') ?? []);
    for (const part of rest) {
      const rows = this.#having.get(part);
      for (const [index, weight] of found) {
        const other = rows?.get(index);
        if (other === undefined) found.delete(index);
        else found.set(index, Math.min(weight, other));
      }
    }
    return found;
  }

  /** For each answer the share of the question that it holds, 0 to 1; a rare word is a bigger share. */
  #cover(question: Question): Map<number, number> {
    const total = this.#list.length;
    const phrases = this.#phrases(question);
    const terms = question.terms.map((term) => {
      const held = this.#holding(term);
      for (const { words, rows } of phrases) {
        if (!words.includes(term.text)) continue;
        for (const [index, weight] of rows) held.set(index, Math.max(held.get(index) ?? 0, weight));
      }
      // A word that is in no name says nothing about which name was meant.
      const rarity = held.size === 0 ? UNNAMED : Math.log(1 + total / (1 + held.size));
      return { held, worth: rarity * (term.qualifies ? 0.25 : 1) };
    });
    const sum = terms.reduce((all, { worth }) => all + worth, 0);
    const coverage = new Map<number, number>();
    for (const { held, worth } of terms) {
      for (const [index, weight] of held) coverage.set(index, (coverage.get(index) ?? 0) + (weight * worth) / sum);
    }
    return coverage;
  }

  /** Neighbouring words that are one name: written in one (`api server`), or known by another phrase. */
  #phrases({ words }: Question): { words: string[]; rows: Map<number, number> }[] {
    const found: { words: string[]; rows: Map<number, number> }[] = [];
    for (let size = 2; size <= 4; size += 1) {
      for (let at = 0; at + size <= words.length; at += 1) {
        const some = words.slice(at, at + size);
        const rows = new Map<number, number>();
        for (const [index, weight] of this.#having.get(stem(some.join(''))) ?? []) rows.set(index, weight * JOINED);
        for (const other of this.synonymsOf(some.join(' '))) {
          for (const [index, weight] of this.#all(stems(other))) {
            rows.set(index, Math.max(rows.get(index) ?? 0, weight * SYNONYM));
          }
        }
        if (rows.size > 0) found.push({ words: some, rows });
      }
    }
    return found;
  }

  /** Everything that a word of a name may be compared with. The same question is asked for many names in a row. */
  #asked(question: Question): ReadonlySet<string> {
    if (this.#askedBy?.question === question) return this.#askedBy.stems;
    const texts = [...question.terms.map((term) => term.text), ...pairs(question.words)];
    const found = new Set([
      ...question.terms.flatMap((term) => [term.stem, ...term.parts]),
      ...texts.flatMap((text) => this.synonymsOf(text).flatMap(stems)),
    ]);
    this.#askedBy = { question, stems: found };
    return found;
  }

  #nameScore(question: Question, index: number, share: number): number {
    const asked = this.#asked(question);
    let fit = 0;
    this.#at(index).names.forEach((name, place) => {
      let met = 0;
      for (const word of name.stems) if (asked.has(word)) met += 1;
      const own = (met / name.stems.size) * (1 - Math.min(place, 25) * 0.02);
      if (own > fit) fit = own;
    });
    return 70 * share ** 1.5 * (0.6 + 0.4 * fit);
  }

  #raiseWholeNames(question: Question, raise: (index: number, by: number) => void): void {
    const wholes = new Map(question.whole.map((whole, form) => [whole, form]));
    const bares = new Map(question.whole.map((whole, form) => [stem(whole), form]));
    const key =
      question.numbers.length > 0 ? '' : keyOf(question.terms.flatMap(({ text }) => text.split(/[^a-z0-9]+/)));
    this.#list.forEach(({ answer, names }, index) => {
      let best = 0;
      names.forEach((name, place) => {
        // The more of the question a name is, the better: "cri o" is CRI-O before it is CRI.
        const form = wholes.get(name.whole) ?? bares.get(name.bare);
        if (form !== undefined) {
          // A term explains a word in one line; the page of that name explains the thing.
          const own = place === 0 ? (answer.kind === 'term' ? -3 : 20) : -Math.min(place, 30) * 0.5;
          best = Math.max(best, EXACT + own - form * LESS_LITERAL);
        } else if (key !== '' && name.key === key) {
          best = Math.max(best, EXACT - REORDERED - Math.min(place, 30) * 0.5);
        }
      });
      if (best > 0) raise(index, best);
    });
  }

  #raiseNumbers(question: Question, raise: (index: number, by: number) => void): void {
    const said = saidIn(question);
    this.#list.forEach(({ answer, names }, index) => {
      let best = 0;
      question.numbers.forEach(([start, end], place) => {
        const digits = question.digits[place] ?? '';
        for (const [from, to] of answer.ranges) {
          if (from === start && to === end) best = Math.max(best, NUMBER + 60);
          else if (from <= start && end <= to) best = Math.max(best, NUMBER + 20);
          else if (from <= end && start <= to) best = Math.max(best, NUMBER);
          else if (digits.length > 1 && String(from).startsWith(digits)) best = Math.max(best, 50);
        }
      });
      // What the rest of the question says decides between rows of the same number. Who says all words of a row's id, its
      // second name, means that row: "kubelet … 10250" does not ask for the kubelet of a distribution.
      const isSaid = [...(names[1]?.stems ?? [])].every((word) => said.has(word) || /^\d+$/.test(word));
      if (best > 0) raise(index, isSaid ? best + OWN_ID : best);
    });
  }

  /** "Which port does X listen on": the rows of X before its pages, the first row of the table first. */
  #raiseRows(kind: Kind, coverage: ReadonlyMap<number, number>, raise: (index: number, by: number) => void): void {
    for (const [index, share] of coverage) {
      const { answer } = this.#at(index);
      if (answer.kind === kind && share >= 0.5) raise(index, EXACT + 90 * share);
    }
  }
}
