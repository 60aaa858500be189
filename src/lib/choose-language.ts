/**
 * Chooses the language of a reader who came by an address without one.
 * @param known address segments of the site's languages, `['pt-br', 'en']`
 * @param chosen the one chosen before, or null
 * @param browser BCP 47 tags of the browser in order of preference
 * @returns a segment of `known`, or null when nothing speaks for one: then the reader is asked
 */
export function chooseLanguage(
  known: readonly string[],
  chosen: string | null,
  browser: readonly string[],
): string | null {
  if (chosen !== null && known.includes(chosen)) return chosen;
  for (const tag of browser) {
    const wanted = tag.toLowerCase();
    // `pt-PT` and `pt` read the Brazilian pages, `en-GB` the English ones: the primary language decides.
    const match = known.find((locale) => locale === wanted || locale.split('-')[0] === wanted.split('-')[0]);
    if (match) return match;
  }
  return null;
}
