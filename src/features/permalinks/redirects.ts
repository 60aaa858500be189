/** The redirects: old address → new address. Kept in redirects.yaml; read by the routes, the gate, the 404 page and the checker. */
import { formatAddress, parseAddress, type Address } from './address.ts';

/** Where the table lives, from the root of the project. */
export const REDIRECTS_FILE = 'src/features/permalinks/redirects.yaml';

/** Old address → address it leads to in the end, both as the lock writes them. */
export type Redirects = ReadonlyMap<string, string>;

/**
 * Reads the table and follows chains to their end.
 * @param table content of redirects.yaml: old address → new address
 * @param slugs every page of the site
 * @throws Error that names every wrong line: a bad form, a loop, a target page that does not exist, an old page that still exists
 */
export function readRedirects(table: Readonly<Record<string, unknown>>, slugs: readonly string[]): Redirects {
  const problems: string[] = [];
  const steps = new Map<string, string>();
  for (const [from, to] of Object.entries(table)) {
    try {
      if (/^[a-z][\w+.-]*:|^\/\//i.test(String(to))) {
        problems.push(
          `"${from}" leads to another site, ${String(to)}. A forward leads to a page of this one: let it lead to the page that names the other, and link there.`,
        );
        continue;
      }
      const old = parseAddress(from);
      steps.set(formatAddress(old), formatAddress(parseAddress(String(to))));
      if (old.id === undefined && slugs.includes(old.slug)) {
        problems.push(`"${from}" is a page of the site: it cannot forward. Remove the line, or the page.`);
      }
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const redirects = new Map<string, string>();
  for (const from of steps.keys()) {
    const path = [from];
    for (let next = step(parseAddress(from), steps); next !== undefined; next = step(next, steps)) {
      path.push(formatAddress(next));
      if (path.indexOf(formatAddress(next)) < path.length - 1) break;
    }
    const end = path.at(-1) ?? from;
    if (path.indexOf(end) < path.length - 1) {
      problems.push(`"${from}" leads in a circle: ${path.join(' → ')}. Let one of them lead to a page that exists.`);
    } else if (!slugs.includes(parseAddress(end).slug)) {
      problems.push(`"${from}" leads to "${end}", and there is no such page. Let it lead to a page that exists.`);
    }
    redirects.set(from, end);
  }
  if (problems.length > 0)
    throw new Error(`${REDIRECTS_FILE}:\n${[...new Set(problems)].map((line) => `  ${line}`).join('\n')}`);
  return redirects;
}

/** One step of an address: its own line, else that of its page with the fragment carried over. Any id may be asked for. */
function step(address: Address, steps: ReadonlyMap<string, string>): Address | undefined {
  const own = steps.get(formatAddress(address));
  if (own !== undefined) return parseAddress(own);
  const { slug, id } = address;
  if (id === undefined) return undefined;
  const page = steps.get(formatAddress({ slug }));
  if (page === undefined) return undefined;
  const target = parseAddress(page);
  // A page that became a section: its old fragments have no better place than that section.
  return { slug: target.slug, id: target.id ?? id };
}

/** Where an address leads now; undefined when no forward speaks of it. */
export function follow(address: Address, redirects: Redirects): Address | undefined {
  const next = step(address, redirects);
  // The fragment carried over may have a redirect of its own on the new page.
  return next && (follow(next, redirects) ?? next);
}

/** The old ids of a page and where they lead: `{ old: '/slug/#new' }`. */
export function fragmentRedirects(slug: string, redirects: Redirects): Record<string, string> {
  const moved: Record<string, string> = {};
  for (const [from, to] of redirects) {
    const old = parseAddress(from);
    if (old.slug === slug && old.id !== undefined) moved[old.id] = to;
  }
  return moved;
}

/** The pages that forward as a whole: slug → where they lead. */
export function pageRedirects(redirects: Redirects): ReadonlyMap<string, Address> {
  const pages = new Map<string, Address>();
  for (const [from, to] of redirects) {
    const old = parseAddress(from);
    if (old.id === undefined) pages.set(old.slug, parseAddress(to));
  }
  return pages;
}
