/** The list that this device keeps in its own storage, in its fragment form; it is sent nowhere. */
import { keep, readKept } from '../../browser/storage.ts';
import { formatAddress, type Address } from '../permalinks/address.ts';
import { fromFragment, MAX_ITEMS, toFragment, type RawItem } from './course-list.ts';

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
 * @returns how many it holds now, and whether the address was there before; undefined when the device refuses or the list is full
 */
export function addToKept(address: Address): { count: number; already: boolean } | undefined {
  const { title, raw } = fromFragment(keptList()) ?? { title: '', raw: [] };
  const key = formatAddress(address);
  if (raw.some((item) => item.address === key)) return { count: raw.length, already: true };
  if (raw.length >= MAX_ITEMS) return undefined;
  const all: RawItem[] = [...raw, { address: key, note: '' }];
  const items = all.map((item) => {
    const [slug = '', id] = item.address.slice(1).split('#');
    return { slug: slug.replace(/\/$/, ''), ...(id === undefined ? {} : { id }), note: item.note };
  });
  return keepList(toFragment({ title, items })) ? { count: all.length, already: false } : undefined;
}
