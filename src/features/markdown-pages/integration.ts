import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesBelow } from '../../content-index/read-source.ts';
import { LANGUAGES } from '../../config/languages.ts';
import { wordOf } from '../../config/words.ts';
import { MARKDOWN_FILE } from './markdown-url.ts';
import { toMarkdown } from './to-markdown.ts';

/** Writes every page of content a second time, as Markdown, when the pages are built. */
export function markdownPages(): AstroIntegration {
  return {
    name: 'markdown-pages',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        let count = 0;
        let bytes = 0;
        for (const { locale, tag } of LANGUAGES) {
          const word = wordOf(tag);
          const words = { drawing: word('markdown.drawing'), tool: word('markdown.tool') };
          for (const name of filesBelow(join(dist, locale), 'index.html')) {
            const file = join(dist, locale, name);
            const html = readFileSync(file, 'utf8');
            // A forward has no content of its own.
            if (!html.includes('sl-markdown-content')) continue;
            const twin = toMarkdown(html, words);
            writeFileSync(join(dirname(file), MARKDOWN_FILE), twin);
            count += 1;
            bytes += Buffer.byteLength(twin);
          }
        }
        logger.info(`${count} pages as Markdown, ${Math.round(bytes / 1000)} kB`);
      },
    },
  };
}
