/** The pages of the site, from the names of their files: for code that runs outside Astro. */
import { join } from 'node:path';
import { filesBelow } from './read-source.ts';
import { LANGUAGES } from '../config/languages.ts';

/** Slugs of all pages, empty for home. @param docs folder with one folder per language */
export function pageSlugs(docs = join(process.cwd(), 'src/content/docs')): string[] {
  const slugs = new Set<string>();
  for (const { locale } of LANGUAGES) {
    for (const file of filesBelow(join(docs, locale))) {
      if (/\.mdx?$/.test(file)) slugs.add(file.replace(/(^|\/)?index\.mdx?$|\.mdx?$/, ''));
    }
  }
  return [...slugs].sort();
}
