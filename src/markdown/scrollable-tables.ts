import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { breakable } from '../lib/breakable.ts';

/**
 * rehype plugin: puts each Markdown table into a box of its own that scrolls sideways, so that a wide table never
 * widens the page on a phone. The box takes focus: a keyboard must be able to scroll it too (WCAG 2.1.1). Code in its cells
 * may wrap at the joints of paths and long names.
 */
export function scrollableTables() {
  return (tree: Root): void => {
    visit(tree, 'element', (node: Element, index, parent) => {
      if (node.tagName !== 'table' || !parent || index === undefined) return;
      visit(node, { tagName: 'code' }, (code: Element) => {
        code.children = code.children.flatMap((child): ElementContent[] =>
          child.type !== 'text'
            ? [child]
            : breakable(child.value).flatMap((value, at): ElementContent[] => [
                ...(at > 0 ? [wbr()] : []),
                { type: 'text', value },
              ]),
        );
      });
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

/** A place where a browser may wrap. */
const wbr = (): Element => ({ type: 'element', tagName: 'wbr', properties: {}, children: [] });
