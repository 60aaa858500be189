/** A language of the site, as the data names it. */
export type Lang = 'en' | 'pt';

/** A sentence or phrase in both languages. */
export type Text = { readonly en: string; readonly pt: string };

/** A phrase in both languages, or a plain string when the words are the same in both: a flag, a path, a product name. */
export type Phrase = string | Text;

/** The words of a phrase in one language. */
export function localize(value: Phrase, lang: Lang): string {
  return typeof value === 'string' ? value : value[lang];
}
