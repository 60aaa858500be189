/**
 * What a reader chose for every page: language and theme, kept on their device only. Where storage is refused the site
 * works without it, and a choice lasts for the page.
 */
import { keep, readKept } from './storage.ts';

const LANGUAGE = 'site-language';
/** Also in src/components/overrides/ThemeProvider.astro. */
const THEME = 'theme';

export type Theme = 'light' | 'dark' | 'auto';

/** Keeps the language that a reader chose. @param locale address segment, `en` or `pt-br` */
export function rememberLanguage(locale: string): void {
  keep(LANGUAGE, locale);
}

/** The language chosen before, or null when there is none or storage is refused. */
export function rememberedLanguage(): string | null {
  return readKept(LANGUAGE);
}

/** Keeps the theme that a reader chose; the system's own is what needs no keeping. */
export function rememberTheme(theme: Theme): void {
  keep(THEME, theme === 'auto' ? undefined : theme);
}

/** The theme chosen before; the system's when there is none or storage is refused. */
export function rememberedTheme(): Theme {
  const kept = readKept(THEME);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
