/**
 * A line may end after any hyphen, also that of an option of a command: on a phone `-` stood at the end of one line and `l` at
 * the beginning of the next. No property of CSS says otherwise, and a sign that joins them would be copied along.
 */
import type { Element, ElementContent, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/** Where an option begins: its hyphens with the first letter, after nothing, a space, a quote or what assigns it. */
const OPTION = /(?<![^\s"'`=([{|])(-{1,2}\w)/;

/** Puts the beginning of each option in the text of an element into a `span` that no line ends in. */
export function keepOptionsWhole(element: Element): void {
  visit(element, 'text', (node, index, parent) => {
    const parts = node.value.split(OPTION);
    if (parts.length === 1 || index === undefined || parent === undefined) return;
    const text = (value: string): ElementContent => ({ type: 'text', value });
    const pieces = parts.map((part, at): ElementContent =>
      at % 2 === 0
        ? text(part)
        : { type: 'element', tagName: 'span', properties: { className: ['whole'] }, children: [text(part)] },
    );
    parent.children.splice(index, 1, ...pieces.filter((piece) => piece.type !== 'text' || piece.value !== ''));
    return [SKIP, index + pieces.length];
  });
}

/** rehype plugin: {@link keepOptionsWhole} for code in a sentence. */
export function wholeOptions() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, _index, parent) => {
      if (node.tagName === 'code' && !(parent?.type === 'element' && parent.tagName === 'pre')) keepOptionsWhole(node);
    });
  };
}
