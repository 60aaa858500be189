import type { Lang } from './languages.ts';

export type { Lang };

/** A sentence or phrase in every language. */
export type Text = Readonly<Record<Lang, string>>;

/** A phrase in every language, or a plain string when the words are the same in all: a flag, a path, a product name. */
export type Phrase = string | Text;

/** The words of a phrase in one language. */
export function localize(value: Phrase, lang: Lang): string {
  return typeof value === 'string' ? value : value[lang];
}
