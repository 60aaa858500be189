/** A heading of a page, in reading order. */
export interface PageHeading {
  id: string;
  /** 2 or 3. */
  depth: number;
  title: string;
}

/**
 * The headings of a page, from its Markdown: every one ends with `[#id]`. Reading them here costs nothing; rendering
 * each page a second time for its headings would.
 */
export function headingsIn(markdown: string): PageHeading[] {
  const headings: PageHeading[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence)) fence = undefined;
      continue;
    }
    const heading = fence === undefined ? /^(#{2,3}) (.+?)\s*\[#([^\]\s]+)\]\s*$/.exec(line) : null;
    const [, hashes = '', text = '', id = ''] = heading ?? [];
    if (heading) headings.push({ id, depth: hashes.length, title: plain(text) });
  }
  return headings;
}

/** The words of a heading without the marks of code, links, emphasis and components. */
function plain(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/`|\*\*|(?<!\w)[*_]|[*_](?!\w)/g, '')
    .replace(/\{'(.)'\}/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .trim();
}
