/** What the measurements in this folder share: the built site in a slowed browser, and a stopwatch that stops at the paint. */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright';
import { serve } from '../../src/scripts/serve.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { findBrowser } from '../support/browser.ts';

/** How many times slower than this machine the reader's processor is. */
const SLOWED = 4;
/** Milliseconds between two frames of a screen. */
const FRAME = 17;
/** Milliseconds that a finger holds a key or a button. */
const HELD = 50;
/** Milliseconds from one paint to the next key: of the 120 that fast typists leave between two keys, what is left then. */
const BETWEEN = 80;

/** A built site that is served, and a browser to read it with. */
export interface Bench {
  /** The folder of the build: `SITE_DIST`, otherwise `dist`. */
  dist: string;
  /** Address of the site without a slash at the end. */
  url: string;
  browser: Browser;
  /** What is asked of the browser's throttle. */
  rate: number;
  /** Prints a figure beside its goal. */
  line: (what: string, value: number, goal: number, unit: string, detail: string) => void;
}

/**
 * Serves the built site, opens a browser, measures, closes both. The process ends with code 1 when a goal was missed.
 * @param title what is measured; printed with the browser's name and how busy the machine is
 */
export async function bench(title: string, measure: (on: Bench) => Promise<void>): Promise<void> {
  const dist = resolve(process.env['SITE_DIST'] ?? 'dist');
  const found = await findBrowser();
  const served = await serve(dist, BASE_PATH, 0);
  const browser = await chromium.launch({ executablePath: found.executablePath, args: found.args, env: found.env });
  const line: Bench['line'] = (what, value, goal, unit, detail) => {
    const ok = value <= goal;
    if (!ok) process.exitCode = 1;
    console.log(`${ok ? 'ok    ' : 'MISSED'} ${what}: ${Math.round(value)} ${unit} (goal ≤ ${goal}); ${detail}`);
  };
  try {
    const { rate, words } = await slowingOf(browser);
    console.log(`${title}; ${found.name}, slowed ${SLOWED}× (${words}); ${busy()}`);
    await measure({ dist, url: served.url, browser, rate, line });
    console.log(busy());
  } finally {
    await browser.close();
    await served.close();
  }
}

/** How busy the machine is: above one process for each processor the times are worth little. */
export function busy(): string {
  return `load of the machine in the last minute: ${(loadavg()[0] ?? 0).toFixed(1)}`;
}

/** Runs in a page: gives it known work to do (`work(steps)`), and says how many steps of it a millisecond takes. */
function stepsPerMs(): number {
  const work = (steps: number): number => {
    let sum = 1;
    for (let step = 0; step < steps; step += 1) sum = (sum * 48271) % 2147483647;
    return sum;
  };
  const took = (steps: number): number => {
    const begun = performance.now();
    work(steps);
    return performance.now() - begun;
  };
  Object.assign(window, { work });
  // The browser makes it fast first; then the middle of several tries is the time.
  took(2e7);
  const times = Array.from({ length: 9 }, () => took(1e6)).sort((a, b) => a - b);
  return 1e6 / (times[4] ?? Number.NaN);
}

/**
 * What has to be asked of the browser so that known work takes {@link SLOWED} times as long: its throttle stops the page by
 * signals, and what these cost comes on top, a fifth on some machines.
 */
async function slowingOf(browser: Browser): Promise<{ rate: number; words: string }> {
  const page = await browser.newPage();
  const cdp = await page.context().newCDPSession(page);
  const slowdown = async (rate: number): Promise<number> => {
    const tries: number[] = [];
    // One beside the other: what else the machine does slows both.
    for (let n = 0; n < 5; n += 1) {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      const free = await page.evaluate(stepsPerMs);
      await cdp.send('Emulation.setCPUThrottlingRate', { rate });
      tries.push(free / (await page.evaluate(stepsPerMs)));
    }
    return summary(tries, '').median;
  };
  const asked = await slowdown(SLOWED);
  const rate = Math.min(SLOWED, (SLOWED * SLOWED) / asked);
  const got = await slowdown(rate);
  await page.close();
  const words = `known work takes ${got.toFixed(1)} times as long at a rate of ${rate.toFixed(2)}, ${asked.toFixed(1)} at ${SLOWED}`;
  return { rate, words };
}

/**
 * Puts a stopwatch into a page, and slows the page down. The time runs from the time stamp of the event, so that what keeps
 * the page busy before it counts, to the first task after the frame that shows the result: waiting for the next beat of
 * the screen, style, layout and painting count. It is the time that Interaction to Next Paint is made of, without its
 * rounding to 8 ms and without what the browser's other processes do with the frame; the two agreed in a comparison.
 *
 * The page tells the time by itself: a question that is put to it between the act and the paint would be counted as its work.
 */
async function stopwatch(
  page: Page,
  event: 'keydown' | 'click',
  rate: number,
): Promise<(act: () => Promise<void>) => Promise<number>> {
  await page.evaluate((name) => {
    document.addEventListener(
      name,
      (begun) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () =>
            (window as unknown as { told?: (ms: number) => void }).told?.(performance.now() - begun.timeStamp);
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  }, event);
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate });
  return async (act) => {
    const painted = page.evaluate(
      () =>
        new Promise<number>((told, failed) => {
          Object.assign(window, { told });
          setTimeout(() => failed(new Error('nothing was painted')), 10_000);
        }),
    );
    await page.waitForTimeout(BETWEEN);
    await act();
    return painted;
  };
}

/** A key as a finger presses it: up again after a while. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key, { delay: HELD });
}

/** A click where the pointer is ({@link pointAt}): what Playwright's own asks of the page would be counted as its work. */
export async function click(page: Page): Promise<void> {
  await page.mouse.down();
  await page.waitForTimeout(HELD);
  await page.mouse.up();
}

/**
 * Times keys on a page without anything, and keys whose work is known: what the browser takes by itself today, and whether
 * the stopwatch can be believed.
 */
export async function checkStopwatch({ browser, rate, line }: Bench): Promise<void> {
  const page = await browser.newPage();
  await page.setContent('<input>');
  const perMs = await page.evaluate(stepsPerMs);
  await page.evaluate((steps) => {
    let ms = 0;
    addEventListener('keydown', ({ key }) => (ms = Number(key)));
    addEventListener('input', () => (window as unknown as { work: (steps: number) => void }).work(ms * steps));
  }, perMs);
  await page.locator('input').focus();
  const time = await stopwatch(page, 'keydown', rate);
  const presses = async (digit: string): Promise<number> =>
    summary(
      await timesOf(
        Array.from({ length: 15 }, () => digit),
        (one) => time(() => press(page, one)),
      ),
      '',
    ).median;
  await presses('9');
  const [none, some] = [await presses('0'), await presses('9')];
  await page.close();
  const known = 9 * SLOWED;
  const said = `${Math.round(some - none)} ms for ${known} ms of work; a key without work takes ${Math.round(none)} ms`;
  line('the stopwatch is wrong by', Math.abs(some - none - known), FRAME, 'ms', said);
}

/**
 * Opens a page and slows it down once it has come to rest.
 * @returns the page, and a stopwatch: milliseconds from the event of an act to the paint of its result
 */
export async function slowedPage(
  { browser, url, rate }: Bench,
  path: string,
  event: 'keydown' | 'click',
  prepare: (page: Page) => Promise<void> = async () => {},
  options: BrowserContextOptions = { viewport: { width: 1280, height: 900 } },
): Promise<{ page: Page; time: (act: () => Promise<void>) => Promise<number> }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await prepare(page);
  await page.goto(url + path, { waitUntil: 'networkidle' });
  return { page, time: await stopwatch(page, event, rate) };
}

/**
 * Brings what will be pressed into sight, and the pointer on it, as it is before any reader presses: the browser's own work
 * for a page that was just scrolled is none of the press.
 */
export async function pointAt(target: Locator): Promise<void> {
  await target.hover();
  await target.page().waitForTimeout(250);
}

/** The times of acts, one try each: nobody takes a slow one back. */
export async function timesOf<Act>(acts: readonly Act[], once: (act: Act) => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (const act of acts) times.push(await once(act));
  return times;
}

/** What a list of times says. */
export interface Summary {
  median: number;
  p95: number;
  detail: string;
}

/** @param noun what was timed, one try each */
export function summary(times: readonly number[], noun: string): Summary {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const median = at(0.5);
  return {
    median,
    p95: at(0.95),
    detail: `median ${Math.round(median)}, slowest ${Math.round(at(1))}, ${sorted.length} ${noun}, one try each`,
  };
}
