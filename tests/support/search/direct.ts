/**
 * Asks the search of a built site without a browser: the same engine on the same files, thousands of questions in
 * seconds. What a browser adds (painting, bytes, the keyboard) is measured elsewhere.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { search, SearchIndex, type Outcome } from '../../../src/features/search/query/engine.ts';

/** A question in one language → what is found. */
export type Ask = (typed: string) => Promise<Outcome>;

/**
 * Opens the search of a built site in one language.
 * @param dist the built site
 * @param locale language of the page on which somebody asks
 * @param otherLocale the language that is asked when the first gives nothing
 */
export async function openDirect(dist: string, locale: string, otherLocale: string): Promise<Ask> {
  readFilesByFetch(locale);
  const index = new SearchIndex(pathToFileURL(`${join(dist, 'search-index')}/`).href, locale);
  await index.warmUp();
  return async (typed) => await search(index, typed, { otherLocale });
}

/**
 * Lets `fetch` read `file:` addresses, which Node refuses, and gives Pagefind a document to read the language from.
 * @returns puts everything back: files of unit tests share their globals, and other code takes a document for a browser
 */
export function readFilesByFetch(locale: string): () => void {
  Object.assign(globalThis, {
    document: { currentScript: null, querySelector: () => ({ getAttribute: () => locale }) },
  });
  const { fetch: original } = globalThis;
  const restore = (): void => {
    globalThis.fetch = original;
    Reflect.deleteProperty(globalThis, 'document');
  };
  if (original.name === 'fetchFile') return restore;
  globalThis.fetch = async function fetchFile(input, options) {
    const address = input instanceof Request ? input.url : String(input);
    if (!address.startsWith('file:')) return await original(input, options);
    const { pathname } = new URL(address);
    return new Response(await readFile(fileURLToPath(`file://${pathname}`)));
  };
  return restore;
}
