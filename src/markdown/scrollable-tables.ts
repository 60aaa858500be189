import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/**
 * rehype plugin: puts each Markdown table into a box of its own that scrolls sideways, so that a wide table never
 * widens the page on a phone. The box takes focus: a keyboard must be able to scroll it too (WCAG 2.1.1).
 */
export function scrollableTables() {
  return (tree: Root): void => {
    visit(tree, 'element', (node: Element, index, parent) => {
      if (node.tagName !== 'table' || !parent || index === undefined) return;
      const box: Element = {
        type: 'element',
        tagName: 'div',
        properties: { className: ['table-box'], tabIndex: 0 },
        children: [node],
      };
      parent.children[index] = box;
      return SKIP;
    });
  };
}
