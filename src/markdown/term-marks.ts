import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/**
 * rehype plugin: hands the comma after a `<Term>` to it as `mark`. A term is a button, and a line may break between a
 * button and what follows: on a phone the next line began with a comma.
 */
export function termMarks() {
  return (tree: Root): void => {
    visit(tree, 'mdxJsxTextElement', (node, index, parent) => {
      if (node.name !== 'Term' || index === undefined) return;
      const next = parent?.children[index + 1];
      if (next?.type !== 'text') return;
      const [mark] = /^[,.;:!?)»”’]+/.exec(next.value) ?? [];
      if (mark === undefined) return;
      next.value = next.value.slice(mark.length);
      node.attributes.push({ type: 'mdxJsxAttribute', name: 'mark', value: mark });
    });
  };
}
