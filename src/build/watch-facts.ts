import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Restarts the development server when a fact changes: the fact store is read once per process, so a writer would
 * otherwise keep seeing the old value.
 */
export function watchFacts(): AstroIntegration {
  return {
    name: 'watch-facts',
    hooks: {
      'astro:config:setup': ({ command, config, addWatchFile }) => {
        if (command !== 'dev') return;
        addWatchFile(fileURLToPath(new URL('src/data/', config.root)));
      },
    },
  };
}
