/** The pages of the site, from the names of their files: for code that runs outside Astro. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../config/languages.ts';

/** Slugs of all pages, empty for home. @param docs folder with one folder per language */
export function pageSlugs(docs = join(process.cwd(), 'src/content/docs')): string[] {
  const slugs = new Set<string>();
  for (const { locale } of LANGUAGES) {
    for (const file of readdirSync(join(docs, locale), { recursive: true, encoding: 'utf8' })) {
      if (/\.mdx?$/.test(file)) slugs.add(file.replaceAll('\\', '/').replace(/(^|\/)?index\.mdx?$|\.mdx?$/, ''));
    }
  }
  return [...slugs].sort();
}
