import { isUnifiedProcessor } from '@astrojs/markdown-remark';
import type { AstroIntegration } from 'astro';
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { isElement, textOf } from '../lib/hast.ts';

/** Words in an id by which reader views take its element for a row of buttons (Readability, `REGEXPS.negative`). */
const TAKEN_FOR_BUTTONS = /share|related|meta|media|comment|contact|footer|promo|scroll|sponsor|tags|widget|hidden/;

/**
 * rehype plugin: the link that Starlight sets beside a heading has its name as an attribute, and the words of the heading stand
 * in an element of text. Reader views (Firefox's, and all that are built on its library) leave out a box with more words in
 * links than in text, or without an element of text: they would show pages without headings.
 */
export function headingLinkNames() {
  return (tree: Root): void => {
    visit(tree, 'element', (node: Element) => {
      const [heading, link] = node.children;
      if (!heading || !link || !isElement(heading) || !isElement(link) || !classesOf(link).includes('sl-anchor-link'))
        return;
      const name = link.children.find((child) => isElement(child) && classesOf(child).includes('sr-only'));
      if (!name || !isElement(name)) return;
      link.properties['ariaLabel'] = textOf(name);
      link.children = link.children.filter((child) => child !== name);
      heading.children = [{ type: 'element', tagName: 'span', properties: {}, children: heading.children }];
      // A word that speaks for an element outweighs one against it.
      if (TAKEN_FOR_BUTTONS.test(String(heading.properties['id']))) heading.properties['className'] = ['entry-title'];
    });
  };
}

/** Starlight writes `class`, as HTML does; hast says `className`. */
function classesOf({ properties }: Element): string[] {
  const names = properties['className'] ?? properties['class'];
  return Array.isArray(names) ? names.map(String) : String(names ?? '').split(' ');
}

/** Runs the plugin after those of Starlight. Must come after it. */
export function headingLinks(): AstroIntegration {
  return {
    name: 'heading-links',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const { processor } = config.markdown;
        if (!processor || !isUnifiedProcessor(processor))
          throw new Error('The headings need the processor of astro.config.mjs.');
        processor.options.rehypePlugins.push(headingLinkNames);
      },
    },
  };
}
