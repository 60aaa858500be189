/** The heads by which a table is sorted: pressed again, from the last to the first; a third time, in the table's own order. */

/** Wires the buttons in the heads to the field that says the order. */
export function wireSort(heads: readonly HTMLElement[], sort: HTMLSelectElement, changed: () => void): void {
  for (const head of heads) {
    const key = head.dataset['col'] ?? '';
    head.querySelector('button')?.addEventListener('click', () => {
      const now = sort.value;
      sort.value = now === key ? `-${key}` : now === `-${key}` ? '' : key;
      changed();
    });
  }
}

/** Marks the head by which the rows are sorted. @param sort key of the column; with `-` before it from the last to the first */
export function showSort(heads: readonly HTMLElement[], sort: string): void {
  for (const head of heads) {
    const key = head.dataset['col'] ?? '';
    const direction = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : null;
    if (direction) head.setAttribute('aria-sort', direction);
    else head.removeAttribute('aria-sort');
  }
}
