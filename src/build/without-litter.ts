/** What systems and editors leave in folders is copied with `public`, and would be published, from some machines only. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesBelow } from '../content-index/read-source.ts';

const LITTER = /(?:^|\/)(?:\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|[^/]*~|[^/]*\.(?:swp|orig|bak|tmp))$/i;

/** Those files of a build that nobody wrote for readers. */
export const litterIn = (files: readonly string[]): string[] => files.filter((name) => LITTER.test(name));

/** Takes them out of the build, before anything lists its files. */
export const withoutLitter = (): AstroIntegration => ({
  name: 'without-litter',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const root = fileURLToPath(dir);
      for (const name of litterIn(filesBelow(root))) rmSync(join(root, name));
    },
  },
});
