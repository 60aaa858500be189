import { asText, readCsv, spreadsheetCsv } from '#lib/csv.ts';
import { fetchText } from '#browser/fetch-text.ts';
import { saveFile } from '#browser/save-file.ts';
import { markdownTable } from '#lib/markdown-table.ts';
import { cellsOf, headersOf, textOf, type Row } from './row-renderer.ts';

/** The address by which others reach a row: without the state of this reader's filters. */
function rowAddress(row: Row): string {
  return `${location.href.split(/[?#]/)[0] ?? ''}#${row.id}`;
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

/** Rows for the cells of a spreadsheet: as an HTML table for programs that take it, and with tabs for those that do not. */
export function rowsAsCells(rows: readonly Row[]): { html: string; text: string } {
  const lines = [...new Set(rows.map((row) => row.table))].flatMap((table) => [
    headersOf(table).map((header) => header.textContent.trim()),
    ...rows
      .filter((row) => row.table === table)
      .map((row) => cellsOf(row).map((cell) => textOf([cell]).replace(/\s+/g, ' '))),
  ]);
  const table = document.createElement('table');
  for (const line of lines) {
    const row = table.insertRow();
    // The data never becomes markup, and a spreadsheet is told that each cell is text.
    for (const field of line) {
      const cell = row.insertCell();
      cell.textContent = field;
      cell.setAttribute('style', "mso-number-format:'\\@'");
    }
  }
  return { html: table.outerHTML, text: lines.map((line) => line.map(asText).join('\t')).join('\n') };
}

/**
 * Downloads records out of a public data file.
 * @param ids those that are wanted; all of them when it is undefined
 * @throws Error when the file cannot be loaded
 */
export async function download(
  address: string,
  format: 'csv' | 'json',
  name: string,
  ids: ReadonlySet<string> | undefined,
): Promise<void> {
  const text = await fetchText(address);
  const type = format === 'csv' ? 'text/csv' : 'application/json';
  const rows = format === 'csv' ? csvOf(text, ids) : jsonOf(text, ids);
  saveFile(`${name}.${format}`, rows, `${type};charset=utf-8`);
}

/** The lines whose first field is one of the ids, for the spreadsheet of the page's language. */
function csvOf(text: string, ids: ReadonlySet<string> | undefined): string {
  const [header = [], ...lines] = readCsv(text);
  const kept = lines.filter(([id = '']) => ids?.has(id) ?? true);
  return spreadsheetCsv([header, ...kept.map((line) => line.map(asText))], document.documentElement.lang);
}

function jsonOf(text: string, ids: ReadonlySet<string> | undefined): string {
  const file = JSON.parse(text) as { count: number; records: { id: string }[] };
  const records = file.records.filter(({ id }) => ids?.has(id) ?? true);
  return JSON.stringify({ ...file, count: records.length, records }, null, 1);
}
