/** What the build itself does about addresses: a forward that leads nowhere stops it, the sitemap holds pages only. */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readPath } from '../lib/paths.ts';
import { LANGUAGES } from '../site/languages.ts';
import { BASE_PATH } from '../site/site.ts';
import { parseAddress } from './address.ts';
import { readBuilt } from './built.ts';
import { movedPages } from './forwards.ts';
import { deadTargets } from './gate.ts';
import { loadForwards } from './load.ts';
import { pageSlugs } from './slugs.ts';

/** True for the address of a page in a language; false for `/`, an address without a language, and a forward. */
export function isPage(url: string): boolean {
  const { locale, slug } = readPath(
    new URL(url).pathname,
    BASE_PATH,
    LANGUAGES.map((language) => language.locale),
  );
  return locale !== undefined && pageSlugs().includes(slug);
}

/** Fails the build when a forward leads to an id that the built page does not have. */
export function forwardsLeadSomewhere(): AstroIntegration {
  return {
    name: 'permalinks',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const forwards = loadForwards(pageSlugs());
        const slugs = [...forwards].flat().map((address) => parseAddress(address).slug);
        const built = readBuilt(fileURLToPath(dir), new Set(movedPages(forwards).keys()), new Set(slugs));
        const problems = deadTargets(built, forwards);
        if (problems.length > 0) throw new Error(problems.join('\n'));
      },
    },
  };
}
