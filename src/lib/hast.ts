/** Reading trees of HTML (hast): what an element is, is called, holds and says. */
import type { Element, Nodes, Parents } from 'hast';

/** Whether a node is an element. */
export const isElement = (node: { type: string }): node is Element => node.type === 'element';

/** Whether a node is an element of one of these names. */
export const isTag = (node: { type: string }, ...names: string[]): node is Element =>
  isElement(node) && names.includes(node.tagName);

/** The classes of an element. */
export function classesOf({ properties }: Element): string[] {
  const { className } = properties;
  return Array.isArray(className) ? className.map(String) : [];
}

/** Whether an element has a class. */
export const hasClass = (node: Element, name: string): boolean => classesOf(node).includes(name);

/** All text of a node, white space as it stands. */
export function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** The first element below a node that fits, in the order of the document. */
export function firstElement(node: Parents, fits: (element: Element) => boolean): Element | undefined {
  for (const child of node.children) {
    if (!isElement(child)) continue;
    const found = fits(child) ? child : firstElement(child, fits);
    if (found) return found;
  }
  return undefined;
}
