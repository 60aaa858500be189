import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { DIST } from '../../support/pages.ts';
import { at, visit, written } from '../../support/visit.ts';

const PAGE = '/en/interfaces/comparison/';
const ALL = ['cri', 'cni', 'csi', 'cpi', 'smi', 'oci'];
const FIRST = 8;
/** Rows of the page as it was built, in whatever language. */
const ROWS = [
  ...readFileSync(join(DIST, PAGE, 'index.html'), 'utf8')
    .replace(/^[^]*<interface-comparison/, '')
    .replace(/<\/interface-comparison[^]*$/, '')
    .matchAll(/<tr\b[^>]* id=/g),
].length;

/** Columns in sight, from left to right; a row of the table has them in the same order. */
const columns = async (page: Page): Promise<(string | null)[]> => {
  await settled(page);
  const cells = (row: string): Promise<(string | null)[]> =>
    page.locator(`${row} [data-col]:visible`).evaluateAll((all) => {
      const left = new Map(all.map((cell) => [cell, cell.getBoundingClientRect().left]));
      const seen = [...all].sort((a, b) => (left.get(a) ?? 0) - (left.get(b) ?? 0));
      // The document reads in the order that is seen.
      if (seen.some((cell, index) => cell !== all[index])) return ['not in the order of the document'];
      return seen.map((cell) => cell.getAttribute('data-col'));
    });
  const [head, row] = [await cells('.compare-table thead'), await cells('#transport')];
  if (row.length > 0) expect(row).toEqual(head);
  return head;
};
/** The address, the announcement and the order of the document follow when a choice has been painted. */
const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    // Without scripts nothing is chosen, and no frame is ever reported.
    if (!document.querySelector('.compare-bar:not(.left-out)')) return;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(() => setTimeout(done))));
  });
const rows = async (page: Page): Promise<number> => {
  await settled(page);
  return page.locator('interface-comparison tbody tr[id]:visible').count();
};
const query = async (page: Page): Promise<string> => {
  await settled(page);
  return new URL(page.url()).search;
};

describe('the comparison', () => {
  test('shows all six, what is asked most first, and keeps a choice in the address over reload and language switch', async () => {
    await visit({}, async (page) => {
      await page.goto(at(PAGE));
      expect(await columns(page)).toEqual(ALL);
      expect(await rows(page)).toBe(FIRST);
      await page.getByRole('button', { name: /Show all \d+ rows/ }).click();
      expect(await rows(page)).toBe(ROWS);
      expect(await query(page)).toBe('?groups=all');
      await page.locator('[data-fold=history]').click();
      expect(await rows(page)).toBe(ROWS - 3);
      await page.goto(at(`${PAGE}?show=oci,cri&groups=history#keps`));
      expect(await columns(page)).toEqual(['oci', 'cri']);
      expect(await rows(page)).toBe(3);
      await page.reload();
      expect(await columns(page)).toEqual(['oci', 'cri']);
      await page.locator('a[data-locale=pt-br]:visible').first().click();
      await page.waitForURL(/pt-br/);
      expect(await query(page)).toBe('?show=oci,cri&groups=history');
      expect(new URL(page.url()).hash).toBe('#keps');
      expect(await columns(page)).toEqual(['oci', 'cri']);
    });
  });

  test('ignores unknown names with a notice, and an empty choice shows all', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`${PAGE}?show=cri,docker`));
      expect(await columns(page)).toEqual(['cri']);
      expect(await page.locator('.compare-status').textContent()).toContain('show=docker');
      await page.getByRole('checkbox', { name: 'CRI', exact: true }).click();
      expect(await columns(page)).toEqual(ALL);
      expect(await page.locator('.compare-status').textContent()).toContain('everything');
      expect(await query(page)).toBe('');
    });
  });

  test('is chosen and put in order with the keyboard alone', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`${PAGE}?show=cri,cni`));
      await page.getByRole('button', { name: 'Move CNI to the left' }).focus();
      await page.keyboard.press('Enter');
      expect(await columns(page)).toEqual(['cni', 'cri']);
      expect(await query(page)).toBe('?show=cni,cri');
      // The button can go no further; its partner has the focus, and brings the column back.
      await page.keyboard.press('Enter');
      expect(await columns(page)).toEqual(['cri', 'cni']);
      const cri = page.getByRole('checkbox', { name: 'CRI', exact: true });
      await cri.focus();
      await page.keyboard.press('Space');
      expect(await columns(page)).toEqual(['cni']);
      // What is ticked off stays under the reader's hand and comes back to its place.
      expect(await cri.evaluate((box) => box === document.activeElement)).toBe(true);
      await page.keyboard.press('Space');
      expect(await columns(page)).toEqual(['cri', 'cni']);
    });
  });

  test('hides equal rows on demand, and a link to one of them brings it back', async () => {
    await visit({}, async (page) => {
      await page.goto(at(`${PAGE}?show=cri,oci&groups=all`));
      // Equal rows are told as such before they are hidden.
      expect(await page.locator('tr.equal').evaluateAll((all) => all.map(({ id }) => id))).toContain(
        'volume-lifecycle',
      );
      await page.getByRole('checkbox', { name: 'Only rows that differ' }).click();
      // What is out of sight follows after the paint.
      await page.locator('#volume-lifecycle').waitFor({ state: 'hidden' });
      expect(await page.locator('#api-form').isVisible()).toBe(true);
      await page.evaluate(() => (location.hash = '#volume-lifecycle'));
      await page.locator('#volume-lifecycle').waitFor({ state: 'visible' });
      expect(await query(page)).toBe('?show=cri,oci&groups=all');
    });
  });

  test.each([1280, 360])('a link to a row shows it below the header (%i px)', { tags: ['thorough'] }, async (width) => {
    await visit({ width }, async (page) => {
      await page.goto(at(`${PAGE}#conformance`));
      const gap = async (): Promise<boolean> => {
        const [header, head, row] = await Promise.all(
          ['header.header', '.compare-table thead', '#conformance'].map((part) => page.locator(part).boundingBox()),
        );
        const end = (header?.height ?? 0) + (width > 600 ? (head?.height ?? 0) : 0);
        return (row?.y ?? 0) > end - 3 && (row?.y ?? 0) < end + 60;
      };
      await expect.poll(gap, { timeout: 5000 }).toBe(true);
      // And it stays there when the rows around it have been laid out.
      await page.waitForTimeout(300);
      expect(await gap()).toBe(true);
    });
  });

  test('has ready-made comparisons with addresses of their own', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(PAGE));
      await page.getByRole('link', { name: 'CPI + CSI' }).click();
      expect(await columns(page)).toEqual(['cpi', 'csi']);
      expect(await query(page)).toBe('?show=cpi,csi');
      await page.goBack();
      expect(await columns(page)).toEqual(ALL);
      await page.goForward();
      expect(await columns(page)).toEqual(['cpi', 'csi']);
      await page.getByRole('button', { name: 'Show all', exact: true }).click();
      expect(await columns(page)).toEqual(ALL);
      expect(await query(page)).toBe('');
    });
  });

  test('shows the sources of a cell in one tap, and gives the focus back', async () => {
    await visit({}, async (page) => {
      await page.goto(at(PAGE));
      const number = page.locator('#transport td .refs a').first();
      await number.click();
      await page.locator('.compare-tip a[href^="https://"]').first().waitFor();
      expect(await page.locator('.compare-tip').textContent()).toContain('21 November 2026');
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.activeElement?.closest('.refs') !== null);
    });
  });

  test('is copied as a Markdown table of what is in sight', { tags: ['thorough'] }, async () => {
    await visit({ context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
      await page.goto(at(`${PAGE}?show=oci,cri&groups=tools-and-tests`));
      await page.getByRole('button', { name: 'Copy as Markdown' }).click();
      let lines: string[] = [];
      await expect
        .poll(async () => {
          lines = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n');
          return lines.length;
        })
        .toBe(4);
      expect(lines[0]).toMatch(/^\| Question \| OCI.* \| CRI.* \|$/);
      expect(lines[2]).toContain('#debug-tools)');
      expect(lines[2]).toContain('crictl');
    });
  });

  test('is complete without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at(PAGE));
      expect(await columns(page)).toEqual(ALL);
      expect(await rows(page)).toBe(ROWS);
      expect(await page.locator('.compare-bar').isVisible()).toBe(false);
      const links = page.locator('interface-comparison .refs a');
      const targets = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')?.slice(1) ?? ''));
      const ids = new Set(await page.locator('.compare-sources li').evaluateAll((all) => all.map(({ id }) => id)));
      expect(targets.filter((id) => !ids.has(id))).toEqual([]);
    });
  });

  test.each([320, 360, 820, 1280])(
    'never scrolls sideways, in the page or in itself (%i px)',
    { tags: ['thorough'] },
    async (width) => {
      await visit({ width }, async (page) => {
        await page.goto(at(`${PAGE}?groups=all`));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
        const { inner, own } = await page
          .locator('.compare-table')
          .evaluate((table) => ({ inner: table.scrollWidth, own: table.clientWidth }));
        expect(inner).toBeLessThanOrEqual(own);
      });
    },
  );

  test('the heads stay in sight while the page is read', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`${PAGE}?groups=all`));
      await page.locator('#debug-tools').scrollIntoViewIfNeeded();
      const header = (await page.locator('header.header').boundingBox())?.height ?? 0;
      expect((await page.locator('.compare-table thead').boundingBox())?.y).toBeLessThan(header + 2);
    });
  });

  test(
    'on a phone each interface is a line of its question, and two stand side by side',
    { tags: ['thorough'] },
    async () => {
      await visit({ width: 360 }, async (page) => {
        await page.goto(at(PAGE));
        const cells = page.locator('#transport td:visible');
        const places = (): Promise<number[]> =>
          cells.evaluateAll((all) => all.map((cell) => Math.round(cell.getBoundingClientRect().left)));
        expect(new Set(await places()).size).toBe(1);
        expect(await written(cells.first(), '::before')).toBe('"cri"');
        const shape = await cells.first().evaluate((cell) => getComputedStyle(cell, '::before').textTransform);
        expect(shape).toBe('uppercase');
        await page.getByRole('link', { name: 'CRI + OCI' }).click();
        expect(await query(page)).toBe('?show=cri,oci');
        expect(new Set(await places()).size).toBe(2);
      });
    },
  );
});

describe('the implementations', () => {
  const side = (page: Page) => page.locator('implementation-compare table');

  test('two stand side by side, and the address keeps it over the language switch', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/interfaces/network-plugins/?compare=calico,cilium'));
      expect(await side(page).locator('thead th').allTextContents()).toEqual(['Question', 'Calico', 'Cilium']);
      const [differing, all] = [side(page).locator('tbody tr.differs'), side(page).locator('tbody tr:visible')];
      const count = await all.count();
      expect(await differing.count()).toBeGreaterThan(0);
      expect(await differing.count()).toBeLessThan(count);
      await page.getByRole('checkbox', { name: 'Only rows that differ' }).click();
      expect(await all.count()).toBe(await differing.count());
      await page.locator('a[data-locale=pt-br]:visible').first().click();
      await page.waitForURL(/pt-br.*compare=calico,cilium/);
      // The tool of the new page is fetched when the address asks for it.
      await expect
        .poll(() => side(page).locator('thead th').allTextContents(), { timeout: 5000 })
        .toEqual(['Pergunta', 'Calico', 'Cilium']);
    });
  });

  test('one is no comparison, and four are too many', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/interfaces/runtimes/?compare=runc'));
      expect(await side(page).count()).toBe(0);
      await page.goto(at('/en/interfaces/runtimes/?compare=runc,crun,youki,kata'));
      expect(await side(page).count()).toBe(0);
      await page.getByText('At most 3').waitFor();
    });
  });

  test(
    'are filtered by feature and status, and what nobody checked is said as such',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at('/en/interfaces/network-plugins/?status=archived'));
        const rows = () => page.locator('.records tbody[id]:visible').evaluateAll((all) => all.map(({ id }) => id));
        await expect.poll(rows).toEqual(['weave-net', 'cni-genie', 'osm']);
        expect(await page.locator('#weave-net td[data-label=BGP]').textContent()).toContain('not checked');
      });
    },
  );

  test('are complete without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/pt-br/interfaces/storage-drivers/'));
      const all = page.locator('.records tbody[id]');
      expect(await all.count()).toBeGreaterThan(0);
      expect(await page.locator('.records tbody[id]:visible').count()).toBe(await all.count());
    });
  });
});
