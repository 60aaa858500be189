import { fold } from '../../../lib/fold.ts';
import { root } from './text-words.ts';

/** A stretch of text, and whether it is one of the words looked for. */
interface Stretch {
  text: string;
  marked: boolean;
}

/**
 * Cuts a text into stretches, the words looked for apart.
 * @param text plain text; whatever it holds stays text
 * @param wanted folded words and numbers
 */
export function markWords(text: string, wanted: readonly string[]): Stretch[] {
  const stemmed = rootsOf(wanted);
  const stretches: Stretch[] = [];
  for (const part of text.split(/([\p{L}\p{M}\p{N}]+)/u)) {
    if (part === '') continue;
    const word = fold(part);
    const marked = isOneOf(word, stemmed);
    const last = stretches.at(-1);
    if (last && last.marked === marked) last.text += part;
    else stretches.push({ text: part, marked });
  }
  return stretches;
}

/** How many words of a text a result shows. */
const SHOWN_WORDS = 26;

/**
 * The stretch of a text in which the words looked for stand closest: what a reader sees of it in a result.
 * @param text plain text
 * @param wanted folded words and numbers
 */
export function excerpt(text: string, wanted: readonly string[]): string {
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length <= SHOWN_WORDS) return words.join(' ');
  const wantedRoots = rootsOf(wanted);
  const places = words.map((word) => {
    const parts = fold(word).split(/[^a-z0-9]+/);
    return wantedRoots.findIndex((one) => parts.some((part) => part !== '' && isOneOf(part, [one])));
  });
  let best = { start: 0, worth: 0 };
  for (let start = 0; start + SHOWN_WORDS <= words.length; start += 1) {
    const inside = places.slice(start, start + SHOWN_WORDS).filter((place) => place >= 0);
    // Different words first, then how often; a stretch that begins just before the first of them reads best.
    const lead = places[start + 3] !== undefined && (places[start + 3] ?? -1) >= 0 ? 0.5 : 0;
    const worth = new Set(inside).size * 10 + inside.length + lead;
    if (worth > best.worth) best = { start, worth };
  }
  return words.slice(best.start, best.start + SHOWN_WORDS).join(' ');
}

function rootsOf(wanted: readonly string[]): string[] {
  return wanted
    .flatMap((word) => word.split(/[^a-z0-9]+/))
    .filter((word) => word.length > 1)
    .map(root);
}

function isOneOf(word: string, wanted: readonly string[]): boolean {
  const own = root(word);
  return wanted.some((one) => own === one || (one.length > 2 && word.startsWith(one)));
}
