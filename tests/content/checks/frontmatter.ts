import { pageFields } from '../../../src/schemas/page.ts';
import type { Finding } from './finding.ts';
import type { Page } from './pages.ts';

/** Starlight's own keys that this site uses. Astro drops an unknown key in silence, so a misspelt one would do nothing. */
const STARLIGHT = [
  'title',
  'description',
  'template',
  'tableOfContents',
  'sidebar',
  'head',
  'hero',
  'prev',
  'next',
  'pagefind',
  'editUrl',
];
const KNOWN = new Set([...STARLIGHT, ...Object.keys(pageFields)]);

/** No unknown key, a title and a description on every page. */
export function knownFrontmatter(pages: readonly Page[]): Finding[] {
  return pages.flatMap((page) => [
    ...Object.keys(page.frontmatter)
      .filter((key) => !KNOWN.has(key))
      .map((key) => ({
        where: page.file,
        what: `The frontmatter key "${key}" is not known and would be dropped in silence.`,
        fix: `Known: ${[...KNOWN].join(', ')}. A new one goes into src/schemas/page.ts.`,
      })),
    ...['title', 'description']
      .filter((key) => typeof page.frontmatter[key] !== 'string')
      .map((key) => ({
        where: page.file,
        what: `The page has no ${key}.`,
        fix: `Add "${key}: …" to the frontmatter.`,
      })),
  ]);
}
