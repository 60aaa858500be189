/** What the places of a page are called, read from the built page: captions, headings, first cells, the words themselves. */
import { type DefaultTreeAdapterTypes as Tree, parseFragment } from 'parse5';
import { mainPart } from '../../lib/main-part.ts';

/** An event or a step has no title: its first words serve as one. In characters. */
const LONG = 80;

/** What stands in an element and is no part of its name. */
const ASIDE = new Set(['svg', 'button', 'details', 'small', 'template', 'script', 'style', 'sup']);
const HIDDEN = /(?:^|\s)(?:visually-hidden|sr-only|copy-button)(?:\s|$)/;

const attribute = (element: Tree.Element, name: string): string =>
  element.attrs.find((candidate) => candidate.name === name)?.value ?? '';

/** Elements below a node, in the order of the page. */
function* within(node: Tree.Node): Generator<Tree.Element> {
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) {
    if ('tagName' in child) yield child;
    yield* within(child);
  }
}

function textOf(node: Tree.Node): string {
  if ('value' in node) return node.nodeName === '#text' ? node.value : '';
  if (!('childNodes' in node)) return '';
  if ('tagName' in node) {
    if (ASIDE.has(node.tagName) || attribute(node, 'popover') !== '') return '';
    // The caption of a table may be there for screen readers only: it is its name all the same.
    if (HIDDEN.test(attribute(node, 'class')) && node.tagName !== 'caption') return '';
  }
  return node.childNodes
    .map((child) => `${textOf(child)}${'tagName' in child && child.tagName !== 'code' ? ' ' : ''}`)
    .join('');
}

const words = (node: Tree.Node | undefined): string =>
  (node === undefined ? '' : textOf(node))
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?)])/g, '')
    .trim();

/** What a reader calls an element; empty when it says nothing. */
function titleOf(element: Tree.Element): string {
  const first = (test: (candidate: Tree.Element) => boolean): Tree.Element | undefined => {
    for (const candidate of within(element)) if (test(candidate)) return candidate;
    return undefined;
  };
  const tag = element.tagName;
  if (tag === 'figure') {
    const caption = first(({ tagName }) => tagName === 'figcaption');
    for (const part of caption ? within(caption) : [])
      if (part.tagName === 'strong') return words(part).replace(/\.$/, '');
    const frame = first((part) => attribute(part, 'aria-label') !== '');
    return attribute(element, 'aria-label') || (frame ? attribute(frame, 'aria-label') : words(caption));
  }
  if (tag === 'table') return words(first(({ tagName }) => tagName === 'caption'));
  if (tag === 'tr' || tag === 'tbody') return words(first(({ tagName }) => tagName === 'th' || tagName === 'td'));
  const heading = /^h[1-6]$/.test(tag) ? element : first(({ tagName }) => /^h[1-6]$|^dt$/.test(tagName));
  // Of a heading with a link to itself that link is the name: "Then" or "Now" before it is not.
  const own = attribute(element, 'id');
  for (const part of heading ? within(heading) : []) if (attribute(part, 'href') === `#${own}`) return words(part);
  const text = words(heading ?? element);
  return text.length <= LONG ? text : `${text.slice(0, text.lastIndexOf(' ', LONG))}…`;
}

/**
 * The titles of places on a built page.
 * @param ids the places that are asked for
 * @returns by id, empty for one that says nothing; a place that is not on the page is not among them
 */
export function placeTitles(html: string, ids: ReadonlySet<string>): Map<string, string> {
  const titles = new Map<string, string>();
  for (const element of within(parseFragment(mainPart(html)))) {
    const id = attribute(element, 'id');
    if (!ids.has(id) || titles.has(id)) continue;
    titles.set(id, titleOf(element));
  }
  return titles;
}
