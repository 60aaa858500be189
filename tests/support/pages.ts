import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

/** The folder of the built site. */
export const DIST = resolve(process.env['SITE_DIST'] ?? 'dist');

/** How many records a public data file of the built site has. */
export const recordsIn = (dataset: string): number =>
  (JSON.parse(readFileSync(join(DIST, 'data/v1', `${dataset}.json`), 'utf8')) as { count: number }).count;

/**
 * Addresses of the built pages in both languages, from the sub-path on: `/en/interfaces/cri/`. Language-less addresses and
 * redirects are not among them: their own tests know them.
 */
export function builtPages(): string[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => /^(en|pt-br)\/(.*\/)?index\.html$/.test(file))
    .filter((file) => !readFileSync(join(DIST, file), 'utf8').includes('http-equiv="refresh"'))
    .map((file) => `/${file.replace(/index\.html$/, '')}`)
    .sort();
}
