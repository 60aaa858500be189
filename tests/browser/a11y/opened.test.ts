import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { at, prefer, visit } from '../../support/visit.ts';
import { ask } from '../../support/examine.ts';
import { KeyboardUser } from '../../support/keyboard-user.ts';
import { unpack } from '../../support/page-checks.ts';

/** What opens: by which key where, what then stands there, what it waits for, and what must have been opened before. */
type Opening = [opener: string, box: string, ready?: ((page: Page) => Promise<void>) | undefined, before?: string];

const OPENED: Record<string, Opening[]> = {
  'interfaces/cri/': [
    ['.sl-menu-button', '#starlight__sidebar'],
    ['mobile-starlight-toc summary', 'mobile-starlight-toc .dropdown'],
    [
      'site-search button',
      '.search-dialog',
      async (page) => {
        await page.locator('.search-dialog input').pressSequentially('etcd');
        await page.locator('.search-dialog .search-result').first().waitFor();
      },
    ],
    ['h2 + a[role=button]', '.copy-menu'],
    ['.term-button', '.term-tip:popover-open'],
  ],
  'reference/ports/': [
    ['.sheet-open', 'dialog.sheet'],
    ['.take > summary', '.take > div'],
    // On a touch screen an open row alone has the button.
    ['.records tbody.open .copy-button', '.copy-menu', undefined, '.records summary'],
  ],
  'interfaces/comparison/': [['.refs a', '.compare-tip']],
  'architecture/worker-node/': [['[data-do=open]', '.diagram-dialog']],
};

// At 400 % zoom it fits, its controls have names and room, forced colours leave them in sight, Esc closes it.
describe.each(['en', 'pt-br'])('what opens in a window of 320 × 256 px, %s', { tags: ['thorough'] }, (locale) => {
  test.each(Object.entries(OPENED))('%s', async (path, openings) => {
    await visit({ width: 320, context: { viewport: { width: 320, height: 256 } } }, async (page) => {
      await page.goto(at(`/${locale}/${path}`));
      await page.locator('.copy-button, a[role=button]').first().waitFor({ state: 'attached' });
      await unpack(page);
      const hands = new KeyboardUser(page);
      const faults: string[] = [];
      for (const [opener, box, ready, before] of openings) {
        if (before !== undefined) {
          await hands.at(before);
          await page.keyboard.press('Enter');
        }
        await hands.at(opener);
        // A term's definition opens by the focus alone.
        if (!box.includes('tip:')) await page.keyboard.press('Enter');
        else await hands.press('Shift+Tab', 'Tab');
        await page.locator(box).first().waitFor();
        await ready?.(page);
        const note = (found: readonly string[]): void => void faults.push(...found.map((fault) => `${box}: ${fault}`));
        // The browser scrolls the opener into sight, and what floats beside it follows a moment later.
        await expect.poll(() => ask(page, 'doesNotFit', box)).toEqual([]);
        note(await ask(page, 'inside', box));
        for (const colorScheme of ['light', 'dark'] as const) {
          if (await prefer(page, { forcedColors: 'active', colorScheme })) note(await ask(page, 'lostInForcedColors'));
        }
        await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
        await page.keyboard.press('Escape');
        await page.locator(box).first().waitFor({ state: 'hidden' });
        await hands.lands(opener);
      }
      expect(faults).toEqual([]);
    });
  });
});
