import { cellsOf, headersOf, type Row } from './row-renderer.ts';

/** What a row is sorted by in a column; what stands in no column of its own is sorted by its code. */
function sortKey(row: Row, column: string): number | string {
  const at = headersOf(row.table).findIndex((header) => header.dataset['col'] === column);
  return row.spec.sort?.[column] ?? cellsOf(row)[at]?.textContent.trim() ?? row.spec.codes?.[column]?.[0] ?? '';
}

/**
 * Found rows in the order asked for: a column, the best match, or the table's own.
 * @param found positions of the rows
 * @param sort key of the column; with `-` before it from the last to the first; empty for none
 * @param scores how well each row fits what was typed
 */
export function orderRows(
  all: readonly Row[],
  found: readonly number[],
  sort: string,
  scores: ReadonlyMap<number, number> | undefined,
): Row[] {
  const score = (index: number): number => scores?.get(index) ?? 0;
  const ranked = sort === '' ? [...found].sort((a, b) => score(b) - score(a)) : found;
  const rows = ranked.flatMap((index) => all[index] ?? []);
  return sort === '' ? rows : sortRows(rows, sort);
}

function sortRows(rows: readonly Row[], sort: string): Row[] {
  const column = sort.replace(/^-/, '');
  const sign = sort === column ? 1 : -1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  return rows
    .map((row) => ({ row, key: sortKey(row, column) }))
    .sort(({ key: a }, { key: b }) => {
      const numbers = typeof a === 'number' && typeof b === 'number';
      return sign * (numbers ? a - b : collator.compare(String(a), String(b)));
    })
    .map(({ row }) => row);
}
