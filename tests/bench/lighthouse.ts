/**
 * `npm run lighthouse`: Lighthouse on the built site, as a phone with Lighthouse's own throttling: every kind of page, in
 * both languages. Writes a report of each page as HTML and JSON and prints a table. Ends with code 1 when performance,
 * accessibility, best practices or search engine optimisation is below 100 anywhere.
 *
 * What it cannot see here: GitHub Pages serves the site below a sub-path of its origin, so `/robots.txt` of the origin is
 * not ours; there is none on either side, and the audit does not apply.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import lighthouse, { type Result } from 'lighthouse';
import { chromium } from 'playwright';
import { serve } from '../../src/scripts/serve.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { KINDS } from '../support/page-kinds.ts';
import { findBrowser } from '../support/browser.ts';
import { busy } from './painted.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
/** Other work of the machine makes a page slower, never faster: the best of these counts. */
const TRIES = 3;
const reports = resolve('test-results/lighthouse');

/** Lighthouse drives the browser through a port; this one is free. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** One page of every kind in both languages; with words on the command line, those whose address holds one of them. */
function addresses(): string[] {
  // Lighthouse measures no page that answers 404.
  const paths = Object.entries(KINDS).flatMap(([kind, path]) => (kind === '404' ? [] : [path]));
  const all = paths.flatMap((path) => [`/en/${path}`, `/pt-br/${path}`]);
  const words = process.argv.slice(2);
  return words.length === 0 ? all : all.filter((address) => words.some((word) => address.includes(word)));
}

/** What keeps a category from 100, as names of audits. */
function lost({ categories, audits }: Result): string[] {
  return CATEGORIES.flatMap((category) =>
    (categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < (category === 'performance' ? 0.9 : 1))
      .map(({ id }) => id),
  );
}

const found = await findBrowser();
const port = await freePort();
const served = await serve(resolve(process.env['SITE_DIST'] ?? 'dist'), BASE_PATH, 0);
const browser = await chromium.launch({
  executablePath: found.executablePath,
  env: found.env,
  args: [...found.args, `--remote-debugging-port=${port}`],
});
const rows: Record<string, string | number>[] = [];
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
try {
  for (const address of addresses()) {
    let best: { result: Result; report: string[]; score: number } | undefined;
    let tries = 0;
    while (tries < TRIES && (best?.score ?? 0) < CATEGORIES.length) {
      tries += 1;
      const run = await lighthouse(served.url + address, {
        port,
        output: ['html', 'json'],
        onlyCategories: [...CATEGORIES],
        logLevel: 'error',
      });
      if (!run) throw new Error(`Lighthouse told nothing about ${address}.`);
      const score = CATEGORIES.reduce((sum, name) => sum + (run.lhr.categories[name]?.score ?? 0), 0);
      if (!best || score > best.score) best = { result: run.lhr, report: [run.report].flat(), score };
    }
    if (!best) throw new Error(`No run of ${address}.`);
    const { result, report } = best;
    const name = address.replace(/\W+/g, '-').replace(/^-|-$/g, '');
    for (const [index, kind] of ['html', 'json'].entries())
      writeFileSync(join(reports, `${name}.${kind}`), report[index] ?? '');
    rows.push({
      page: address,
      ...Object.fromEntries(CATEGORIES.map((id) => [id, Math.round((result.categories[id]?.score ?? 0) * 100)])),
      ...Object.fromEntries(TIMES.map((id) => [id, result.audits[id]?.displayValue ?? ''])),
      tries,
      load: busy().replace(/.*: /, ''),
      lost: lost(result).join(' '),
    });
    console.log(Object.values(rows.at(-1) ?? {}).join(' | '));
  }
} finally {
  await browser.close();
  await served.close();
}
console.table(rows);
const below = rows.filter((row) => CATEGORIES.some((id) => Number(row[id]) < 100));
console.log(`${rows.length} pages, ${below.length} below 100. Reports: ${reports}`);
process.exitCode = below.length > 0 ? 1 : 0;
