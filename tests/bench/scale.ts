/**
 * `npm run bench:scale`: what a site of 100, 300 and 1,000 more pages in each language costs: time and memory of the build,
 * bytes of the site and of the search index, bytes to the answer of the search. `npm run bench:scale -- 50 100` takes
 * other sizes. The pages are made up, stand beside the real ones in a copy of the project, and are gone afterwards.
 * Ends with code 1 when something grows faster than the number of pages.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { build } from '../../src/scripts/build.ts';
import { LANGUAGES } from '../../src/config/languages.ts';
import { serve } from '../../src/scripts/serve.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { indexSizes, measureBytes, median, readQueries, type Query } from '../support/search/measure.ts';
import { findBrowser } from '../support/browser.ts';
import { generatedQueries, writePages } from './made-up-pages.ts';
import { busy } from './painted.ts';
import { growth, NOISE, type Growth } from './growth.ts';
import { copyProject } from './project-copy.ts';

const root = resolve(import.meta.dirname, '../..');
const named = process.argv.slice(2).map(Number);
if (named.some((size) => !Number.isInteger(size) || size < 1)) {
  throw new Error('Sizes are whole numbers of pages per language: npm run bench:scale -- 100 300 1000');
}
const sizes = (named.length > 0 ? named : [100, 300, 1000]).sort((a, b) => a - b);
if (sizes.length < 2) throw new Error('Two sizes are the least that shows how something grows.');

/** What is measured of one build. */
interface Figures {
  /** Made-up pages in each language. */
  added: number;
  /** HTML files of the whole build. */
  pages: number;
  /** Seconds of the build on the clock; other work of the machine makes them more. */
  seconds: number;
  /** Seconds of processor time of the build process, all its threads together: what the verdict rests on. */
  cpu: number;
  /** Peak memory of the build process in MB. */
  memory: number;
  /** MB of the whole published site. */
  site: number;
  /** kB of HTML of one made-up page, the mean; 0 without any. */
  html: number;
  /** kB of the search index on disk, both languages. */
  index: number;
  /** kB from opening the search to the answer for the name of a made-up page; without any, for a real question. */
  found: number;
  /** The same for some real questions, the median. */
  answer: number;
}

const scratch = copyProject(root, 'bench-scale');
console.log(`Copy of the project with made-up pages: ${scratch}; ${busy()}`);

const all: Figures[] = [];
for (const added of [0, ...sizes]) {
  const figures = await measure(added);
  all.push(figures);
  const words = Object.entries(figures).map(([name, value]) => `${name} ${String(Math.round(value * 10) / 10)}`);
  console.log(`${words.join(', ')}; ${busy()}`);
}
report(all);

async function measure(added: number): Promise<Figures> {
  writePages(join(scratch, 'src/content/docs'), added);
  const used = join(scratch, 'used.json');
  let output = '';
  const { seconds, pages, bytes } = await build({
    root: scratch,
    command: [
      process.execPath,
      // The process says itself, when it ends, how much memory it had at the most and what it worked.
      '--import',
      `data:text/javascript,import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(used)},JSON.stringify(process.resourceUsage())))`,
      join(scratch, 'node_modules/astro/bin/astro.mjs'),
      'build',
      '--force',
    ],
    echo: (text) => (output += text),
  }).catch((error: unknown) => {
    console.error(output.slice(-4000));
    throw error;
  });
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(readFileSync(used, 'utf8')) as NodeJS.ResourceUsage;
  const dist = join(scratch, 'dist');
  const real = await search(
    dist,
    readQueries('queries.yaml').filter((_, index) => index % 20 === 0),
  );
  const own = added === 0 ? real : await search(dist, generatedQueries(added));
  const made = LANGUAGES.flatMap(({ locale }) => {
    const folder = join(dist, locale, 'made-up');
    return added === 0 ? [] : readdirSync(folder).map((slug) => statSync(join(folder, slug, 'index.html')).size);
  });
  return {
    added,
    pages,
    seconds,
    cpu: (userCPUTime + systemCPUTime) / 1e6,
    memory: maxRSS / 1000,
    site: bytes / 1e6,
    html: made.reduce((sum, size) => sum + size, 0) / Math.max(1, made.length) / 1000,
    index: Object.values(indexSizes(dist)).reduce((sum, size) => sum + size, 0) / 1000,
    found: median(own) / 1000,
    answer: median(real) / 1000,
  };
}

/** Bytes on the way to the answers of some questions. */
async function search(dist: string, queries: readonly Query[]): Promise<number[]> {
  const served = await serve(dist, BASE_PATH, 0);
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  try {
    return await measureBytes(browser, served.url, queries);
  } finally {
    await browser.close();
    await served.close();
  }
}

function report(figures: readonly Figures[]): void {
  const [base] = figures;
  if (!base) return;
  const of = (value: number): number => Math.round(value * 10) / 10;
  console.table(
    figures.map((each) => ({
      'pages added, each language': each.added,
      'HTML files': each.pages,
      'build, s': of(each.seconds),
      'processor, s': of(each.cpu),
      'ms per file': of((each.cpu * 1000) / each.pages),
      // Both languages.
      'ms per added page': each.added === 0 ? '' : of(((each.cpu - base.cpu) * 1000) / (2 * each.added)),
      'peak memory, MB': of(each.memory),
      'site, MB': of(each.site),
      'HTML of one, kB': of(each.html),
      'index, kB': of(each.index),
      'made-up name found, kB': of(each.found),
      'answer, kB': of(each.answer),
    })),
  );
  const entry = sidebarEntry(join(scratch, 'dist'));
  console.log(
    `The made-up pages are not in the sidebar. It is part of every page: each entry adds ${entry.plain} bytes ` +
      `(${entry.gzip} compressed) to every page, so 1,000 entries would add ${Math.round(entry.plain)} kB to each of them, and the ` +
      'site would grow with the square of its pages. Sections of many pages belong on a page of links.',
  );
  let faster = 0;
  for (const name of ['cpu', 'memory', 'site', 'index', 'found', 'answer'] as const) {
    // Of several files on the way, chance decides how many have come when the first answer is painted.
    const noise = name === 'found' ? 0.25 : NOISE;
    const points = figures.map((each) => ({ size: each.added, value: each[name] }));
    const verdict: Growth = growth(points, noise);
    if (!verdict.linear) faster += 1;
    console.log(`${verdict.linear ? 'ok    ' : 'FASTER'} ${name}: ${verdict.words}`);
  }
  process.exitCode = faster > 0 ? 1 : 0;
}

/** Bytes of one more link in the sidebar, as it stands and compressed with the rest of the page. */
function sidebarEntry(dist: string): { plain: number; gzip: number } {
  const html = readFileSync(join(dist, 'en/about/index.html'), 'utf8');
  const start = html.indexOf('id="starlight__sidebar"');
  const sidebar = html.slice(start, html.indexOf('</nav>', start));
  const entries = [...sidebar.matchAll(/<li\b[^>]*>\s*<a\b.*?<\/li>/gs)].map(([entry]) => entry);
  if (start < 0 || entries.length === 0) throw new Error('The sidebar was not found in en/about/index.html.');
  const bytes = (text: string): number => gzipSync(text, { level: 9 }).length;
  const without = entries.reduce((rest, entry) => rest.replace(entry, ''), html);
  return {
    plain: Math.round(entries.join('').length / entries.length),
    gzip: Math.round((bytes(html) - bytes(without)) / entries.length),
  };
}
