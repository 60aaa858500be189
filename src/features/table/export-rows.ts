import { markdownTable } from '@lib/markdown-table.ts';
import { cellsOf, headersOf, textOf, type Row } from './row-renderer.ts';

/** The address by which others reach a row: without the state of this reader's filters. */
function rowAddress(row: Row): string {
  return `${location.origin}${location.pathname}#${row.id}`;
}

/** Rows as Markdown: one table for each table they come from, the first cell of a line linked to its row. */
export function rowsAsMarkdown(rows: readonly Row[]): string {
  return [...new Set(rows.map((row) => row.table))]
    .map((table) => {
      const own = rows.filter((row) => row.table === table);
      return markdownTable(
        headersOf(table).map((header) => header.textContent),
        own.map((row) => cellsOf(row).map((cell) => textOf([cell], ' · '))),
        own.map(rowAddress),
      );
    })
    .join('\n');
}

/**
 * Downloads the records with these ids out of a public data file.
 * @throws Error when the file cannot be loaded
 */
export async function download(
  address: string,
  format: 'csv' | 'json',
  name: string,
  ids: ReadonlySet<string>,
): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const text = await response.text();
  const type = format === 'csv' ? 'text/csv' : 'application/json';
  const blob = new Blob([format === 'csv' ? csvOf(text, ids) : jsonOf(text, ids)], { type: `${type};charset=utf-8` });
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
  URL.revokeObjectURL(url);
}

/** The lines of a CSV file whose first field is one of the ids. The mark at its beginning is for spreadsheets. */
function csvOf(text: string, ids: ReadonlySet<string>): string {
  const [header = '', ...lines] = text.split('\r\n');
  const kept = lines.filter((line) => ids.has(line.slice(0, line.indexOf(','))));
  return `\uFEFF${[header, ...kept].join('\r\n')}\r\n`;
}

function jsonOf(text: string, ids: ReadonlySet<string>): string {
  const file = JSON.parse(text) as { count: number; records: { id: string }[] };
  const records = file.records.filter(({ id }) => ids.has(id));
  return JSON.stringify({ ...file, count: records.length, records }, null, 1);
}
