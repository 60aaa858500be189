import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { buildIndex } from './build-index.ts';

/** Writes the search index when the pages are built. */
export function search(): AstroIntegration {
  let root = '';
  return {
    name: 'search',
    hooks: {
      'astro:config:setup': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      'astro:build:done': ({ dir, logger }) => {
        const figures = buildIndex(root, fileURLToPath(dir));
        for (const { locale, records, bytes } of figures) {
          logger.info(`${locale}: ${records} records, ${Math.round(bytes / 1000)} kB in all`);
        }
      },
    },
  };
}
