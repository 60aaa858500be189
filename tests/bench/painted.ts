/** What the measurements in this folder share: the built site in a slowed browser, and a stopwatch that stops at the paint. */
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright';
import { serve } from '../../src/scripts/serve.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { findBrowser } from '../support/browser.ts';

/** How many times slower than this machine the reader's processor is. */
export const SLOWED = 4;
/** Milliseconds between two frames of a screen. */
const FRAME = 17;

/** A built site that is served, and a browser to read it with. */
export interface Bench {
  /** The folder of the build: `SITE_DIST`, otherwise `dist`. */
  dist: string;
  /** Address of the site without a slash at the end. */
  url: string;
  browser: Browser;
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
    console.log(`${title}; ${found.name}, slowed ${SLOWED}×; ${busy()}`);
    await measure({ dist, url: served.url, browser, line });
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

/**
 * Puts a stopwatch into a page, and slows the page down. The time runs from the time stamp of the event, so that what keeps
 * the page busy before it counts, to the first task after the frame that shows the result: waiting for the next beat of
 * the screen, style, layout and painting count. It is the time that Interaction to Next Paint is made of, without its
 * rounding to 8 ms and without what the browser's other processes do with the frame; the two agreed in a comparison.
 */
async function stopwatch(
  page: Page,
  event: 'keydown' | 'click',
): Promise<(act: () => Promise<void>) => Promise<number>> {
  await page.evaluate((name) => {
    document.addEventListener(
      name,
      (begun) => {
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => Object.assign(window, { painted: performance.now() - begun.timeStamp });
          channel.port2.postMessage(null);
        });
      },
      true,
    );
  }, event);
  const slow = await page.context().newCDPSession(page);
  await slow.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  return async (act) => {
    await page.evaluate(() => Object.assign(window, { painted: undefined }));
    await act();
    const painted = await page.waitForFunction(() => (window as unknown as { painted?: number }).painted);
    return (await painted.jsonValue()) ?? Number.NaN;
  };
}

/**
 * Times keys on a page without anything, and keys whose work is known: what the browser takes by itself today, and whether
 * the stopwatch can be believed.
 */
export async function checkStopwatch({ browser, line }: Bench): Promise<void> {
  const page = await browser.newPage();
  await page.setContent('<input>');
  await page.evaluate(() => {
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
    // The browser makes it fast first; then the quickest of several is the time without what else the machine does.
    took(5e7);
    const perMs = 1e6 / Math.min(...Array.from({ length: 20 }, () => took(1e6)));
    let ms = 0;
    addEventListener('keydown', ({ key }) => (ms = Number(key)));
    addEventListener('input', () => work(ms * perMs));
  });
  await page.locator('input').focus();
  const time = await stopwatch(page, 'keydown');
  const presses = async (key: string): Promise<number> =>
    summary(
      await timesOf(
        Array.from({ length: 15 }, () => key),
        (one) => time(() => page.keyboard.press(one)),
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
  { browser, url }: Bench,
  path: string,
  event: 'keydown' | 'click',
  prepare: (page: Page) => Promise<void> = async () => {},
  options: BrowserContextOptions = { viewport: { width: 1280, height: 900 } },
): Promise<{ page: Page; time: (act: () => Promise<void>) => Promise<number> }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await prepare(page);
  await page.goto(url + path, { waitUntil: 'networkidle' });
  return { page, time: await stopwatch(page, event) };
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
