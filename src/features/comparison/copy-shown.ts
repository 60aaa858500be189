/** What the comparison shows, as a Markdown table; fetched when somebody copies it. */
import { markdownTable } from '../../lib/markdown-table.ts';

/** The text of a cell without the marks of its sources. */
function text(cell: Element): string {
  const copy = cell.cloneNode(true) as Element;
  for (const part of copy.querySelectorAll('.refs')) part.remove();
  return (
    [...copy.querySelectorAll('p, li, summary')].map((part) => part.textContent).join('; ') || (copy.textContent ?? '')
  );
}

/**
 * Copies the rows and columns that are shown, the first row as head, each line with the address of its row.
 * @param rows of the table, without those that name a group
 * @param out class of what is left out
 * @throws Error when the browser does not allow it
 */
export async function copyShown(rows: readonly Element[], out: string): Promise<void> {
  const shown = rows.filter((row) => !row.closest(`.${out}`));
  const [head = [], ...lines] = shown.map((row) => [...row.querySelectorAll(`:scope > :not(.${out})`)].map(text));
  const page = window.location.href.replace(/#.*$/, '');
  const addresses = shown.slice(1).map(({ id }) => `${page}#${id}`);
  await navigator.clipboard.writeText(markdownTable(head, lines, addresses));
}
