import { readPath } from './paths.ts';
import { nearest } from './nearest.ts';

/** Where a reader with a dead address may want to go. */
interface AddressGuess {
  /** The language that the address names, or undefined. */
  locale: string | undefined;
  /** Known slugs, nearest first; the first is `exact` when only form was wrong (case, slash, `.html`, language). */
  slugs: string[];
  exact: boolean;
}

/**
 * Reads an address that leads nowhere and finds the pages that may be meant: forgives case, a missing slash, `.html`,
 * `index.html`, `index.md`, the punctuation of the sentence it stood in, `_` and blanks for `-`, a missing language and other language codes (`pt`, `pt-BR`, `en-us`).
 * @param pathname path of the dead address, sub-path included
 * @param base sub-path of the site
 * @param locales address segments of the languages
 * @param slugs every slug of the site
 */
export function guessAddress(
  pathname: string,
  base: string,
  locales: readonly string[],
  slugs: readonly string[],
): AddressGuess {
  let path = pathname;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    // A broken escape: read the address as it stands.
  }
  const clean = path
    .trim()
    .replace(/[).,;:!?"'>\]*]+$/, '')
    .replace(/[_\s]+/g, '-')
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.(?:html?|md)$/i, '/')
    .replace(/\.(html?|mdx?|php)$/i, '')
    .toLowerCase();
  const { locale, slug } = readPath(clean, base.toLowerCase(), locales);
  if (locale !== undefined) return { locale, ...find(slug, slugs) };
  const [first = '', ...rest] = slug.split('/');
  const near = locales.find((known) => known.split('-')[0] === first.split(/[-_]/)[0]);
  return near && /^[a-z]{2}([-_][a-z]{2})?$/.test(first)
    ? { locale: near, ...find(rest.join('/'), slugs) }
    : { locale: undefined, ...find(slug, slugs) };
}

function find(slug: string, slugs: readonly string[]): { slugs: string[]; exact: boolean } {
  if (slugs.includes(slug)) return { slugs: [slug], exact: true };
  const last = slug.split('/').at(-1) ?? '';
  // The last segment is what people remember: `/en/cri` means `/en/interfaces/cri/`.
  const sameEnd = slugs.filter((known) => known !== '' && known.split('/').at(-1) === last);
  if (sameEnd.length > 0) return { slugs: sameEnd.slice(0, 3), exact: sameEnd.length === 1 };
  return {
    slugs: nearest(
      slug,
      slugs.filter((known) => known !== ''),
      3,
    ),
    exact: false,
  };
}
