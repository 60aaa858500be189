/** Words of a question that nothing here has: read as their parts, found by the other language, or corrected. */
import { squash, stem } from './name-index.ts';
import { readQuestion, replaceWord, type Question, type Term } from './query.ts';
import type { Loaded, SearchIndex } from './search-index.ts';
import { suggest, suggestJoined, suggestNumber } from './spelling.ts';
import type { Hits } from './text-index.ts';
import { root } from './text-words.ts';

/** Longer questions are not corrected: what they name they mostly spell. */
const CORRECTED_TERMS = 4;

/** A word in camel case that nobody here uses is read as its parts: `MutatingWebhookConfiguration`. */
export function splitUnknown({ names, text, asked }: Loaded, question: Question): Question {
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
export async function foreignWords(
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
export function correct(
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
