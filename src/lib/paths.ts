/** The addresses of the site: `<base>/<locale>/<slug>/#<id>`. */

/**
 * Address of a page from the root of the server.
 * @param base sub-path of the site, `/repo` or empty
 * @param locale `en` or `pt-br`
 * @param slug the page's slug as in the content map (`interfaces/cri`), without slashes at its ends; empty for home
 * @param id optional fragment, without `#`
 */
export function pagePath(base: string, locale: string, slug: string, id?: string): string {
  const page = slug === '' ? '' : `${slug}/`;
  return `${base.replace(/\/+$/, '')}/${locale}/${page}${id ? `#${id}` : ''}`;
}

/** A page address taken apart. */
interface PageAddress {
  locale: string | undefined;
  slug: string;
}

/**
 * Takes an address apart: the reverse of {@link pagePath}.
 * @param pathname path of a URL, sub-path included
 * @param base sub-path of the site
 * @param locales the known address segments of languages
 * @returns the language segment (undefined when the address names none) and the slug without slashes at its ends
 */
export function readPath(pathname: string, base: string, locales: readonly string[]): PageAddress {
  const inside = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  const parts = inside.split('/').filter((part) => part !== '');
  const first = parts[0];
  const locale = first !== undefined && locales.includes(first) ? first : undefined;
  return { locale, slug: parts.slice(locale === undefined ? 0 : 1).join('/') };
}
