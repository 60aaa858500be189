/**
 * Answers a question: names and numbers by their tables, texts by their words, questions by the bank. The same question
 * gives the same answer whatever was asked before.
 */
import { correct, foreignWords, splitUnknown } from './correction.ts';
import { excerpt } from './highlight.ts';
import type { Indexed, ShownText } from './name-index.ts';
import { readQuestion, type Question } from './query.ts';
import { askedWorth } from './question-bank.ts';
import { KEPT, type Outcome, type Result, resultOf } from './result.ts';
import { passagesFirst, rank } from './scores.ts';
import type { Loaded, SearchIndex } from './search-index.ts';

/** Of how many results the text is fetched, and among how many. */
const QUOTED = 3;
const AMONG = 8;

/** How a search is asked. */
interface SearchOptions {
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
