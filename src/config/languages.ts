import type { Lang } from '../lib/text.ts';

/** A language of the site: the address segment, the BCP 47 tag, the key of its texts in `src/data`, its own name. */
export interface Language {
  locale: 'pt-br' | 'en';
  tag: 'pt-BR' | 'en';
  lang: Lang;
  label: string;
}

/** The languages in the order in which the site offers them. Both are complete: there is no fallback language. */
export const LANGUAGES: readonly Language[] = [
  { locale: 'pt-br', tag: 'pt-BR', lang: 'pt', label: 'Português' },
  { locale: 'en', tag: 'en', lang: 'en', label: 'English' },
];

/**
 * Finds a language by its address segment (`pt-br`, `en`).
 * @throws Error that names the known ones
 */
export function languageOf(locale: string | undefined): Language {
  const found = LANGUAGES.find((language) => language.locale === locale);
  if (!found) {
    const known = LANGUAGES.map((language) => language.locale).join(', ');
    throw new Error(
      `Unknown language "${locale}" in an address. Known: ${known}. Pages live under /<language>/<slug>/.`,
    );
  }
  return found;
}
