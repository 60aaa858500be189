/**
 * Puts a text on the clipboard, and beside it HTML for programs that show links and emphasis.
 * @throws when the browser or a policy refuses the clipboard
 */
export async function writeClipboard(text: string, html?: string): Promise<void> {
  if (html === undefined || typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(text);
  const item = new ClipboardItem({
    'text/plain': new Blob([text], { type: 'text/plain' }),
    'text/html': new Blob([html], { type: 'text/html' }),
  });
  return navigator.clipboard.write([item]);
}
