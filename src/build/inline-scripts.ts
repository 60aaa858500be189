/**
 * What the framework writes into every page is made small and valid: its inline scripts come as they were written, with
 * comments and indents, and with `aria-hidden`, which HTML does not allow there. They have it because a screen reader reads
 * scripts aloud inside an element of `display: contents` (https://bugs.webkit.org/show_bug.cgi?id=283645);
 * src/styles/site.css makes that element a block instead.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { transformSync } from 'esbuild';

const small = new Map<string, string>();
const minified = (code: string): string => {
  const known = small.get(code) ?? transformSync(code, { minify: true }).code.trim();
  small.set(code, known);
  return known;
};

/** A page with its inline scripts minified and hidden from nobody; modules and data are left as they are. */
export function leanScripts(html: string): string {
  return html.replace(
    /<script(?: aria-hidden="true")?( data-base="[^"]*")?>([^]*?)<\/script>/g,
    (_, base: string | undefined, code: string) => `<script${base ?? ''}>${minified(code)}</script>`,
  );
}

/** Works on the pages of the build. Must come before what hashes their scripts. */
export function inlineScripts(): AstroIntegration {
  return {
    name: 'inline-scripts',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!name.endsWith('.html')) continue;
          const html = readFileSync(join(folder, name), 'utf8');
          const lean = leanScripts(html);
          if (lean !== html) writeFileSync(join(folder, name), lean);
        }
      },
    },
  };
}
