import type { Lang, Phrase } from '../lib/text.ts';
import { localize } from '../lib/text.ts';
import type { Checked } from '../schemas/common.ts';
import type { UiKey } from '../schemas/ui.ts';
import { pagePath } from '../lib/paths.ts';
import { languageOf, LANGUAGES, type Language } from '../config/languages.ts';
import { BASE_PATH } from '../config/site.ts';

/** What a component needs to know of the page it stands on. */
interface PageContext {
  language: Language;
  lang: Lang;
  /** Text of the store in the reader's language. */
  text: (value: Phrase) => string;
  /** Address of a page in the reader's language: slug of the content map, optional fragment. */
  link: (slug: string, id?: string) => string;
  /** A day (`2026-11-21`, `2026-11` or `2026`) as the reader's language writes it. */
  day: (iso: string) => string;
  /** "Checked for Kubernetes v1.37 on 21 November 2026", in the reader's language. */
  checkedNote: (checked: Checked) => string;
  /** A string of the interface whose key is put together at build time; values fill its `{{name}}` marks. */
  word: (key: UiKey, values?: Record<string, string | number>) => string;
  /** Slug of the page itself. */
  slug: string;
}

/** The strings that a page has asked for: each row of a table asks for the same few. */
const said = new WeakMap<App.Locals, Map<string, string>>();

/**
 * Language and address helpers for the page that is being rendered.
 * @throws Error when the page is outside the languages of the site
 */
export function pageContext(astro: { locals: App.Locals }): PageContext {
  const route = astro.locals.starlightRoute;
  const language = languageOf(route.locale);
  const words = said.get(astro.locals) ?? new Map<string, string>();
  said.set(astro.locals, words);
  const slug = route.id.replace(new RegExp(`^${language.locale}/?`), '').replace(/\/$/, '');
  return {
    language,
    lang: language.lang,
    text: (value) => localize(value, language.lang),
    link: (page, id) => pagePath(BASE_PATH, language.locale, page, id),
    day: (iso) => formatDay(iso, language.tag),
    checkedNote: ({ kubernetes, date }) =>
      astro.locals.t('facts.checked', {
        version: kubernetes,
        date: formatDay(date, language.tag),
        // Astro escapes what it prints; escaping twice would show `21&#x2F;11&#x2F;2026`.
        interpolation: { escapeValue: false },
      }),
    // Any key stands for all of them: i18next cannot tell the types of a union of 400 keys apart.
    word: (key, values) => {
      const whole = values === undefined ? key : `${key} ${JSON.stringify(values)}`;
      const word =
        words.get(whole) ?? astro.locals.t(key as 'facts.plane', { ...values, interpolation: { escapeValue: false } });
      words.set(whole, word);
      return word;
    },
    slug,
  };
}

/** Days as they were written: what a format is made of takes much longer than to use it. */
const days = new Map<string, string>();

/**
 * Writes a date of the store for a reader.
 * @param iso `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or a range of years `YYYY-YYYY`
 * @param tag BCP 47 tag: pt-BR gives `19/12/2016`, English `19 December 2016`; months alone are `dezembro de 2016`
 */
export function formatDay(iso: string, tag: Language['tag']): string {
  const { dates } = LANGUAGES.find((language) => language.tag === tag) as Language;
  const written = (date: string, form: Intl.DateTimeFormatOptions): string => {
    const known = days.get(`${tag} ${iso}`);
    if (known !== undefined) return known;
    const day = new Date(`${date}T00:00:00Z`).toLocaleDateString(dates.tag, { timeZone: 'UTC', ...form });
    days.set(`${tag} ${iso}`, day);
    return day;
  };
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return written(iso, dates.day);
  if (/^\d{4}-\d{2}$/.test(iso)) return written(`${iso}-01`, { month: 'long', year: 'numeric' });
  if (/^\d{4}(-\d{4})?$/.test(iso)) return iso.replace('-', '–');
  throw new Error(`"${iso}" is not a date. Write YYYY-MM-DD, YYYY-MM, YYYY or YYYY-YYYY.`);
}
