/** The Markdown twin of a page stands in the page's own folder: `/en/interfaces/cri/index.md`. The address is kept like the page's. */
export const MARKDOWN_FILE = 'index.md';

/** Address of a page's twin. @param page address of the page, with the slash at its end */
export function markdownUrl(page: string): string {
  return `${page}${MARKDOWN_FILE}`;
}
