import type { Page } from 'playwright';
import { describe, expect, inject, test } from 'vitest';
import { at, visit } from '../../support/visit.ts';
import { KeyboardUser, says } from '../../support/keyboard-user.ts';
import { LANGUAGES, type Language } from '../../../src/config/languages.ts';

/**
 * Every tool with the keyboard alone: it is reached, works, says what it did, and lets go again. Each tool is used in one
 * language, in turn: both have the same elements (tests/content holds it so).
 */
export function keyboard(locale: Language['locale']): void {
  const turn = LANGUAGES.findIndex((language) => language.locale === locale);
  let place = 0;
  const inTurn = (name: string, use: () => Promise<void>, ...tags: string[]): void => {
    if (place++ % LANGUAGES.length === turn) test(name, { tags }, use);
  };
  const walk = (
    path: string,
    go: (hands: KeyboardUser, page: Page, said: (selector: string) => Promise<void>) => Promise<void>,
    width = 1280,
  ): Promise<void> =>
    visit(
      {
        width,
        locale: locale === 'en' ? 'en-US' : 'pt-BR',
        context: { permissions: ['clipboard-read', 'clipboard-write'] },
      },
      async (page) => {
        await page.goto(at(`/${locale}/${path}`));
        // Until the copy buttons are there the page is not at rest.
        await page.locator('.copy-button, a[role=button]').first().waitFor({ state: 'attached' });
        await go(new KeyboardUser(page), page, (selector) => says(page, selector, locale));
      },
    );
  const state = (page: Page, selector: string, name: string): Promise<string | null> =>
    page.locator(selector).first().getAttribute(name);

  describe(`with the keyboard alone, ${locale}`, () => {
    inTurn('the head of the page: skip link, search, theme, language', async () => {
      await walk('components/kube-scheduler/', async (hands, page, said) => {
        await hands.to('.sl-skip-link', { most: 1 });
        await hands.skip();
        await hands.to('main a, main button, main [tabindex]', { most: 1 });
        await hands.at('.sl-skip-link');
        await hands.to('site-search button', { most: 3 });
        await hands.press('Enter');
        await hands.lands('.search-dialog input');
        await hands.type('etcd');
        await expect.poll(() => state(page, '.search-dialog input', 'aria-expanded')).toBe('true');
        await said('.search-dialog [role=status]');
        await hands.press('ArrowDown', 'ArrowDown');
        const active = await state(page, '.search-dialog input', 'aria-activedescendant');
        expect(await page.locator(`#${active ?? 'none'}`).getAttribute('aria-selected')).toBe('true');
        // Round and round: the dialog holds the focus, and has a way out by Tab too.
        await hands.to('.search-close');
        await hands.press('Shift+Tab');
        await hands.lands('.search-dialog input');
        // The address names a place of the page now: the browser goes there when the search closes, without the focus.
        const isBack = page.evaluate(
          () =>
            new Promise((done) => {
              const afterPaint = (): number => requestAnimationFrame(() => requestAnimationFrame(done));
              window.addEventListener('popstate', afterPaint, { once: true });
            }),
        );
        await hands.press('Escape');
        await isBack;
        await hands.lands('site-search button');
        await hands.to('header .theme-switch', { most: 4 });
        const before = await page.evaluate(() => document.documentElement.dataset['theme']);
        await hands.press('Space');
        await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).not.toBe(before);
        await hands.to('language-switch a:not([aria-current])', { most: 3 });
        await page.keyboard.press('Enter');
        await page.waitForURL(new RegExp(`/${locale === 'en' ? 'pt-br' : 'en'}/components/kube-scheduler/`));
      });
    });

    inTurn('menus of a phone: pages, sections', async () => {
      await walk(
        'components/kube-scheduler/',
        async (hands, page) => {
          await hands.to('.sl-menu-button', { most: 6 });
          await hands.press('Enter');
          await page.locator('#starlight__sidebar').waitFor();
          await hands.to('#starlight__sidebar a', { most: 6 });
          await hands.press('Escape');
          await page.locator('#starlight__sidebar').waitFor({ state: 'hidden' });
          await hands.lands('.sl-menu-button');
          await hands.to('mobile-starlight-toc summary', { most: 10 });
          await hands.press('Enter');
          await hands.to('mobile-starlight-toc a', { most: 2 });
          await hands.press('Escape');
          await hands.lands('mobile-starlight-toc summary');
        },
        360,
      );
    });

    inTurn('a table: find, filter, take a filter away, sort, open a row, copy, take away, clear', async () => {
      await walk('reference/ports/', async (hands, page, said) => {
        await hands.skip();
        await hands.to('#find', { most: 6 });
        await hands.type('etcd');
        await said('table-tool [role=status]');
        await hands.to('.facet > summary', { most: 2 });
        await hands.press('Enter');
        await hands.to('.facet[open] input', { most: 1 });
        await hands.press('Space');
        await page.locator('.chips button').waitFor();
        await hands.press('Escape');
        await hands.lands('.facet > summary');
        await hands.to('.chips button', { most: 16 });
        await hands.press('Enter');
        await hands.lands('#find');
        await hands.to('.take > summary', { most: 1 });
        await hands.press('Enter');
        await hands.to('[data-take=markdown]', { most: 2 });
        await hands.press('Enter');
        await said('table-tool [role=status]');
        await hands.press('Escape');
        await hands.lands('.take > summary');
        await hands.to('.clear', { most: 16 });
        await hands.to('.records th[data-col] button', { most: 4 });
        await hands.press('Enter');
        await expect.poll(() => state(page, '.records th[data-col]', 'aria-sort')).toBe('ascending');
        expect(await hands.on('.records th[data-col] button')).toBe(true);
        await hands.to('.records tbody th > a', { most: 12 });
        await hands.to('.records tbody .copy-button', { most: 1 });
        await hands.press('Enter');
        await page.locator('.copy-menu').waitFor();
        await hands.press('Escape');
        await hands.lands('.records tbody .copy-button');
        await hands.to('.records summary', { most: 6 });
        await hands.press('Enter');
        expect(await page.evaluate(() => document.activeElement?.parentElement?.matches('details[open]'))).toBe(true);
        await hands.at('#find');
        await page.keyboard.press('Control+A');
        await hands.type('zzzzqqqq');
        await hands.to('.none button', { most: 20 });
        await hands.press('Enter');
        await hands.lands('#find');
      });
    });

    inTurn(
      'filters in a sheet, where the window is narrow',
      async () => {
        await walk(
          'reference/ports/',
          async (hands, page) => {
            await hands.at('#find');
            await hands.to('.sheet-open', { most: 1 });
            await hands.press('Enter');
            await page.locator('dialog.sheet').waitFor();
            await hands.to('dialog.sheet input[type=checkbox]', { most: 8 });
            await hands.press('Space', 'Escape');
            await hands.lands('.sheet-open');
            expect(await page.locator('.chips button').count()).toBe(1);
          },
          360,
        );
      },
      'thorough',
    );

    inTurn(
      'the comparison: columns, order, groups, differences, presets, sources',
      async () => {
        await walk('interfaces/comparison/', async (hands, page, said) => {
          await hands.skip();
          await hands.to('.compare-bar input[name=show]', { most: 40 });
          await hands.press('Space');
          await said('.compare-status');
          expect(await hands.on('.compare-bar input[name=show]')).toBe(true);
          await hands.to('button[data-move="1"]', { most: 4 });
          await hands.press('Enter');
          expect(await hands.on('button[data-move]')).toBe(true);
          await hands.to('input[name=differ]', { most: 20 });
          await hands.press('Space');
          await expect.poll(() => page.url()).toContain('differ');
          await hands.to('[data-copy]', { most: 2 });
          await hands.press('Enter');
          await said('.compare-status');
          await hands.to('[data-reset]', { most: 2 });
          await hands.press('Enter');
          await hands.to('[data-preset]', { most: 3 });
          await hands.press('Enter');
          await hands.to('[data-fold]', { most: 10 });
          await hands.press('Enter', 'Enter');
          await hands.to('.refs a', { most: 40 });
          await hands.press('Enter');
          await hands.lands('.compare-tip a');
          await hands.press('Escape');
          await hands.lands('.refs a');
        });
      },
      'thorough',
    );

    inTurn(
      'implementations side by side',
      async () => {
        await walk('interfaces/runtimes/', async (hands, page) => {
          await hands.at('.facet:has([name=compare]) > summary');
          await hands.press('Enter');
          // Firefox stops at what can be scrolled, before what stands in it.
          await hands.to('[name=compare]', { most: inject('engine') === 'firefox' ? 2 : 1 });
          await hands.press('Space');
          await hands.to('[name=compare]', { most: 1 });
          await hands.press('Space');
          await page.locator('implementation-compare table').waitFor();
          await hands.press('Escape');
          await hands.lands('.facet > summary');
        });
      },
      'thorough',
    );

    inTurn(
      'lists: glossary and timeline',
      async () => {
        for (const [path, word] of [
          ['reference/glossary/', 'etcd'],
          ['reference/timeline/', 'CRI'],
        ] as const) {
          await walk(path, async (hands, page, said) => {
            await hands.at('.list-filter input');
            await hands.type(word);
            await said('.list-filter [role=status]');
            await hands.to('.list-filter button[data-clear]', { most: 1 });
            await hands.press('Enter');
            await hands.lands('.list-filter input');
            await hands.to('.list-filter a[data-value]', { most: 2 });
            await hands.press('Enter');
            // The list takes a choice up with the next frame.
            await expect.poll(() => state(page, '.list-filter a[data-value]', 'aria-current')).toBe('true');
            expect(await hands.on('.list-filter a[data-value]')).toBe(true);
          });
        }
      },
      'thorough',
    );

    inTurn(
      'a diagram: as text, large, closer, moved, closed',
      async () => {
        await walk('architecture/worker-node/', async (hands, page, said) => {
          await hands.at('.diagram-frame a');
          await hands.to('.diagram-text > summary', { most: 30 });
          await hands.press('Enter');
          await hands.to('.diagram-text a', { most: 1 });
          await hands.to('[data-do=open]', { most: 30 });
          await hands.press('Enter');
          await hands.lands('.diagram-stage');
          const view = (): Promise<string | null> => state(page, '.diagram-stage svg', 'viewBox');
          const whole = await view();
          await hands.press('+');
          expect(await view()).not.toBe(whole);
          await hands.press('ArrowRight', '0');
          expect(await view()).toBe(whole);
          await hands.to('[data-do=in]', { most: 5, back: true });
          await hands.press('Enter');
          expect(await view()).not.toBe(whole);
          await hands.to('[data-do=close]', { most: 4 });
          await hands.press('Enter');
          await hands.lands('[data-do=open]');
          await hands.to('[data-do=source]', { most: 3 });
          await hands.press('Enter');
          await said('diagram-actions [role=status]');
        });
      },
      'thorough',
    );

    inTurn(
      'words and links: a term, the copy menu',
      async () => {
        await walk('interfaces/cri/', async (hands, page, said) => {
          await hands.skip();
          await hands.to('.term-button', { most: 10 });
          expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('true');
          await hands.to('.term-tip a', { most: 1 });
          await hands.press('Escape');
          await hands.lands('.term-button');
          await hands.at('#why + a[role=button], h2 + a[role=button]');
          await hands.press('Enter');
          await hands.lands('.copy-menu button');
          await hands.press('Enter');
          await said('.copy-said');
          await hands.to('.copy-menu [name=copy-language]', { most: 3, back: true });
          await hands.press('Escape');
          await hands.lands('a[role=button]');
          await expect
            .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-expanded')))
            .toBe('false');
        });
      },
      'thorough',
    );

    inTurn(
      'the course kit: add, order, note, export, preview, remove, clear, undo',
      async () => {
        await walk('course/kit/', async (hands, page, said) => {
          await hands.at('.course-tree .filter input');
          await hands.type('etcd');
          await hands.to('.course-tree [data-place]', { most: 4 });
          await hands.press('Space');
          await said('.said');
          await hands.to('.course-tree [data-place]', { most: 4 });
          await hands.press('Space');
          await hands.at('course-kit [name=title]');
          await hands.type('A');
          await hands.to('.items a', { most: 1 });
          await hands.to('.items [data-do=down]', { most: 3 });
          await hands.press('Enter');
          await said('.said');
          expect(await hands.on('.items li[data-at="1"] [data-do=down]')).toBe(true);
          await hands.to('.items input', { most: 2 });
          await hands.type('note');
          await hands.to('[data-do=share]', { most: 2 });
          await hands.press('Enter');
          await hands.to('select[name=format]', { most: 3 });
          await hands.press('ArrowDown');
          await hands.to('course-kit [data-do=copy]', { most: 4 });
          await hands.press('Enter');
          await said('.said');
          await hands.to('.preview > summary', { most: 3 });
          await hands.press('Enter');
          await page.locator('.sheet svg').first().waitFor();
          await hands.at('.items [data-do=remove]');
          await hands.press('Enter');
          await hands.lands('.items [data-do=remove]');
          await hands.to('[data-do=clear]', { most: 4 });
          await hands.press('Enter');
          await hands.lands('[data-do=undo]');
          await hands.press('Enter');
          await hands.lands('[data-do=clear]');
        });
      },
      'thorough',
    );

    inTurn(
      'the link checker',
      async () => {
        await walk('course/linking/', async (hands, page, said) => {
          await hands.at('link-checker textarea');
          await hands.type(at(`/${locale}/interfaces/cri/`));
          await hands.to('link-checker button', { most: 1 });
          await hands.press('Enter');
          await said('link-checker [role=status]');
          await page.locator('link-checker li').waitFor();
          await hands.to('link-checker li a', { most: 1 });
        });
      },
      'thorough',
    );

    inTurn(
      'the search page',
      async () => {
        await walk('search/', async (hands, page, said) => {
          await hands.at('.search-page input');
          await hands.type('etcd');
          await page.locator('.search-page .search-result').first().waitFor();
          await said('.search-page [role=status]');
          await hands.to('.search-page button', { most: 1 });
          // The kinds of what was found stand before it.
          await hands.to('.search-page [data-chip][aria-pressed=true]', { most: 1 });
          const kinds = await page.locator('.search-page [data-chip]').count();
          // So does the source of what the store knows.
          await hands.to('.search-page .search-result', { most: kinds + 1 });
        });
      },
      'thorough',
    );

    inTurn(
      'another table: a row opens by the space bar, and what is in it is reached',
      async () => {
        await walk('reference/components/', async (hands, page) => {
          await hands.at('#find');
          await hands.type('scheduler');
          await expect.poll(() => page.url()).toContain('q=scheduler');
          await hands.to('.records summary', { most: 40 });
          await hands.press('Space');
          await hands.to('.records details[open] a', { most: 2 });
        });
      },
      'thorough',
    );
  });
}
