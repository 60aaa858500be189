import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { at, browser, watch } from '../../support/visit.ts';
import { examineDesk, examineTouch } from '../../support/examine.ts';
import { KINDS } from '../../support/page-kinds.ts';
import { foreignNames } from '../../support/interface-words.ts';

/**
 * One page of every kind in one language, looked at as people do who see, point, read and move in other ways: forced
 * colours, no motion, 400 % zoom, wide spacing, names for ears, the keyboard's focus, targets for fingers.
 */
export function forEveryone(locale: 'en' | 'pt-br'): void {
  describe(`for everyone, ${locale}`, () => {
    let contexts: BrowserContext[];
    let desk: Page;
    let touch: Page;
    let trouble: string[];
    beforeAll(async () => {
      const one = await browser();
      contexts = [
        await one.newContext(),
        await one.newContext({ viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true }),
      ];
      [desk, touch] = (await Promise.all(contexts.map((context) => context.newPage()))) as [Page, Page];
      trouble = watch(desk);
    });
    afterAll(() => Promise.all(contexts.map((context) => context.close())));

    test.each(Object.entries(KINDS))('%s', async (kind, path) => {
      trouble.length = 0;
      const address = at(`/${locale}/${path}`);
      const { faults, names } = await examineDesk(desk, address);
      faults.push(...(await examineTouch(touch, address)));
      faults.push(...foreignNames(locale, names).map((name) => `in the other language: ${name}`));
      expect(faults).toEqual([]);
      expect(trouble.filter((line) => kind !== '404' || !line.includes('404'))).toEqual([]);
    });
  });
}
