/**
 * What a page with a `<table-tool>` runs at once: little. The tool itself is fetched when the reader turns to it, or when
 * the address says something that it must show. Nothing is lost on the way: the form keeps what is chosen, and a button
 * that was pressed too early is pressed again.
 */
import { lazyElement } from '#browser/lazy-element.ts';
import { watchLoad } from '#browser/load-error.ts';
import { keepTableRoles, openFromRow } from './rows.ts';

for (const tool of document.querySelectorAll<HTMLElement>('table-tool')) {
  keepTableRoles(tool.querySelectorAll('table'));
  addSortButtons(tool);
  openFromRow(tool);
  if (location.search.includes('asof='))
    watchLoad(import('../as-of/lens.ts').then(({ look }) => look(tool))).catch(() => undefined);
  const fetchNow = lazyElement(
    tool,
    () => import('./table-tool.ts').then(({ startTool }) => startTool(tool)),
    '.find button, .tool button, th[data-col] > button',
  );
  if (location.search !== '' || location.hash !== '') {
    fetchNow();
    // Who left before it had come finds the page without it on the way back.
    window.addEventListener('pageshow', fetchNow);
  } else for (const sign of ['hashchange', 'popstate']) window.addEventListener(sign, fetchNow, { once: true });
}

/** The headings by which a table can be sorted, as buttons. */
function addSortButtons(tool: HTMLElement): void {
  for (const header of tool.querySelectorAll<HTMLElement>('th[data-col]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = (tool.dataset['sortBy'] ?? '').replace('{column}', header.textContent);
    button.append(...header.childNodes);
    header.append(button);
  }
}
