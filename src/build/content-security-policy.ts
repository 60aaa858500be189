/**
 * The content security policy of every HTML file, as `<meta>`: GitHub Pages sends no headers of our own. It is written
 * when all pages are built, from what each page holds. Astro's own `security.csp` does not know the inline scripts that
 * Starlight marks `is:inline`, and lists the hashes of every script of the site on every page.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { filesBelow } from '../content-index/read-source.ts';
import { inlinedModules } from './page-files.ts';

const ATTRIBUTES = `((?:[^>"']|"[^"]*"|'[^']*')*)`;
const SCRIPT = new RegExp(`<script\\b${ATTRIBUTES}>([^]*?)</script>`, 'gi');
const STYLE = new RegExp(`<style\\b${ATTRIBUTES}>([^]*?)</style>`, 'gi');
/** Types of a script that a browser runs; any other is data, which no policy looks at. */
const RUNS = /^(?:|module|importmap|speculationrules|(?:text|application)\/(?:java|ecma)script)$/i;

/**
 * The inline scripts that somebody has read, by their hash once they are minified. Each runs before the first paint, where
 * no file may be waited for. Any other stops the build; what the bundler writes into a page out of our own modules is known
 * from the bundle.
 */
const REVIEWED: Readonly<Record<string, string>> = {
  'HzfqFW9WLyk941Sgmhlu5YR4hninRGJUAUKSiKJD9b8=': 'the theme: src/components/overrides/ThemeProvider.astro',
  'TMlV20ysNqMW8i820QMTCEgdN43oLDz16QSKrE9EY6o=': 'Starlight: opens the groups of the menu that this tab had open',
  'Ya+BrDzoMSgnVokgavwAosnAGvo1a02yEq6vAKjwaXg=': 'Starlight: scrolls the menu to where this tab had it',
  'VWlFqDo7V4YrQdBnxvq4/KtTfYIMU3qyzDUS1wdP718=':
    'the menu, opened at the page that is read: src/components/overrides/PageTitle.astro',
  'gCTPMU0lQO/6RODE4RhPZs8wek3r94I7z9euL34ZeUA=':
    'the scripts and styles that did not come: src/components/overrides/Footer.astro',
};

/** Markup that no page may hold, and what to do instead. Looked for outside scripts, styles and comments. */
const FORBIDDEN: readonly { what: string; pattern: RegExp; fix: string }[] = [
  {
    what: 'a frame or a plugin',
    pattern: /^<(?:iframe|frame|object|embed|portal|applet)(?![\w-])/i,
    fix: 'Link to it.',
  },
  { what: 'a handler', pattern: /^<[a-z][^>]*?\son[a-z]+\s*=/i, fix: 'Listen in a script of the site.' },
  {
    what: 'an address that runs a script',
    pattern: /=\s*["']?\s*javascript:/i,
    fix: 'Use a button and a script of the site.',
  },
  {
    what: 'a picture of another site',
    pattern:
      /^<(?:img|source|image|video|audio|track|input)\b[^>]*?\s(?:src|srcset|href|poster)\s*=\s*["']?\s*(?:https?:)?\/\//i,
    fix: 'Put the picture into the project.',
  },
  {
    what: 'a script or a style of another site',
    pattern:
      /^<(?:script\b[^>]*?\ssrc|link\b[^>]*?\srel=["']?stylesheet\b[^>]*?\shref)\s*=\s*["']?\s*(?:https?:)?\/\//i,
    fix: 'Put it into the project.',
  },
];
const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;

/**
 * What a page holds that nobody has reviewed, each with what to do.
 * @param html the whole page
 * @param bundled hashes of the modules that the bundler wrote
 */
export function unreviewed(html: string, bundled: ReadonlySet<string>): string[] {
  const problems: string[] = [];
  for (const [, attributes = '', text = ''] of html.matchAll(SCRIPT)) {
    if (!runs(attributes)) continue;
    const sum = digest(text);
    if (sum in REVIEWED || (/\stype="?module/.test(attributes) && bundled.has(digest(text.trim())))) continue;
    problems.push(
      `an inline script that nobody has reviewed: ${JSON.stringify(text.trim().slice(0, 80))}. Write it as a module of src/; ` +
        `if it must run before the first paint, read it and add its hash ${sum} to REVIEWED in src/build/content-security-policy.ts.`,
    );
  }
  const markup = html
    .replace(/<!--[^]*?-->/g, '')
    .replace(SCRIPT, '<script$1></script>')
    .replace(STYLE, '');
  for (const [tag] of markup.matchAll(TAG)) {
    for (const { what, pattern, fix } of FORBIDDEN)
      if (pattern.test(tag)) problems.push(`${what}: ${tag.slice(0, 100)}. ${fix}`);
  }
  return problems;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

/** The source expression that allows one inline script or style: `'sha256-…'` of its text. */
function hash(text: string): string {
  return `'sha256-${digest(text)}'`;
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
function policyFor(html: string): string {
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
    // A script can make markup or a script of a text only through a policy by name. There are two: for what is pasted into
    // the course list, which makes a document that never runs (src/browser/inert-html.ts), and for the service worker,
    // which knows one address (src/features/offline/offline-copy.ts).
    "require-trusted-types-for 'script'",
    'trusted-types inert-html service-worker',
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

/**
 * Writes the policy into every HTML file of the build. Must be the last integration that changes HTML.
 * Stops the build at a page that holds what nobody has reviewed.
 */
export function contentSecurityPolicy(): AstroIntegration {
  const bundled = new Set<string>();
  return {
    name: 'content-security-policy',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        // Before Astro takes small modules out of the bundle and writes them into the pages.
        const hear = (_options: unknown, bundle: Readonly<Record<string, { type: string; code?: string }>>): void => {
          for (const { code } of Object.values(bundle)) if (code !== undefined) bundled.add(digest(code.trim()));
        };
        updateConfig({
          vite: {
            plugins: [{ name: 'bundled-scripts', enforce: 'pre', generateBundle: { order: 'pre', handler: hear } }],
          },
        });
      },
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const files = filesBelow(folder, '.html');
        for (const module of inlinedModules) bundled.add(digest(module));
        for (const name of files) {
          const file = join(folder, name);
          const html = readFileSync(file, 'utf8');
          const problems = unreviewed(html, bundled);
          if (problems.length > 0) throw new Error(`${name} holds ${problems.join('\n')}`);
          try {
            writeFileSync(file, withPolicy(html));
          } catch (cause) {
            throw new Error(`${name} got no content security policy.`, { cause });
          }
        }
        logger.info(`${files.length} pages`);
      },
    },
  };
}
