/**
 * `npm run bench:ports`: what the ports table costs a reader, on the built site in a real browser slowed four times.
 * Time from a key press to the painted result, with the real rows and with ten times as many; bytes of a first visit; the
 * first keys on the other pages of rows.
 * Ends with code 1 when a goal is missed.
 */
import { KINDS } from '../support/budgets.ts';
import { firstVisit, listen, type Loaded } from './first-visit.ts';
import { bench, checkStopwatch, press, timesOf, slowedPage, summary, type Bench, type Summary } from './painted.ts';

const PATH = '/en/reference/ports/';
/** Other pages of rows with a field: those of the same tool, and lists. */
const OTHERS = [
  '/en/reference/components/',
  '/en/interfaces/network-plugins/',
  '/en/reference/glossary/',
  '/en/reference/corrections/',
  '/en/reference/timeline/',
];
const FIELD = ':is(table-tool, filtered-list) input[type="search"]';
const MANY = 10;
/** Typed letter by letter and deleted again: numbers, words, a typo, several words, what finds nothing. */
const TYPED = ['10257', '30080', 'etcd', 'escalonador', 'schedular', 'kubelet metrics', 'cilium vxlan udp', 'zzqqxx'];
const GOALS = { real: 50, many: 100, bytes: KINDS.find(({ name }) => name === 'ports')?.total ?? 0, code: 12_000 };

const sum = (files: readonly Loaded[]): number => files.reduce((bytes, file) => bytes + file.bytes, 0);

await bench(PATH, async (on) => {
  await checkStopwatch(on);
  const { files } = await firstVisit(on.browser, on.url + PATH, false, 500);
  const faces = files.filter(({ url }) => url.endsWith('.woff2'));
  const rest = `${files.length} files; with the faces of the site ${sum(files)} B`;
  on.line('bytes of a first visit without faces (gzip)', sum(files) - sum(faces), GOALS.bytes, 'B', rest);
  const tool = await toolOf(on);
  const scripts = tool.filter(({ url }) => url.endsWith('.js'));
  const data = `${scripts.length} files, and ${sum(tool) - sum(scripts)} B of words and codes of the rows`;
  on.line('scripts that come when the table is touched (gzip)', sum(scripts), GOALS.code, 'B', data);
  for (const path of [PATH, ...OTHERS]) {
    const { first, next } = await firstKeys(on, path);
    on.line(`${path} first key of a visit to paint, 95th percentile`, first.p95, GOALS.real, 'ms', first.detail);
    on.line(`${path} the nine keys after it, 95th percentile`, next.p95, GOALS.real, 'ms', next.detail);
  }
  const real = await keyPresses(on, 1);
  on.line(`key press to paint, ${real.rows} rows, 95th percentile`, real.p95, GOALS.real, 'ms', real.detail);
  const many = await keyPresses(on, MANY);
  on.line(`key press to paint, ${many.rows} rows, 95th percentile`, many.p95, GOALS.many, 'ms', many.detail);
});

/** What the find box fetches when it gets the focus. */
async function toolOf({ browser, url }: Bench): Promise<Loaded[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url + PATH, { waitUntil: 'networkidle' });
  const files = await listen(await context.newCDPSession(page));
  await page.locator(FIELD).focus();
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(1000);
  await context.close();
  return files();
}

/** The same page with every row repeated, as if the store held so many. */
function multiply(html: string, times: number): string {
  const tbody = /<tbody id="([^"]+)".*?<\/tbody>/gs;
  return html.replace(tbody, (row, id: string) =>
    Array.from({ length: times }, (_, n) => (n === 0 ? row : row.replaceAll(`"${id}"`, `"${id}-copy-${n}"`))).join(''),
  );
}

/** What the tool is told of the rows, for as many copies of them; other data stays as it is. */
function multiplySpec(json: string, times: number): string {
  const spec = JSON.parse(json) as { rows?: Record<string, unknown> };
  for (const [id, row] of Object.entries(spec.rows ?? {}))
    for (let n = 1; n < times; n += 1) Object.assign(spec.rows ?? {}, { [`${id}-copy-${n}`]: row });
  return JSON.stringify(spec);
}

/** What a reader feels who comes and types at once: every key counts as it is, with nothing warmed up and no second try. */
async function firstKeys(on: Bench, path: string): Promise<{ first: Summary; next: Summary }> {
  const times: { first: number[]; next: number[] } = { first: [], next: [] };
  for (const text of TYPED) {
    const { page, time } = await slowedPage(on, path, 'keydown');
    // In sight, as it is before any reader types: the browser's own work for a page that was scrolled is none of the key.
    await page.locator(FIELD).scrollIntoViewIfNeeded();
    await page.waitForTimeout(250);
    await page.locator(FIELD).focus();
    const keys = [...text, ...Array.from(text, () => 'Backspace')].slice(0, 10);
    for (const [index, key] of keys.entries()) {
      times[index === 0 ? 'first' : 'next'].push(await time(() => press(page, key)));
    }
    await page.context().close();
  }
  return { first: summary(times.first, 'visits'), next: summary(times.next, 'presses') };
}

async function keyPresses(on: Bench, times: number): Promise<{ rows: number; p95: number; detail: string }> {
  const { page, time } = await slowedPage(on, PATH, 'keydown', async (opened) => {
    if (times === 1) return;
    await opened.route(`**${PATH}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: multiply(await response.text(), times) });
    });
    await opened.route('**/_astro/late.*.json', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: multiplySpec(await response.text(), times) });
    });
  });
  const rows = await page.locator('.records tbody[id]').count();
  await page.locator(FIELD).focus();
  const keys = TYPED.flatMap((text) => [...text, ...Array.from(text, () => 'Backspace')]);
  const pressed = await timesOf(keys, (key) => time(() => press(page, key)));
  await page.context().close();
  return { rows, ...summary(pressed, 'presses') };
}
