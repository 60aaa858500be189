/** What a search gives. */
import type { CardLine, Indexed, Kind } from './name-index.ts';

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

/** How many results are kept, so that each kind has some. */
export const KEPT = 80;

/** A record as a line of the result list, without the words around the hit. */
export function resultOf({ kind, path, title, page, hue }: Indexed, score: number): Result {
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
