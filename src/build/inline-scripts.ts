/**
 * What the framework writes into every page is made small and valid: its inline scripts come as they were written, with
 * comments and indents, and with `aria-hidden`, which HTML does not allow there. They have it because a screen reader reads
 * scripts aloud inside an element of `display: contents` (https://bugs.webkit.org/show_bug.cgi?id=283645);
 * src/styles/site.css makes that element a block instead.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { transformSync } from 'esbuild';
import { filesBelow } from '../content-index/read-source.ts';

const small = new Map<string, string>();
const minified = (code: string): string => {
  const known = small.get(code) ?? transformSync(code, { minify: true }).code.trim();
  small.set(code, known);
  return known;
};

/**
 * A page with its inline scripts minified and hidden from nobody; modules and data are left as they are. Those of the body
 * move to the end of what a page opens with: a script waits for the style sheet, and the browser reads on only after it.
 * So it has the opening when the sheet comes, and paints it before the rest is laid out.
 */
export function leanScripts(html: string): string {
  const body = html.indexOf('<body');
  const late: string[] = [];
  const lean = html.replace(
    /<script(?: aria-hidden="true")?( data-base="[^"]*")?>([^]*?)<\/script>/g,
    (_, base: string | undefined, code: string, at: number) => {
      const script = `<script${base ?? ''}>${minified(code)}</script>`;
      if (body < 0 || at < body) return script;
      late.push(script);
      return '';
    },
  );
  const end = openingEnd(lean);
  return lean.slice(0, end) + late.join('') + lean.slice(end);
}

/**
 * Where the last paragraph before the first section of a page ends; without one, where the body does. One that tells what a
 * tool does is left alone: its words change, and what stands in it would be said aloud, or be gone.
 */
function openingEnd(html: string): number {
  const content = html.indexOf('class="sl-markdown-content"');
  const section = html.slice(content).search(/<h[2-6]\b/);
  const opening = content < 0 || section < 0 ? '' : html.slice(content, content + section);
  const end = [...opening.matchAll(/<p\b(?![^>]*\srole=)[^>]*>[^]*?(?=<\/p>)/g)].at(-1);
  return end === undefined ? Math.max(0, html.lastIndexOf('</body>')) : content + end.index + end[0].length;
}

/** Works on the pages of the build. Must come before what hashes their scripts. */
export function inlineScripts(): AstroIntegration {
  return {
    name: 'inline-scripts',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const name of filesBelow(folder, '.html')) {
          const html = readFileSync(join(folder, name), 'utf8');
          const lean = leanScripts(html);
          if (lean !== html) writeFileSync(join(folder, name), lean);
        }
      },
    },
  };
}
