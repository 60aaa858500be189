import type { Heading, Root, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/** `Title [#english-id]`: the id at the end of a heading. `{#id}` would be an expression in MDX. */
const MARK = /\s*\[#([^\]\s]+)\]\s*$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * remark plugin: reads `## Title [#english-id]`, takes the mark out of the text and sets the id, so that a link keeps
 * working when a title is reworded or translated. Works for `.md` and `.mdx`.
 *
 * Fails the build when a heading has no id, when an id is not kebab-case ASCII, or when a page uses an id twice.
 */
export function headingIds() {
  return (tree: Root, file: VFile): void => {
    const seen = new Map<string, number>();
    visit(tree, 'heading', (heading: Heading) => {
      const last = heading.children.at(-1);
      const match = last?.type === 'text' ? MARK.exec(last.value) : null;
      if (!match?.[1]) {
        file.fail(
          'This heading has no id. Links of course material would break when its wording changes. ' +
            'End it with an English kebab-case id, the same in both languages: "## Title [#english-id]".',
          heading,
        );
      }
      const id = match[1];
      if (!KEBAB.test(id)) {
        file.fail(
          `The id "${id}" is not kebab-case ASCII. Use lower-case letters, digits and single hyphens.`,
          heading,
        );
      }
      const line = heading.position?.start.line ?? 0;
      const first = seen.get(id);
      if (first !== undefined) {
        file.fail(`The id "${id}" is already used by the heading on line ${first}. Ids are unique on a page.`, heading);
      }
      seen.set(id, line);
      (last as Text).value = (last as Text).value.replace(MARK, '');
      heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id } };
    });
  };
}
