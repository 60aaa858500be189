/** What the pages of the site may weigh and how long they may take: the promises, in one place. */

/**
 * Bytes of every page before anybody touches it, gzip: scripts with those that stand in the page, style sheets likewise. 150 of
 * the scripts' say that one of them did not come.
 */
export const EVERY_PAGE = { script: 10_150, style: 16_000 } as const;

/** Files that a page asks for before anybody touches it, itself and the faces of the site among them. */
export const MOST_FILES = 8;

/** On a line of 1.6 Mbit/s with 150 ms, on a processor four times slower (see `SLOW`): ms, ms, no unit. */
export const WAIT = { lcp: 1200, tbt: 0, cls: 0 } as const;

/** A kind of page: what a first visit with an empty cache may weigh, and which pages are of it. */
export interface Kind {
  name: string;
  /** Bytes over the wire, headers included, the faces of the site left out: those have 36 kB together (tests/unit/styles). */
  total: number;
  /** A page of this kind, to be opened in a browser; a redirect leads to another page at once. */
  example?: string;
  /** No page of content: it may ask for more than {@link MOST_FILES}. */
  tool?: true;
  has: (address: string, html: string) => boolean;
}

const isOneOf =
  (...slugs: string[]) =>
  (address: string): boolean =>
    slugs.some((slug) => new RegExp(`^/[^/]+/${slug}/$`).test(address));

/** The first kind that fits is the page's. */
export const KINDS: readonly Kind[] = [
  // Mark, search and the six badges, and what guesses the address that was meant.
  { name: 'not found', total: 15_000, tool: true, has: (address) => address === '/404.html' },
  // What other sites put into their pages: heavier than a forward, lighter than any page.
  { name: 'frame', total: 15_500, tool: true, has: (address) => address === '/embed/' },
  { name: 'offline', total: 45_000, tool: true, example: '/en/study/offline/', has: isOneOf('study/offline') },
  { name: 'forward', total: 10_000, has: (_, html) => !html.includes('class="page ') },
  { name: 'home', total: 60_000, example: '/en/', has: (address) => /^\/[^/]+\/$/.test(address) },
  { name: 'ports', total: 75_000, example: '/pt-br/reference/ports/', has: isOneOf('reference/ports') },
  {
    name: 'comparison',
    total: 55_000,
    example: '/en/interfaces/comparison/',
    has: isOneOf(
      'interfaces/comparison',
      'interfaces/network-plugins',
      'interfaces/runtimes',
      'interfaces/storage-drivers',
    ),
  },
  {
    // Lists of hundreds of entries: heavier than prose, lighter than the ports.
    name: 'list',
    total: 69_000,
    example: '/pt-br/reference/glossary/',
    has: isOneOf('reference/(components|glossary|corrections|timeline)'),
  },
  // Every question of the bank with its answer, for who has no scripts.
  { name: 'practice', total: 78_000, example: '/en/study/practice/', has: isOneOf('study/practice') },
  {
    // The tool knows every flow; a dozen ready-made cases stand on the page for those without JavaScript.
    name: 'firewall',
    total: 80_000,
    example: '/en/reference/firewall/',
    has: isOneOf('reference/firewall'),
  },
  { name: 'lookup', total: 60_000, example: '/pt-br/reference/lookup/', has: isOneOf('reference/lookup') },
  // It names every section of the site, so it grows with the site.
  { name: 'course list', total: 47_000, example: '/en/course/kit/', has: isOneOf('course/kit') },
  { name: 'search', total: 45_000, example: '/en/search/', has: isOneOf('search') },
  {
    name: 'with diagram',
    total: 60_000,
    example: '/en/interfaces/cri/',
    has: (_, html) => html.includes('<diagram-actions'),
  },
  { name: 'content', total: 45_000, example: '/en/components/etcd/', has: () => true },
];

/** The kind of a page. */
export function kindOf(address: string, html: string): Kind {
  const kind = KINDS.find(({ has }) => has(address, html));
  if (!kind) throw new Error(`No kind of page fits ${address}.`);
  return kind;
}
