import type { Page } from 'playwright';
import { describe, expect, inject, test } from 'vitest';
import { addRules, asPrinted, at, visit } from '../../support/visit.ts';

/** Of the engines of Playwright, only Chromium writes PDF files. */
const prints = inject('engine') === 'chromium';

/** A4 in points, which engines print rounded up or down. */
const A4 = [210, 297].map((mm) => (mm / 25.4) * 72);

/** How many pages a PDF has, and the width and height of the first in points. */
function paper(pdf: Buffer): { pages: number; size: number[] } {
  const text = pdf.toString('latin1');
  const [, , , ...size] = /\/MediaBox\s*\[([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
  return {
    pages: Number(/\/Type\s*\/Pages[^>]*\/Count (\d+)/.exec(text)?.[1]),
    size: size.map(Number),
  };
}

describe.runIf(prints)('a printed sheet, in the one browser that Playwright has write a PDF', () => {
  for (const path of ['/pt-br/notes/summary/', '/en/notes/cluster-architecture/', '/pt-br/notes/major-interfaces/']) {
    test(`${path} fits on two pages of A4, with its address`, { tags: ['thorough'] }, async () => {
      await visit({}, async (page) => {
        await page.goto(at(path));
        const { pages, size } = paper(await page.pdf({ preferCSSPageSize: true }));
        expect(size.map((side, index) => Math.abs(side - (A4[index] ?? 0)) < 1)).toEqual([true, true]);
        expect(pages).toBeGreaterThan(0);
        expect(pages).toBeLessThanOrEqual(2);
        await asPrinted(page);
        await page.locator('.sheet-address').getByText(path.slice(1)).waitFor();
      });
    });
  }

  for (const [language, ...tags] of [['pt-br'], ['en', 'thorough']] as const)
    test(`the port board is one page of A4 on its side (${language})`, { tags }, async () => {
      await visit({}, async (page) => {
        await page.goto(at(`/${language}/reference/port-board/`));
        const { pages, size } = paper(await page.pdf({ preferCSSPageSize: true }));
        expect(pages).toBe(1);
        expect(size.map((side, index) => Math.abs(side - (A4[1 - index] ?? 0)) < 1)).toEqual([true, true]);
      });
    });

  test('a sheet that is too long is seen', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/notes/summary/'));
      await page
        .locator('.sheet')
        .first()
        .evaluate((list) => {
          for (let copies = 0; copies < 60; copies += 1) list.append(list.children[0]?.cloneNode(true) ?? '');
        });
      expect(paper(await page.pdf({ preferCSSPageSize: true })).pages).toBeGreaterThan(2);
    });
  });
});

/**
 * What a reader of paper would miss in the tables of a page: browsers repeat a head on every sheet when it is that of a
 * table, and Chromium only when there is no control in it. Where there is no head, each cell names its column.
 */
const unnamed = (page: Page): Promise<string[]> =>
  page.locator('main table').evaluateAll((tables) =>
    tables
      .filter((table) => table.checkVisibility())
      .flatMap((table) => {
        const { tHead, caption } = table as HTMLTableElement;
        const what = caption?.innerText ?? tHead?.innerText.slice(0, 40) ?? '';
        const display = tHead ? getComputedStyle(tHead).display : '';
        if (display === 'none') {
          const cells = [...table.querySelectorAll('td')].filter((cell) => cell.checkVisibility());
          const mute = cells.filter((cell) => !/attr|"\w+"/.test(getComputedStyle(cell, '::before').content));
          return mute.map((cell) => `${what}: ${cell.innerText.slice(0, 40)}`);
        }
        const control = [...(tHead?.querySelectorAll('button') ?? [])].some((one) => one.getClientRects().length > 0);
        return display !== 'table-header-group' || control ? [`${what}: ${display}`] : [];
      }),
  );

test.each([
  '/en/reference/ports/',
  '/pt-br/interfaces/network-plugins/',
  '/en/reference/glossary/',
  '/pt-br/interfaces/comparison/',
  '/en/components/kubelet/',
])('on paper the columns of %s are named on every sheet', { tags: ['thorough'] }, async (path) => {
  await visit({}, async (page) => {
    await page.goto(at(path));
    await asPrinted(page);
    expect(await page.locator('main table:visible').count()).toBeGreaterThan(0);
    expect(await unnamed(page)).toEqual([]);
    // What would be wrong is seen.
    await addRules(page, 'main thead { display: grid !important } main td::before { content: none }');
    expect(await unnamed(page)).not.toEqual([]);
  });
});
