/** What records are worth for a question, by names, texts and the bank of questions together; and what stands first. */
import type { Indexed } from './name-index.ts';
import type { Question } from './query.ts';
import { TOLD } from './question-bank.ts';
import { EXACT, NUMBER } from './rank.ts';
import { KEPT, type Result, resultOf } from './result.ts';
import type { Loaded } from './search-index.ts';
import { SECTION_WORDS } from './stop-words.ts';
import { openHits, rankText, worthOf, type Hits, type Wanted } from './text-index.ts';
import { roots } from './text-words.ts';

/** What the best text is worth at the most: less than any exact name. */
const TEXT_WORTH = 95;
/** What a text counts that is no section: a section speaks of its subject, a row or an entry mentions what is not its name. */
const MENTIONED = 0.75;
/** What it counts that a section is of the kind that is asked for. */
const INTENT = 0.5;
const ASKED_SECTIONS = SECTION_WORDS.map(
  ([ids, words]) => [new Set(ids.split(' ')), new Set(words.split(' '))] as const,
);
/** How much more a section is worth on the page of what the question names. */
const SUBJECT = 0.8;
/** What it counts that a record says what became of the thing. */
const FATE = 95;
/** What the number of such a message counts. */
const PASTED = 0.5;

/** What is looked for in the texts: words, numbers, and the deepest known folder of each path. */
function wantedOf({ text, records }: Loaded, question: Question, foreign: ReadonlyMap<string, Hits>): Wanted[] {
  const wanted = new Map<string, Wanted>();
  const want = (word: string, hits: Hits, counts = 1): void => {
    if (hits.size > 0 && !wanted.has(word)) wanted.set(word, { word, hits, counts });
  };
  for (const term of question.terms) {
    const pieces = roots(term.text).filter((piece) => piece.length > 1);
    // Of a joined word its parts are looked for; the whole only where it is written so.
    for (const piece of pieces.filter((one, at) => pieces.length === 1 || at < pieces.length - 1 || text.has(one))) {
      const own = new Map(term.open && pieces.length === 1 ? openHits(text, piece) : text.hits(piece));
      for (const [number, weight] of foreign.get(term.text) ?? []) own.set(number, weight);
      want(piece, own);
    }
  }
  for (const [ids, words] of ASKED_SECTIONS)
    if (question.words.some((word) => words.has(word))) {
      const hits = new Map<number, number>();
      records.forEach(({ kind, path }, number) => {
        if (kind === 'section' && ids.has(path.split('#')[1] ?? '')) hits.set(number, 1);
      });
      want(`#${[...ids].join()}`, hits, INTENT);
    }
  for (const digits of question.digits) want(digits, text.hits(digits));
  for (const path of question.paths) {
    const known = path.find((folder) => text.has(folder));
    if (known !== undefined) want(known, text.hits(known));
  }
  return [...wanted.values()];
}

/** What every record is worth for a question, by its number. */
export function rank(
  loaded: Loaded,
  question: Question,
  foreign: ReadonlyMap<string, Hits>,
  told: ReadonlyMap<number, number>,
): Map<number, number> {
  const { records, names, text, numbers } = loaded;
  const scores = new Map<number, number>();
  const add = (number: number, by: number): void => void scores.set(number, (scores.get(number) ?? 0) + by);
  const named = names.rank(question);
  // In a pasted message the number is one word among many, and the line that is known says more.
  const isPasted = question.numbers.length > 0 && question.terms.length > 0 && Math.max(...told.values()) >= TOLD;
  for (const { answer, score } of named)
    add(numbers.get(answer.path) ?? 0, isPasted && score >= NUMBER ? score * PASTED : score);
  const isNamed = (named[0]?.score ?? 0) >= EXACT;

  // A name alone asks nothing about its subject.
  const subjects = names.calls(question) ? new Map<string, number>() : names.subjects(question);
  const subjectOf = ({ path }: Indexed): number => subjects.get(path.split('#')[0] ?? '') ?? 0;
  for (const hit of rankText(wantedOf(loaded, question, foreign), text.size)) {
    const record = records[hit.number];
    if (record === undefined) continue;
    const worth = TEXT_WORTH * worthOf(hit) * weightOf(record, question) * (1 + SUBJECT * subjectOf(record));
    const known = scores.get(hit.number) ?? 0;
    // Between exact names the order of the tables decides; between rows of one number the words beside it.
    if (known < EXACT || question.numbers.length > 0 || question.asksPath) add(hit.number, worth);
  }
  // What is called so is meant before what is only asked so.
  for (const [number, worth] of told) add(number, isNamed && !isPasted ? worth * 0.4 : worth);
  if (question.asksState || question.asksWhen) {
    records.forEach((record, number) => {
      if (scores.has(number) && tellsFate(record, question)) add(number, FATE);
    });
  }
  return scores;
}

/** Whether a record says what became of the thing that the question names. */
function tellsFate({ kind, title }: Indexed, { terms }: Question): boolean {
  if (kind !== 'event' && kind !== 'correction') return false;
  const own = new Set(roots(title));
  const named = terms.filter((term) => !term.qualifies);
  return named.length > 0 && named.every(({ text }) => roots(text).every((word) => own.has(word)));
}

function weightOf({ kind }: Indexed, question: Question): number {
  const isDated = kind === 'event' || kind === 'correction';
  if (isDated && (question.asksState || question.asksWhen)) return 1.15;
  return kind === 'section' ? 1 : MENTIONED;
}

/** A passage must hold at least this share of what its page is worth to stand before it. */
const PASSAGE = 0.2;
/** What its page is worth beside it: it is named with the passage, and other passages answer sooner than the page again. */
const AFTER = 0.3;

/** Results, the best first. A question that is more than a name is answered by a passage, its page comes after it. */
export function passagesFirst(
  { records, numbers, names }: Loaded,
  question: Question,
  scores: ReadonlyMap<number, number>,
  told: ReadonlyMap<number, number>,
): Result[] {
  const lifted = new Map(scores);
  const isCalled = names.calls(question);
  const best = new Map<string, [number: number, score: number]>();
  for (const [number, score] of scores) {
    const record = records[number];
    if (record?.kind !== 'section') continue;
    const page = record.path.split('#')[0] ?? '';
    if (score > (best.get(page)?.[1] ?? 0)) best.set(page, [number, score]);
  }
  for (const [page, [section, score]] of best) {
    const owner = numbers.get(page);
    if (owner === undefined) continue;
    const own = scores.get(owner) ?? 0;
    // The name itself was asked for: the page is the answer, unless the name is that of a passage (`etcd backup`), or
    // nothing is called so and the bank says which passage speaks of it (`kubectl drain`).
    const isTold = (told.get(section) ?? 0) >= TOLD && !isCalled;
    if (!isTold && (isBare(question) || (own >= EXACT && !isHeadedBy(records[section], question)))) continue;
    const together = Math.max(own, score) + 0.35 * Math.min(own, score);
    if (score >= PASSAGE * own) {
      lifted.set(section, together);
      lifted.set(owner, Math.max(Math.min(own, together - 1), together * AFTER));
    }
  }
  const sorted = [...lifted].sort(([a, first], [b, second]) => second - first || a - b);
  // What barely fits is noise once something fits well.
  const floor = Math.min(14, (sorted[0]?.[1] ?? 0) * 0.25);
  return sorted
    .filter(([, score]) => score >= floor)
    .slice(0, KEPT)
    .flatMap(([number, score]) => (records[number] ? [resultOf(records[number], score)] : []));
}

/** Whether the heading of a section holds a word of the question that is not in the title of its page. */
function isHeadedBy(section: Indexed | undefined, { terms }: Question): boolean {
  const heading = new Set(roots(section?.title ?? ''));
  const page = new Set(roots(section?.page ?? ''));
  return terms.some(({ text }) => roots(text).some((word) => heading.has(word) && !page.has(word)));
}

/** A question that is one name and nothing else. */
function isBare({ words, terms, numbers }: Question): boolean {
  return numbers.length === 0 && terms.length <= 1 && words.length <= 1;
}
