/**
 * The content security policy of every HTML file, as `<meta>`: GitHub Pages sends no headers of our own. It is written
 * when all pages are built, from what each page holds. Astro's own `security.csp` does not know the inline scripts that
 * Starlight marks `is:inline`, and lists the hashes of every script of the site on every page.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const ATTRIBUTES = `((?:[^>"']|"[^"]*"|'[^']*')*)`;
const SCRIPT = new RegExp(`<script\\b${ATTRIBUTES}>([^]*?)</script>`, 'gi');
const STYLE = new RegExp(`<style\\b${ATTRIBUTES}>([^]*?)</style>`, 'gi');
/** Types of a script that a browser runs; any other is data, which no policy looks at. */
const RUNS = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:java|ecma)script)$/i;

/** The source expression that allows one inline script or style: `'sha256-…'` of its text. */
function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Hashes of the inline elements that `pattern` finds and `counts` lets through, each once. */
function hashes(html: string, pattern: RegExp, counts: (attributes: string) => boolean): string[] {
  const found = [...html.matchAll(pattern)].filter(([, attributes = '']) => counts(attributes));
  return [...new Set(found.map(([, , text = '']) => hash(text)))];
}

/** Whether the attributes are those of a script that stands in the page itself and is run. */
function runs(attributes: string): boolean {
  if (/\ssrc\s*=/i.test(attributes)) return false;
  const [, type = ''] = /\stype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes) ?? [];
  return RUNS.test(type);
}

/**
 * The policy for one page. Everything comes from the site itself; inline scripts and styles run only when they are the
 * ones that were built. Not `default-src 'none'`: a prefetch of the next page has no directive of its own any more, and
 * browsers measure it by the default.
 * @param html the whole page
 */
export function policyFor(html: string): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...hashes(html, SCRIPT, runs)].join(' '),
    ["style-src 'self'", ...hashes(html, STYLE, () => true)].join(' '),
    // Starlight's icons and the colours of code are `style` attributes, too many to hash. They run nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join(';');
}

/**
 * A page with its policies: what it may load and run, and how much of its address other sites are told. They stand
 * right after the declaration of the character set, before all that loads anything.
 * @throws Error when the page declares no character set in its head
 */
export function withPolicy(html: string): string {
  const policies =
    `<meta http-equiv="content-security-policy" content="${policyFor(html)}">` +
    '<meta name="referrer" content="strict-origin-when-cross-origin">';
  const guarded = html.replace(/<head>\s*<meta charset="?utf-8"?\s*\/?>/i, (start) => start + policies);
  if (guarded === html) throw new Error('The head does not begin with <meta charset="utf-8">.');
  return guarded;
}

/** Writes the policy into every HTML file of the build. Must be the last integration that changes HTML. */
export function contentSecurityPolicy(): AstroIntegration {
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
          name.endsWith('.html'),
        );
        for (const name of files) {
          const file = join(folder, name);
          try {
            writeFileSync(file, withPolicy(readFileSync(file, 'utf8')));
          } catch (cause) {
            throw new Error(`${name} got no content security policy.`, { cause });
          }
        }
        logger.info(`${files.length} pages`);
      },
    },
  };
}
