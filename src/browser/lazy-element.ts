import { showLoadError } from './load-error.ts';

/** What shows that a reader turns to something. */
const SIGNS = ['pointerover', 'pointerdown', 'focusin', 'input', 'change', 'toggle'] as const;

/**
 * Fetches the script of an element when the reader turns to it: a page opens without what nobody asked for yet. A button
 * that was pressed before the script had come is pressed again. `aria-busy` stands on the element meanwhile.
 * @param fetch imports the script; when it cannot be had, the reader is told
 * @param buttons selector of the buttons that do nothing without the script
 * @returns fetches the script now
 */
export function lazyElement(element: HTMLElement, fetch: () => Promise<unknown>, buttons: string): () => void {
  let pressed: HTMLElement | null = null;
  let wanted = false;
  const press = (event: Event): void => {
    pressed = (event.target as Element).closest<HTMLElement>(buttons);
    // A press by voice or by a screen reader may come without any of the signs.
    now();
  };
  const now = (): void => {
    if (wanted) return;
    wanted = true;
    for (const sign of SIGNS) element.removeEventListener(sign, now, true);
    element.setAttribute('aria-busy', 'true');
    fetch()
      .then(() => {
        element.removeEventListener('click', press);
        pressed?.click();
      }, showLoadError)
      .finally(() => element.removeAttribute('aria-busy'));
  };
  element.addEventListener('click', press);
  for (const sign of SIGNS) element.addEventListener(sign, now, true);
  return now;
}
