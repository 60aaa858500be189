import type { Element, ElementContent, Root } from 'hast';
import type { VFile } from 'vfile';
import { LANGUAGES } from '../config/languages.ts';
import { correctionsOf, localize } from '../facts/index.ts';

/** The address of a page in a file's path: `…/docs/en/interfaces/cri.mdx` is `interfaces/cri` in English. */
function pageOf(path: string): { locale: string; slug: string } | undefined {
  const [, locale, slug] = /\/docs\/([^/]+)\/(.+?)(?:\/index)?\.mdx?$/.exec(path.replaceAll('\\', '/')) ?? [];
  return locale === undefined || slug === undefined ? undefined : { locale, slug };
}

/** Level and id of a heading, or undefined for anything else. */
function headingOf(node: Root['children'][number]): { level: number; id: string } | undefined {
  const [, level] = node.type === 'element' ? (/^h([1-6])$/.exec(node.tagName) ?? []) : [];
  const id = node.type === 'element' ? node.properties['id'] : undefined;
  return level === undefined || typeof id !== 'string' ? undefined : { level: Number(level), id };
}

const element = (tagName: string, children: ElementContent[], properties: Element['properties'] = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children,
});
const text = (value: string): ElementContent => ({ type: 'text', value });

/**
 * rehype plugin: beside a section, or at its end where there is no room, what notes often get wrong about it, struck, and
 * what holds. The entries are those of corrections.yaml that name the section; `PageCorrections.astro` has those that name
 * the page alone. Runs before `baseLinks`, which knows where the site lives.
 */
export function sectionCorrections() {
  return (tree: Root, file: VFile): void => {
    const page = pageOf(file.path ?? '');
    const lang = LANGUAGES.find(({ locale }) => locale === page?.locale)?.lang;
    if (!page || !lang) return;
    const entries = correctionsOf(page.slug);
    // From the last section to the first: what is put in moves nothing that is still to be looked at.
    for (let at = tree.children.length - 1; entries.length > 0 && at >= 0; at -= 1) {
      const heading = headingOf(tree.children[at] as Root['children'][number]);
      const own = entries.filter(({ page: place, also = [] }) =>
        [place, ...also].includes(`${page.slug}#${heading?.id ?? ''}`),
      );
      if (!heading || own.length === 0) continue;
      const next = tree.children.findIndex((node, index) => index > at && headingOf(node) !== undefined);
      const items = own.map((entry) =>
        element('li', [
          element('a', [element('s', [text(`“${localize(entry.title, lang)}”`)])], {
            href: `/${page.locale}/reference/corrections/#${entry.id}`,
          }),
          text(` ${localize(entry.holds, lang)}`),
        ]),
      );
      const list = element('ul', items, { className: ['section-corrections', 'not-content'], dataPagefindIgnore: '' });
      const end = next < 0 ? tree.children.length : next;
      const section = tree.children.slice(at + 1, end) as ElementContent[];
      const noted = element('section', [element('section', section), list], { className: ['noted'] });
      tree.children.splice(at + 1, end - at - 1, noted);
    }
  };
}
