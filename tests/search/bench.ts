/**
 * `npm run bench:search`: the search of the built site beside Pagefind as it comes, with floors. Needs a build.
 * `SITE_DIST` names another folder than `dist`; `QUERIES=blind.yaml` asks another file of this folder.
 */
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { serve } from '../../src/site/serve.ts';
import { BASE_PATH } from '../../src/site/site.ts';
import { findBrowser } from '../support/browser.ts';
import { FLOORS } from './floors.ts';
import {
  askDialog,
  askStock,
  figuresOf,
  indexSizes,
  measureBytes,
  measureLatency,
  median,
  readQueries,
  type Answered,
} from './measure.ts';

const dist = resolve(process.env['SITE_DIST'] ?? 'dist');
const queries = readQueries(process.env['QUERIES'] ?? 'queries.yaml');
const served = await serve(dist, BASE_PATH, 0);
const { executablePath, args } = await findBrowser();
const browser = await chromium.launch({ executablePath, args });
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const failures: string[] = [];

try {
  const ours = await askDialog(browser, served.url, queries);
  const stock = await askStock(browser, served.url, dist, queries);
  const table: Record<string, Record<string, string | number>> = {};
  const add = (name: string, test: (entry: Answered) => boolean): void => {
    const [own, other] = [ours.filter(test), stock.filter(test)].map(figuresOf);
    if (!own || !other) return;
    table[name] = {
      n: own.queries,
      'hit@1': own.hit1.toFixed(2),
      'hit@3': own.hit3.toFixed(2),
      'MRR@5': own.mrr5.toFixed(2),
      empty: own.empty.toFixed(2),
      'stock hit@1': other.hit1.toFixed(2),
      'stock hit@3': other.hit3.toFixed(2),
      'stock MRR@5': other.mrr5.toFixed(2),
      'stock empty': other.empty.toFixed(2),
    };
  };
  for (const kind of [...new Set(queries.map((entry) => entry.kind))].sort()) {
    for (const lang of ['pt-BR', 'en'] as const) {
      if (queries.some((entry) => entry.kind === kind && entry.lang === lang)) {
        add(`${kind}, ${lang}`, ({ query }) => query.kind === kind && query.lang === lang);
      }
    }
  }
  for (const lang of ['pt-BR', 'en'] as const) add(`all, ${lang}`, ({ query }) => query.lang === lang);
  add('all', () => true);
  console.table(table);
  for (const { query, rank, found } of ours) {
    if (rank === 0 || rank > query.at) {
      console.log(
        `rank ${rank || '–'}: ${query.lang} “${query.query}” → ${found.slice(0, 3).join(' | ') || 'nothing'}`,
      );
    }
  }
  const all = figuresOf(ours);
  if (all.hit1 < FLOORS.hit1) failures.push(`hit@1 ${all.hit1.toFixed(3)} is below ${FLOORS.hit1}`);
  if (all.hit3 < FLOORS.hit3) failures.push(`hit@3 ${all.hit3.toFixed(3)} is below ${FLOORS.hit3}`);
  if (all.empty > FLOORS.empty) failures.push(`${(all.empty * 100).toFixed(0)} % of the answers are empty`);

  const sample = queries.filter((_, index) => index % 8 === 0);
  const bytes = await measureBytes(browser, served.url, sample);
  const times = await measureLatency(browser, served.url, queries);
  console.log(`\nScripts before first use: ${bytes.trigger} bytes with headers`);
  console.log(
    `Opening to first answer: median ${kB(median(bytes.first))}, most ${kB(Math.max(...bytes.first))}; ` +
      `to the complete answer: median ${kB(median(bytes.complete))}, most ${kB(Math.max(...bytes.complete))}`,
  );
  console.log(
    `Last key to painted results, slowed 4×, warm: median ${median(times).toFixed(0)} ms, most ${Math.max(...times).toFixed(0)} ms`,
  );
  for (const [locale, size] of Object.entries(indexSizes(dist))) console.log(`Index ${locale}: ${kB(size)} on disk`);
  if (bytes.trigger > FLOORS.triggerBytes) failures.push(`${bytes.trigger} bytes of script before first use`);
  if (median(bytes.first) > FLOORS.firstBytes) failures.push(`${kB(median(bytes.first))} to the first answer`);
  if (median(times) > FLOORS.latency) failures.push(`${median(times).toFixed(0)} ms to painted results`);
} finally {
  await browser.close();
  await served.close();
}
for (const failure of failures) console.error(`✗ ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
