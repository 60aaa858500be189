import { watchLoad } from './load-error.ts';

/** What shows that a reader turns to something. */
const SIGNS = ['pointerover', 'focusin', 'input', 'change', 'toggle'] as const;

/**
 * Fetches the script of an element when the reader turns to it: a page opens without what nobody asked for yet. A button
 * that was pressed before the script had come is pressed again. `aria-busy` stands on the element meanwhile, and
 * `data-waiting` on the button.
 * @param fetch imports the script; when it cannot be had, or what came in its place does not know the element, the reader is
 *   told, and turning to the element anew tries again
 * @param buttons selector of the buttons that do nothing without the script
 * @returns fetches the script now
 */
export function lazyElement(element: HTMLElement, fetch: () => Promise<unknown>, buttons: string): () => void {
  let pressed: HTMLElement | null = null;
  let wanted = false;
  const press = (event: Event): void => {
    pressed?.removeAttribute('data-waiting');
    pressed = (event.target as Element).closest<HTMLElement>(buttons);
    // A press by voice or by a screen reader may come without any of the signs.
    now();
    pressed?.setAttribute('data-waiting', '');
  };
  const now = (): void => {
    if (wanted) return;
    wanted = true;
    element.setAttribute('aria-busy', 'true');
    watchLoad(
      // An empty answer is a script too.
      fetch().then(() => element.matches(':defined') || Promise.reject(new Error())),
    )
      .then(
        () => {
          element.removeEventListener('click', press);
          return pressed;
        },
        () => {
          wanted = false;
        },
      )
      .then((button) => {
        element.removeAttribute('aria-busy');
        pressed?.removeAttribute('data-waiting');
        pressed = null;
        button?.click();
      });
  };
  element.addEventListener('click', press);
  for (const sign of SIGNS) element.addEventListener(sign, now, true);
  return now;
}
