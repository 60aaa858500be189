import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import axe, { type AxeResults, type RunOnly } from 'axe-core';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../../src/config/languages.ts';
import { builtPages } from '../../support/pages.ts';
import { at, browser, watch } from '../../support/visit.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const TARGETS: RunOnly = { type: 'rule', values: ['target-size'] };

// Letters of another height and width than the suite's own: those that Arial and Liberation Sans have.
const require = createRequire(import.meta.url);
const OTHER_LETTERS = [400, 700].map((weight) => ({
  weight: String(weight),
  data: readFileSync(require.resolve(`@fontsource/arimo/files/arimo-latin-${weight}-normal.woff2`), 'base64'),
}));

/**
 * Looks at every page of both languages at one width and theme, in one reused tab: console errors, thrown errors, foreign
 * requests, layout that shifts or scrolls sideways. Both have the same elements (tests/content holds it so), hence one is
 * judged by axe in full, WCAG 2.2 AA without exception, and the other by what hangs on the letters: targets, in another font.
 * @param full the language judged in full; at the other width it is the other one
 */
export function everyPage(
  name: string,
  { width, theme, full }: { width: number; theme: 'light' | 'dark'; full: Language['locale'] },
): void {
  describe(`every page, ${name}`, () => {
    let context: BrowserContext;
    let page: Page;
    let trouble: string[];
    const judged = new Set<string>();
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
        await page.setViewportSize({ width, height: 900 });
      }
      await page.evaluate(keepOneOfEach, 6);
      // Rows outside the window have estimated boxes that overlap on paper only. What a reader scrolls to is judged.
      // A constructed sheet: the page's policy forbids inline styles that were not built.
      await page.evaluate(() => {
        const all = new CSSStyleSheet();
        all.replaceSync('* { content-visibility: visible !important; }');
        document.adoptedStyleSheets.push(all);
      });
      if (path.startsWith(`/${full}/`)) {
        expect(await violations(page, { runOnly: { type: 'tag', values: TAGS }, judged }), 'axe').toEqual([]);
      } else {
        await page.evaluate(drawWith, OTHER_LETTERS);
        expect(await violations(page, { runOnly: TARGETS }), 'axe, in letters of another size').toEqual([]);
      }
      expect(trouble).toEqual([]);
    });
  });
}

/** In the page: of the rows of a table that are made alike, only the first few stay. To axe, the others are no news. */
function keepOneOfEach(most: number): void {
  for (const table of document.querySelectorAll('table')) {
    const counts = new Map<string, number>();
    for (const body of table.querySelectorAll('tbody')) {
      const parts = [body, ...body.querySelectorAll('*')].map(
        ({ localName, attributes, classList }) => `${localName}.${classList.value} ${String(attributes.length)}`,
      );
      const make = [...new Set(parts)].sort().join();
      counts.set(make, (counts.get(make) ?? 0) + 1);
      if ((counts.get(make) ?? 0) > most) body.remove();
    }
  }
}

/** In the page: draws all of it with other letters. Given as bytes: the page's policy lets no style fetch a font. */
async function drawWith(letters: typeof OTHER_LETTERS): Promise<void> {
  for (const { weight, data } of letters) {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    document.fonts.add(await new FontFace('Other', bytes, { weight }).load());
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { font-family: Other !important }');
  document.adoptedStyleSheets.push(sheet);
}

/**
 * What axe finds on the open page. Run in the page itself: the Playwright package of axe takes three times as long,
 * for frames that this site does not have.
 * @param runOnly which of its rules; all of WCAG 2.2 AA where nothing is said
 * @param judged looks of text whose contrast was judged on pages before and is not again; it is added to. The contrast of
 * a text is a matter of its colour, size and weight and of the grounds behind it, and takes axe longer than all the rest.
 */
export async function violations(
  page: Page,
  { runOnly = { type: 'tag', values: TAGS }, judged }: { runOnly?: RunOnly; judged?: Set<string> } = {},
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { found, looks } = await page.evaluate(judge, { runOnly, known: judged && [...judged] });
  for (const look of looks) judged?.add(look);
  return found;
}

/** In the page: what axe finds, contrast only where a text has a look that is not `known`, and the looks it found. */
async function judge({
  runOnly,
  known,
}: {
  runOnly: RunOnly;
  known: readonly string[] | undefined;
}): Promise<{ found: string[]; looks: string[] }> {
  const { axe: runner } = globalThis as unknown as { axe: typeof axe };
  const look = (element: Element): string => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const parts = [color, fontSize, fontWeight, textShadow];
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(at);
      // What is placed freely may stand on another ground than that of its ancestors.
      if (/absolute|fixed|sticky/.test(position)) parts.push(`${at.localName}.${at.classList.value}`);
      if (opacity !== '1' || backgroundImage !== 'none') parts.push(opacity, backgroundImage.slice(0, 80));
      if (!backgroundColor.endsWith(', 0)')) parts.push(backgroundColor);
    }
    return parts.join(' ');
  };
  const texts = new Map<string, Element>();
  if (known) {
    const seen = new Set(known);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent || (node.nodeValue ?? '').trim() === '' || !parent.checkVisibility()) continue;
      const own = look(parent);
      if (!seen.has(own) && !texts.has(own)) texts.set(own, parent);
    }
  }
  const say = ({ violations: list }: AxeResults): string[] =>
    list.flatMap(({ id, help, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`),
    );
  const found = say(
    await runner.run(document, {
      runOnly,
      // The first is off by default, though part of WCAG 2.2 AA.
      rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: known === undefined } },
      resultTypes: ['violations'],
    }),
  );
  if (texts.size > 0) {
    const contrast = await runner.run(
      { include: [...texts.values()] },
      {
        runOnly: { type: 'rule', values: ['color-contrast'] },
        resultTypes: ['violations', 'incomplete'],
        elementRef: true,
      },
    );
    found.push(...say(contrast));
    // What axe is not sure of here (one letter, something above it) may be plain on the next page.
    const unsure = new Set(contrast.incomplete.flatMap(({ nodes }) => nodes.map(({ element }) => element)));
    for (const [own, element] of texts) if (unsure.has(element as HTMLElement)) texts.delete(own);
  }
  return { found, looks: [...texts.keys()] };
}

/** Loads a page and says how far it moved on the way (cumulative layout shift). */
async function load(page: Page, path: string): Promise<number> {
  // A fragment or the same address would not load again.
  await page.goto('about:blank');
  await page.goto(at(path), { waitUntil: 'load' });
  return page.evaluate(() => (globalThis as unknown as { layoutShift?: number }).layoutShift ?? 0);
}
