/** What exports rows: copied for a spreadsheet or as Markdown, by a button or by a selection, and downloaded. */
import { writeClipboard } from '#browser/clipboard.ts';
import { make } from '#browser/elements.ts';
import { download, rowsAsCells, rowsAsMarkdown } from './export-rows.ts';
import type { Row } from './row-renderer.ts';
import type { TableSpec } from './table-spec.ts';

/** What an export needs of the tool. */
export interface ExportContext {
  /** The rows on show, in their order. */
  shown: () => readonly Row[];
  data: TableSpec['data'];
  /** A text of the tool in the reader's language. */
  say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** Tells the reader what happened, with more below it if need be. */
  tell: (text: string, more?: HTMLElement) => void;
}

/** Wires the buttons with `data-take`, and the copying of a selection of rows. */
export function wireExport(tool: HTMLElement, { shown, data, say, tell }: ExportContext): void {
  const done = (): void => tell(say('copiedRows', { count: shown().length }));

  const copy = async (text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      done();
    } catch {
      // Refused by the browser or its policy: then the text is at least there to be selected.
      const area = make('textarea', text, { readonly: '', rows: '4' });
      tell(say('copyFailed'), area);
      area.select();
    }
  };

  const copyCells = async (): Promise<void> => {
    const { html, text } = rowsAsCells(shown());
    try {
      await writeClipboard(text, html);
      done();
    } catch {
      await copy(text);
    }
  };

  const take = async (table: string, format: 'csv' | 'json', all: boolean): Promise<void> => {
    const address = data[table]?.[format];
    if (address === undefined) return;
    const ids = new Set(
      shown()
        .filter((row) => row.table.id === table)
        .map(({ id }) => id),
    );
    try {
      await download(address, format, table, all ? undefined : ids);
    } catch {
      tell(say('downloadFailed'));
    }
  };

  tool.addEventListener('click', (event) => {
    const {
      take: what,
      table = '',
      all,
    } = (event.target as Element).closest<HTMLElement>('[data-take]')?.dataset ?? {};
    if (what === 'markdown') void copy(rowsAsMarkdown(shown()));
    if (what === 'cells') void copyCells();
    if (what === 'csv' || what === 'json') void take(table, what, all !== undefined);
  });
  // Rows that are selected and copied land in the cells of a spreadsheet, not each word in a cell of its own.
  document.addEventListener('copy', (event) => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
    const rows = shown().filter(({ body }) => selection.containsNode(body.rows[0] as Node, true));
    if (rows.length < 2) return;
    const { html, text } = rowsAsCells(rows);
    event.clipboardData.setData('text/html', html);
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  });
}
