/**
 * What a first visit costs a reader: bytes over the wire by kind of file, and what they wait for on a slow phone.
 * Shared by `npm run bench:budget`, `npm run bench:ports` and the gates.
 */
import type { Browser, CDPSession, Page } from 'playwright';

/** A file that came over the wire. */
export interface Loaded {
  url: string;
  /** As the browser sees it: Document, Stylesheet, Script, Image, … */
  kind: string;
  /** Bytes with headers, compressed as they came. */
  bytes: number;
}

/** A slow phone on a slow line: the same for every figure of this site. */
export const SLOW = {
  /** Bytes per second: 1.6 Mbit/s. */
  throughput: 1_600_000 / 8,
  /** Milliseconds that every request waits. */
  latency: 150,
  /** Times slower than this machine. */
  cpu: 4,
} as const;

/** What a reader waits for, in milliseconds; shift has no unit. */
export interface Timing {
  /** Largest contentful paint. */
  lcp: number;
  /** First contentful paint. */
  fcp: number;
  /** Total blocking time: of every task after the first paint, what goes beyond 50 ms. */
  tbt: number;
  /** Cumulative layout shift. */
  cls: number;
  /** The tasks that blocked, as `start+duration`. */
  tasks: readonly string[];
  /** What moved, as selectors. */
  moved: readonly string[];
}

/** Notes every file that comes over the wire from now on; the result tells those so far. */
export async function listen(network: CDPSession): Promise<() => Loaded[]> {
  const known = new Map<string, { url: string; kind: string }>();
  const done: Loaded[] = [];
  network.on('Network.responseReceived', ({ requestId, type, response }) =>
    known.set(requestId, { url: response.url, kind: type }),
  );
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const file = known.get(requestId);
    if (file) done.push({ ...file, bytes: encodedDataLength });
  });
  await network.send('Network.enable');
  return () => done;
}

interface Observed {
  lcp: number;
  fcp: number;
  shifts: { value: number; what: string[] }[];
  tasks: { start: number; duration: number }[];
}

/** A first visit. */
export interface Visit {
  files: readonly Loaded[];
  timing: Timing;
}

/**
 * Opens an address with an empty cache, touches nothing, and waits until nothing happens any more. The duration of a task
 * is wall-clock time: on a busy machine it is too long, never too short.
 * @param slow on the line and the processor of {@link SLOW}; otherwise as fast as this machine is
 * @param quiet how long nothing must happen before the visit is over, in ms: what waits for an idle moment must have come
 */
export async function firstVisit(browser: Browser, url: string, slow: boolean, quiet: number): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    await page.addInitScript(observe);
    const network = await context.newCDPSession(page);
    const files = await listen(network);
    if (slow) {
      await network.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: SLOW.latency,
        downloadThroughput: SLOW.throughput,
        uploadThroughput: SLOW.throughput,
      });
      await network.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
    }
    await page.goto(url, { waitUntil: 'networkidle' });
    const timing = summary(await settled(page, quiet));
    return { files: files(), timing };
  } finally {
    await context.close();
  }
}

/** Runs in the page before anything else. */
function observe(): void {
  const seen: Observed = { lcp: 0, fcp: 0, shifts: [], tasks: [] };
  Object.assign(window, { firstVisit: seen });
  const on = (type: string, take: (entry: PerformanceEntry) => void): void => {
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  };
  on('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime));
  on('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime;
  });
  on('longtask', ({ startTime, duration }) => seen.tasks.push({ start: startTime, duration }));
  on('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & { value: number; sources: { node?: Node | null }[] };
    const what = shift.sources.map(({ node }) => {
      const element = node instanceof Element ? node : node?.parentElement;
      return element ? `${element.tagName.toLowerCase()}.${element.classList.value.replaceAll(' ', '.')}` : '?';
    });
    seen.shifts.push({ value: shift.value, what });
  });
}

async function settled(page: Page, quiet: number): Promise<Observed> {
  for (let before = ''; ;) {
    await page.waitForTimeout(quiet);
    const now = await page.evaluate(() => JSON.stringify((window as unknown as { firstVisit: unknown }).firstVisit));
    if (now === before) return JSON.parse(now) as Observed;
    before = now;
  }
}

function summary({ lcp, fcp, shifts, tasks }: Observed): Timing {
  const long = tasks.filter(({ start, duration }) => start + duration > fcp && duration > 50);
  return {
    lcp,
    fcp,
    tbt: long.reduce(
      (sum, { start, duration }) => sum + Math.max(0, Math.min(duration - 50, start + duration - fcp)),
      0,
    ),
    cls: shifts.reduce((sum, { value }) => sum + value, 0),
    tasks: long.map(({ start, duration }) => `${Math.round(start)}+${Math.round(duration)}`),
    moved: [...new Set(shifts.flatMap(({ what }) => what))],
  };
}
