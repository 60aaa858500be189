/**
 * Asks the search of a built site without a browser: the same engine on the same files, thousands of questions in
 * seconds. What a browser adds (painting, bytes, the keyboard) is measured elsewhere.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { search } from '../../../src/features/search/query/search.ts';
import type { Outcome } from '../../../src/features/search/query/result.ts';
import { SearchIndex } from '../../../src/features/search/query/search-index.ts';

/** A question in one language → what is found. */
export type Ask = (typed: string) => Promise<Outcome>;

/**
 * Opens the search of a built site in one language.
 * @param dist the built site
 * @param locale language of the page on which somebody asks
 */
export async function openDirect(dist: string, locale: string): Promise<Ask> {
  readFilesByFetch();
  const index = new SearchIndex(pathToFileURL(`${join(dist, 'search-index')}/`).href, locale);
  await index.load();
  return async (typed) => await search(index, typed);
}

/** Lets `fetch` read `file:` addresses, which Node refuses. */
function readFilesByFetch(): void {
  const { fetch: original } = globalThis;
  if (original.name === 'fetchFile') return;
  globalThis.fetch = async function fetchFile(input, options) {
    const address = input instanceof Request ? input.url : String(input);
    if (!address.startsWith('file:')) return await original(input, options);
    const { pathname } = new URL(address);
    return new Response(await readFile(fileURLToPath(`file://${pathname}`)));
  };
}
