// What a page fetches only when a reader wants it, and what is said when it does not come.
import type { Page } from 'playwright';
import { afterEach, describe, expect, test } from 'vitest';
import { PATIENCE } from '../../../src/browser/patience.ts';
import { at } from '../../support/visit.ts';
import { close, FAULTS, missing, open } from './faults.ts';

afterEach(close);

describe('a part that is fetched when it is wanted and is gone', () => {
  const WORDS = { en: 'Reload the page', 'pt-br': 'Recarregue a página' } as const;
  /** Where, which files fail, what the reader does, and how they fail: each kind of file in each way. */
  const PARTS: [string, string, RegExp, (page: Page) => Promise<void>, (keyof typeof FAULTS)[]][] = [
    [
      'sorting a table',
      'reference/ports/',
      /_astro\/table-tool\./,
      (page) => page.locator('th[data-col] > button').first().click(),
      ['is gone', 'never comes', 'is cut off'],
    ],
    [
      'the tools of a diagram',
      'architecture/control-plane/',
      /_astro\/diagram-actions\./,
      (page) => page.locator('diagram-actions button').first().click(),
      ['is gone', 'is refused', 'is empty'],
    ],
    [
      'the steps of a story',
      'architecture/from-apply-to-running/',
      /_astro\/story\./,
      (page) => page.locator('.story-bar button').first().click(),
      ['is empty', 'is gone'],
    ],
    [
      'what makes the code for a frame',
      'course/linking/',
      /_astro\/embed-maker\./,
      (page) => page.locator('embed-maker').scrollIntoViewIfNeeded(),
      ['is empty', 'is gone'],
    ],
    [
      'copying code',
      'interfaces/cri/',
      /_astro\/copy-code\./,
      (page) => page.locator('.copy-code').first().click(),
      ['is empty', 'is another'],
    ],
    [
      'the results of the search',
      'search/',
      /_astro\/page\./,
      (page) => page.locator('search-page input').fill('kubelet'),
      ['is empty', 'is cut off'],
    ],
    [
      'the copy menu',
      'interfaces/cri/',
      /_astro\/copy-menu\./,
      (page) => page.locator('button.copy-button').first().click(),
      ['is gone', 'never comes', 'is empty'],
    ],
    [
      'the words of the copy menu',
      'interfaces/cri/',
      /_astro\/late\./,
      (page) => page.locator('button.copy-button').first().click(),
      ['is gone', 'never comes'],
    ],
    [
      'what a table tool must know of its rows',
      'reference/ports/',
      /_astro\/late\./,
      (page) => page.locator('th[data-col] > button').first().click(),
      ['is cut off', 'never comes'],
    ],
    [
      'QR codes',
      'course/kit/#list=interfaces/cri',
      /_astro\/print-sheet\./,
      (page) => page.locator('.preview summary').click(),
      ['is gone', 'is another'],
    ],
    [
      'the course list',
      'course/kit/',
      /data\/v1\/permalinks\.json/,
      (page) => page.locator('course-kit [name=title]').fill('Week 1'),
      ['is refused', 'never comes'],
    ],
    [
      'the list of addresses',
      'course/linking/',
      /data\/v1\/permalinks\.json/,
      async (page) => {
        await page.locator('link-checker textarea').fill('https://example.org/');
        await page.locator('link-checker button').click();
      },
      ['is gone', 'is cut off', 'is another', 'never comes'],
    ],
  ];

  test.each(PARTS)(
    '%s: the reader is told, and nothing is thrown',
    { tags: ['thorough'] },
    async (_name, path, files, act, faults) => {
      for (const [index, fault] of faults.entries()) {
        const { page, trouble } = await open();
        const [locale, words] = Object.entries(WORDS)[index % 2] ?? [];
        await page.clock.install();
        await page.route(files, FAULTS[fault] ?? missing);
        await page.goto(at(`/${locale ?? ''}/${path}`));
        expect(await page.locator('[role=alert]:visible').count()).toBe(0);
        await act(page);
        if (fault === 'never comes') {
          await page.locator('[data-waiting], [aria-busy]').first().waitFor();
          await page.clock.runFor(PATIENCE + 100);
        }
        await page
          .locator('[role=alert]')
          .filter({ hasText: words ?? '' })
          .waitFor();
        expect(trouble(), fault).toEqual([]);
        await close();
      }
    },
  );

  test.each(['interfaces/comparison', 'reference/ports'])(
    'the lens of another version of %s is missing, whatever else comes: it is said',
    { tags: ['thorough'] },
    async (path) => {
      const { page, trouble } = await open();
      await page.route(/_astro\/lens\./, (route) => FAULTS['is empty']?.(route));
      const loaded = page.waitForResponse(/_astro\/(?:sources-tip|table-tool)\./);
      await page.goto(at(`/en/${path}/?asof=1.30`));
      await loaded;
      await page.waitForLoadState('networkidle');
      await page.locator('[role=alert]').filter({ hasText: WORDS.en }).waitFor();
      expect(trouble()).toEqual([]);
    },
  );

  test(
    'a part that hangs stays told when another part comes, and the words go with the last of them',
    { tags: ['thorough'] },
    async () => {
      const { page, trouble } = await open();
      await page.clock.install();
      let [come, answer] = [(): void => undefined, Promise.resolve()];
      answer = new Promise((resolve) => (come = resolve));
      await page.route(/_astro\/copy-menu\./, async (route) => {
        await answer;
        await route.continue();
      });
      await page.goto(at('/en/interfaces/cri/'));
      const words = page.locator('[role=alert]').filter({ hasText: WORDS.en });
      await page.locator('button.copy-button').first().click();
      await page.clock.runFor(PATIENCE + 100);
      await words.waitFor();
      await page.locator('.copy-code').first().click();
      await page.locator('.copy-code[data-state]').waitFor();
      expect(await words.isVisible()).toBe(true);
      come();
      await words.waitFor({ state: 'hidden' });
      expect(trouble()).toEqual([]);
    },
  );

  test('what keeps a copy on the device and is empty: that is said', { tags: ['thorough'] }, async () => {
    const { page, trouble } = await open();
    await page.route(/_astro\/offline-copy\./, (route) => FAULTS['is empty']?.(route));
    await page.goto(at('/pt-br/study/offline/'));
    await page.locator('[role=alert]').filter({ hasText: WORDS['pt-br'] }).waitFor();
    expect(trouble()).toEqual([]);
  });

  test.each([
    ['the trainer', 'study/practice', 'questions', '{"version":99}', '.due'],
    ['the trainer', 'study/practice', 'questions', 'null', '.due'],
    ['the sheets', 'study/export', 'cards', '{"topics":[],"items":[]}', '.found'],
  ])(
    '%s with questions of another form: it says so, has none, and the second try is a try',
    { tags: ['thorough'] },
    async (_name, path, file, body, counted) => {
      const { page, trouble } = await open();
      await page.route(`**/study/${file}.en.json`, (route) => route.fulfill({ contentType: 'application/json', body }));
      await page.goto(at(`/en/${path}/`));
      const tool = page.locator('study-trainer, study-export');
      await tool.locator('button:visible').first().click();
      await page.locator('[role=alert]').filter({ hasText: 'Reload' }).waitFor();
      expect(await tool.locator(counted).first().textContent()).not.toMatch(/\d/);
      await page.unroute(`**/study/${file}.en.json`);
      await tool.locator('button:visible').first().click();
      await tool.locator(counted).filter({ hasText: /\d/ }).first().waitFor({ state: 'attached' });
      await page.locator('[role=alert]').filter({ hasText: 'Reload' }).waitFor({ state: 'hidden' });
      expect(trouble()).toEqual([]);
    },
  );

  test(
    'the code for a frame: says when it was copied, when the browser refuses, and when a list is missing, and then tries again',
    { tags: ['thorough'] },
    async () => {
      const { page, trouble } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
      let isDown = false;
      await page.route(/study\/questions\.|\/oembed\//, (route) =>
        isDown ? FAULTS['is empty']?.(route) : route.continue(),
      );
      await page.goto(at('/en/course/linking/'));
      const maker = page.locator('embed-maker');
      const code = maker.locator('[name=code]');
      const said = maker.locator('[role=status]');
      await maker.scrollIntoViewIfNeeded();
      await expect.poll(() => code.inputValue()).toMatch(/^<iframe /);
      await maker.locator('button').click();
      await said.filter({ hasText: 'The code was copied.' }).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code.inputValue());
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      });
      await maker.locator('button').click();
      await said.filter({ hasText: 'did not allow copying. The code is selected' }).waitFor();
      expect(await code.evaluate((field: HTMLTextAreaElement) => field.selectionEnd - field.selectionStart)).toBe(
        (await code.inputValue()).length,
      );
      isDown = true;
      for (const kind of ['question', 'drawing']) {
        await maker.locator('[name=kind]').selectOption(kind);
        await said.filter({ hasText: 'The list did not load. Choose again to retry.' }).waitFor();
        // Not that of the choice before, which would be copied.
        expect(await code.inputValue()).toBe('');
      }
      isDown = false;
      for (const kind of ['question', 'drawing']) {
        await maker.locator('[name=kind]').selectOption(kind);
        await expect.poll(() => code.inputValue()).toContain(`?${kind}=`);
        expect(await said.textContent()).toBe('');
      }
      expect(trouble()).toEqual([]);
    },
  );

  test(
    'addresses that come at the second try: the checker and the list work, and the words go',
    { tags: ['thorough'] },
    async () => {
      const { page, trouble } = await open();
      let isDown = true;
      await page.route(/permalinks\.json/, (route) => (isDown ? FAULTS['is refused']?.(route) : route.continue()));
      await page.goto(at('/en/course/linking/'));
      await page.locator('link-checker textarea').fill(at('/interfaces/cri/'));
      await page.locator('link-checker button').click();
      await page.locator('[role=alert]').filter({ hasText: 'Reload' }).waitFor();
      isDown = false;
      await page.locator('link-checker button').click();
      await page.locator('link-checker li[data-verdict=here]').waitFor();
      expect(await page.locator('[role=alert]:visible').count()).toBe(0);
      isDown = true;
      await page.goto(at('/en/course/kit/'));
      await page.locator('course-kit [name=title]').fill('Week 1');
      await page.locator('[role=alert]').filter({ hasText: 'Reload' }).waitFor();
      isDown = false;
      await page.locator('summary', { hasText: 'Start here' }).click();
      await page.locator('[data-place="/start/"]').check();
      await page.locator('.items li').waitFor();
      expect(await page.locator('course-kit [name=title]').inputValue()).toBe('Week 1');
      expect(trouble()).toEqual([]);
    },
  );

  test(
    'the search without the words of the texts, and after a deployment: says what it has, and that it is not all',
    { tags: ['thorough'] },
    async () => {
      const { page, trouble } = await open();
      await page.route(/search-index\/[^/]+\/en\/text\//, (route) => FAULTS['never comes']?.(route));
      await page.goto(at('/en/search/?q=10250'));
      const first = page.locator('search-page a.search-result').first();
      await first.waitFor();
      expect(await first.getAttribute('href')).toContain('kubelet-10250');
      await page.unroute(/search-index\/[^/]+\/en\/text\//);
      // The files of the version that this tab knows are gone.
      await page.route(/search-index\/[^/]+\/en\/text\//, missing);
      await page.locator('search-page input').fill('kube-scheduler port');
      await page.locator('.search-status').filter({ hasText: 'may be incomplete' }).waitFor();
      await first.waitFor();
      await page.unroute(/search-index\/[^/]+\/en\/text\//);
      await page.locator('[data-retry]').click();
      await page.locator('.search-status').filter({ hasNotText: 'may be incomplete' }).waitFor();
      await page.locator('search-page .search-answer dl').waitFor();
      expect(trouble()).toEqual([]);
    },
  );

  test(
    'styles that were cut off, as by who leaves and comes back: they come after all',
    { tags: ['thorough'] },
    async () => {
      const { page } = await open();
      await page.route(/_astro\/table-tool\.late\.[^/]+\.css$/, (route) => route.abort());
      await page.goto(at('/en/reference/ports/?q=etcd'));
      await page.locator('table-tool').hover();
      const sheet = page.locator('link[href*="table-tool.late."]');
      const rules = (): Promise<number> =>
        sheet.evaluate((link) => (link as HTMLLinkElement).sheet?.cssRules.length ?? 0);
      await sheet.waitFor({ state: 'attached' });
      await page.unroute(/_astro\/table-tool\.late\.[^/]+\.css$/);
      await expect
        .poll(() => {
          // As WebKit says when it brings a page back as it was.
          void page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
          return rules();
        })
        .toBeGreaterThan(0);
    },
  );

  test.each([
    ['the dialog of the search', /_astro\/dialog\./],
    ['its words', /_astro\/late\./],
  ])('%s: the page of the search opens, and answers', { tags: ['thorough'] }, async (_name, files) => {
    const { page, trouble } = await open();
    await page.route(files, missing);
    for (const locale of ['en', 'pt-br']) {
      await page.goto(at(`/${locale}/about/`));
      await page.locator('site-search button').click();
      await page.waitForURL(new RegExp(`/${locale}/search/`));
      await page.locator('search-page input').fill('kubelet');
      await page.locator('search-page a.search-result').first().waitFor();
      expect(trouble()).toEqual([]);
    }
  });

  test.each([
    ['en', 'The search could not be loaded.'],
    ['pt-br', 'Não deu para carregar a busca.'],
  ])(
    'a search that was never opened, without a line (%s): the page stays and names it',
    { tags: ['thorough'] },
    async (locale, words) => {
      const { page, trouble } = await open();
      await page.goto(at(`/${locale}/about/`));
      await page.context().setOffline(true);
      await page.locator('site-search button').click();
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
      expect(page.url()).toBe(at(`/${locale}/about/`));
      await page.context().setOffline(false);
      await page.locator('site-search button').click();
      await page.locator('.search-dialog input, search-page input').first().fill('kubelet');
      await page.locator('a.search-result').first().waitFor();
      expect(await page.getByRole('alert').filter({ hasText: words }).count()).toBe(0);
      expect(trouble()).toEqual([]);
    },
  );

  test.each([
    ['its files are gone', /search-index\//, undefined],
    ['it has another form', /search-index\/.*\.json/, '{"version":99}'],
    ['it is cut off', /search-index\/.*\.json/, '{"pages":['],
  ])(
    'the index of the search: %s, which is said, and asking again is enough',
    { tags: ['thorough'] },
    async (_name, files, body) => {
      const { page, trouble } = await open();
      for (const locale of ['en', 'pt-br']) {
        await page.route(files, (route) =>
          body === undefined ? missing(route) : route.fulfill({ contentType: 'application/json', body }),
        );
        await page.goto(at(`/${locale}/search/?q=kubelet`));
        await page.locator('[data-search-state=failed]').waitFor();
        const again = page.locator('[data-retry]');
        expect(await again.isVisible()).toBe(true);
        expect(trouble()).toEqual([]);
        await page.unroute(files);
        await again.click();
        await page.locator('search-page a.search-result').first().waitFor();
        expect(trouble()).toEqual([]);
      }
    },
  );
});
