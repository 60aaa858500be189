// What a reader takes away from the table of ports, and whether everybody can use it.
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { nothingJudged, violations } from '../a11y/every-page.ts';
import { asPrinted, at, handedOut, visit, written } from '../../support/visit.ts';
import { box, EN, PORTS, PT, ROWS, rows, settled } from './ports.ts';

describe('taking away', () => {
  const context = { permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true };
  const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

  test('the visible rows are copied as Markdown, and the reader is told', async () => {
    await visit({ context }, async (page) => {
      await page.goto(at(`${EN}?q=nodeport`));
      const count = (await rows(page)).length;
      await page.getByText('Copy or download').click();
      await page.getByRole('button', { name: 'Copy visible rows as Markdown' }).click();
      await expect.poll(() => clipboard(page)).toContain('| --- |');
      const copied = await clipboard(page);
      expect(copied).toContain(`](${at(EN)}#nodeport-range) |`);
      expect(copied.match(/^\| \[/gm)).toHaveLength(count);
      expect(await page.locator('table-tool [role=status]').textContent()).toContain(String(count));
    });
  });

  test('rows that are copied land in cells, by the button and by a selection', { tags: ['thorough'] }, async () => {
    await visit({ context }, async (page) => {
      await page.goto(at(`${EN}?q=etcd`));
      const count = (await rows(page)).length;
      await page.getByText('Copy or download').click();
      await page.getByRole('button', { name: 'for a spreadsheet' }).click();
      await expect.poll(() => clipboard(page)).toContain('\t');
      const lines = (await clipboard(page)).split('\n');
      expect(lines.length).toBeGreaterThanOrEqual(count);
      expect(new Set(lines.slice(0, 4).map((line) => line.split('\t').length))).toEqual(new Set([5]));
      // Who opens no menu: what turns a selection into cells comes with the selection.
      await page.reload();
      await page.locator('table-tool').hover();
      await page.locator('.records tbody.out').first().waitFor({ state: 'attached' });
      await page.evaluate(async () => {
        await navigator.clipboard.writeText('');
        const [from, to] = ['etcd-client-2379', 'etcd-peer-2380'].map((id) => document.getElementById(id));
        if (from && to) getSelection()?.setBaseAndExtent(from, 0, to, 1);
      });
      const copied = async (): Promise<string[]> => {
        await page.keyboard.press('Control+C');
        return (await clipboard(page)).split('\n');
      };
      await expect.poll(copied).toHaveLength(3);
      expect((await clipboard(page)).split('\n')[1]).toMatch(/^2379 TCP\tetcd\t/);
    });
  });

  test('when copying is refused, the text is there to be selected', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('no')) } });
      });
      await page.goto(at(`${EN}?q=30080`));
      await page.getByText('Copy or download').click();
      await page.getByRole('button', { name: 'Copy visible rows as Markdown' }).click();
      expect(await page.locator('.notices textarea').inputValue()).toContain('#nodeport-range');
    });
  });

  test('the link of a row is copied from its own button', { tags: ['thorough'] }, async () => {
    await visit({ context }, async (page) => {
      await page.goto(at(`${EN}?q=nodeport`));
      await page.locator('#nodeport-range').hover();
      await page.locator('#nodeport-range .copy-button').waitFor();
      expect(await page.locator('#nodeport-range .copy-button').getAttribute('aria-label')).toContain('30000-32767');
    });
  });

  test(
    'the visible rows are downloaded as CSV and JSON, and everything by a plain link',
    { tags: ['thorough'] },
    async () => {
      await visit({ context }, async (page) => {
        await page.goto(at(`${EN}?cni=flannel`));
        const ids = await rows(page);
        await page.getByText('Copy or download').click();
        const take = async (name: string): Promise<string> =>
          (await handedOut(page, () => page.getByRole('button', { name }).click())).text.replace('\uFEFF', '');
        const csv = await take('Ports, Visible rows: CSV');
        expect(
          csv
            .trim()
            .split('\r\n')
            .slice(1)
            .map((line) => line.split(',')[0]),
        ).toEqual(ids);
        const json = JSON.parse(await take('Ports, Visible rows: JSON')) as {
          count: number;
          records: { id: string }[];
        };
        expect(json.records.map(({ id }) => id)).toEqual(ids);
        expect((await take('Ports, Everything: CSV')).trim().split('\r\n')).toHaveLength(PORTS + 1);
        const all = page.getByRole('link', { name: 'Ports, Everything: JSON' });
        const response = await page.request.get(new URL((await all.getAttribute('href')) ?? '', page.url()).href);
        expect(((await response.json()) as { count: number }).count).toBe(PORTS);
      });
    },
  );
});

describe('for everybody', () => {
  test('by keyboard alone: find, filter, open a row, close a menu', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(EN));
      await box(page).focus();
      await page.keyboard.type('etcd');
      // Past "Copy or download".
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('control-plane');
      await page.keyboard.press('Space');
      await settled(page, '?q=etcd&on=control-plane');
      await page.keyboard.press('Escape');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Listens on');
      await page.locator('#etcd-client-2379 summary').focus();
      await page.keyboard.press('Enter');
      await settled(page, /row=etcd-client-2379/);
    });
  });

  test('on a phone rows are lines that open and the filters a sheet; nothing scrolls sideways', async () => {
    await visit({ width: 360 }, async (page) => {
      await page.goto(at(PT));
      expect((await page.locator('.records tbody').first().boundingBox())?.y, 'the first row').toBeLessThan(400);
      const open = page.getByRole('button', { name: 'Filtros' });
      await open.click();
      const sheet = page.getByRole('dialog', { name: 'Filtros' });
      await sheet.getByRole('checkbox', { name: 'nós etcd' }).check();
      await sheet.getByRole('button', { name: 'Mostrar linhas: 4' }).click();
      expect(await sheet.isVisible()).toBe(false);
      await settled(page, '?on=etcd');
      expect(await rows(page)).toHaveLength(4);
      await page.getByRole('button', { name: 'Filtros (1)' }).click();
      await page.keyboard.press('Escape');
      expect(await sheet.isVisible()).toBe(false);
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('sheet-open');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      const row = page.locator('#etcd-client-2379');
      expect((await row.boundingBox())?.height).toBeLessThan(60);
      await row.locator('.flag').click();
      await row.locator('dl').waitFor();
      expect(await written(row.locator('td').nth(1), '::before')).toBe('"Para que serve"');
    });
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing with menus, rows and the sheet open (%s)',
    { tags: ['thorough'] },
    async (theme) => {
      const judged = nothingJudged();
      await visit({ theme }, async (page) => {
        await page.goto(at(`${EN}?q=10251&foo=1#kube-scheduler-10251-insecure`));
        await page.locator('.facet summary').first().click();
        expect(await violations(page, judged)).toEqual([]);
        await page.goto(at(`${EN}?q=zzqq`));
        await page.getByText('Copy or download').click();
        expect(await violations(page, judged)).toEqual([]);
      });
      await visit({ theme, width: 360 }, async (page) => {
        await page.goto(at(`${PT}?on=etcd`));
        await page.locator('.sheet-open').click();
        expect(await violations(page, judged)).toEqual([]);
      });
    },
  );

  test('without JavaScript the whole table is there, rows open, and links to rows work', async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at(`${EN}#kube-scheduler-10251-insecure`));
      await expect.poll(() => rows(page)).toHaveLength(ROWS);
      expect(await page.locator('.tool').isVisible()).toBe(false);
      const row = page.locator('#kube-scheduler-10251-insecure');
      const top = (await row.boundingBox())?.y ?? -1;
      expect(top).toBeGreaterThan(0);
      expect(top).toBeLessThan(800);
      await row.locator('summary').click();
      expect(await row.locator('dl').innerText()).toContain('kubernetes/kubernetes');
    });
  });

  test('a header cell says what its column is, to whoever cannot see it', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(EN));
      const table = page.getByRole('table', { name: 'Ports' });
      expect(await table.getByRole('columnheader').count()).toBe(5);
      expect(await table.getByRole('rowheader').count()).toBe(PORTS);
    });
  });

  test(
    'a row that was opened before the tool came stays open and is in the address, beside the one that it names',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        let go = (): void => undefined;
        const wait = new Promise<void>((resolve) => (go = resolve));
        await page.route(/_astro\/table-tool\./, async (route) => {
          await wait;
          await route.continue();
        });
        // Not by goto(), which would wait for the tool.
        await page.evaluate((address) => void location.assign(address), at(`${EN}?status=current#kubelet-10250`));
        await page.locator('#etcd-peer-2380 summary').click();
        go();
        await settled(page, /status=current&row=etcd-peer-2380/);
        expect(await page.locator('#etcd-peer-2380 details').getAttribute('open')).not.toBeNull();
        expect(new URL(page.url()).hash).toBe('#kubelet-10250');
      });
    },
  );

  test(
    'half an emoji in the field, as Backspace leaves it: the rest is in the address, and nothing is thrown',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(EN));
        for (const text of ['etcd\\ud83d', '\\udc69etcd', '\\ud83d\\ud83detcd'])
          await box(page).evaluate((field, typed) => {
            (field as HTMLInputElement).value = JSON.parse(`"${typed}"`) as string;
            field.dispatchEvent(new Event('input', { bubbles: true }));
          }, text);
        await settled(page, '?q=etcd');
      });
    },
  );

  test(
    'printed, a row is what the reader left it, heads stand on every sheet, sources have their addresses',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(`${EN}?q=schedular`));
        const found = await rows(page);
        await page.locator('#kube-scheduler-10259 summary').click();
        await asPrinted(page);
        await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
        expect(found.length).toBeGreaterThan(1);
        expect(await page.locator('.records tbody:visible > tr:visible').count()).toBe(found.length + 1);
        // Only in the layout of a table is the head repeated.
        const layout = (part: string): Promise<string> =>
          page.locator(part).evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).display))].join());
        expect(await layout('.records:not(.out)')).toBe('table');
        expect(await layout('.records:not(.out) > thead')).toBe('table-header-group');
        expect(await layout('.records tbody[id]:not(.out)')).toBe('table-row-group');
        const link = page.locator('#kube-scheduler-10259 .row-sources a').first();
        expect(await written(link, '::after')).toContain('https://');
        expect(await page.locator('.tool').isVisible()).toBe(false);
      });
    },
  );
});
