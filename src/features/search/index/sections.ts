/** What the built pages give the search: one record per page and per section. */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { mainPart } from '../../../lib/main-part.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** One stretch of a page: from one heading to the next. */
export interface Section {
  /** Empty for what stands before the first heading. */
  id: string;
  heading: string;
  text: string;
}

/** A built page as the search sees it. */
interface BuiltPage {
  sections: Section[];
}

const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'svg',
  'noscript',
  'dialog',
  'button',
  'select',
  'form',
  'starlight-toc',
  // Numbers of sources.
  'sup',
]);
/** Lists of sources, links to what stands elsewhere and explanations of terms: their words are no words of the section. */
const SKIPPED_CLASSES = /^(?:term-tip|fact-sources|source-list|row-sources|corrections-box|page-meta|compare-sources)$/;
const BLOCKS = new Set([
  'p',
  'li',
  'dt',
  'dd',
  'td',
  'th',
  'tr',
  'div',
  'pre',
  'summary',
  'caption',
  'figcaption',
  'section',
  'ul',
  'details',
  'small',
]);

/**
 * Takes a built page apart.
 * @param html the page
 * @param records ids on this page that are records of their own: their text is not indexed a second time
 */
export function readPage(html: string, records: ReadonlySet<string>): BuiltPage {
  const page: BuiltPage = { sections: [{ id: '', heading: '', text: '' }] };
  let content: Element | undefined;
  const scan = (node: Node): void => {
    if (!('tagName' in node)) return;
    if ((attribute(node, 'class') ?? '').split(' ').includes('sl-markdown-content')) content ??= node;
    node.childNodes.forEach(scan);
  };
  parseFragment(mainPart(html)).childNodes.forEach(scan);

  const walk = (node: Node, place: number, siblings: readonly Node[]): void => {
    const section = page.sections.at(-1);
    if (!section) return;
    if (node.nodeName === '#text' && 'value' in node) section.text += node.value;
    if (!('tagName' in node) || SKIPPED.has(node.tagName)) return;
    const id = attribute(node, 'id');
    const classes = (attribute(node, 'class') ?? '').split(' ');
    if (classes.includes('sl-anchor-link') || attribute(node, 'hidden') !== undefined) return;
    // What repeats other pages in short is found on those pages.
    if (attribute(node, 'data-search-ignore') !== undefined) return;
    if (classes.some((name) => SKIPPED_CLASSES.test(name))) return;
    if (/^h[23]$/.test(node.tagName) && id) {
      page.sections.push({ id, heading: textOf(node), text: '' });
      return;
    }
    if (id && records.has(id)) return;
    // Two elements that touch are two words that only the layout sets apart. In a line of code they are its colours.
    const touches = siblings[place - 1]?.nodeName !== '#text' && !inLineOfCode(node);
    if (touches || BLOCKS.has(node.tagName)) section.text += ' ';
    node.childNodes.forEach(walk);
    if (BLOCKS.has(node.tagName)) section.text += ' ';
  };
  content?.childNodes.forEach(walk);
  for (const section of page.sections) section.text = tidy(section.text);
  return page;
}

function inLineOfCode({ parentNode }: Element): boolean {
  if (!parentNode || !('tagName' in parentNode)) return false;
  return (attribute(parentNode, 'class') ?? '').split(' ').includes('code') || inLineOfCode(parentNode);
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((entry) => entry.name === name)?.value;
}

function textOf(node: Node): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  return 'childNodes' in node ? tidy(node.childNodes.map(textOf).join('')) : '';
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
