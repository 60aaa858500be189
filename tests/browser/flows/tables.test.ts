/** What every table of records keeps, in both languages and on every window: words stay whole, roles stay those of a table. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { DIST } from '../../support/pages.ts';
import { asPrinted, at, visit } from '../../support/visit.ts';

const PAGES = [
  'reference/ports',
  'reference/components',
  'reference/glossary',
  'reference/port-board',
  'interfaces/comparison',
  'interfaces/runtimes',
  'interfaces/network-plugins',
  'interfaces/storage-drivers',
];
/** What a word may not leave: the chips of the port board too. */
const CELLS = ':is(th, td, .chip)';

/**
 * Words that stand on two lines or leave their cell: the parts between spaces and the places where a path may wrap.
 * @param within selector of the part of the page that is looked at
 */
function brokenWords(page: Page, within = 'main'): Promise<string[]> {
  return page.evaluate((cells) => {
    const broken = new Set<string>();
    // Heads that only a screen reader meets: each line of the table below them is named instead.
    const unseen = [...document.querySelectorAll('main thead')].filter(
      (head) => getComputedStyle(head).clipPath === 'inset(50%)',
    );
    for (const cell of document.querySelectorAll<HTMLElement>(cells)) {
      const box = cell.getBoundingClientRect();
      if (cell.closest('.visually-hidden, details:not([open])') || !cell.checkVisibility() || box.width < 2) continue;
      if (unseen.some((head) => head.contains(cell))) continue;
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const parent = node.parentElement;
        if (!parent || parent.closest('.visually-hidden, details:not([open]), [popover], .copy-button')) continue;
        for (const match of (node.nodeValue ?? '').matchAll(/[\p{L}\p{N}]+/gu)) {
          const range = document.createRange();
          range.setStart(node, match.index);
          range.setEnd(node, match.index + match[0].length);
          const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
          const { right } = range.getBoundingClientRect();
          const cut = getComputedStyle(cell).whiteSpace === 'nowrap' || getComputedStyle(cell).overflow === 'hidden';
          if (lines.size > 1 || (!cut && right > box.right + 1)) broken.add(match[0]);
        }
      }
    }
    return [...broken];
  }, `${within} ${CELLS}`);
}

describe.each(['en', 'pt-br'])('tables in %s', (language) => {
  test.each(PAGES)('%s: no word is broken at any width', { tags: ['thorough'] }, async (path) => {
    await visit({}, async (page) => {
      await page.goto(at(`/${language}/${path}/`));
      for (const width of [1920, 1280, 1180, 1100, 820, 360]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await brokenWords(page), `${String(width)} px`).toEqual([]);
      }
      // A4 between margins of 10 mm.
      await page.setViewportSize({ width: 718, height: 1000 });
      await asPrinted(page);
      expect(await brokenWords(page), 'paper').toEqual([]);
    });
  });
});

/** Pages with tables in their prose. */
const withTables = (locale: string): string[] =>
  readdirSync(join(DIST, locale), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('index.html'))
    .filter((file) => readFileSync(join(DIST, locale, file), 'utf8').includes('class="table-box"'))
    .map((file) => file.replaceAll('\\', '/').replace('index.html', ''));

test.each(['en', 'pt-br'])(
  'a table in prose breaks no word either, on a tablet and on a phone (%s)',
  { tags: ['thorough'], timeout: 180_000 },
  async (locale) => {
    await visit({}, async (page) => {
      const broken: string[] = [];
      for (const path of withTables(locale)) {
        await page.goto(at(`/${locale}/${path}`), { waitUntil: 'domcontentloaded' });
        for (const width of [820, 360]) {
          await page.setViewportSize({ width, height: 900 });
          broken.push(
            ...(await brokenWords(page, '.table-box')).map((word) => `${path} at ${String(width)} px: ${word}`),
          );
        }
      }
      expect(broken).toEqual([]);
    });
  },
);

test('a word that does not fit its column is found', { tags: ['thorough'] }, async () => {
  await visit({}, async (page) => {
    await page.goto(at('/en/interfaces/network-plugins/'));
    await page.locator('.records thead th').evaluateAll((heads) => {
      for (const { style } of heads as HTMLElement[]) Object.assign(style, { overflowWrap: 'anywhere', width: '3rem' });
    });
    expect(await brokenWords(page)).toContain('NetworkPolicy');
  });
});

// On a phone the lines of a table are laid out as blocks, where roles are lost.
for (const [path, width, ...tags] of [
  ['reference/components', 360],
  ['interfaces/comparison', 360],
  ['reference/ports', 360, 'thorough'],
  ['reference/ports', 1280, 'thorough'],
  ['interfaces/comparison', 1280, 'thorough'],
] as const)
  test(`a table is a table for a screen reader, whatever its layout (${path}, ${width} px)`, { tags }, async () => {
    await visit({ width }, async (page) => {
      await page.goto(at(`/en/${path}/`));
      const table = page
        .getByRole('table')
        .filter({ has: page.locator('[data-col]') })
        .first();
      expect(await table.getByRole('row').count()).toBeGreaterThan(8);
      expect(await table.getByRole('rowheader').count()).toBeGreaterThan(8);
      expect(await table.getByRole('cell').count()).toBeGreaterThan(20);
    });
  });
