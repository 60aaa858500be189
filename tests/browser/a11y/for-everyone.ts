import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../../src/config/languages.ts';
import { at, newContext, watch } from '../../support/visit.ts';
import { examineDesk, examineTouch, namesOn } from '../../support/examine.ts';
import { bringAlong } from '../../support/page-checks.ts';
import { FIRST_KINDS, KINDS } from '../../support/page-kinds.ts';
import { foreignNames } from '../../support/interface-words.ts';

/**
 * One page of every kind in one language, looked at as people do who see, point, read and move in other ways: forced
 * colours, no motion, 400 % zoom, wide spacing, names for ears, the keyboard's focus, targets for fingers. Each kind is
 * looked at in full in one language, in turn; in the other only at what the language changes, the names.
 */
export function forEveryone(locale: Language['locale']): void {
  const turn = LANGUAGES.findIndex((language) => language.locale === locale);
  describe(`for everyone, ${locale}`, () => {
    let contexts: BrowserContext[];
    let desk: Page;
    let touch: Page;
    let trouble: string[];
    beforeAll(async () => {
      const wide = await newContext({});
      const narrow = await newContext({ viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true });
      contexts = [wide, narrow];
      // One after the other: a stock Firefox opens no two windows at once.
      desk = await wide.newPage();
      touch = await narrow.newPage();
      trouble = watch(desk);
      await Promise.all([desk, touch].map(bringAlong));
    });
    afterAll(() => Promise.all(contexts.map((context) => context.close())));

    const all = Object.entries(KINDS).map(([kind, path], index) => ({
      kind,
      path,
      whole: index % LANGUAGES.length === turn,
    }));
    for (const { kind, path, whole } of all) {
      test(kind, { tags: whole && FIRST_KINDS.ways.has(kind) ? [] : ['thorough'] }, async () => {
        trouble.length = 0;
        const address = at(`/${locale}/${path}`);
        const { faults, names } = whole
          ? await examineDesk(desk, address)
          : { faults: [], names: await namesOn(desk, address) };
        if (whole) faults.push(...(await examineTouch(touch, address)));
        faults.push(...foreignNames(locale, names).map((name) => `in the other language: ${name}`));
        expect(faults).toEqual([]);
        expect(trouble.filter((line) => kind !== '404' || !line.includes('404'))).toEqual([]);
      });
    }
  });
}
