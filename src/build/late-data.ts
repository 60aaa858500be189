/**
 * What a page tells a script that most readers never fetch, the words of a dialog or what a table tool must know of its rows,
 * needs not come with the page: each `<script type="application/json" data-late>` becomes a file, and the page keeps its
 * address. `lateData` of src/browser/fetch-text.ts reads both.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesBelow } from '../content-index/read-source.ts';
import { BASE_PATH } from '../config/site.ts';

const LATE = /(<script type="application\/json" data-late)>([^]*?)(<\/script>)/g;

/**
 * A page without its late data.
 * @param folder address of the folder for the files, ending in a slash
 * @returns the page, and the files by name: what is the same on many pages is one file
 */
export function moveLateData(html: string, folder: string): { html: string; files: Map<string, string> } {
  const files = new Map<string, string>();
  const lean = html.replace(LATE, (_, start: string, json: string, end: string) => {
    const name = `late.${createHash('sha256').update(json).digest('base64url').slice(0, 8)}.json`;
    files.set(name, json);
    return `${start}="${folder}${name}">${end}`;
  });
  return { html: lean, files };
}

/** Works on the pages of the build. Must come after what reads the words of scripts in pages. */
export function lateData(): AstroIntegration {
  return {
    name: 'late-data',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const written = new Set<string>();
        for (const name of filesBelow(root, '.html')) {
          const page = readFileSync(join(root, name), 'utf8');
          const { html, files } = moveLateData(page, `${BASE_PATH}/_astro/`);
          if (html === page) continue;
          writeFileSync(join(root, name), html);
          for (const [file, json] of files) {
            if (!written.has(file)) writeFileSync(join(root, '_astro', file), json);
            written.add(file);
          }
        }
        logger.info(`${written.size} files`);
      },
    },
  };
}
