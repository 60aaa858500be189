import { describe, expect, inject, test } from 'vitest';
import { asPrinted, at, visit } from '../../support/visit.ts';

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

describe.runIf(prints)('a printed sheet', () => {
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

  test.each(['en', 'pt-br'])('the port board is one page of A4 on its side (%s)', async (language) => {
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
