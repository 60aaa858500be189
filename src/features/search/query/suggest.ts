import { distance } from 'fastest-levenshtein';

/**
 * The known word that was probably meant.
 * @param typed a folded word that is not known
 * @param known folded words, the more likely ones first: of two that are equally near the first wins
 * @returns undefined when none is near enough, or the word is too short to guess
 */
export function suggest(typed: string, known: Iterable<string>): string | undefined {
  const allowed = typed.length < 4 || /^\d+$/.test(typed) ? 0 : typed.length < 7 ? 1 : typed.length < 13 ? 2 : 3;
  if (allowed === 0) return undefined;
  let best: { word: string; far: number } | undefined;
  for (const word of known) {
    if (Math.abs(word.length - typed.length) > allowed || word.length < 3) continue;
    const swapped = isSwap(typed, word);
    const far = swapped ? 1 : distance(typed, word) + (word[0] === typed[0] ? 0 : 0.5);
    if (Math.floor(far) <= allowed && far < (best?.far ?? Infinity)) best = { word, far };
  }
  return best?.word;
}

/** The known number that was probably meant: two digits swapped, or one wrong. */
export function suggestNumber(digits: string, known: Iterable<string>): string | undefined {
  if (digits.length < 4) return undefined;
  let best: { word: string; far: number } | undefined;
  for (const word of known) {
    if (word.length !== digits.length) continue;
    const far = isSwap(digits, word) ? 0.5 : distance(digits, word);
    if (far <= 1 && far < (best?.far ?? Infinity)) best = { word, far };
  }
  return best?.word;
}

/** Whether two words differ by two neighbouring letters in the wrong order: `ectd`. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
