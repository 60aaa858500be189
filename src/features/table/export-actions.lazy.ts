import { lazyElement } from '#browser/lazy-element.ts';
import { find } from '#browser/elements.ts';
import type { ExportContext } from './export-actions.ts';

/** Fetches what copies and downloads rows when the reader turns to its menu, or begins to select rows. */
export function exportActions(tool: HTMLElement, context: ExportContext): void {
  const fetchNow = lazyElement(
    find(tool, '.take'),
    async () => (await import('./export-actions.ts')).wireExport(tool, context),
    '[data-take]',
  );
  document.addEventListener('selectionchange', () => {
    // A key in a field moves its selection too: nothing is to be asked for then, and to ask makes the browser lay the page out.
    if (document.activeElement?.matches('input, textarea')) return;
    if (getSelection()?.isCollapsed === false) fetchNow();
  });
}
