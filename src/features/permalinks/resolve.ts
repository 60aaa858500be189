/** Reads addresses as people paste them and says where they lead now. */
import { decoded } from '../../lib/decoded.ts';
import { guessAddress } from '../../lib/nearest-address.ts';
import { formatAddress, type Address } from './address.ts';
import { follow } from './redirects.ts';
import type { PermalinkList } from './permalink-index.ts';

/** Where a pasted address leads. */
export type Verdict =
  /** As promised. */
  | { kind: 'here'; now: Address; locale: string | undefined }
  /** It moved, and the redirect leads on. */
  | { kind: 'moved'; now: Address; locale: string | undefined }
  /** Not of the published form (case, ".html", no slash), yet only one page can be meant. */
  | { kind: 'form'; now: Address; locale: string | undefined }
  /** The page is there, the place on it is not and never was: readers land at its top. */
  | { kind: 'top'; now: Address; locale: string | undefined }
  /** No page: something to take away, or a frame. Whether it is there is not known here. */
  | { kind: 'file' }
  /** Nothing answers; the nearest pages. */
  | { kind: 'dead'; near: Address[] }
  /** An address of another site. */
  | { kind: 'foreign' };

/** Searches the list; made once for many addresses. */
export interface Resolver {
  /** The present address of one that is or was promised; undefined when it never was. */
  resolve: (address: Address) => Address | undefined;
  /** The verdict on a pasted address: whole, or from the root of the server or of the site. */
  check: (pasted: string) => Verdict;
  /** Whether an address is of this site: by its host and sub-path, or, from the root of the site, by what it leads to. */
  isOwn: (pasted: string) => boolean;
}

/**
 * What mail programs, classrooms and chats put around the addresses that they are given: google.com/url?q=, Outlook's
 * safelinks…/?url=, Teams' …/atp-safelinks.html?url=, slack-redir.net/link?url=, l.facebook.com/l.php?u=, l.instagram.com/?u=,
 * linkedin.com/safety/go?url=, youtube.com/redirect?q=, vk.com/away.php?to=, duckduckgo.com/l/?uddg=, Barracuda's url?a=, Moodle's url/view.php?url=, Canvas' retrieve?url=.
 */
const WRAPPED =
  /^https?:\/\/(?:[\w.-]*safelinks[\w.-]*\/|l\.\w+\.com\/|[\w./-]*\/(?:url|link|go|l\/|redir(?:ect)?|l\.php|away\.php|url\/view\.php|retrieve|[\w-]*safelinks\.html))\?/i;
/** Gateways and archives that have the address in their path. */
const IN_PATH =
  /^https?:\/\/(?:web\.archive\.org\/web\/\w+|[\w-]+\.cisco\.com\/[\w-]+|urldefense\.com\/v3)\/_*(https?(?::|%3a).*)$/i;

/** Data, books, pictures, feeds; and the one page that shows what its address asks for. */
const NO_PAGE = /^\/embed\/$|\.(?!(?:html?|mdx?|php)$)[a-z][a-z\d]{1,10}$/i;

/** How many such links may stand around an address: a classroom's around a gateway's around a mail program's. */
const MAX_WRAPS = 4;

/** The addresses inside such a one. Google's translation has it in the host's name. */
function within(outer: URL): URL[] {
  const fields = WRAPPED.test(outer.href) ? [...outer.searchParams.values()] : [];
  const rest = IN_PATH.exec(outer.href)?.[1] ?? '';
  // Proofpoint has an alphabet of its own: signs that it takes out are in Base64 behind the address, or have a "-" for their "%".
  const [, gated = '', signs = ''] = /^(.+?)__;([\w-]*)!/.exec(rest) ?? [];
  const missing = gated === '' ? [] : [...fromBase64(signs.replaceAll('-', '+').replaceAll('_', '/'))];
  const [, host = ''] = /^([\w-]+)\.translate\.goog$/.exec(outer.host) ?? [];
  const translated = host.replace(/--|-/g, (sign) => (sign === '-' ? '.' : '-'));
  const inner = [
    gated.replaceAll('*', () => missing.shift() ?? ''),
    ...fields,
    ...fields.map((field) => decoded(field.replaceAll('_', '/').replace(/-(?=[0-9A-F]{2})/g, '%'))),
    /^https?%3a/i.test(rest) ? decoded(rest) : rest,
    translated === '' ? '' : `https://${translated}${outer.pathname}`,
  ].filter((address) => /^https?:/i.test(address));
  return inner.flatMap((address) => {
    const url = urlOf(address);
    // A browser that is led on takes the section with it.
    if (url?.hash === '') url.hash = outer.hash;
    return url ?? [];
  });
}

/** Undefined when it is none: among several addresses, one that is broken must not hide the others. */
function urlOf(address: string, base?: string): URL | undefined {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): string {
  try {
    return atob(text);
  } catch {
    // Cut off, or no Base64 at all: the address is read without its signs.
    return '';
  }
}

/**
 * Prepares the list for questions.
 * @param origins addresses under which the site is known beside its own: the copy being read
 */
export function createResolver(list: PermalinkList, origins: readonly string[] = []): Resolver {
  const known = new Set(
    list.pages.flatMap(({ slug, places }) => [
      formatAddress({ slug }),
      ...places.map(({ id }) => formatAddress({ slug, id })),
    ]),
  );
  const redirects = new Map(Object.entries(list.redirects));
  const slugs = list.pages.map(({ slug }) => slug);
  const base = new URL(list.site).pathname.replace(/\/+$/, '');
  // A copy that is read from a disk, or in a frame of its own, has no origin: Firefox says "null".
  const reached = origins.filter((origin) => /^https?:/.test(origin));
  const hosts = new Set([list.site, ...reached].map((origin) => new URL(origin).host));
  const old = [...redirects.keys()].map((address) => address.split('#')[0] ?? '').map((page) => page.slice(1, -1));

  const resolve = (address: Address): Address | undefined => {
    const moved = follow(address, redirects);
    if (moved) return moved;
    return known.has(formatAddress(address)) ? address : undefined;
  };

  /** The address of this site that another one holds, or that it is. */
  const unwrapped = (url: URL, wraps = MAX_WRAPS): URL | undefined => {
    if (hosts.has(url.host)) return url;
    const inner = wraps === 0 ? [] : within(url);
    return inner.map((address) => unwrapped(address, wraps - 1)).find((address) => address !== undefined);
  };

  const read = (pasted: string): URL | undefined => {
    const outer = urlOf(/^[\w.-]+\.[a-z]{2,}\//i.test(pasted) ? `https://${pasted}` : pasted, `${list.site}/`);
    const url = outer && unwrapped(outer);
    // Some programs encode the sign before the section, too.
    return url?.hash === '' ? urlOf(url.href.replace('%23', '#')) : url;
  };

  const check = (pasted: string): Verdict => {
    const url = read(pasted);
    if (!url) return { kind: 'foreign' };
    // A browser's own directive, as "copy link to highlight" writes it, names no place; nor do the fields that chats put
    // behind everything, nor a list that the page itself reads.
    const id = decoded(/^#list=/.test(url.hash) ? '' : (url.hash.slice(1).split(/:~:|[?&]/)[0] ?? ''));
    const { locale, slugs: near, exact } = guessAddress(url.pathname, base, list.languages, [...slugs, ...old]);
    const slug = near[0];
    if (!exact && NO_PAGE.test(url.pathname.slice(base.length))) return { kind: 'file' };
    if (!exact || slug === undefined)
      return { kind: 'dead', near: near.filter((page) => slugs.includes(page)).map((page) => ({ slug: page })) };
    const address: Address = id === '' ? { slug } : { slug, id };
    const written = `${base}${locale === undefined ? '' : `/${locale}`}${formatAddress({ slug })}`;
    const asPublished = url.pathname === written;
    const now = resolve(address);
    if (now) {
      const moved = formatAddress(now) !== formatAddress(address);
      return { kind: moved ? 'moved' : asPublished ? 'here' : 'form', now, locale };
    }
    const lower = resolve({ slug, id: id.toLowerCase() });
    if (lower) return { kind: 'form', now: lower, locale };
    return { kind: 'top', now: resolve({ slug }) ?? { slug }, locale };
  };
  const isOwn = (pasted: string): boolean => {
    const url = read(pasted);
    if (!url) return false;
    if (pasted.startsWith('/')) return 'now' in check(pasted);
    // Other sites of the same host are others.
    return /^https?:\/\/|^[\w.-]+\.[a-z]{2,}\//i.test(pasted) && `${url.pathname}/`.startsWith(`${base}/`);
  };
  return { resolve, check, isOwn };
}
