/** The list that this device keeps in its own storage, in its fragment form; it is sent nowhere. */
import { keep, readKept } from '../../browser/storage.ts';
import { fromFragment, MAX_ITEMS, toFragment, type Item, type RawItem } from './list-fragment.ts';

/** The kept list; empty when there is none. */
export function keptList(): string {
  return readKept('course-list') ?? '';
}

/** Keeps a list and tells this page so (`course-list` on `window`). @returns false when the device refuses */
export function keepList(fragment: string): boolean {
  const kept = keep('course-list', fragment);
  if (kept) window.dispatchEvent(new Event('course-list'));
  return kept;
}

/**
 * Adds an address at the end of the kept list.
 * @param address as the lock writes it: `/interfaces/cri/#operations`
 * @returns how many it holds now, and whether the address was there before; undefined when the device refuses or the list is full
 */
export function addToKept(address: string): { count: number; already: boolean } | undefined {
  const { title, raw } = fromFragment(keptList()) ?? { title: '', raw: [] };
  if (raw.some((item) => item.address === address)) return { count: raw.length, already: true };
  if (raw.length >= MAX_ITEMS) return undefined;
  const all = [...raw, { address, note: '' }];
  return keepList(toFragment({ title, items: all.map(itemOf) })) ? { count: all.length, already: false } : undefined;
}

/**
 * Keeps what a reader ticks and types before the tool has come, so that leaving the page meanwhile loses nothing.
 * @returns called with all that is ticked and typed, keeps it beside what the device has; what was ticked by this and is not any more is gone
 */
export function earlyKeeper(): (ticked: readonly string[], typed: string) => void {
  let own: readonly string[] = [];
  let words = '';
  return (ticked, typed) => {
    const { title, raw } = fromFragment(keptList()) ?? { title: '', raw: [] };
    const others = raw.filter(({ address }) => !own.includes(address));
    own = ticked.filter((place) => others.every(({ address }) => address !== place));
    const all = [...others, ...own.map((address) => ({ address, note: '' }))].slice(0, MAX_ITEMS);
    const isOwn = title === words;
    if (isOwn) words = typed;
    keepList(toFragment({ title: isOwn ? typed : title, items: all.map(itemOf) }));
  };
}

function itemOf({ address, note }: RawItem): Item {
  const [slug = '', id] = address.slice(1).split('#');
  return { slug: slug.replace(/\/$/, ''), ...(id === undefined ? {} : { id }), note };
}
