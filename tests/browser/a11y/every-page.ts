import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import axe, { type AxeResults } from 'axe-core';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/config/languages.ts';
import { builtPages } from '../../support/pages.ts';
import { ask } from '../../support/examine.ts';
import { bringAlong } from '../../support/page-checks.ts';
import { FIRST_KINDS, KINDS } from '../../support/page-kinds.ts';
import { at, browser, watch } from '../../support/visit.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// Letters of another height and width than the suite's own: those that Arial and Liberation Sans have.
const require = createRequire(import.meta.url);
const OTHER_LETTERS = [400, 700].map((weight) => ({
  weight: String(weight),
  data: readFileSync(require.resolve(`@fontsource/arimo/files/arimo-latin-${weight}-normal.woff2`), 'base64'),
}));

/**
 * Looks at every page of one language, each loaded once in one reused tab: console errors, thrown errors, foreign requests,
 * layout that shifts or scrolls sideways at 320 px, WCAG 2.2 AA by axe without exception; then the targets once more at the
 * other width and theme, in letters of another size. Both languages have the same elements (tests/content holds it so),
 * hence one is judged in full on a desk in light and the other on a phone in dark.
 */
export function everyPage(locale: Language['locale'], full: 'desk' | 'phone'): void {
  const LOOKS = {
    desk: { width: 1280, theme: 'light' },
    phone: { width: 360, theme: 'dark' },
  } as const;
  const look = async (page: Page, name: keyof typeof LOOKS): Promise<void> => {
    await page.setViewportSize({ width: LOOKS[name].width, height: 900 });
    await page.emulateMedia({ colorScheme: LOOKS[name].theme });
    // The sidebar becomes a menu, and the menu a sidebar, when the script hears of the new width.
    if (name === 'phone') await page.locator('sl-sidebar-pane').waitFor({ state: 'hidden' });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  };

  describe(`every page, ${locale}`, () => {
    let context: BrowserContext;
    let page: Page;
    let trouble: string[];
    const judged = nothingJudged();
    beforeAll(async () => {
      context = await (await browser()).newContext({ reducedMotion: 'reduce' });
      page = await context.newPage();
      trouble = watch(page);
      await bringAlong(page);
      await page.addInitScript(() => {
        let shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
          (globalThis as unknown as { layoutShift: number }).layoutShift = shift;
        }).observe({ type: 'layout-shift', buffered: true });
      });
    });
    afterAll(() => context.close());

    const turn = LANGUAGES.findIndex((language) => language.locale === locale);
    const first = Object.entries(KINDS)
      .filter(([kind], index) => FIRST_KINDS.rules.has(kind) && index % LANGUAGES.length === turn)
      .map(([, path]) => `/${locale}/${path}`);
    const pages = builtPages().filter((path) => path.startsWith(`/${locale}/`));
    for (const path of pages)
      test(path, { tags: first.includes(path) ? [] : ['thorough'] }, async () => {
        trouble.length = 0;
        await look(page, full);
        let shift = await load(page, path);
        // On a busy machine the parser may pause inside a table. A shift of the page's own making shows every time.
        for (let again = 0; again < 2 && shift > 0; again++) shift = await load(page, path);
        expect(shift, 'layout shift').toBe(0);
        // Rows outside the window have estimated boxes that overlap on paper only. What a reader scrolls to is judged.
        // A constructed sheet: the page's policy forbids inline styles that were not built.
        await page.evaluate(() => {
          const all = new CSSStyleSheet();
          all.replaceSync('* { content-visibility: visible !important; }');
          document.adoptedStyleSheets.push(all);
        });
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
        await look(page, full === 'desk' ? 'phone' : 'desk');
        await page.evaluate(drawWith, OTHER_LETTERS);
        expect(await ask(page, 'smallTargets'), 'targets, in letters of another size').toEqual([]);
        await page.evaluate(() => document.adoptedStyleSheets.pop());
        await look(page, full);
        expect(await ask(page, 'smallTargets'), 'targets').toEqual([]);
        expect(await violations(page, judged), 'axe').toEqual([]);
        expect(trouble).toEqual([]);
      });
  });
}

/** What axe has judged on the pages before. */
interface Judged {
  /** How often an element of one make was judged in one of another. */
  makes: Record<string, number>;
  /** Looks of text whose contrast was judged: their colour, size and weight, and the grounds behind them. */
  looks: Set<string>;
}

export const nothingJudged = (): Judged => ({ makes: {}, looks: new Set() });

/**
 * In the page: takes out the blocks in which every element is of a make that axe has judged `most` times in an element of
 * such a make: its name, classes, names of attributes, and what of that is empty. To axe, one more is no news, and it takes
 * a second for a page that is whole. Fields and their labels stay, and what something that stays is named by.
 * @returns the makes judged so far, with those that stay
 */
function keepWhatIsNew({ judged, most }: { judged: Record<string, number>; most: number }): Record<string, number> {
  const BLOCK =
    'header, footer, nav, aside, section, article, div, figure, details, table, tbody, ul, ol, li, dl, p, pre';
  const NAMES = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'headers'];
  const named = new Map<string, Element[]>();
  for (const name of NAMES) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      for (const id of (element.getAttribute(name) ?? '').split(/\s+/))
        named.set(id, [...(named.get(id) ?? []), element]);
    }
  }
  const makes = new Map<Element, string>();
  const own = (element: Element): string => {
    let make = makes.get(element);
    if (make === undefined) {
      const attributes = [...element.attributes].map(({ name, value }) => (value.trim() === '' ? `${name}=` : name));
      const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
      const what = element.childNodes.length === 0 ? '-' : text ? '' : '+';
      make = `${element.localName}.${element.classList.value}[${attributes.sort().join()}]${what}`;
      makes.set(element, make);
    }
    return make;
  };
  const pair = (element: Element): string =>
    `${element.parentElement ? own(element.parentElement) : ''}>${own(element)}`;
  const note = (element: Element): void => {
    judged[pair(element)] = (judged[pair(element)] ?? 0) + 1;
  };
  const isNoNews = (block: Element): boolean =>
    [block, ...block.querySelectorAll('*')].every(
      (element) =>
        (judged[pair(element)] ?? 0) >= most &&
        !element.matches('input, select, textarea, label') &&
        !named.get(element.id)?.some((user) => user.isConnected && !block.contains(user)),
    );
  const takeOut = (element: Element): void => {
    for (const child of [...element.children]) {
      if (child.matches(BLOCK) && isNoNews(child)) child.remove();
      // A row is whole or not there: its role asks for its cells.
      else if (child.localName === 'tbody') for (const part of [child, ...child.querySelectorAll('*')]) note(part);
      else {
        note(child);
        takeOut(child);
      }
    }
  };
  takeOut(document.body);
  return judged;
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
 * @param judged what was judged before and is not again; it is added to. The page is thinned out for it, and its targets
 * are left to the check of their own: call it last. Without it the page is judged whole, as it is.
 */
export async function violations(page: Page, judged?: Judged): Promise<string[]> {
  if (judged) judged.makes = await page.evaluate(keepWhatIsNew, { judged: judged.makes, most: 3 });
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { found, looks } = await page.evaluate(judge, { tags: TAGS, known: judged && [...judged.looks] });
  for (const look of looks) judged?.looks.add(look);
  return found;
}

/** In the page: what axe finds, contrast only where a text has a look that is not `known`, and the looks it found. */
async function judge({
  tags,
  known,
}: {
  tags: string[];
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
      runOnly: { type: 'tag', values: tags },
      // The first is off by default, though part of WCAG 2.2 AA. What was thinned out is laid out otherwise.
      rules: { 'target-size': { enabled: known === undefined }, 'color-contrast': { enabled: known === undefined } },
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
  // The same address would not load again as a new page does.
  if (page.url() === at(path)) await page.goto('about:blank');
  await page.goto(at(path), { waitUntil: 'load' });
  return page.evaluate(() => (globalThis as unknown as { layoutShift?: number }).layoutShift ?? 0);
}
