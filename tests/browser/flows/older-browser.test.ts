/** What readers get whose browser lacks what the site uses: taken away here, it must leave every function in a plainer form. */
import { describe, expect, test } from 'vitest';
import { at, visit } from '../../support/visit.ts';

describe('a browser of 2022: no popovers, container queries, view transitions, :has() and newer methods', () => {
  /** What such a browser makes of a file: names that it does not know mean nothing to it. */
  const asRead = (text: string, type: string): string => {
    const known = text.replaceAll(':popover-open', ':x-open').replaceAll(':has(', ':x-has(');
    if (type.includes('html'))
      return known
        .replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '')
        .replace(/ popover(?:target)?(?:="[^"]*")?(?=[ >])/g, '')
        .replace(/@container|container-type/g, 'x-none');
    return type.includes('css')
      ? known.replace(/@container|@view-transition/g, '@x-none').replaceAll('container-type', 'x-none')
      : known;
  };

  test.each([1280, 360])(
    '%s px wide: every tool does what it is for, in a plainer form',
    { tags: ['thorough'], timeout: 120_000 },
    async (width) => {
      await visit({ width }, async (page) => {
        await page.addInitScript(() => {
          for (const name of ['popover', 'showPopover', 'hidePopover', 'togglePopover'])
            Reflect.deleteProperty(HTMLElement.prototype, name);
          Reflect.deleteProperty(Document.prototype, 'startViewTransition');
          Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets');
          for (const name of ['toSpliced', 'toSorted', 'toReversed', 'findLastIndex'])
            Reflect.deleteProperty(Array.prototype, name);
        });
        await page.route(/\/$|\.(?:css|js|html)$|\/[?#]/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({
            response,
            body: asRead(await response.text(), response.headers()['content-type'] ?? ''),
          });
        });

        await page.goto(at('/en/interfaces/cri/'));
        expect(await page.evaluate(() => 'popover' in HTMLElement.prototype)).toBe(false);
        // Nothing that belongs into a popover lies over the text.
        const words = page.locator('main .sl-markdown-content > p').first();
        await words.scrollIntoViewIfNeeded();
        expect(await page.locator('.term-tip:visible').count()).toBe(0);
        const onTop = await words.evaluate((element) => {
          const { left, top } = element.getBoundingClientRect();
          return element.contains(document.elementFromPoint(left + 5, top + 8));
        });
        expect(onTop).toBe(true);
        // On a phone a link of the head leads to the menu. It has every page, and leads there.
        expect(await page.locator('.sl-menu-button').isVisible()).toBe(false);
        const toMenu = page.locator('header a[href="#starlight__sidebar"]');
        expect(await toMenu.isVisible()).toBe(width < 800);
        if (width < 800) {
          await toMenu.click();
          await expect
            .poll(() => page.locator('#starlight__sidebar').evaluate((menu) => menu.getBoundingClientRect().top))
            .toBeLessThan(200);
        }
        // The table of contents still says which section is being read.
        await page.goto(at('/en/interfaces/cri/#operations'));
        await page
          .locator('starlight-toc a[aria-current=true][href="#operations"]')
          .first()
          .waitFor({ state: 'attached' });
        const entry = page.locator('.sidebar a[href$="/en/reference/ports/"]');
        await entry.evaluate((link) => {
          const group = link.closest('details');
          if (group) group.open = true;
        });
        await entry.click();
        await page.waitForURL(/reference\/ports/);
        await page.goto(at('/en/interfaces/cri/'));
        // A term leads to the glossary, a heading's button to its own address.
        await page.locator('.sl-anchor-link[aria-haspopup]').first().waitFor({ state: 'attached' });
        await page.locator('.sl-anchor-link[href="#why"]').click();
        await page.waitForURL(/#why$/);
        await page.locator('a.term-button').first().click();
        await page.waitForURL(/reference\/glossary\/#/);
        await page.goto(at('/en/reference/ports/'));
        await page.locator('table-tool input[type=search]').fill('10250');
        await page
          .locator('table-tool .count')
          .filter({ hasText: /^\d+ of/ })
          .waitFor();
        await page.goto(at('/en/reference/as-of/?asof=1.24'));
        await page.goto(at('/en/reference/ports/?asof=1.24'));
        await page.locator('.as-of-lens [role=status]').filter({ hasText: /\d/ }).waitFor();
        await page.goto(at('/en/search/?q=containe-runtime'));
        await page.locator('search-page a.search-result').first().waitFor();
        await page.goto(at('/en/interfaces/comparison/'));
        await page.locator('interface-comparison [data-all]').first().click();
        await page.goto(at('/en/course/kit/#list=interfaces/cri,interfaces/cni'));
        await page.locator('.items li[data-at="1"] [data-do=up]').click();
        await page.getByText('is now at position 1').waitFor();
        await page.locator('site-search button').click();
        await page.locator('.search-dialog input').fill('kubelet');
        await page.locator('.search-dialog a.search-result').first().click();
        await page.waitForURL(/kubelet/);
        await page.locator('header language-switch a[data-locale=pt-br]').click();
        await page.waitForURL(/pt-br/);
      });
    },
  );
});

/** Pages whose tools have fields of which the browser is to remember nothing. */
const FIELDS = [
  'reference/ports/',
  'reference/components/',
  'reference/glossary/',
  'reference/firewall/',
  'search/',
  'course/kit/',
  'study/export/',
];
test.each(FIELDS)(
  '%s: what was typed stands there when the page comes back, also in Safari, which puts such fields back',
  { tags: ['thorough'] },
  async (path) => {
    await visit({}, async (page) => {
      await page.goto(at(`/en/${path}`));
      for (const folded of await page.locator('main details:has(input[autocomplete=off])').all())
        await folded.evaluate((details: HTMLDetailsElement) => (details.open = true));
      const fields = page.locator('main input[autocomplete=off]:visible');
      await fields.first().waitFor();
      const typed = await fields.evaluateAll((all) => all.map((_, place) => `1${place}`));
      for (const [place, text] of typed.entries()) {
        // What drives a stock Firefox writes behind the number that stands in a field.
        await fields.nth(place).clear();
        await fields.nth(place).fill(text);
      }
      await expect.poll(() => page.locator('main [aria-busy]').count()).toBe(0);
      // What Safari does: HTMLInputElement::resumeFromDocument() of WebKit. The tool may still be on its way.
      const after = (): Promise<string[]> =>
        fields.evaluateAll((all: HTMLInputElement[]) => {
          dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
          return all.map(({ defaultValue }) => defaultValue);
        });
      await expect.poll(after).toEqual(typed);
    });
  },
);
