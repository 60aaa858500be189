/**
 * The languages of the site, in the order in which it offers them. All are complete: there is no fallback language. A
 * further one is an entry here and its texts; what then lacks a text does not compile, or is named by the gates.
 */
export const LANGUAGES = [
  {
    /** The segment of an address. */
    locale: 'pt-br',
    /** BCP 47 tag, as pages and the file of interface strings have it. */
    tag: 'pt-BR',
    /** The key of its texts in `src/data`. */
    lang: 'pt',
    /** Its own name. */
    label: 'Português',
    /** Whose habits dates follow, as `Intl` knows them, and how long a day is written out. */
    dates: { tag: 'pt-BR', day: { day: '2-digit', month: '2-digit', year: 'numeric' } },
  },
  {
    locale: 'en',
    tag: 'en',
    lang: 'en',
    label: 'English',
    dates: { tag: 'en-GB', day: { day: 'numeric', month: 'long', year: 'numeric' } },
  },
] as const satisfies readonly {
  locale: string;
  tag: string;
  lang: string;
  label: string;
  dates: { tag: string; day: Intl.DateTimeFormatOptions };
}[];

/** A language of the site. */
export type Language = (typeof LANGUAGES)[number];

/** A language as the data names it. */
export type Lang = Language['lang'];

/** The languages as the data names them. */
export const LANGS: readonly Lang[] = LANGUAGES.map(({ lang }) => lang);

/** Something for every language, by the name that the data gives it. */
export function byLang<Value>(of: (language: Language) => Value): Record<Lang, Value> {
  return Object.fromEntries(LANGUAGES.map((language) => [language.lang, of(language)])) as Record<Lang, Value>;
}

/** The language that the data calls so. */
export const languageNamed = (lang: Lang): Language => LANGUAGES.find((language) => language.lang === lang) as Language;

/** The names of all languages but one. */
export const otherLangs = (lang: Lang): Lang[] => LANGS.filter((other) => other !== lang);

/** Whether a value of the data is a text with one string for each language. */
export function isText(value: unknown): value is Readonly<Record<Lang, string>> {
  return typeof value === 'object' && value !== null && LANGS.every((lang) => lang in value);
}

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
