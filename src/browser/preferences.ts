/**
 * What a reader chose for every page: language and theme, kept on their device only. Storage may be refused (a private
 * window, a policy): then the site works without it and a choice lasts for the page.
 */
const LANGUAGE = 'site-language';
/** Starlight's key, so that a theme chosen before is kept. Also in src/components/overrides/ThemeProvider.astro. */
const THEME = 'starlight-theme';

export type Theme = 'light' | 'dark' | 'auto';

function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
  } catch {
    // Storage refused: see above.
  }
}

/** Keeps the language that a reader chose. @param locale address segment, `en` or `pt-br` */
export function rememberLanguage(locale: string): void {
  write(LANGUAGE, locale);
}

/** The language chosen before, or null when there is none or storage is refused. */
export function rememberedLanguage(): string | null {
  return read(LANGUAGE);
}

/** Keeps the theme that a reader chose; the system's own is what needs no keeping. */
export function rememberTheme(theme: Theme): void {
  write(THEME, theme === 'auto' ? undefined : theme);
}

/** The theme chosen before; the system's when there is none or storage is refused. */
export function rememberedTheme(): Theme {
  const kept = read(THEME);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
