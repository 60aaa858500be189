/** What becomes of a teacher's list of links: what is kept of one that was edited by hand, moved, changed in two tabs. */
import { formatAddress, parseAddress, type Address } from '../permalinks/address.ts';
import type { Verdict } from '../permalinks/resolve.ts';
import type { FoundLink } from './import-text.ts';
import { fromFragment, MAX_ITEMS, toFragment, type CourseList, type Item, type RawItem } from './list-fragment.ts';

/** How long a note and a title may be, in characters. */
const MAX_NOTE = 300;

/** What becomes of links that were read: places for the list, and what is said of the rest. */
export interface Places {
  /** What the first list among them is called. */
  title: string;
  /** Of this site, whether or not it knows them. */
  raw: RawItem[];
  /** Addresses whose section is unknown; their pages are among the places. */
  sections: string[];
  /** Addresses of other sites. */
  foreign: string[];
}

/** Sorts links by where they lead; the address of a list stands for what is on it. @param check what the site knows of an address */
export function placesOf(links: readonly FoundLink[], check: (url: string) => Verdict | undefined): Places {
  const sections: string[] = [];
  const foreign: string[] = [];
  let title = '';
  const raw = links.flatMap(({ url, note }): RawItem[] => {
    const verdict = check(url);
    if (!verdict || verdict.kind === 'foreign') {
      foreign.push(url);
      return [];
    }
    const list = sharedList(url);
    if (list && list.raw.length > 0) {
      title ||= list.title;
      return list.raw;
    }
    if (verdict.kind === 'top') sections.push(url);
    return [{ address: 'now' in verdict ? formatAddress(verdict.now) : url, note }];
  });
  return { title, raw, sections, foreign };
}

/** The list that an address carries. */
function sharedList(url: string): ReturnType<typeof fromFragment> {
  return fromFragment(/#.*/.exec(url)?.[0] ?? '');
}

/** What was left out while reading a list, by reason. */
export interface Dropped {
  /** Not of the form of an address. */
  unreadable: string[];
  /** Well formed, but no address of this site. */
  unknown: string[];
  /** Twice in the list. */
  doubled: string[];
  /** Beyond {@link MAX_ITEMS}. */
  beyond: number;
  /** Notes or titles that were cut at {@link MAX_NOTE}. */
  cut: number;
  /** Addresses whose section is unknown: their page is in the list instead. */
  sections: string[];
  /** Addresses of other sites. */
  foreign: string[];
}

/** A list that was read, and what was left out. */
interface ReadList {
  list: CourseList;
  dropped: Dropped;
}

/**
 * Keeps of a raw list what can be kept.
 * @param resolve the present address for a written one, or undefined when the site has none
 */
export function keepItems(
  title: string,
  raw: readonly RawItem[],
  resolve: (address: Address) => Address | undefined,
): ReadList {
  const dropped: Dropped = { unreadable: [], unknown: [], doubled: [], beyond: 0, cut: 0, sections: [], foreign: [] };
  const items: Item[] = [];
  const seen = new Set<string>();
  const cut = (text: string): string => {
    const signs = [...text.replace(/\s+/g, ' ').trim()];
    if (signs.length > MAX_NOTE) dropped.cut += 1;
    return signs.slice(0, MAX_NOTE).join('');
  };
  for (const { address, note } of raw) {
    let parsed: Address;
    try {
      parsed = parseAddress(address);
    } catch {
      dropped.unreadable.push(address);
      continue;
    }
    const now = resolve(parsed);
    if (now === undefined) {
      dropped.unknown.push(address);
      continue;
    }
    const key = formatAddress(now);
    if (seen.has(key)) dropped.doubled.push(key);
    else if (items.length >= MAX_ITEMS) dropped.beyond += 1;
    else {
      seen.add(key);
      items.push({ ...now, note: cut(note) });
    }
  }
  return { list: { title: cut(title), items }, dropped };
}

/** The address of an item, without its note. */
export function place({ slug, id }: Item): Address {
  return { slug, ...(id === undefined ? {} : { id }) };
}

/** Moves an item one place; the list stays as it is at its ends. @param by -1 up, 1 down */
export function move(items: readonly Item[], index: number, by: -1 | 1): Item[] {
  const moved = [...items];
  const other = index + by;
  const [item, neighbour] = [moved[index], moved[other]];
  if (item === undefined || neighbour === undefined) return moved;
  moved[index] = neighbour;
  moved[other] = item;
  return moved;
}

/**
 * One list out of two that began as the same: another tab has changed it meanwhile. What either added is kept, what either
 * removed is gone unless the other wrote a note to it, and a note or a title that only one of them changed is the changed one.
 * @param base the list as it was
 * @param ours the list of this tab, whose order and words count where both changed
 * @param theirs the list of the other tab
 */
export function mergeLists(base: CourseList, ours: CourseList, theirs: CourseList): CourseList {
  if (toFragment(ours) === toFragment(base)) return theirs;
  const notesOf = ({ items }: CourseList): Map<string, string> =>
    new Map(items.map((item) => [formatAddress(item), item.note]));
  const [before, mine, other] = [notesOf(base), notesOf(ours), notesOf(theirs)];
  /** Whether what only one of the two has was added or written to, and not removed by the other. */
  const isNew = (item: Item): boolean => before.get(formatAddress(item)) !== item.note;
  const kept = ours.items.flatMap((item): Item[] => {
    const key = formatAddress(item);
    const note = other.get(key);
    if (note === undefined) return isNew(item) ? [item] : [];
    return [isNew(item) ? item : { ...item, note }];
  });
  const added = theirs.items.filter((item) => !mine.has(formatAddress(item)) && isNew(item));
  return {
    title: ours.title === base.title ? theirs.title : ours.title,
    items: [...kept, ...added].slice(0, MAX_ITEMS),
  };
}
