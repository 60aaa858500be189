import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtPages } from '../../support/pages.ts';
import { at, browser, watch } from '../../support/visit.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Runs axe over every page of both languages at one width and theme, in one reused tab: WCAG 2.2 AA without exception. On
 * the way it fails on console errors, thrown errors, foreign requests, and layout that shifts or scrolls sideways.
 */
export function everyPage(name: string, { width, theme }: { width: number; theme: 'light' | 'dark' }): void {
  describe(`every page, ${name}`, () => {
    let context: BrowserContext;
    let page: Page;
    let trouble: string[];
    beforeAll(async () => {
      context = await (
        await browser()
      ).newContext({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce' });
      page = await context.newPage();
      trouble = watch(page);
      await page.addInitScript(() => {
        let shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
          (globalThis as unknown as { layoutShift: number }).layoutShift = shift;
        }).observe({ type: 'layout-shift', buffered: true });
      });
    });
    afterAll(() => context.close());

    test.each(builtPages())('%s', async (path) => {
      trouble.length = 0;
      await page.setViewportSize({ width, height: 900 });
      let shift = await load(page, path);
      // On a busy machine the parser may pause inside a table. A shift of the page's own making shows every time.
      for (let again = 0; again < 2 && shift > 0; again++) shift = await load(page, path);
      // Rows outside the window have estimated boxes that overlap on paper only. What a reader scrolls to is judged.
      // A constructed sheet: the page's policy forbids inline styles that were not built.
      await page.evaluate(() => {
        const all = new CSSStyleSheet();
        all.replaceSync('* { content-visibility: visible !important; }');
        document.adoptedStyleSheets.push(all);
      });
      const found = await violations(page);
      await page.evaluate(() => void document.adoptedStyleSheets.pop());
      expect(found, 'axe').toEqual([]);
      expect(shift, 'layout shift').toBe(0);
      if (width < 600) {
        await page.setViewportSize({ width: 320, height: 780 });
        const { wide, culprit } = await page.evaluate(() => {
          const room = document.documentElement.clientWidth;
          // What a box of its own scrolls is no culprit.
          const scrolled = (element: Element | null): boolean =>
            element !== null &&
            element.tagName !== 'MAIN' &&
            (getComputedStyle(element).overflowX !== 'visible' || scrolled(element.parentElement));
          const over = [...document.querySelectorAll('main *')].find(
            (element) => element.getBoundingClientRect().right > room + 1 && !scrolled(element.parentElement),
          );
          return { wide: document.documentElement.scrollWidth - room, culprit: over?.outerHTML.slice(0, 200) };
        });
        expect(wide > 0 ? (culprit ?? wide) : 0, 'scrolls sideways at 320 px').toBe(0);
      }
      expect(trouble).toEqual([]);
    });
  });
}

/**
 * What axe finds on the open page. Run in the page itself: the Playwright package of axe takes three times as long,
 * for frames that this site does not have.
 */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async (tags) => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    const { violations: list } = await runner.run(document, {
      runOnly: { type: 'tag', values: tags },
      // Off by default, though part of WCAG 2.2 AA.
      rules: { 'target-size': { enabled: true } },
      resultTypes: ['violations'],
    });
    return list.flatMap(({ id, help, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`),
    );
  }, TAGS);
}

/** Loads a page and says how far it moved on the way (cumulative layout shift). */
async function load(page: Page, path: string): Promise<number> {
  // A fragment or the same address would not load again.
  await page.goto('about:blank');
  await page.goto(at(path), { waitUntil: 'load' });
  return page.evaluate(() => (globalThis as unknown as { layoutShift?: number }).layoutShift ?? 0);
}
