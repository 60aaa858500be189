/** Reads the built site: which addresses exist, in which language. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes as Tree, parseFragment } from 'parse5';
import { filesBelow } from '../../content-index/read-source.ts';
import { LANGUAGES } from '../../config/languages.ts';
import { mainPart } from '../../lib/main-part.ts';
import { formatAddress } from './address.ts';

/** Parts of a page that carry an id for their own wiring, never for a reader's link. */
const WIRING = new Set([
  'input',
  'select',
  'textarea',
  'button',
  'option',
  'datalist',
  'template',
  'dialog',
  'label',
  'output',
  'form',
  'script',
  'style',
]);

/**
 * The ids of a page that a reader may link to: everything with an id inside the content, but not what is inside a
 * picture, a control, a popover, a tab panel, or marked `data-no-link`.
 * @param html a built page
 */
export function linkableIds(html: string): string[] {
  const ids: string[] = [];
  const visit = (node: Tree.Node, inContent: boolean): void => {
    if (!('childNodes' in node)) return;
    let inside = inContent;
    if ('attrs' in node) {
      const attrs = new Map(node.attrs.map(({ name, value }) => [name, value]));
      if (WIRING.has(node.tagName) || attrs.has('popover') || attrs.has('data-no-link')) return;
      if (/^tab(panel)?$/.test(attrs.get('role') ?? '')) attrs.delete('id');
      // A drawing has ids for its own arrows; the figure around it is the address.
      if (node.tagName === 'svg') return;
      const id = attrs.get('id');
      if (inside && id) ids.push(id);
      inside ||= (attrs.get('class') ?? '').split(/\s+/).includes('sl-markdown-content');
    }
    for (const child of node.childNodes) visit(child, inside);
  };
  visit(parseFragment(mainPart(html)), false);
  return ids;
}

/** The addresses of the built site by language segment (`en`, `pt-br`). */
export type Built = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Every page and id of the built site.
 * @param dist folder of the build
 * @param ways slugs that only forward: their pages hold no content
 * @param only reads no other pages than these slugs
 * @throws Error when there is no build
 */
export function readBuilt(dist: string, ways: ReadonlySet<string>, only?: ReadonlySet<string>): Built {
  if (!existsSync(join(dist, 'index.html')))
    throw new Error(`${dist} holds no built site. Run \`npm run build\` first.`);
  return new Map(
    LANGUAGES.map(({ locale }) => {
      const addresses = new Set<string>();
      const root = join(dist, locale);
      for (const file of existsSync(root) ? filesBelow(root, 'index.html') : []) {
        const slug = file.replace(/\/?index\.html$/, '');
        if (ways.has(slug) || (only && !only.has(slug))) continue;
        addresses.add(formatAddress({ slug }));
        for (const id of linkableIds(readFileSync(join(root, file), 'utf8')))
          addresses.add(`${formatAddress({ slug })}#${id}`);
      }
      return [locale, addresses];
    }),
  );
}
