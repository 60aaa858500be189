import { distance } from 'fastest-levenshtein';

/**
 * The known words nearest to one that is not known, for "did you mean".
 * @param wanted what was asked for
 * @param known the words that exist
 * @param count how many to return at the most
 * @returns nearest first; words that contain the wanted one come before the merely similar
 */
export function nearest(wanted: string, known: readonly string[], count = 3): string[] {
  const needle = wanted.toLowerCase();
  return known
    .map((word) => {
      const hay = word.toLowerCase();
      const inside = needle.length > 2 && (hay.includes(needle) || needle.includes(hay));
      return { word, score: inside ? 0 : distance(needle, hay) };
    })
    .sort((a, b) => a.score - b.score || a.word.localeCompare(b.word))
    .slice(0, count)
    .map(({ word }) => word);
}
