/** Measures the search of a built site in a real browser: what it finds, how fast, and for how many bytes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import * as pagefind from 'pagefind';
import { type Browser, type Page } from 'playwright';
import { parse } from 'yaml';
import { z } from 'zod';
import { filesBelow } from '../../../src/content-index/read-source.ts';
import { INDEX_FOLDER, isOf } from '../../../src/features/search/index/build-index.ts';

/** One query: who asks what, and which places count as the answer. */
const querySchema = z.strictObject({
  lang: z.enum(['pt-BR', 'en']),
  query: z.string().min(1),
  /** Paths without the language; with `#id` exactly this place, without it the page and its sections. */
  accept: z.array(z.string()).min(1),
  /** The places whose own text answers: sections and rows, where that is not open to taste. */
  passage: z.array(z.string()).min(1).optional(),
  kind: z.string(),
  /** The rank that still counts as the first. */
  at: z.int().min(1).default(1),
});
export type Query = z.infer<typeof querySchema>;

/** The queries of a file in tests/support/search. */
export function readQueries(file: string): Query[] {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  return z.strictObject({ queries: z.array(querySchema) }).parse(parse(text)).queries;
}

/** Address segment of a language. */
const localeOf = (lang: Query['lang']): string => (lang === 'en' ? 'en' : 'pt-br');

/** Figures of a set of queries. */
export interface Figures {
  queries: number;
  hit1: number;
  hit3: number;
  mrr5: number;
  empty: number;
}

/** A query and the places it found, best first; each place is a path without the language. */
export interface Answered {
  query: Query;
  found: string[];
  /** 1 is the first; 0 when no place counts. */
  rank: number;
}

/** Where the first accepted place stands: 1 is the first, 0 is nowhere. */
export function rankOf(found: readonly string[], accept: readonly string[]): number {
  return (
    found.findIndex((place) =>
      accept.some((wanted) => (wanted.includes('#') ? place : place.split('#')[0]) === wanted),
    ) + 1
  );
}

/** Sums up. A query that may be answered at rank 3 counts as a first hit there. */
export function figuresOf(answered: readonly Answered[]): Figures {
  const share = (test: (entry: Answered) => boolean): number => answered.filter(test).length / answered.length;
  return {
    queries: answered.length,
    hit1: share(({ rank, query }) => rank > 0 && rank <= query.at),
    hit3: share(({ rank, query }) => rank > 0 && rank <= Math.max(3, query.at)),
    mrr5:
      answered.reduce(
        (sum, { rank, query }) => sum + (rank > 0 && rank <= 5 ? 1 / Math.max(1, rank - query.at + 1) : 0),
        0,
      ) / answered.length,
    empty: share(({ found }) => found.length === 0),
  };
}

/** Of the queries whose passage is known: the shares that have it first, and among the first three. */
export function passageFigures(answered: readonly Answered[]): { asked: number; first: number; among3: number } {
  const known = answered.filter(({ query }) => query.passage !== undefined);
  const share = (most: number): number =>
    known.filter(({ query, found }) => found.slice(0, most).some((place) => query.passage?.includes(place))).length /
    known.length;
  return { asked: known.length, first: share(1), among3: share(3) };
}

/** Asks every query in the dialog of a page in its language. */
export async function askDialog(browser: Browser, site: string, queries: readonly Query[]): Promise<Answered[]> {
  const answered: Answered[] = [];
  for (const lang of ['pt-BR', 'en'] as const) {
    const page = await browser.newPage();
    await page.goto(`${site}/${localeOf(lang)}/about/`);
    await openDialog(page);
    for (const query of queries.filter((entry) => entry.lang === lang)) {
      await type(page, query.query);
      const hrefs = await page
        .locator('.search-dialog a.search-result')
        .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
      const found = hrefs.map((href) => href.slice(site.length).replace(/^\/(en|pt-br)\//, ''));
      answered.push({ query, found, rank: rankOf(found, query.accept) });
    }
    await page.close();
  }
  return answered;
}

async function openDialog(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.waitForSelector('.search-dialog[open] input');
}

async function type(page: Page, text: string): Promise<void> {
  await page.locator('.search-dialog input').fill(text);
  await settled(page, text);
}

/** Waits until the dialog shows the final answer for a text. */
async function settled(page: Page, text: string): Promise<void> {
  await page.waitForFunction((wanted) => {
    const dialog = document.querySelector<HTMLElement>('.search-dialog');
    return dialog?.dataset['searchFor'] === wanted;
  }, text);
}

/** The same queries, asked of Pagefind as it comes, over the same pages. Pages count, with their first three sections. */
export async function askStock(
  browser: Browser,
  site: string,
  dist: string,
  queries: readonly Query[],
): Promise<Answered[]> {
  const folder = mkdtempSync(join(dist, 'stock-'));
  try {
    const { index } = await pagefind.createIndex({ rootSelector: 'main' });
    if (!index) throw new Error('Pagefind could not start.');
    await index.addDirectory({ path: dist, glob: '{en,pt-br}/**/*.html' });
    await index.writeFiles({ outputPath: folder });
    await pagefind.close();
    const answered: Answered[] = [];
    for (const lang of ['pt-BR', 'en'] as const) {
      // The policy of this site lets no WebAssembly run: our own engine needs none.
      const page = await browser.newPage({ bypassCSP: true });
      await page.goto(`${site}/${localeOf(lang)}/about/`);
      const own = queries.filter((entry) => entry.lang === lang);
      const pages = await page.evaluate(
        async ([address, texts]) => {
          interface Found {
            url: string;
            sub_results: { url: string }[];
          }
          const engine = (await import(address)) as {
            search: (text: string) => Promise<{ results: { data: () => Promise<Found> }[] }>;
          };
          const lists: string[][][] = [];
          for (const text of texts) {
            const { results } = await engine.search(text);
            const data = await Promise.all(results.slice(0, 5).map(async (result) => await result.data()));
            lists.push(data.map(({ url, sub_results }) => [url, ...sub_results.slice(0, 3).map((part) => part.url)]));
          }
          return lists;
        },
        [`${site}/${folder.split('/').at(-1) ?? ''}/pagefind.js`, own.map(({ query }) => query)] as const,
      );
      await page.close();
      own.forEach((query, index) => {
        const found = (pages[index] ?? []).map((places) => places.map((url) => url.replace(/^.*?\/(en|pt-br)\//, '')));
        const rank = found.findIndex((places) => rankOf(places, query.accept) > 0) + 1;
        answered.push({ query, found: found.map((places) => places[0] ?? ''), rank });
      });
    }
    return answered;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Bytes, compressed, of what the search has on every page before anybody wants it. On the built site its script lies in one
 * file with others', so it is bundled by itself, with all that it brings along.
 */
export async function triggerBytes(): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../../src/features/search/ui/site-search.ts')],
    external: ['*/dialog.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
  });
  const bytes = outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0);
  if (bytes === 0) throw new Error('The script of the search was not found: nothing was measured.');
  return bytes;
}

/** A slow phone's line, so that what comes first is seen first: 1.6 Mbit/s, 150 ms. */
const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

/** Opens the dialog in a fresh browser context for each query: the bytes that travel from then to the painted answer. */
export async function measureBytes(browser: Browser, site: string, queries: readonly Query[]): Promise<number[]> {
  const answers: number[] = [];
  for (const { lang, query } of queries) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const addresses = new Map<string, string>();
    let sum = 0;
    session.on('Network.responseReceived', ({ requestId, response }) => addresses.set(requestId, response.url));
    session.on('Network.loadingFinished', ({ encodedDataLength }) => void (sum += encodedDataLength));
    await page.goto(`${site}/${localeOf(lang)}/about/`, { waitUntil: 'networkidle' });
    const early = [...addresses.values()].filter((url) => /search-index|dialog\.|panel\./.test(url));
    if (early.length > 0) throw new Error(`Loaded before anybody wanted to search: ${early.join(', ')}`);
    await session.send('Network.emulateNetworkConditions', SLOW_LINE);
    sum = 0;
    await page.keyboard.press('Control+k');
    await page.locator('.search-dialog[open] input').fill(query);
    await page.waitForSelector('.search-dialog a.search-result');
    await settled(page, query);
    await page.waitForLoadState('networkidle');
    answers.push(sum);
    await context.close();
  }
  return answers;
}

/** Milliseconds from the last key to the painted answer, in a browser slowed four times, everything loaded before. */
export async function measureLatency(browser: Browser, site: string, queries: readonly Query[]): Promise<number[]> {
  const times: number[] = [];
  for (const lang of ['pt-BR', 'en'] as const) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site}/${localeOf(lang)}/about/`);
    await openDialog(page);
    const own = queries.filter((entry) => entry.lang === lang);
    for (const { query } of own) await type(page, query);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    for (const { query } of own) {
      await type(page, query.slice(0, -1));
      times.push(
        await page.evaluate(async (text) => {
          const dialog = document.querySelector<HTMLElement>('.search-dialog');
          const input = dialog?.querySelector('input');
          if (!dialog || !input) throw new Error('There is no dialog.');
          const painted = new Promise<number>((done) => {
            const look = (): void => {
              if (dialog.dataset['searchFor'] !== text) return;
              watcher.disconnect();
              // The frame that shows the change has been painted when the task after it runs.
              requestAnimationFrame(() => setTimeout(() => done(performance.now())));
            };
            const watcher = new MutationObserver(look);
            watcher.observe(dialog, { attributes: true, subtree: true, childList: true });
          });
          const begun = performance.now();
          input.value = text;
          input.dispatchEvent(new Event('input', { bubbles: true }));
          return (await painted) - begun;
        }, query),
      );
    }
    await context.close();
  }
  return times;
}

/** Bytes of the index on disk, by language. */
export function indexSizes(dist: string): Record<string, number> {
  const out = join(dist, INDEX_FOLDER);
  const sizes: Record<string, number> = { en: 0, 'pt-br': 0 };
  for (const file of filesBelow(out)) {
    const owner = ['en', 'pt-br'].find((locale) => isOf(file, locale)) ?? '';
    sizes[owner] = (sizes[owner] ?? 0) + readFileSync(join(out, file)).length;
  }
  return sizes;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
