/** The course list in the storage of this device, in its fragment form. Storage may be refused: then the address alone holds it. */
import { keep, readKept } from '../../browser/storage.ts';

const NAME = 'course-list';

/** The fragment form of the list kept on this device; empty when there is none. */
export function keptFragment(): string {
  return readKept(NAME) ?? '';
}

/** Keeps a list and tells this page so (`course-list` on `window`). @returns false when the device refuses */
export function keepFragment(fragment: string): boolean {
  const kept = keep(NAME, fragment);
  if (kept) window.dispatchEvent(new Event('course-list'));
  return kept;
}
