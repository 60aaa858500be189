import { distance } from 'fastest-levenshtein';

/**
 * The name that was probably meant. A short word must have two letters swapped; a longer one may have one letter too many,
 * too few or wrong, from nine letters on two; the first letter is hardly ever the wrong one.
 * @param typed a folded word that is not known
 * @param names folded words of names, the more likely ones first: of two that are equally near the first wins
 * @returns undefined when none is near enough, or the word is too short to guess
 */
export function suggest(typed: string, names: Iterable<string>): string | undefined {
  return near(typed, names)[0];
}

/** All names that may have been meant, the nearest first. */
function near(typed: string, names: Iterable<string>): string[] {
  if (typed.length < 4 || /\d/.test(typed)) return [];
  const allowed = typed.length < 5 ? 0 : typed.length < 9 ? 1 : 2;
  const found: { word: string; far: number }[] = [];
  for (const word of names) {
    if (word.length < 4 || Math.abs(word.length - typed.length) > allowed || /\d/.test(word)) continue;
    const isSlip = isSwap(typed, word) || isDoubled(typed, word);
    const far = isSlip ? 0.5 : word[0] === typed[0] ? distance(typed, word) : Infinity;
    if (far <= Math.max(allowed, 0.5)) found.push({ word, far });
  }
  return found.sort((a, b) => a.far - b.far).map(({ word }) => word);
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

/** A joined word (`containe-runtime`) of which a part is wrong; of two parts that are meant the one that makes a name. */
export function suggestJoined(typed: string, names: ReadonlySet<string>): string | undefined {
  const parts = typed.split('-');
  if (parts.length < 2) return undefined;
  const meant = parts.map((part, at) => {
    if (names.has(part)) return part;
    const found = near(part, names);
    return found.find((word) => names.has(parts.map((old, place) => (place === at ? word : old)).join(''))) ?? found[0];
  });
  return meant.includes(undefined) ? undefined : meant.join('-');
}

/** Whether one letter of the word was struck twice: `containerr`. */
function isDoubled(typed: string, word: string): boolean {
  const at = [...typed].findIndex((letter, index) => letter !== word[index]);
  return (
    typed.length === word.length + 1 && at > 0 && typed[at] === typed[at - 1] && typed.slice(at + 1) === word.slice(at)
  );
}

/** Whether two words differ by two neighbouring letters in the wrong order: `ectd`. */
function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
