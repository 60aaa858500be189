/** Addresses as the lock and the redirects write them: `/interfaces/cri/` for a page, `/interfaces/cri/#operations` for a place on it. */
import { pagePath } from '../../lib/paths.ts';
import { LANGUAGES } from '../../config/languages.ts';

/** A place of the site in no particular language. */
export interface Address {
  /** Slug of the content map, without slashes at its ends; empty for home. */
  slug: string;
  /** Id on the page; absent for the page itself. */
  id?: string;
}

const ID = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
const SLUG = /^(?:[a-z0-9]+(?:-[a-z0-9]+)*(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)*)?$/;

/** Writes an address the one way the lock and the redirects do. */
export function formatAddress({ slug, id }: Address): string {
  return pagePath('', '', slug, id).slice(1);
}

/**
 * Reads an address of the lock or of the redirects.
 * @throws Error that says what is wrong with its form and how it should look
 */
export function parseAddress(text: string): Address {
  const match = /^\/(?:([^#]+)\/)?(?:#(.*))?$/.exec(text);
  if (!match) throw new Error(`"${text}" is not an address. Write /<slug>/ or /<slug>/#<id>, without a language.`);
  const [, slug = '', id] = match;
  if (!SLUG.test(slug)) {
    throw new Error(
      `"${text}": the slug "${slug}" has other characters than a-z, 0-9, "-" and "/". Rename the page's file.`,
    );
  }
  if (LANGUAGES.some(({ locale }) => slug === locale || slug.startsWith(`${locale}/`))) {
    throw new Error(`"${text}" names a language. Write it without: one line serves both.`);
  }
  if (id === undefined) return { slug };
  const problem = idProblem(id);
  if (problem !== undefined) throw new Error(`"${text}": ${problem}`);
  return { slug, id };
}

/** What is wrong with an id, and what to do; undefined when nothing is. */
export function idProblem(id: string): string | undefined {
  return ID.test(id)
    ? undefined
    : `the id "${id}" has capitals, accents or other signs that people mistype and programs encode. ` +
        'Use a-z, 0-9, "-" and "." only, in both languages.';
}
