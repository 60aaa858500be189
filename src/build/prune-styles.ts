/**
 * Takes out of the built style sheets what no page of the site can show: the framework brings styles for every component
 * it has. A rule goes when a class, an id or a custom element of its selector stands in no page and in no script; a custom
 * property goes when nothing reads it, or when the site sets it again in any case. A sheet that lost something gets a new
 * name, as it is another file for every cache.
 */
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { transform } from 'lightningcss';
import { filesBelow } from '../content-index/read-source.ts';

/** What the pages and scripts of a site use. */
export interface Used {
  /** Classes, ids and custom elements. One that ends in `-` is the beginning of names that a script puts together: `hue-`. */
  readonly names: Set<string>;
  /** Custom properties that are read outside style sheets. */
  readonly properties: Set<string>;
}

/**
 * Collects what HTML and scripts use. Of HTML, the words of `class` and `id` and the scripts in it count; of a script,
 * every word: it may put any of them into a class.
 */
export function usedBy(pages: Iterable<string>, scripts: Iterable<string>): Used {
  const names = new Set<string>();
  const properties = new Set<string>();
  const readScript = (code: string): void => {
    for (const [word] of code.matchAll(/[\w-]+/g)) {
      names.add(word);
      if (word.startsWith('--')) properties.add(word);
    }
  };
  for (const html of pages) {
    for (const [, double, single] of html.matchAll(/\s(?:class|id)=(?:"([^"]*)"|'([^']*)')/g))
      for (const name of (double ?? single ?? '').split(/\s+/)) names.add(name);
    for (const [, element = ''] of html.matchAll(/<([a-z]\w*-[\w-]+)/g)) names.add(element);
    for (const [, property = ''] of html.matchAll(/var\(\s*(--[\w-]+)/g)) properties.add(property);
    for (const [, code = ''] of html.matchAll(/<script\b[^>]*>([^]*?)<\/script>/g)) readScript(code);
  }
  for (const code of scripts) readScript(code);
  return { names, properties };
}

/** Classes and ids of selectors and custom properties that are set, by what CSS looks like: a word too many does no harm. */
function symbolsOf(sheets: Iterable<string>): { names: Set<string>; properties: Set<string> } {
  const names = new Set<string>();
  const properties = new Set<string>();
  for (const css of sheets) {
    for (const [, name = ''] of css.matchAll(/[.#]((?:\\.|[\w-])+)/g)) names.add(name.replaceAll('\\', ''));
    for (const [name] of css.matchAll(/--[\w-]+(?=\s*:)/g)) properties.add(name);
  }
  return { names, properties };
}

/** The names of style sheets that nothing uses. */
function unused(names: ReadonlySet<string>, used: ReadonlySet<string>): string[] {
  const beginnings = [...used].filter((name) => /^[a-z][\w-]*-$/.test(name));
  return [...names].filter((name) => !used.has(name) && !beginnings.some((beginning) => name.startsWith(beginning)));
}

/** A sheet without the selectors of custom elements that are not among the names; one with parentheses stays as it is. */
function dropElements(css: string, names: ReadonlySet<string>): string {
  return css.replace(/(?<=^|[{};])([^{}@;()]+)(\{[^{}]*\})/g, (rule, list: string, body: string) => {
    const selectors = list.split(',');
    const left = selectors.filter((selector) =>
      [...selector.matchAll(/(?<![\w.#[\\:="'-])[a-z]\w*-[\w-]+/g)].every(([name]) => names.has(name)),
    );
    if (left.length === selectors.length) return rule;
    return left.length === 0 ? '' : left.join(',') + body;
  });
}

/**
 * A sheet without the custom properties that it sets again: what `:root` says outside of any layer and condition wins over
 * every layer, and over what stands before it in the root of a condition. The framework sets its colours three times.
 */
function dropSetAgain(css: string): string {
  const layers: [from: number, to: number][] = [];
  const own: { at: number; body: string }[] = [];
  let depth = 0;
  let open = 0;
  let selector = '';
  for (const { 0: sign, index } of css.matchAll(/[{}]/g)) {
    if (sign === '{' && depth++ === 0) {
      selector = css.slice(Math.max(css.lastIndexOf('}', index), css.lastIndexOf(';', index)) + 1, index);
      open = index;
    } else if (sign === '}' && --depth === 0) {
      if (selector.startsWith('@layer')) layers.push([open, index]);
      else if (selector === ':root') own.push({ at: open, body: css.slice(open + 1, index) });
    }
  }
  return css.replace(
    /(?<=[{}])(:root(?:\[data-theme=\w+\])?(?:,(?:\[data-theme=\w+\] )?::backdrop)?)\{([^{}]*)\}/g,
    (rule, root: string, body: string, at: number) => {
      const isLayered = layers.some(([from, to]) => from < at && at < to);
      const wins = own.filter((other) => isLayered || (root === ':root' && other.at > at + rule.length));
      const again = new Set(wins.flatMap((other) => [...other.body.matchAll(/--[\w-]+(?=:)/g)].map(([name]) => name)));
      const left = body.split(';').filter((line) => !again.has(line.slice(0, line.indexOf(':'))));
      return left.length === 0 ? '' : `${root}{${left.join(';')}}`;
    },
  );
}

/**
 * The style sheets without what is not used.
 * @param sheets CSS by file name; together they are all the CSS of the site, for one may read what another sets
 */
export function prune(sheets: ReadonlyMap<string, string>, used: Used): Map<string, string> {
  const symbols = symbolsOf(sheets.values());
  const names = unused(symbols.names, used.names);
  const minify = (filename: string, css: string, unusedSymbols: string[] = []): string =>
    transform({ filename, code: Buffer.from(css), minify: true, unusedSymbols }).code.toString();
  const once = [...sheets].map(
    ([filename, css]) => [filename, dropSetAgain(dropElements(minify(filename, css), used.names))] as const,
  );
  // A property that only an unused one reads is unused too: again until nothing goes any more.
  let pruned = new Map(sheets);
  for (let size = Infinity; ;) {
    const read = new Set(used.properties);
    for (const css of pruned.values())
      for (const [, property = ''] of css.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(property);
    const unusedSymbols = [...names, ...[...symbols.properties].filter((property) => !read.has(property))];
    pruned = new Map(once.map(([filename, css]) => [filename, minify(filename, css, unusedSymbols)]));
    const now = [...pruned.values()].reduce((sum, css) => sum + css.length, 0);
    if (now >= size) return pruned;
    size = now;
  }
}

/**
 * A page whose own `<style>` elements hold only what that page can show; an empty one goes, and neighbours become one. The
 * framework writes the small styles of any page into every page.
 * @param scripts what the scripts of the site use
 */
export function pruneOwn(html: string, scripts: Used): string {
  const names = new Set([...scripts.names, ...usedBy([html], []).names]);
  const lean = html.replace(/(<style\b[^>]*>)([^]*?)(<\/style>)/g, (whole, start: string, css: string, end: string) => {
    const unusedSymbols = unused(symbolsOf([css]).names, names);
    if (unusedSymbols.length === 0) return whole;
    const code = transform({
      filename: 'page.css',
      code: Buffer.from(css),
      minify: true,
      unusedSymbols,
    }).code.toString();
    return code === '' ? '' : start + code + end;
  });
  // Neighbours become one: the policy of the page spends a hash on each.
  return lean.replaceAll('</style><style>', '');
}

/** Prunes the style sheets of the build. Must come before what reads the finished pages. */
export function pruneStyles(): AstroIntegration {
  return {
    name: 'prune-styles',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        const read = (extension: string): Map<string, string> =>
          new Map(filesBelow(folder, extension).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
        const pages = read('.html');
        const scripts = [...read('.js').values()];
        const sheets = read('.css');
        const lean = prune(sheets, usedBy(pages.values(), scripts));
        const ofScripts = usedBy([], scripts);
        const renamed = new Map<string, string>();
        for (const [name, css] of lean) {
          // A sheet that a script names stays as it is: the script would have to change its own name too.
          if (scripts.some((code) => code.includes(basename(name)))) continue;
          const hash = createHash('sha256').update(css).digest('base64url').slice(0, 8);
          const next = name.replace(/[^.]+\.css$/, `${hash}.css`);
          writeFileSync(join(folder, name), css);
          renameSync(join(folder, name), join(folder, next));
          renamed.set(basename(name), basename(next));
        }
        for (const [name, html] of pages) {
          const linked = html.replace(/(\/_astro\/)([^/"]+\.css)/g, (whole, start: string, sheet: string) => {
            const next = renamed.get(sheet);
            return next === undefined ? whole : start + next;
          });
          const pruned = pruneOwn(linked, ofScripts);
          if (pruned !== html) writeFileSync(join(folder, name), pruned);
        }
        const sum = (all: ReadonlyMap<string, string>): number =>
          [...all.values()].reduce((n, css) => n + css.length, 0);
        logger.info(`${sum(sheets)} → ${sum(lean)} characters`);
      },
    },
  };
}
