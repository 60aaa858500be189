/** The one thing kept about languages on the reader's device. Storage may be refused: then the site works without it. */
const KEY = 'site-language';

/** Keeps the language that a reader chose. @param locale address segment, `en` or `pt-br` */
export function rememberLanguage(locale: string): void {
  try {
    window.localStorage.setItem(KEY, locale);
  } catch {
    // Storage refused (private window, policy): the choice lasts for this page only.
  }
}

/** The language chosen before, or null when there is none or storage is refused. */
export function rememberedLanguage(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
