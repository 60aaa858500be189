import { lazyElement } from '@browser/lazy-element.ts';
import { find } from './elements.ts';
import type { Taking } from './take-away.ts';

/** Fetches what copies and downloads rows when the reader turns to its menu, or begins to select rows. */
export function takeAway(tool: HTMLElement, taking: Taking): void {
  const fetchNow = lazyElement(
    find(tool, '.take'),
    async () => (await import('./take-away.ts')).wireTaking(tool, taking),
    '[data-take]',
  );
  document.addEventListener('selectionchange', () => {
    // A key in a field moves its selection too: nothing is to be asked for then, and to ask makes the browser lay the page out.
    if (document.activeElement?.matches('input, textarea')) return;
    if (getSelection()?.isCollapsed === false) fetchNow();
  });
}
