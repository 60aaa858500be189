/**
 * What a page with a `<table-tool>` runs at once: little. The tool itself is fetched when the reader turns to it, or when
 * the address says something that it must show. Nothing is lost on the way: the form keeps what is chosen, and a button
 * that was pressed too early is pressed again.
 */
import { lazyElement } from '@browser/lazy-element.ts';

for (const tool of document.querySelectorAll<HTMLElement>('table-tool')) {
  keepTableRoles(tool.querySelectorAll('table'));
  addSortButtons(tool);
  openFromRow(tool);
  const fetchNow = lazyElement(
    tool,
    () => import('./table-tool.ts'),
    '.find button, .tool button, th[data-col] > button',
  );
  if (location.search !== '' || location.hash !== '') fetchNow();
  else for (const sign of ['hashchange', 'popstate']) window.addEventListener(sign, fetchNow, { once: true });
}

/**
 * The layout is a grid, and some browsers take an element's part in a table away with its `display`. The table itself
 * keeps what it is: with a role of its own it could have no caption with a button in it.
 */
function keepTableRoles(tables: Iterable<HTMLTableElement>): void {
  for (const table of tables) {
    for (const group of [table.tHead, ...table.tBodies]) group?.setAttribute('role', 'rowgroup');
    for (const row of table.rows) {
      row.setAttribute('role', 'row');
      for (const cell of row.cells) {
        const heading = cell.scope === 'col' ? 'columnheader' : 'rowheader';
        cell.setAttribute('role', cell.tagName === 'TD' ? 'cell' : heading);
      }
    }
  }
}

/**
 * A row opens and closes wherever it is pressed, but on a link or a button, and not when its words are being selected. An
 * open row has the class `open`: then its cells show all of their words.
 */
function openFromRow(tool: HTMLElement): void {
  tool.addEventListener('click', (event) => {
    const target = event.target as Element;
    const details = target.closest('tbody[id] > tr:first-child')?.parentElement?.querySelector('details');
    if (!details || target.closest('a, button') || getSelection()?.isCollapsed === false) return;
    details.open = !details.open;
  });
  // "toggle" does not bubble: caught on its way down.
  tool.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement) target.closest('tbody[id]')?.classList.toggle('open', target.open);
    },
    true,
  );
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

// Paper has no buttons: everything is opened before it is printed.
window.addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('table-tool tbody[id]:not(.out) details'))
    details.open = true;
});
