import { pathToFileURL } from 'node:url';
import { createMarkdownProcessor } from '@astrojs/markdown-remark';
import { compile } from '@mdx-js/mdx';
import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import remarkGfm from 'remark-gfm';
import { VFile } from 'vfile';
import { baseLinks } from '../../src/markdown/base-links.ts';
import { headingIds } from '../../src/markdown/heading-ids.ts';
import { ownAddress } from '../../src/markdown/own-address.ts';
import { scrollableTables } from '../../src/markdown/scrollable-tables.ts';
import { sectionCorrections } from '../../src/markdown/section-corrections.ts';

/** Where a page says that the site is, and where it is. */
export const PLACES = { written: 'https://owner.example/repo', here: 'https://fork.example' } as const;

const gfm = [remarkGfm, { singleTilde: false }] as const;

/** The two kinds of page. Each plugin must work in both: their trees differ. */
export const KINDS = ['md', 'mdx'] as const;

/**
 * Renders a page's body through the site's own plugins.
 * @param kind as `.md` (Astro's processor) or as `.mdx` (the MDX compiler)
 * @param source Markdown
 * @param path where the page stands; its language follows from it
 * @returns HTML
 */
export async function render(
  kind: (typeof KINDS)[number],
  source: string,
  path: string,
  base = '/repo',
): Promise<string> {
  if (kind === 'md') {
    const processor = await createMarkdownProcessor({
      gfm: false,
      smartypants: false,
      syntaxHighlight: false,
      remarkPlugins: [[...gfm], headingIds, [ownAddress, PLACES]],
      rehypePlugins: [sectionCorrections, [baseLinks, { base }], scrollableTables],
    });
    return (await processor.render(source, { fileURL: pathToFileURL(path) })).code;
  }
  let html = '';
  await compile(new VFile({ value: source, path }), {
    remarkPlugins: [[...gfm], headingIds, [ownAddress, PLACES]],
    rehypePlugins: [
      sectionCorrections,
      [baseLinks, { base }],
      scrollableTables,
      () => (tree: Root) => {
        html = toHtml({ type: 'root', children: tree.children.filter((node) => node.type === 'element') });
      },
    ],
  });
  return html;
}
