import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { DIST } from '../../support/pages.ts';
import { at, visit } from '../../support/visit.ts';

const twin = (path: string): string => readFileSync(join(DIST, path, 'index.md'), 'utf8');
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const allowed = { permissions: ['clipboard-read', 'clipboard-write'] };

/** Opens the copy menu of the page as a whole. */
async function openPageMenu(page: Page, how: 'keyboard' | 'pointer'): Promise<void> {
  const button = page.locator('.page-title .copy-button');
  await button.waitFor({ state: 'attached' });
  if (how === 'pointer') await button.click();
  else await button.press('Enter');
  await page.locator('.copy-menu').waitFor();
}

describe('the page as Markdown', () => {
  test('is copied by keyboard, and offered for pages only', async () => {
    await visit({ context: allowed }, async (page) => {
      await page.goto(at('/en/components/kubelet/'));
      await openPageMenu(page, 'keyboard');
      for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowDown');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('This page as Markdown');
      await page.keyboard.press('Enter');
      await page.getByText('Copied: This page as Markdown').waitFor();
      expect(await page.locator('.copy-said').getAttribute('role')).toBe('status');
      expect(await clipboard(page)).toBe(twin('en/components/kubelet'));
      await page.keyboard.press('Escape');
      await page.locator('#role + a[role=button]').press('Enter');
      await page.locator('.copy-menu').waitFor();
      expect(await page.locator('.copy-menu [data-kind=page]').isVisible()).toBe(false);
    });
  });

  test('is copied on a phone, in Portuguese', { tags: ['thorough'] }, async () => {
    await visit(
      { width: 360, locale: 'pt-BR', context: { ...allowed, isMobile: true, hasTouch: true } },
      async (page) => {
        await page.goto(at('/pt-br/components/etcd/'));
        await openPageMenu(page, 'pointer');
        await page.locator('[data-kind=page]').click();
        await page.getByText('Copiado: Esta página em Markdown').waitFor();
        expect(await clipboard(page)).toBe(twin('pt-br/components/etcd'));
      },
    );
  });

  test('leads to the file when it does not load or the clipboard is refused', { tags: ['thorough'] }, async () => {
    await visit({ context: allowed, forgive: /ERR_FAILED|Failed to load/ }, async (page) => {
      await page.goto(at('/en/interfaces/cri/'));
      await page.route('**/index.md', (route) => route.abort());
      await openPageMenu(page, 'keyboard');
      await page.locator('[data-kind=page]').click();
      const link = page.locator('.copy-said a');
      await link.waitFor();
      expect(await page.locator('.copy-said').textContent()).toMatch(/^The page was not copied: .+: View as Markdown$/);
      expect(await link.getAttribute('href')).toBe(at('/en/interfaces/cri/index.md'));
      await page.unroute('**/index.md');
      await page.locator('[data-kind=page]').click();
      await page.getByText('Copied: This page').waitFor();
      await page.evaluate(() => {
        const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
        Object.defineProperty(navigator, 'clipboard', { value: { write: refuse, writeText: refuse } });
      });
      await page.locator('[data-kind=page]').click();
      await link.waitFor();
    });
  });

  test('is one link away without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/'));
      const href = await page.getByRole('link', { name: 'View as Markdown' }).getAttribute('href');
      const answer = await page.request.get(new URL(href ?? '', page.url()).href);
      expect(answer.headers()['content-type']).toBe('text/markdown; charset=utf-8');
      expect(await answer.text()).toBe(twin('en'));
    });
  });
});

test('the browser accepts the manifest and its icons', { tags: ['thorough'] }, async () => {
  await visit({}, async (page) => {
    await page.goto(at('/pt-br/'));
    const address = await page.locator('link[rel=manifest]').getAttribute('href');
    const answer = await page.request.get(new URL(address ?? '', page.url()).href);
    expect(answer.headers()['content-type']).toMatch(/^application\/manifest\+json/);
    const { icons } = (await answer.json()) as { icons: { src: string; sizes: string }[] };
    const drawn = await page.evaluate(
      (all) =>
        Promise.all(
          all.map(async ({ src }) => {
            const image = new Image();
            image.src = src;
            await image.decode();
            return `${image.naturalWidth}x${image.naturalHeight}`;
          }),
        ),
      icons.filter(({ sizes }) => sizes !== 'any'),
    );
    expect(drawn).toEqual(['192x192', '512x512', '512x512']);
  });
});
