/**
 * What every table of records does at once, whatever tool stands around it: a press on a row opens it, and its elements
 * stay the parts of a table.
 */

/**
 * A row opens and closes wherever it is pressed, but on a link or a button, and not when its words are being selected. An
 * open row has the class `open`: then its cells show all of their words.
 */
export function openFromRow(root: HTMLElement): void {
  root.addEventListener('click', (event) => {
    const target = event.target as Element;
    const details = target.closest('tbody[id] > tr:first-child')?.parentElement?.querySelector('details');
    if (!details || target.closest('a, button') || getSelection()?.isCollapsed === false) return;
    details.open = !details.open;
  });
  // "toggle" does not bubble: caught on its way down.
  root.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement) target.closest('tbody[id]')?.classList.toggle('open', target.open);
    },
    true,
  );
}

/**
 * The layout is a grid, and some browsers take an element's part in a table away with its `display`. The table itself
 * keeps what it is: with a role of its own it could have no caption with a button in it.
 */
export function keepTableRoles(tables: Iterable<HTMLTableElement>): void {
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
