/**
 * A Markdown table. Line breaks become spaces, and what would break a cell is escaped.
 * @param links where the first cell of each line leads
 */
export function markdownTable(
  header: readonly string[],
  lines: readonly (readonly string[])[],
  links: readonly string[] = [],
): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return (
    row(header.map(escapeCell)) +
    row(header.map(() => '---')) +
    lines
      .map((line, index) => {
        const [first = '', ...rest] = line.map(escapeCell);
        const link = links[index];
        return row([link === undefined ? first : `[${first}](${link})`, ...rest]);
      })
      .join('')
  );
}

function escapeCell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\|<>*_`]/g, '\\$&');
}
