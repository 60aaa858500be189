/** What a first visit weighs, told from the built files: every byte that a page asks for before it is touched. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of a first visit. */
export interface Part {
  /** Path below the sub-path. */
  file: string;
  kind: 'document' | 'style' | 'script' | 'font' | 'other';
  /** Bytes, gzip. */
  bytes: number;
}

/** The weight of a page. */
export interface Weight {
  address: string;
  parts: readonly Part[];
  /** Bytes of what stands in the page itself: how much smaller the page would be without. */
  inline: { script: number; style: number };
}

/** Headers of an answer, in bytes: what `src/scripts/serve.ts` sends, rounded up. */
export const HEADERS = 280;

/** Everything over the wire, headers included. */
export const total = ({ parts }: Pick<Weight, 'parts'>): number =>
  parts.reduce((sum, { bytes }) => sum + bytes + HEADERS, 0);

/** The same without the faces of the site: every page has the same ones, and a reader fetches them once. */
export const totalWithoutFonts = ({ parts }: Weight): number =>
  total({ parts: parts.filter(({ kind }) => kind !== 'font') });

/** Bytes of one kind, with what stands in the page; headers not included. */
export const bytesOf = ({ parts, inline }: Weight, kind: 'script' | 'style'): number =>
  parts.reduce((sum, part) => sum + (part.kind === kind ? part.bytes : 0), inline[kind]);

const size = (body: Buffer | string): number => gzipSync(body).length;
const SCRIPT = /(<script\b(?![^>]*\b(?:json|speculationrules))[^>]*>)([^<]+(?:<(?!\/script)[^<]*)*)(<\/script>)/g;
const STYLE = /(<style\b[^>]*>)([^<]+(?:<(?!\/style)[^<]*)*)(<\/style>)/g;

/**
 * Weighs the pages of a built site.
 * @param dir folder of the build
 * @param base its sub-path
 * @returns the weight of the HTML file at an address
 */
export function scales(dir: string, base: string): (address: string, file: string) => Weight {
  const weighed = new Map<string, number>();
  const fileSize = (file: string): number => {
    const known = weighed.get(file) ?? size(readFileSync(join(dir, file)));
    weighed.set(file, known);
    return known;
  };
  const imports = new Map<string, readonly string[]>();
  /** Scripts that a script imports at once, and theirs. */
  const importsOf = (file: string): readonly string[] => {
    const known = imports.get(file);
    if (known) return known;
    imports.set(file, []);
    const code = readFileSync(join(dir, file), 'utf8');
    const direct = [...code.matchAll(/(?:\bfrom|\bimport)\s*(["'`])(\.[^"'`]+)\1/g)].map(([, , path = '']) =>
      posix.join(posix.dirname(file), path),
    );
    const all = [...new Set(direct.flatMap((path) => [path, ...importsOf(path)]))];
    imports.set(file, all);
    return all;
  };

  return (address, file) => {
    const html = readFileSync(join(dir, file), 'utf8');
    const found = new Map<string, Part['kind']>();
    const add = (reference: string | undefined, kind: Part['kind']): void => {
      if (reference === undefined || /^(data|https?):/.test(reference)) return;
      const [path = ''] = reference.split(/[?#]/);
      const at = path.startsWith('/') ? path.slice(base.length + 1) : posix.join(posix.dirname(file), path);
      if (!existsSync(join(dir, at))) throw new Error(`${file} loads ${reference}, which is not there.`);
      found.set(at, at.endsWith('.woff2') ? 'font' : kind);
      if (kind === 'script') for (const one of importsOf(at)) found.set(one, kind);
    };
    for (const [tag] of html.matchAll(/<(?:link|script|img|source|iframe|video|audio|object|embed)\b[^>]*>/g)) {
      const attribute = (name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
      const rel = attribute('rel')?.split(/\s+/) ?? [];
      if (tag.startsWith('<script')) add(attribute('src'), 'script');
      else if (!tag.startsWith('<link')) {
        if (attribute('loading') !== 'lazy') add(attribute('src'), 'other');
      } else if (rel.includes('stylesheet')) add(attribute('href'), 'style');
      else if (rel.includes('modulepreload')) add(attribute('href'), 'script');
      else if (rel.includes('preload') || rel.includes('prefetch')) add(attribute('href'), 'other');
    }
    for (const [, , code = ''] of html.matchAll(SCRIPT))
      for (const [, , path = ''] of code.matchAll(/(?:\bfrom|\bimport)\s*(["'`])(\/[^"'`]+)\1/g)) add(path, 'script');
    const whole = size(html);
    const without = (pattern: RegExp): number => whole - size(html.replace(pattern, '$1$3'));
    let inline: Weight['inline'] | undefined;
    const parts = [...found].map(([name, kind]): Part => ({ file: name, kind, bytes: fileSize(name) }));
    return {
      address,
      parts: [{ file, kind: 'document', bytes: whole }, ...parts],
      // To pack a page twice more takes as long as all else: only where it is asked for.
      get inline() {
        return (inline ??= { script: without(SCRIPT), style: without(STYLE) });
      },
    };
  };
}
