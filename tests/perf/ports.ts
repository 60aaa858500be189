/**
 * `npm run bench:ports`: what the ports table costs a reader, on the built site in a real browser slowed four times.
 * Time from a key press to the painted result, with the real rows and with ten times as many; bytes of a first visit.
 * Ends with code 1 when a goal is missed.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright';
import { serve } from '../../src/site/serve.ts';
import { BASE_PATH } from '../../src/site/site.ts';
import { findBrowser } from '../support/browser.ts';

const PATH = '/en/reference/ports/';
const SLOWED = 4;
const MANY = 10;
/** Typed letter by letter and deleted again: numbers, words, a typo, several words, what finds nothing. */
const TYPED = ['10257', '30080', 'etcd', 'escalonador', 'schedular', 'kubelet metrics', 'cilium vxlan udp', 'zzqqxx'];
/** Other work of the machine disturbs a measurement, never the other way round: each press counts with the best of these. */
const ROUNDS = 3;
const GOALS = { real: 50, many: 100, bytes: 90_000, code: 12_000 };

const dist = resolve(process.env['SITE_DIST'] ?? 'dist');
const found = await findBrowser();
const served = await serve(dist, BASE_PATH, 0);
const browser = await chromium.launch({ executablePath: found.executablePath, args: found.args });
let missed = 0;
try {
  console.log(`${found.name}, slowed ${SLOWED}×; ${PATH}`);
  const first = await firstVisit(browser);
  line('bytes of a first visit (gzip)', first.total, GOALS.bytes, 'B', first.detail);
  const code = ownCode();
  line('own scripts of the page (gzip)', code.bytes, GOALS.code, 'B', code.names);
  const real = await keyPresses(browser, 1);
  line(`key press to paint, ${real.rows} rows, 95th percentile`, real.p95, GOALS.real, 'ms', real.detail);
  const many = await keyPresses(browser, MANY);
  line(`key press to paint, ${many.rows} rows, 95th percentile`, many.p95, GOALS.many, 'ms', many.detail);
} finally {
  await browser.close();
  await served.close();
}
process.exitCode = missed > 0 ? 1 : 0;

function line(what: string, value: number, goal: number, unit: string, detail: string): void {
  const ok = value <= goal;
  if (!ok) missed += 1;
  console.log(`${ok ? 'ok    ' : 'MISSED'} ${what}: ${Math.round(value)} ${unit} (goal ≤ ${goal}); ${detail}`);
}

/** Everything that comes over the wire when the page is opened with an empty cache. */
async function firstVisit(from: Browser): Promise<{ total: number; detail: string }> {
  const context = await from.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  network.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? 'Other';
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  await page.goto(served.url + PATH, { waitUntil: 'networkidle' });
  await context.close();
  const parts = [...bytes].map(([kind, size]) => `${kind} ${Math.round(size)}`).join(', ');
  return { total: [...bytes.values()].reduce((sum, size) => sum + size, 0), detail: parts };
}

/** The scripts that the page has beside the site's shell: those that a page of prose does not load. */
function ownCode(): { bytes: number; names: string } {
  const scripts = (path: string): Set<string> => {
    const loaded = new Set<string>();
    const follow = (file: string): void => {
      if (loaded.has(file)) return;
      loaded.add(file);
      const code = readFileSync(join(dist, '_astro', file), 'utf8');
      for (const [, name = ''] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) follow(name);
    };
    const html = readFileSync(join(dist, path, 'index.html'), 'utf8');
    for (const [, name = ''] of html.matchAll(/src="[^"]*\/_astro\/([^"]+\.js)"/g)) follow(name);
    return loaded;
  };
  const shell = scripts('/en/reference/data/');
  const own = [...scripts(PATH)].filter((name) => !shell.has(name));
  const bytes = own.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(dist, '_astro', name)), { level: 9 }).length,
    0,
  );
  return { bytes, names: own.map((name) => name.replace(/\..*/, '')).join(', ') };
}

/** The same page with every row repeated, as if the store held so many. */
function multiply(html: string, times: number): string {
  const tbody = /<tbody id="([^"]+)".*?<\/tbody>/gs;
  const copies = html.replace(tbody, (row, id: string) =>
    Array.from({ length: times }, (_, n) => (n === 0 ? row : row.replaceAll(`"${id}"`, `"${id}-copy-${n}"`))).join(''),
  );
  return copies.replace(
    /(<script type="application\/json">)(.*?)(<\/script>)/s,
    (_, start: string, json: string, end: string) => {
      const spec = JSON.parse(json) as { rows: Record<string, unknown> };
      for (const [id, row] of Object.entries(spec.rows))
        for (let n = 1; n < times; n += 1) spec.rows[`${id}-copy-${n}`] = row;
      return start + JSON.stringify(spec).replaceAll('<', '\\u003c') + end;
    },
  );
}

async function keyPresses(from: Browser, times: number): Promise<{ rows: number; p95: number; detail: string }> {
  const context = await from.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  if (times > 1) {
    await page.route(`**${PATH}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: multiply(await response.text(), times) });
    });
  }
  await page.goto(served.url + PATH, { waitUntil: 'networkidle' });
  const rows = await page.locator('.records tbody[id]').count();
  await measure(page);
  const slow = await context.newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  const box = page.locator('table-tool input[type="search"]');
  await box.focus();
  const keys = TYPED.flatMap((text) => [...text, ...Array.from(text, () => 'Backspace')]);
  const best = keys.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, key] of keys.entries()) {
      best[index] = Math.min(best[index] ?? Infinity, await press(page, key));
    }
  }
  const all = best.sort((a, b) => a - b);
  await context.close();
  const at = (share: number): number => all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? NaN;
  return {
    rows,
    p95: at(0.95),
    detail: `median ${Math.round(at(0.5))}, slowest ${Math.round(at(1))}, ${all.length} presses, each the best of ${ROUNDS}`,
  };
}

/** From the key press to the first moment after the frame that shows its result was painted. */
async function measure(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.addEventListener(
      'keydown',
      (event) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => Object.assign(window, { painted: performance.now() - event.timeStamp });
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  });
}

async function press(page: Page, key: string): Promise<number> {
  await page.evaluate(() => Object.assign(window, { painted: undefined }));
  await page.keyboard.press(key);
  const painted = await page.waitForFunction(() => (window as unknown as { painted?: number }).painted);
  return (await painted.jsonValue()) ?? NaN;
}
