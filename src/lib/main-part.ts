/** What stands inside of these is most of a page's bytes, and nothing that is read of a built page. */
const INSIDE = /(<(script|style|svg)\b[^>]*>)[^]*?(<\/\2>)/g;

/**
 * The part of a built page with its content: `<main>`, its scripts, styles and drawings empty. Menus and heads are half of a
 * page, and parsing them takes as long as parsing what is asked for.
 * @param html a built page, or a piece of one, which is taken whole
 */
export function mainPart(html: string): string {
  const start = html.indexOf('<main');
  const end = html.indexOf('</main>', start);
  return (start < 0 || end < 0 ? html : html.slice(start, end)).replace(INSIDE, '$1$3');
}
