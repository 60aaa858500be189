/**
 * `npm run bench:ports`: what the ports table costs a reader, on the built site in a real browser slowed four times.
 * Time from a key press to the painted result, with the real rows and with ten times as many; bytes of a first visit.
 * Ends with code 1 when a goal is missed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bench, bestTimes, slowedPage, summary, type Bench } from './painted.ts';

const PATH = '/en/reference/ports/';
const MANY = 10;
/** Typed letter by letter and deleted again: numbers, words, a typo, several words, what finds nothing. */
const TYPED = ['10257', '30080', 'etcd', 'escalonador', 'schedular', 'kubelet metrics', 'cilium vxlan udp', 'zzqqxx'];
const GOALS = { real: 50, many: 100, bytes: 90_000, code: 12_000 };

await bench(PATH, async (on) => {
  const first = await firstVisit(on);
  on.line('bytes of a first visit (gzip)', first.total, GOALS.bytes, 'B', first.detail);
  const code = ownCode(on.dist);
  on.line('own scripts of the page (gzip)', code.bytes, GOALS.code, 'B', code.names);
  const real = await keyPresses(on, 1);
  on.line(`key press to paint, ${real.rows} rows, 95th percentile`, real.p95, GOALS.real, 'ms', real.detail);
  const many = await keyPresses(on, MANY);
  on.line(`key press to paint, ${many.rows} rows, 95th percentile`, many.p95, GOALS.many, 'ms', many.detail);
});

/** Everything that comes over the wire when the page is opened with an empty cache. */
async function firstVisit({ browser, url }: Bench): Promise<{ total: number; detail: string }> {
  const context = await browser.newContext();
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
  await page.goto(url + PATH, { waitUntil: 'networkidle' });
  await context.close();
  const parts = [...bytes].map(([kind, size]) => `${kind} ${Math.round(size)}`).join(', ');
  return { total: [...bytes.values()].reduce((sum, size) => sum + size, 0), detail: parts };
}

/** The scripts that the page has beside the site's shell: those that a page of prose does not load. */
function ownCode(dist: string): { bytes: number; names: string } {
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

async function keyPresses(on: Bench, times: number): Promise<{ rows: number; p95: number; detail: string }> {
  const { page, time } = await slowedPage(on, PATH, 'keydown', async (opened) => {
    if (times === 1) return;
    await opened.route(`**${PATH}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: multiply(await response.text(), times) });
    });
  });
  const rows = await page.locator('.records tbody[id]').count();
  await page.locator('table-tool input[type="search"]').focus();
  const keys = TYPED.flatMap((text) => [...text, ...Array.from(text, () => 'Backspace')]);
  const best = await bestTimes(keys, (key) => time(() => page.keyboard.press(key)));
  await page.context().close();
  return { rows, ...summary(best, 'presses') };
}
