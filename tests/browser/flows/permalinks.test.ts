import { resolve } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { pageRedirects } from '../../../src/features/permalinks/redirects.ts';
import { readBuilt } from '../../../src/features/permalinks/built.ts';
import { loadRedirects } from '../../../src/features/permalinks/load.ts';
import { pageSlugs } from '../../../src/content-index/slugs.ts';
import { at, browser, visit } from '../../support/visit.ts';

/** How many ids are drawn per language; `LANDINGS=200 npm run test:browser` for the long measurement. */
const DRAWN = Number(process.env['LANDINGS'] ?? 8);
/** Draws the same numbers on every run: a failure can be repeated. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    yield state / 2 ** 32;
  }
}

function draw(locale: string): string[] {
  const redirects = loadRedirects(pageSlugs());
  const built = readBuilt(resolve(process.env['SITE_DIST'] ?? 'dist'), new Set(pageRedirects(redirects).keys()));
  const pool = [...(built.get(locale) ?? [])].filter((address) => address.includes('#'));
  const random = numbers(locale.length);
  return Array.from({ length: DRAWN }, () => pool[Math.floor(random.next().value * pool.length)] ?? '');
}

/** Distance of a place from the lower edge of what sticks to the top, once fonts and pictures are there. */
async function distance(page: Page, id: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const place = document.getElementById(wanted);
    if (!place) return Number.NaN;
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
    await new Promise((done) => setTimeout(done, 300));
    const { left, right, top } = place.getBoundingClientRect();
    let edge = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
    // What sticks below the header, the highest first: the find field, the heads of a table, a story's drawing.
    const stuck = [...document.querySelectorAll('main *')]
      .filter((part) => getComputedStyle(part).position === 'sticky' && !part.contains(place))
      .map((part) => part.getBoundingClientRect())
      .filter((part) => part.height > 0 && part.left < right && part.right > left)
      .sort((a, b) => a.top - b.top);
    for (const part of stuck) if (part.top <= edge + 4 && part.bottom <= top + 1) edge = Math.max(edge, part.bottom);
    return top - edge;
  }, id);
}

describe.each(['pt-br', 'en'])('ids drawn at random in %s', (locale) => {
  test(
    `${DRAWN} of ${DRAWN} land under the header, half of them without the language`,
    { tags: ['thorough'], timeout: 30_000 + DRAWN * 6000 },
    async () => {
      const missed: string[] = [];
      const context = await (
        await browser()
      ).newContext({ viewport: { width: 1280, height: 900 }, locale: locale === 'en' ? 'en-US' : 'pt-BR' });
      for (const [turn, address] of draw(locale).entries()) {
        const start = turn % 2 === 0 ? address : `/${locale}${address}`;
        // A page of its own each time: as a reader who comes from somewhere else.
        const page = await context.newPage();
        await page.goto(at(start));
        // A tool may note in the query what it had to open.
        const wanted = at(`/${locale}${address}`);
        await page.waitForURL(({ origin, pathname, hash }) => origin + pathname + hash === wanted, {
          waitUntil: 'load',
        });
        const gap = await distance(page, address.split('#')[1] ?? '');
        if (!(gap >= -1 && gap <= 100)) missed.push(`${start}: ${gap.toFixed(0)} px`);
        await page.close();
      }
      await context.close();
      expect(missed).toEqual([]);
    },
  );
});

describe('addresses without a language', () => {
  test('go to the browser’s language with query and fragment', async () => {
    await visit({ locale: 'pt-BR' }, async (page) => {
      await page.goto(at('/interfaces/cri/?a=a%20b#operations'));
      await page.waitForURL(at('/pt-br/interfaces/cri/?a=a%20b#operations'));
    });
  });

  test('go to the language chosen before', { tags: ['thorough'] }, async () => {
    await visit({ locale: 'pt-BR' }, async (page) => {
      await page.goto(at('/pt-br/interfaces/cni/'));
      await page.locator('language-switch a[data-locale=en]:visible').click();
      await page.waitForURL(/\/en\//);
      await page.goto(at('/interfaces/cri/#operations'));
      await page.waitForURL(at('/en/interfaces/cri/#operations'));
    });
  });

  test('offer both to a browser in a third language, the fragment in both links', { tags: ['thorough'] }, async () => {
    await visit({ locale: 'ja-JP' }, async (page) => {
      await page.goto(at('/interfaces/cri/?a=1#operations'));
      const links = page.locator('a[data-locale]');
      await page.waitForFunction(() => document.querySelector<HTMLAnchorElement>('a[data-locale]')?.hash !== '');
      expect(await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))).toEqual([
        at('/pt-br/interfaces/cri/?a=1#operations'),
        at('/en/interfaces/cri/?a=1#operations'),
      ]);
    });
  });

  test('are two plain links without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/interfaces/cri/'));
      await page.locator('a[data-locale=en]').click();
      expect(page.url()).toBe(at('/en/interfaces/cri/'));
    });
  });
});

describe('redirects', () => {
  test('carry query and fragment over, in the language of the address', async () => {
    await visit({ locale: 'en-US' }, async (page) => {
      await page.goto(at('/pt-br/cri/?a=1#operations'));
      await page.waitForURL(at('/pt-br/interfaces/cri/?a=1#operations'));
    });
  });

  test('lead without JavaScript by a refresh', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/cri/'));
      await page.waitForURL(at('/en/interfaces/cri/'));
    });
  });

  test(
    'an id that moved within its page scrolls to its new place, also when the fragment changes later',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at('/ports/?a=1#10259'));
        await page.waitForURL(at('/en/reference/ports/?a=1#kube-scheduler-10259'));
        const gap = await distance(page, 'kube-scheduler-10259');
        expect(gap).toBeGreaterThan(-1);
        expect(gap).toBeLessThan(100);
        await page.evaluate(() => (window.location.hash = '#10250'));
        await page.waitForURL(/#kubelet-10250$/);
      });
    },
  );

  test('an id that moved shows a link without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/reference/ports/#10259'));
      const link = page.locator('fragment-redirects a:visible');
      expect(await link.count()).toBe(1);
      expect(await link.getAttribute('href')).toMatch(/#kube-scheduler-10259$/);
    });
  });
});

describe('the copy menu', () => {
  const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const allowed = { context: { permissions: ['clipboard-read', 'clipboard-write'] } };

  test('copies by keyboard what it says, announces it and gives the focus back', async () => {
    await visit(allowed, async (page) => {
      await page.goto(at('/en/interfaces/cri/'));
      const button = page.locator('#operations + a[role=button]');
      await button.waitFor({ state: 'attached' });
      await button.focus();
      await page.keyboard.press('Enter');
      const menu = page.locator('.copy-menu');
      await menu.waitFor();
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Link');
      await page.keyboard.press('Enter');
      await page.getByText('Copied: Link').waitFor();
      expect(await clipboard(page)).toMatch(/^https:\/\/[^/]+\/[^/]+\/interfaces\/cri\/#operations$/);
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByText('Copied: Markdown').waitFor();
      expect(await clipboard(page)).toMatch(/^\[Operations – .+\]\(https:.+\/interfaces\/cri\/#operations\)$/);
      await page.keyboard.press('Escape');
      expect(await menu.isVisible()).toBe(false);
      expect(await button.evaluate((own) => own === document.activeElement)).toBe(true);
    });
  });

  test('copies the address of this language, a citation, and adds to the list', async () => {
    await visit({ ...allowed, locale: 'pt-BR' }, async (page) => {
      await page.goto(at('/pt-br/reference/ports/'));
      const button = page.locator('#kube-scheduler-10259 .copy-button');
      await button.waitFor({ state: 'attached' });
      await button.focus();
      await page.keyboard.press('Enter');
      await page.locator('.copy-menu input[value=here]').check();
      await page.locator('[data-kind=abnt]').click();
      await page.getByText('Copiado: ABNT').waitFor();
      expect(await clipboard(page)).toMatch(
        /^INTERFACES DO KUBERNETES\. 10259\. In: INTERFACES DO KUBERNETES\. .+ \[S\. l\.\], \d{4}\. .+ Disponível em: https:\S+\/pt-br\/reference\/ports\/#kube-scheduler-10259\. Acesso em: \d+ \S+ \d{4}\.$/,
      );
      await page.locator('[data-kind=add]').click();
      await page.getByText('Adicionado. Sua lista tem 1 link.').waitFor();
    });
  });

  test('shows the text selected when the clipboard is refused', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/interfaces/cri/'));
      await page.evaluate(() => {
        const refuse = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
        Object.defineProperty(navigator, 'clipboard', { value: { write: refuse, writeText: refuse } });
      });
      const button = page.locator('#operations + a[role=button]');
      await button.waitFor({ state: 'attached' });
      await button.press(' ');
      await page.locator('[data-kind=link]').click();
      const field = page.locator('.copy-menu textarea');
      await field.waitFor();
      expect(
        await field.evaluate((own: HTMLTextAreaElement) => own.value.slice(own.selectionStart, own.selectionEnd)),
      ).toMatch(/#operations$/);
    });
  });

  test('every button is visible on a touch screen', { tags: ['thorough'] }, async () => {
    await visit({ width: 360, context: { isMobile: true, hasTouch: true } }, async (page) => {
      await page.goto(at('/en/reference/ports/'));
      // A row of a table shows it once it is open.
      await page.locator('#kube-scheduler-10259 summary').tap();
      const button = page.locator('#kube-scheduler-10259 .copy-button');
      await button.waitFor();
      expect(await button.evaluate((own) => getComputedStyle(own).opacity)).toBe('1');
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(24);
    });
  });
});

describe('the checker and the 404 page', () => {
  test('say where pasted addresses lead now', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/course/linking/#check'));
      await page
        .locator('[name=addresses]')
        .fill(
          [
            at('/en/interfaces/cri/#operations'),
            '/ports/#10259',
            '/EN/interfaces/CRI.html#Operations',
            '/en/interfaces/crii/',
            'https://example.com/',
          ].join('\n'),
        );
      await page.locator('link-checker button').click();
      await page.locator('link-checker li').first().waitFor();
      expect(
        await page
          .locator('link-checker li')
          .evaluateAll((all) => all.map((line) => (line as HTMLElement).dataset['verdict'])),
      ).toEqual(['here', 'moved', 'form', 'dead', 'foreign']);
    });
  });

  test('what is too much for one paste is named, and where it begins', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      const address = at('/en/interfaces/cri/#operations');
      const check = async (text: string): Promise<string> => {
        // A megabyte that is typed takes longer than it is given.
        await page
          .locator('[name=addresses]')
          .evaluate((field, value) => ((field as HTMLTextAreaElement).value = value), text);
        await page.locator('link-checker button').click();
        await page.locator('link-checker button:not([data-waiting])').waitFor();
        return ((await page.locator('link-checker [role=status]').textContent()) ?? '').replace(/\s+/g, ' ');
      };
      await page.goto(at('/en/course/linking/#check'));
      expect(await check(`${address}\n${'a word \n'.repeat(150_000)}${address}`)).toBe(
        '1 of 1 leads somewhere. Not read: everything from “a word a word a word a word a word a word a word a wo” on. Paste the rest by itself.',
      );
      expect(await check(`${address}\n`.repeat(1000) + '/en/interfaces/crii/')).toContain(
        '1000 of 1000 lead somewhere. Not read: everything from “/en/interfaces/crii/” on.',
      );
      expect(await check(`${address}\n`.repeat(1000))).toBe('1000 of 1000 lead somewhere.');
    });
  });

  test('an old form of an address is understood', { tags: ['thorough'] }, async () => {
    await visit({ forgive: /404/ }, async (page) => {
      await page.goto(at('/EN/Interfaces/CRI.html?a=1#operations'));
      expect(await page.locator('.near a:visible').first().getAttribute('href')).toBe(
        new URL(at('/en/interfaces/cri/?a=1#operations')).pathname + '?a=1#operations',
      );
    });
  });
});
