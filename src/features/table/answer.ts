/** What the form of a table asks for, and the rows that answer: the logic, without a change of the page. */
import { filterRows, type Filtered } from './filter.ts';
import type { Matcher, Matches } from './matcher.ts';
import type { Row } from './row-renderer.ts';
import { orderRows } from './sort-rows.ts';

/** What is asked for. */
interface Question {
  typed: string;
  /** Facet → chosen codes. */
  chosen: ReadonlyMap<string, readonly string[]>;
  /** Column to sort by, as of {@link orderRows}. */
  sort: string;
}

/** The rows that answer, in their order, with what they answer. */
export interface Answer extends Question {
  /** What the words found; `null` when there are none. */
  matches: Matches | null;
  shown: readonly Row[];
  counts: Filtered['counts'];
}

/**
 * Looks for the rows that fit what is typed and chosen.
 * @param words of the rows; they are asked only when something is typed
 */
export function answer(rows: readonly Row[], words: { readonly all: Matcher }, question: Question): Answer {
  const matches = question.typed === '' ? null : words.all.find(question.typed);
  const found = filterRows(rows, question.chosen, (row) => matches?.scores.has(row) ?? true);
  const shown = orderRows(rows, found.rows, question.sort, matches?.scores);
  return { ...question, matches, shown, counts: found.counts };
}
