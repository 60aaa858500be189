/**
 * What a reader brings over the line, and what the host allows: the numbers of the section about it on the page about the site.
 * A test measures the built site and says when one of them is no longer true (traffic.test.ts in tests/site and tests/browser/flows).
 */

/** Bytes over the wire, compressed and with headers, rounded up; the mean over all pages. */
export const WEIGHT = {
  /** The first page of a visit, with its styles, scripts and faces. */
  first: 70_000,
  /** Each further page: the styles and scripts are there already. */
  following: 23_000,
  /** The first search, to the complete answer. */
  search: 125_000,
  /** All files of the published site, not compressed. */
  site: 32_000_000,
} as const;

/**
 * Limits of GitHub Pages in bytes: of a published site, and of a month's traffic (a soft one).
 * Source: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
 */
export const HOST = { site: 1e9, month: 100e9 } as const;

/** The reader of the calculation: so many pages in a month, and one search. */
export const PAGES_READ = 10;

/** Bytes that such a reader brings over the line. */
export function bytesOfReader(): number {
  return WEIGHT.first + (PAGES_READ - 1) * WEIGHT.following + WEIGHT.search;
}

/** How many such readers a month's traffic is enough for, rounded down to tens of thousands. */
export function readersOfMonth(): number {
  return Math.floor(HOST.month / bytesOfReader() / 10_000) * 10_000;
}
