/** A teacher's list of links: its form in an address, and what is read back from one that was edited by hand. */
import { formatAddress, parseAddress, type Address } from '../permalinks/address.ts';

/** Stands for home in an address: nothing at all could not be told from an empty entry. */
const HOME = '.';

/** One link of the list. */
export interface Item extends Address {
  /** The teacher's words beside the link; empty when there are none. */
  note: string;
}

/** The list. */
export interface CourseList {
  title: string;
  items: readonly Item[];
}

/** How long a list may be: more does not fit into an address that browsers and chat programs pass on. */
export const MAX_ITEMS = 200;
/** How long a note and a title may be, in characters. */
export const MAX_NOTE = 300;

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
export interface ReadList {
  list: CourseList;
  dropped: Dropped;
}

/** An item that is not yet checked: an address as somebody wrote it, and a note. */
export interface RawItem {
  address: string;
  note: string;
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

/** True when something was left out. */
export function droppedAny(dropped: Dropped): boolean {
  return Object.values(dropped).some((left: number | string[]) => (typeof left === 'number' ? left : left.length) > 0);
}

/**
 * The list as the fragment of an address, without `#`. A fragment never leaves the device: no server sees the list.
 * `list=interfaces/cri:operations~a%20note,reference/ports&title=Week%201`; home is a dot.
 */
export function toFragment({ title, items }: CourseList): string {
  const written = items.map(
    ({ slug, id, note }) =>
      `${slug === '' ? HOME : slug}${id === undefined ? '' : `:${id}`}${note === '' ? '' : `~${encode(note)}`}`,
  );
  return `list=${written.join(',')}${title === '' ? '' : `&title=${encode(title)}`}`;
}

/** Half of a sign outside the basic plane, as Backspace may leave it of an emoji, is none: an address cannot hold it. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, ''));
}

/** Reads the form of {@link toFragment}; undefined when the fragment is no list at all. */
export function fromFragment(fragment: string): { title: string; raw: RawItem[] } | undefined {
  const fields = new Map(
    fragment
      .replace(/^#/, '')
      .split('&')
      .map((field): [string, string] => {
        const at = field.indexOf('=');
        return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
      }),
  );
  const list = fields.get('list');
  if (list === undefined) return undefined;
  const raw = list
    .split(',')
    .filter((part) => part !== '')
    .map((part): RawItem => {
      const at = part.indexOf('~');
      const place = decode(at < 0 ? part : part.slice(0, at));
      const [slug = '', ...id] = place.split(':');
      const note = at < 0 ? '' : decode(part.slice(at + 1));
      return { address: `/${slug === HOME ? '' : `${slug}/`}${id.length > 0 ? `#${id.join(':')}` : ''}`, note };
    });
  return { title: decode(fields.get('title') ?? ''), raw };
}

/** Decodes what can be decoded: a cut-off escape is left as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
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
