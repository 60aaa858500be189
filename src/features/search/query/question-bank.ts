/** The bank of questions and pasted errors: which of its lines a question is. */
import { askedRoots, type Question } from './query.ts';
import type { Loaded } from './search-index.ts';
import { QUALIFIERS } from './stop-words.ts';
import { rarity, type TextIndex } from './text-index.ts';
import { root } from './text-words.ts';

/** From where on a line of the bank says that a passage is what was asked for. */
export const TOLD = 80;
/** What a word counts that nothing here has: no line could hold it. */
const STRANGE = 0.25;
/** From where on a line of the bank is what was asked, and what it is worth at the most. */
const ASKED_FIT = 0.55;
const ASKED_WORTH = 200;
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
export function askedWorth({ asked, text, alike }: Loaded, question: Question): Map<number, number> {
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
