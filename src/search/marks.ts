import { fold } from '../lib/fold.ts';
import { stem } from './answers.ts';

/** A stretch of text, and whether it is one of the words looked for. */
export interface Stretch {
  text: string;
  marked: boolean;
}

/**
 * Cuts a text into stretches, the words looked for apart.
 * @param text plain text; whatever it holds stays text
 * @param wanted folded words and numbers
 */
export function markWords(text: string, wanted: readonly string[]): Stretch[] {
  const stemmed = wanted
    .flatMap((word) => word.split(/[^a-z0-9]+/))
    .filter((word) => word.length > 1)
    .map(stem);
  const stretches: Stretch[] = [];
  for (const part of text.split(/([\p{L}\p{M}\p{N}]+)/u)) {
    if (part === '') continue;
    const word = fold(part);
    const marked = stemmed.some((stemOf) => stem(word) === stemOf || (stemOf.length > 2 && word.startsWith(stemOf)));
    const last = stretches.at(-1);
    if (last && last.marked === marked) last.text += part;
    else stretches.push({ text: part, marked });
  }
  return stretches;
}
