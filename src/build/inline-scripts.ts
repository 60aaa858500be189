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

/** A paragraph or a band of facts without its end tag. */
const PART = /<(p|dl)\b(?![^>]*\s(?:role|(?:aria-)?hidden)\b)[^>]*>[^]*?(?=<\/\1>)/g;
/** What the first screen of a phone has room for: letters of text. */
const FIRST_SCREEN = 900;

/**
 * A page with its inline scripts minified and hidden from nobody; modules and data are left as they are. A script waits for
 * a style sheet that stands before it, and the browser reads on only after it. So those of the head stand before the sheet,
 * and those of the body where the first screen ends: that is read when the sheet comes, and painted at once, before the
 * rest is laid out.
 */
export function leanScripts(html: string): string {
  const body = html.indexOf('<body');
  const early: string[] = [];
  const late: string[] = [];
  const lean = html.replace(
    /<script(?: aria-hidden="true")?( data-base="[^"]*")?>([^]*?)<\/script>/g,
    (_, base: string | undefined, code: string, at: number) => {
      const script = `<script${base ?? ''}>${minified(code)}</script>`;
      if (body < 0) return script;
      (at < body ? early : late).push(script);
      return '';
    },
  );
  const start = Math.max(0, lean.search(/<link rel="stylesheet"|<\/head>/));
  const end = firstScreenEnd(lean);
  return lean.slice(0, start) + early.join('') + lean.slice(start, end) + late.join('') + lean.slice(end);
}

/**
 * Where the last paragraph or band of facts that begins on the first screen ends, before any table or form; the first one of
 * a page in any case, and without one the end of the body. What tells what a tool does is left alone: its words change, and
 * what stands in it would be said aloud, or be gone.
 */
function firstScreenEnd(html: string): number {
  const content = html.indexOf('class="sl-markdown-content"');
  // In these nothing runs. Their room stays, so that places keep their number.
  const text = (content < 0 ? '' : html.slice(content)).replace(/<(template|noscript)\b[^]*?<\/\1>/g, (dead) =>
    ' '.repeat(dead.length),
  );
  const table = text.search(/<(?:table|form|details|dialog)\b/);
  let end: number | undefined;
  for (const { 0: paragraph, index } of text.matchAll(PART)) {
    const before = text.slice(0, index).replace(/<(term-tip|script)\b[^]*?<\/\1>|<[^>]*>/g, '');
    if (end !== undefined && (before.length > FIRST_SCREEN || (table >= 0 && index > table))) break;
    end = content + index + paragraph.length;
  }
  return end ?? Math.max(0, html.lastIndexOf('</body>'));
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
