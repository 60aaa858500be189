/**
 * Answers a question: names and numbers by their tables, texts by their words, questions by the bank. The same question
 * gives the same answer whatever was asked before.
 */
import { excerpt } from './highlight.ts';
import { squash, stem, type CardLine, type Indexed, type Kind, type ShownText } from './name-index.ts';
import { askedRoots, readQuestion, replaceWord, type Question, type Term } from './query.ts';
import { EXACT, NUMBER } from './rank.ts';
import { IndexUnreachable, type Loaded, type SearchIndex } from './search-index.ts';
import { suggest, suggestJoined, suggestNumber } from './spelling.ts';
import { QUALIFIERS, SECTION_WORDS } from './stop-words.ts';
import { openHits, rankText, rarity, worthOf, type Hits, type TextIndex, type Wanted } from './text-index.ts';
import { root, roots } from './text-words.ts';

export { IndexUnreachable };

/** One line of the result list. */
export interface Result {
  kind: Kind;
  /** Address inside the language, without a slash in front. */
  path: string;
  title: string;
  /** Of a section: the page it stands on. */
  page?: string;
  /** A stretch of text around the words; plain text. */
  excerpt: string;
  hue?: string;
  score: number;
}

/** What the store says of the first result. */
export interface Card {
  lines: readonly CardLine[];
  source?: { title: string; url: string };
}

/** What a search gives. */
export interface Outcome {
  results: Result[];
  /** Of what is known of the first result: of its row, or of the row of the same name when it is a page. */
  card?: Card;
  /** Set when the results are for a corrected question: what was looked for instead. */
  corrected?: string;
  /** A number that no port has; the results are the nearest ones. */
  unknownNumber?: string;
  /** Words of the question, to be marked. */
  marks: string[];
  /** True when words of the other language led to the results. */
  foreign: boolean;
  /** True when there was nothing to look for. */
  blank: boolean;
  /** True when a part of the index could not be had: the results are right, but not all that is known of them is there. */
  partial?: boolean;
}

/** How many results are kept, so that each kind has some; of how many the text is fetched, and among how many. */
const KEPT = 80;
const QUOTED = 3;
const AMONG = 8;

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
/** What a word counts that nothing here has: no line could hold it. */
const STRANGE = 0.25;
/** From where on a line of the bank is what was asked, and what it is worth at the most. */
const ASKED_FIT = 0.55;
const ASKED_WORTH = 200;
/** What the number of such a message counts. */
const PASTED = 0.5;
/** Longer questions are not corrected: what they name they mostly spell. */
const CORRECTED_TERMS = 4;

/** How a search is asked. */
export interface SearchOptions {
  /** Looks for what was typed and for nothing like it. */
  literal?: boolean;
  /** Is given the results without the words around the hits when those take long. */
  early?: (outcome: Outcome) => unknown;
}

/** How long results wait for the words around their hits, in ms. */
const QUOTES = 800;

/**
 * Answers a question.
 * @throws IndexUnreachable when the index cannot be read
 */
export async function search(index: SearchIndex, typed: string, options: SearchOptions = {}): Promise<Outcome> {
  const asked = readQuestion(typed);
  const nothing: Outcome = { results: [], marks: [], foreign: false, blank: true };
  if (asked.terms.length === 0 && asked.numbers.length === 0 && asked.whole.length === 0) return nothing;
  const loaded = await index.load();
  const question = splitUnknown(loaded, asked);
  // Small words only: no text is about them, but one of them may be a name (`nó`).
  if (question.terms.length === 0 && question.numbers.length === 0) {
    const named = loaded.names.rank(question).slice(0, KEPT);
    const results = named.map(({ answer, score }) => resultOf(answer, score));
    return await shown(index, loaded, question, { ...nothing, results, blank: results.length === 0 }, options);
  }
  const { found: foreign, missing } = await foreignWords(index, loaded, question);
  const meant = options.literal ? question.typed : correct(loaded, question, foreign);
  const corrected = meant === question.typed ? undefined : meant;
  const read = corrected === undefined ? question : readQuestion(corrected);
  const told = askedWorth(loaded, read);
  const results = passagesFirst(loaded, read, rank(loaded, read, foreign, told), told);
  const unknownNumber = results.length > 0 ? undefined : unknownNumberOf(loaded, read);
  const outcome: Outcome = {
    results: unknownNumber === undefined ? results : nearestPorts(loaded, Number(unknownNumber)),
    marks: read.terms.map(({ text }) => text),
    foreign: foreign.size > 0,
    blank: false,
    ...(corrected !== undefined && { corrected }),
    ...(unknownNumber !== undefined && { unknownNumber }),
    ...(missing && { partial: true }),
  };
  return await shown(index, loaded, read, outcome, options);
}

function resultOf({ kind, path, title, page, hue }: Indexed, score: number): Result {
  return {
    kind,
    path,
    title,
    excerpt: '',
    score,
    ...(page !== undefined && { page }),
    ...(hue !== undefined && { hue }),
  };
}

/** A word in camel case that nobody here uses is read as its parts: `MutatingWebhookConfiguration`. */
function splitUnknown({ names, text, asked }: Loaded, question: Question): Question {
  const split = question.typed.replace(/\b[A-Za-z]+(?:[a-z][A-Z]|[A-Z]{2}[a-z])[A-Za-z]*\b/g, (word) => {
    const bare = squash(word);
    const own = root(bare);
    const isOne =
      names.has(stem(bare)) ||
      text.has(own) ||
      // Errors name what no page writes: `AttachVolume.Attach failed`.
      asked.some(({ roots: line }) => line.includes(own)) ||
      suggest(bare, names.words()) !== undefined;
    return isOne ? word : word.replace(/([a-z])(?=[A-Z])/g, '$1 ');
  });
  return split === question.typed ? question : readQuestion(split);
}

const isKnown = ({ names, text }: Loaded, term: Term): boolean =>
  names.knows(term) ||
  text.has(root(term.text)) ||
  text.has(root(term.stem)) ||
  (term.open && term.text.length > 2 && text.begun(term.text).size > 0) ||
  (term.parts.length > 1 && term.parts.every((part) => names.has(part) || text.has(root(part))));

/** The words that only the other language has, and where they lead here; `missing` when that is not known of all. */
async function foreignWords(
  index: SearchIndex,
  loaded: Loaded,
  { terms }: Question,
): Promise<{ found: Map<string, Hits>; missing: boolean }> {
  const strange = terms.filter((term) => !isKnown(loaded, term) && !/\d/.test(term.text)).slice(0, 4);
  const all = await Promise.all(strange.map(async ({ text }) => [text, await index.foreign(text)] as const));
  return {
    found: new Map(all.flatMap(([text, hits]) => (hits && hits.size > 0 ? [[text, hits] as const] : []))),
    missing: all.some(([, hits]) => hits === undefined),
  };
}

/** Puts names in the place of what looks like a slip of the finger, in short questions only. */
function correct(
  loaded: Loaded,
  { typed, terms, numbers, digits, words }: Question,
  foreign: ReadonlyMap<string, Hits>,
): string {
  const { names, records, text } = loaded;
  if (numbers.length > 0) {
    if (terms.length > 0 || words.length > 0) return typed;
    const known = records.flatMap(({ ranges }) => ranges.flat().map(String));
    return digits.reduce((said, number) => {
      const value = Number(number);
      const has = records.some(({ ranges }) => ranges.some(([from, to]) => from <= value && value <= to));
      const meant = has || known.some((other) => other.startsWith(number)) ? undefined : suggestNumber(number, known);
      return meant === undefined ? said : said.replace(number, meant);
    }, typed);
  }
  if (terms.length > CORRECTED_TERMS) return typed;
  // Slips that a page lists as words people type are no names: no text writes them.
  let spelled: ReadonlySet<string> | undefined;
  const known = (): ReadonlySet<string> =>
    (spelled ??= new Set([...names.words()].filter((word) => text.has(root(word)))));
  return terms.reduce((said, term) => {
    const joined = term.text.includes('-') ? suggestJoined(term.text, known()) : undefined;
    if (joined === undefined && (isKnown(loaded, term) || foreign.has(term.text))) return said;
    const meant = joined ?? suggest(term.text, known());
    // Another ending of a known word is no slip: texts are searched by roots.
    return meant === undefined || root(meant) === root(term.text) ? said : replaceWord(said, term.text, meant);
  }, typed);
}

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
function rank(
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

/** The rarer what a line and a question share, the less does it matter what else the question says: so much, and only the line counts. */
const TELLING = 24;
/** How much it matters at the most. */
const OF_QUESTION = 0.65;

/** What is shared must weigh several times this to count in full: common words are shared by chance. */
const COMMONPLACE = 5;

/** Roots of the words that ask something about a thing. */
const ASIDE: ReadonlySet<string> = new Set([...QUALIFIERS].map(root));
/** What such a word counts in a line of the bank. */
const WEAK = 0.35;

/** What each word weighs in an index: the lines of the bank are weighed at every key. */
const weights = new WeakMap<TextIndex, Map<string, number>>();

/** The places of the bank whose question this is, by how much of either is in the other. */
function askedWorth({ asked, text, alike }: Loaded, question: Question): Map<number, number> {
  const found = new Map<number, number>();
  const own = askedRoots(question);
  const isAlone = own.filter((word) => !ASIDE.has(word)).length === 1;
  const meant = new Map(own.flatMap((word) => [...(alike.get(word) ?? [word])].map((other) => [other, word] as const)));
  for (const word of own) meant.set(word, word);
  const known = weights.get(text) ?? new Map<string, number>();
  weights.set(text, known);
  const weigh = (word: string): number => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const { size } = text.hits(word);
    const weight = rarity(size, text.size) * (ASIDE.has(word) ? WEAK : 1) * (size === 0 ? STRANGE : 1);
    known.set(word, weight);
    return weight;
  };
  const total = own.reduce((sum, word) => sum + weigh(word), 0);
  for (const { number, roots: line } of asked) {
    let met = 0;
    let all = 0;
    const shared = new Set<string>();
    for (const word of line) {
      const mine = meant.get(word);
      const worth = weigh(mine ?? word);
      all += worth;
      if (mine === undefined) continue;
      met += worth;
      shared.add(mine);
    }
    // One word alone is a question when nothing else was asked (`what is a ReplicaSet`).
    if (shared.size < 2 && (line.length > 1 || !isAlone)) continue;
    const held = [...shared].reduce((sum, word) => sum + weigh(word), 0);
    const ofQuestion = OF_QUESTION * Math.max(0, 1 - met / TELLING);
    const fit = (1 - ofQuestion) * (met / all) + ofQuestion * (held / total);

    if (fit < ASKED_FIT) continue;
    const worth = ASKED_WORTH * ((fit - ASKED_FIT) / (1 - ASKED_FIT)) * (met / (met + COMMONPLACE));
    found.set(number, Math.max(found.get(number) ?? 0, worth));
  }
  return found;
}

/** A passage must hold at least this share of what its page is worth to stand before it. */
const PASSAGE = 0.2;
/** From where on a line of the bank says that a passage is what was asked for. */
const TOLD = 80;
/** What its page is worth beside it: it is named with the passage, and other passages answer sooner than the page again. */
const AFTER = 0.3;

/** Results, the best first. A question that is more than a name is answered by a passage, its page comes after it. */
function passagesFirst(
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

/** The number of a question that is no port's. */
function unknownNumberOf({ records }: Loaded, { digits, terms }: Question): string | undefined {
  const [only] = digits;
  if (digits.length !== 1 || only === undefined || only === '' || terms.length > 0) return undefined;
  const value = Number(only);
  const known = records.some(({ ranges }) => ranges.some(([from, to]) => from <= value && value <= to));
  return known ? undefined : only;
}

/** How many ports are offered for a number that none has. */
const NEAREST = 3;

function nearestPorts({ records }: Loaded, number: number): Result[] {
  const far = ({ ranges }: Indexed): number =>
    Math.min(...ranges.map(([from, to]) => Math.min(Math.abs(from - number), Math.abs(to - number))));
  return records
    .filter(({ kind, ranges }) => kind === 'port' && ranges.length > 0)
    .sort((a, b) => far(a) - far(b))
    .slice(0, NEAREST)
    .map((record) => resultOf(record, 0));
}

/** What a row or an entry is called, before what it says. */
const named = ({ title }: Result): string => title.split(' — ')[0] ?? title;

/** The result that a card is drawn of: the first, or when that is a page, what the store has of the same name beside it. */
function withCard(results: readonly Result[]): Result | undefined {
  const [first] = results;
  if (first?.kind !== 'page') return first;
  const same = results.slice(1, AMONG).find((one) => one.kind !== 'section' && named(one) === first.title);
  return same ?? first;
}

/** Fetches what the first results show: the words around the hit, and the card of what is known of them. */
async function shown(
  index: SearchIndex,
  { records, numbers }: Loaded,
  question: Question,
  outcome: Outcome,
  { early }: SearchOptions,
): Promise<Outcome> {
  const marks = question.terms.map(({ text }) => text);
  const quoted = outcome.results
    .slice(0, AMONG)
    .filter(({ kind }) => kind === 'section' || kind === 'page')
    .slice(0, QUOTED);
  const first = withCard(outcome.results);
  let isWhole = true;
  const late = early && setTimeout(early, QUOTES, outcome);
  const textOf = async ({ path }: Result): Promise<ShownText> => {
    const shown = await index.shown(numbers.get(path) ?? 0);
    if (shown === undefined) isWhole = false;
    return shown ?? {};
  };
  const [card] = await Promise.all([
    first && outcome.unknownNumber === undefined && records[numbers.get(first.path) ?? -1] ? textOf(first) : undefined,
    ...quoted.map(async (result) => {
      result.excerpt = excerpt((await textOf(result)).text ?? '', marks);
    }),
  ]);
  clearTimeout(late);
  if (!isWhole) outcome.partial = true;
  return { ...outcome, ...(card?.card && { card: { lines: card.card, ...(card.source && { source: card.source }) } }) };
}
