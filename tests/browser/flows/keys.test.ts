/** What makes a key fast on a slow processor: it changes only what it finds anew, and takes nothing away that must be made again. */
import { expect, test } from 'vitest';
import { at, visit } from '../../support/visit.ts';

/** Where rows or items are found by words: a table and a list first, then their like. */
const PAGES = {
  'reference/components': [],
  'reference/glossary': [],
  'reference/ports': ['thorough'],
  'interfaces/network-plugins': ['thorough'],
  'reference/corrections': ['thorough'],
  'reference/timeline': ['thorough'],
};
const ROWS = ':is(table-tool tbody[id], filtered-list [data-item])';

for (const [path, tags] of Object.entries(PAGES))
  test(`${path}: a key that finds the same touches no row; what is left out is only folded`, { tags }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`/en/${path}/`));
      const field = page.locator(':is(table-tool, filtered-list) input[type="search"]');
      await field.pressSequentially('kub');
      await page.waitForURL(/[?&]q=kub\b/);
      const rows = page.locator(ROWS);
      const out = page.locator(`${ROWS}.out`);
      await expect.poll(() => out.count()).toBeGreaterThan(0);
      // Then what is below the window has followed, and the document has the order of the layout.
      await page.waitForTimeout(1000);
      await expect.poll(() => page.locator(`${ROWS}:is(.blank, [style*="order"])`).count()).toBe(0);
      expect(await out.filter({ visible: true }).count()).toBe(0);
      expect(await out.evaluateAll((all) => all.filter((row) => getComputedStyle(row).display === 'none').length)).toBe(
        0,
      );
      await rows.evaluateAll((all) => {
        const touched: string[] = [];
        const observer = new MutationObserver((changes) => {
          for (const { target } of changes) touched.push((target as Element).id);
        });
        for (const row of all) observer.observe(row, { attributes: true, childList: true, subtree: true });
        Object.assign(window, { touched });
      });
      // A space after a word asks for no other.
      await field.press('Space');
      await page.waitForTimeout(1000);
      expect(await page.evaluate(() => (window as unknown as { touched: string[] }).touched)).toEqual([]);
      await field.fill('');
      await expect.poll(() => out.count(), { timeout: 10_000 }).toBe(0);
    });
  });

/** Runs in a page: whatever it times takes 100 ms, so that it does one thing at a time. */
const slowProcessor = (): void => {
  let now = 0;
  performance.now = () => (now += 100);
};

test(
  'who types and opens a menu before the words of the rows are read sees the counts, and then what was found',
  { tags: ['thorough'] },
  async () => {
    await visit({}, async (page) => {
      await page.addInitScript(slowProcessor);
      await page.goto(at('/en/reference/ports/'));
      await page.locator('table-tool input[type="search"]').press('e');
      await page.locator('table-tool:not([aria-busy])').waitFor();
      await page.locator('.facet > summary').first().click();
      expect(await page.locator('.facet[open] .n').first().textContent()).toMatch(/^[1-9]/);
      await page.waitForURL(/[?&]q=e\b/);
    });
  },
);

test('at rest nobody asks for the place of a row, nor what is selected at a key: the browser would lay the page out', async () => {
  await visit({}, async (page) => {
    await page.addInitScript(() => {
      const asked = { places: 0, selections: 0 };
      Object.assign(window, { asked });
      const { getBoundingClientRect } = Element.prototype;
      Element.prototype.getBoundingClientRect = function (): DOMRect {
        if (this.closest('table-tool tbody, .terms')) asked.places += 1;
        return getBoundingClientRect.call(this);
      };
      const { getSelection } = window;
      window.getSelection = () => {
        asked.selections += 1;
        return getSelection.call(window);
      };
    });
    const asked = (): Promise<object> => page.evaluate(() => (window as unknown as { asked: object }).asked);
    for (const path of ['reference/glossary', 'reference/ports']) {
      await page.goto(at(`/en/${path}/`));
      // Long enough for whatever waits until the browser is free.
      await page.waitForTimeout(700);
      expect(await asked(), path).toEqual({ places: 0, selections: 0 });
    }
    await page.locator('table-tool input').first().pressSequentially('kube');
    await page.waitForURL(/[?&]q=kube/);
    expect(await asked()).toMatchObject({ selections: 0 });
  });
});

test('no part of a table of records takes its border or its alignment from the part around it', async () => {
  // With `inherit`, as browsers have it, one change of a table or a row makes all of its parts be styled anew.
  await visit({}, async (page) => {
    for (const path of ['reference/ports', 'reference/glossary']) {
      await page.goto(at(`/en/${path}/`));
      const followed = await page.locator('.records').evaluateAll((tables) =>
        tables.flatMap((table) => {
          const parts = [...table.querySelectorAll<HTMLElement>('thead, tbody, tr, th, td')].slice(0, 60);
          const said = (part: Element): string => {
            const { borderTopColor, verticalAlign } = getComputedStyle(part);
            return `${borderTopColor} ${verticalAlign}`;
          };
          return parts.flatMap((part) => {
            const around = part.parentElement as HTMLElement;
            const before = said(part);
            Object.assign(around.style, { borderColor: 'rgb(1, 2, 3)', verticalAlign: 'bottom' });
            const after = said(part);
            Object.assign(around.style, { borderColor: '', verticalAlign: '' });
            return before === after ? [] : [`${part.tagName}: ${before} → ${after}`];
          });
        }),
      );
      expect([...new Set(followed)], path).toEqual([]);
    }
  });
});

test('what stands below a table is laid out with the page: a key that brings it into sight does not wait for that', async () => {
  await visit({}, async (page) => {
    await page.goto(at('/en/reference/ports/'));
    const below = page.locator('table-tool ~ :is(ul, .not-content)');
    const heights = (): Promise<number[]> =>
      below.evaluateAll((all) => all.map((part) => part.getBoundingClientRect().height));
    const atRest = await heights();
    const field = page.locator('table-tool input[type="search"]');
    await field.focus();
    // While the tool is in use they are painted in sight only, and keep their places.
    await expect
      .poll(() => below.evaluateAll((all) => all.map((part) => getComputedStyle(part).contentVisibility)))
      .toEqual(atRest.map(() => 'auto'));
    expect(await heights()).toEqual(atRest);
    await below.last().scrollIntoViewIfNeeded();
    await field.blur();
    expect(await heights()).toEqual(atRest);
  });
});
