/** The course list in the storage of this device, in its fragment form. Storage may be refused: then the address alone holds it. */
const KEY = 'course-list';

/** The fragment form of the list kept on this device; empty when there is none. */
export function keptFragment(): string {
  try {
    return window.localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a list and tells this page so (`course-list` on `window`). @returns false when the device refuses */
export function keepFragment(fragment: string): boolean {
  try {
    window.localStorage.setItem(KEY, fragment);
    window.dispatchEvent(new Event('course-list'));
    return true;
  } catch {
    return false;
  }
}
