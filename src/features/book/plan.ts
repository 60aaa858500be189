/** Which books there are, and which pages each has. */
import { firstElement } from '../../lib/hast.ts';
import { parsePage } from './chapter.ts';
import { visit } from 'unist-util-visit';

/** The readers that the start page has a path for. */
export const PATHS = ['student', 'teacher', 'on-call'] as const;

/** Pages that are tools, or speak of the site on a screen: of no use on paper. */
const TOOLS = new Set([
  'start',
  'search',
  'course/kit',
  'reference/port-board',
  'reference/firewall',
  'reference/lookup',
  'reference/as-of',
  'reference/data',
  'about/quality',
]);

/** A part of a book: a title, unless it has none, and its pages. */
export interface Part {
  title: string;
  slugs: string[];
}

/** Whether a page can stand in a book. */
export const isRead = (slug: string): boolean => slug !== '' && !TOOLS.has(slug) && !slug.startsWith('study/');

/**
 * The parts of the whole book: the groups of the sidebar.
 * @param groups in the language of the book
 */
export function wholeBook(groups: readonly { label: string; slugs: readonly string[] }[]): Part[] {
  return groups
    .map(({ label, slugs }) => ({
      title: label,
      // The sheets say what the pages say, once more and shorter.
      slugs: slugs.filter((slug) => isRead(slug) && !slug.startsWith('notes') && !slug.startsWith('course/')),
    }))
    .filter(({ slugs }) => slugs.length > 0);
}

/**
 * The pages of a reading path, in its order: what the numbered list under its heading on the start page links to.
 * @param html the built start page
 * @param root sub-path and language: `/repo/en/`
 * @throws Error when the page has no such list
 */
export function pathPages(html: string, path: string, root: string): string[] {
  const page = parsePage(html);
  const slugs: string[] = [];
  let at = '';
  const content = firstElement(page, ({ tagName }) => tagName === 'main');
  if (content)
    visit(content, 'element', (node) => {
      if (node.tagName === 'h2') at = String(node.properties['id'] ?? '');
      if (at !== path || node.tagName !== 'ol') return;
      visit(node, 'element', ({ tagName, properties: { href } }) => {
        if (tagName !== 'a' || typeof href !== 'string' || !href.startsWith(root)) return;
        const slug = href.slice(root.length).replace(/\/?(?:[?#].*)?$/, '');
        if (isRead(slug) && !slug.startsWith('reference/glossary') && !slugs.includes(slug)) slugs.push(slug);
      });
    });
  if (slugs.length === 0) throw new Error(`The start page has no numbered list of links under #${path}.`);
  return slugs;
}
