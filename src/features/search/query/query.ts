import { fold } from '../../../lib/fold.ts';
import { parseQuery } from '../../table/query.ts';
import { squash, stem } from './name-index.ts';
import { COMPARE_ONLY, PATH_WORDS, PORT_WORDS, QUALIFIERS, STATE_WORDS, STOP_WORDS, WHEN_WORDS } from './stop-words.ts';
import { pathsUp, roots, withNodes, withVersions } from './text-words.ts';

/** One word of a question, in the forms in which it is looked for. */
export interface Term {
  /** As typed, folded. */
  text: string;
  /** In one piece, without its plural ending. */
  stem: string;
  /** The parts of a joined word; one part otherwise. */
  parts: string[];
  /** True for the word that is still being typed: it may be a beginning. */
  open: boolean;
  /** True for a word that asks something about a thing (`deprecated`) and is seldom its name. */
  qualifies: boolean;
}

/** A question, understood. */
export interface Question {
  /** What was typed, cut to a sensible length. */
  typed: string;
  /** Every word, folded, in the order of the question. */
  words: string[];
  /** The words that carry meaning. */
  terms: Term[];
  numbers: [start: number, end: number][];
  /** Digits of each number as typed; empty for a range. */
  digits: string[];
  /**
   * What may be a name, in one piece each, the most literal first: the whole text, the same without its small words,
   * without how it was asked, and without what is asked about it.
   */
  whole: readonly string[];
  asksPort: boolean;
  /** The paths in it, each as one word, then the folders above it. */
  paths: readonly (readonly string[])[];
  /** True when it speaks of a socket or a path. */
  asksPath: boolean;
  compares: boolean;
  /** True when it asks whether something still holds. */
  asksState: boolean;
  /** True when it asks for a date or for what changed. */
  asksWhen: boolean;
}

/** Pasted messages are read whole: the cause stands at their end. */
const MAX_TYPED = 1000;
const MAX_TERMS = 40;

/** What differs from cluster to cluster and says nothing: days and hours, the mark of a log line, ids, addresses. */
const NOISE: readonly (readonly [RegExp, string])[] = [
  // The ranges that installers take by themselves say whose address it is; any other address says nothing.
  // Behind a port that of the Services is one that was called, and that of the Pods is one Pod among many.
  [/\b10\.(96|244(?=(?:\.\d{1,3}){2}(?![\d:])))(?:\.\d{1,3}){2}(?:\/\d{1,2})?/g, ' ip10-$1 '],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?/g, ' '],
  [/(?:^|\s)[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d+\s+\d*/g, ' '],
  [/\b\d{1,2}:\d{2}:\d{2}(?:\.\d+)?\b/g, ' '],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, ' '],
  [/\b(?:sha256:)?(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{10,}\b/gi, ' '],
  [/\b(?:127\.0\.0\.1|\[?::1\]?)(?=:\d)/g, 'localhost'],
  [/(?:\b(?!0\.0\.0\.0|127\.0\.0\.1)\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?=:\d)/gi, 'host'],
  [/\b(?!0\.0\.0\.0|127\.0\.0\.1)\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?\b(?!:)/g, ' '],
  // Small words that say together what is wrong.
  [/\b(?:in use|em uso)\b/gi, 'inuse'],
  // How many of something: `0/3 nodes`, `4 Insufficient cpu`, `1 node(s)`.
  [/(^|[^\w.:/-])\d+\/\d+(?= nodes?\b)/g, '$1'],
  [/(^|[^\w.:/-])\d{1,3}(?= (?:node\(s\)|nodes?\b|pods?\b|Insufficient\b|times?\b|seconds?\b|errors?\b))/g, '$1'],
];

/** A pasted text without what differs from cluster to cluster. */
export function withoutNoise(text: string): string {
  return NOISE.reduce((kept, [pattern, by]) => kept.replace(pattern, by), text);
}

/** Takes a question apart: drops how it is asked, keeps what it asks for. An empty one has neither terms nor numbers. */
export function readQuestion(typed: string): Question {
  const text = typed.slice(0, MAX_TYPED).trim();
  const told = withoutNoise(text);
  const { numbers, digits, words } = parseQuery(told, MAX_TYPED, MAX_TYPED);
  const asksPort = words.some((word) => PORT_WORDS.has(word));
  const telling = words.filter((word) => !STOP_WORDS.has(word) && !COMPARE_ONLY.has(word));
  const named = telling.filter((word) => !PORT_WORDS.has(word) && !PATH_WORDS.has(word));
  // "ports" alone is a question about ports; "port of the scheduler" is one about the scheduler's.
  const kept = [...(named.length > 0 || numbers.length > 0 ? named : telling)];
  const ended = /\s$/.test(typed);
  const last = words.at(-1);
  // Beside other words «nó» is a word of the question, not of its sentence.
  if (kept.length > 0 && withNodes(told) !== told && !kept.includes('node')) kept.push('node');
  const terms = [...new Set(kept)].slice(0, MAX_TERMS).map((word) => ({
    text: word,
    stem: stem(squash(word)),
    parts: word
      .split(/[^a-z0-9]+/)
      .filter((part) => part !== '')
      .map(stem),
    open: !ended && word === last,
    qualifies: QUALIFIERS.has(word),
  }));
  return {
    typed: text,
    words,
    terms: terms.filter((term) => term.stem !== ''),
    numbers,
    digits,
    paths: pathsUp(told),
    whole: namesIn(told, words, numbers.length > 0, telling, kept),
    asksPort,
    asksPath: words.some((word) => PATH_WORDS.has(word) || word.includes('/') || word.endsWith('sock')),
    compares: words.some((word) => COMPARE_ONLY.has(word)),
    asksState: words.some((word) => STATE_WORDS.has(word)),
    asksWhen: words.some((word) => WHEN_WORDS.has(word)),
  };
}

/** A text as names are compared; a version alone is one of Kubernetes. */
const asName = (text: string): string => squash(withVersions(text)).replace(/^v\d+$/, 'kubernetes$&');

function namesIn(
  text: string,
  words: readonly string[],
  numbered: boolean,
  telling: readonly string[],
  kept: readonly string[],
): string[] {
  // "4789/tcp" is not about TCP.
  if (numbered) return [squash(text)].filter((form) => form !== '');
  // Small words only: one of them may be a name (`nó`), as it stands or at the end of a question.
  const forms =
    telling.length === 0
      ? [text, words.at(-1) ?? '']
      : [text, telling.join(' '), kept.join(' '), kept.filter((word) => !QUALIFIERS.has(word)).join(' ')];
  return [...new Set(forms.map(asName))].filter((form) => form !== '');
}

const ASKS_WHO = new Set(['who', 'quem']);

/** What a question is compared by with the lines of the question bank: roots of its words, its numbers, its paths. */
export function askedRoots({ terms, digits, paths, compares, asksPort, words }: Question): string[] {
  return [
    ...new Set([
      // What tells two things apart is another answer than what puts them together.
      ...(compares ? ['vs'] : []),
      ...(words.some((word) => ASKS_WHO.has(word)) ? ['who'] : []),
      // The port of a thing is another answer than the thing.
      ...(asksPort && digits.length === 0 ? ['port'] : []),
      ...terms.flatMap(({ text }) => roots(text)),
      ...digits.filter((number) => number !== ''),
      ...paths.flatMap(([whole]) => whole ?? []),
    ]),
  ];
}

/** The question with one word in place of another. */
export function replaceWord(typed: string, word: string, by: string): string {
  return typed
    .split(/(\s+)/)
    .map((chunk) => {
      const at = fold(chunk).indexOf(word);
      return at < 0 ? chunk : chunk.slice(0, at) + by + chunk.slice(at + word.length);
    })
    .join('');
}
