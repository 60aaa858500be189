import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { LANGUAGES } from '../config/languages.ts';

/**
 * rehype plugin: adds the sub-path to links that begin with `/`. Writers write `/en/interfaces/cri/#operations`; only
 * the build knows where the site lives.
 *
 * Fails when such a link names no language, when it leads into the other language than the page's own, or when it has
 * no trailing slash: on GitHub Pages each of these costs the reader a 404 or the wrong page.
 *
 * @param options.base sub-path of the site, `/repo` or empty
 */
export function baseLinks(options: { base: string }) {
  const locales = LANGUAGES.map((language) => language.locale);
  return (tree: Root, file: VFile): void => {
    const own = locales.find((locale) => (file.path ?? '').replaceAll('\\', '/').includes(`/docs/${locale}/`));
    visit(tree, 'element', (node: Element) => {
      const href = node.tagName === 'a' ? node.properties['href'] : undefined;
      if (typeof href !== 'string' || !href.startsWith('/') || href.startsWith('//')) return;
      const [path = '', fragment] = href.split('#');
      const locale = path.split('/')[1];
      if (!locales.some((known) => known === locale)) {
        file.fail(`The link "${href}" names no language. Write /${own ?? 'en'}/<slug>/ without the sub-path.`, node);
      }
      if (own && locale !== own) {
        file.fail(`The link "${href}" leads a reader of "${own}" into "${locale}". Link to the same language.`, node);
      }
      if (!path.endsWith('/')) {
        file.fail(
          `The link "${href}" has no slash before its end or fragment. Write "${path}/${fragment ? `#${fragment}` : ''}".`,
          node,
        );
      }
      node.properties['href'] = `${options.base}${href}`;
    });
  };
}
