/** What the build itself does about addresses: a redirect that leads nowhere stops it, the sitemap holds pages only. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readPath } from '../../lib/paths.ts';
import { LANGUAGES } from '../../config/languages.ts';
import { BASE_PATH } from '../../config/site.ts';
import { parseAddress } from './address.ts';
import { readBuilt } from './built.ts';
import { pageRedirects } from './redirects.ts';
import { deadTargets } from './verify.ts';
import { loadRedirects } from './load.ts';
import { pageSlugs } from '../../content-index/slugs.ts';

/** True for the address of a page in a language; false for `/`, an address without a language, and a forward. */
export function isPage(url: string): boolean {
  const { locale, slug } = readPath(
    new URL(url).pathname,
    BASE_PATH,
    LANGUAGES.map((language) => language.locale),
  );
  return locale !== undefined && pageSlugs().includes(slug);
}

/** Fails the build when a redirect leads to an id that the built page does not have. */
export function redirectsHaveTargets(): AstroIntegration {
  return {
    name: 'permalinks',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const redirects = loadRedirects(pageSlugs());
        const slugs = [...redirects].flat().map((address) => parseAddress(address).slug);
        const built = readBuilt(fileURLToPath(dir), new Set(pageRedirects(redirects).keys()), new Set(slugs));
        const problems = deadTargets(built, redirects);
        if (problems.length > 0) throw new Error(problems.join('\n'));
      },
    },
  };
}
