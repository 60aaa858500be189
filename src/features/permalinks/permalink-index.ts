/** The machine-readable list of all addresses, `/data/v1/permalinks.json`: its form, and how it is read. */
import { pagePath } from '../../lib/paths.ts';
import type { Address } from './address.ts';

/** Words by language segment: `{ 'pt-br': …, en: … }`. */
type ByLanguage = Readonly<Record<string, string>>;

/** A place on a page. */
interface ListedPlace {
  id: string;
  title: ByLanguage;
}

/** A page and its places. */
export interface ListedPage {
  slug: string;
  title: ByLanguage;
  places: readonly ListedPlace[];
}

/** The file. Within `v1` fields are only added. */
export interface PermalinkList {
  version: 'v1';
  /** Address of the site with its sub-path, without a slash at its end. */
  site: string;
  /** Language segments; an address is `<site>/[<language>/]<slug>/[#<id>]`. */
  languages: readonly string[];
  /** How many addresses are promised: pages and places. */
  count: number;
  pages: readonly ListedPage[];
  /** Old address → new address, both without a language. */
  redirects: Readonly<Record<string, string>>;
}

/** What an address is called: the place, and the page it stands on. */
interface Titles {
  page: string;
  /** Absent for the page itself. */
  place?: string;
}

/** The titles of an address in one language; undefined when the list does not have it. */
export function titlesOf(list: PermalinkList, address: Address, locale: string): Titles | undefined {
  const page = list.pages.find(({ slug }) => slug === address.slug);
  if (!page) return undefined;
  const title = page.title[locale] ?? page.slug;
  if (address.id === undefined) return { page: title };
  const place = page.places.find(({ id }) => id === address.id);
  // Empty only while the site is written: the build refuses it.
  return place && { page: title, place: place.title[locale] || place.id };
}

/** The whole address for handing out. @param locale language segment, or undefined for the address in the reader's language */
export function publicAddress(site: string, address: Address, locale?: string): string {
  return locale === undefined
    ? pagePath(site, '', address.slug, address.id).replace(`${site}//`, `${site}/`)
    : pagePath(site, locale, address.slug, address.id);
}
