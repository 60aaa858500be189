import { type Page } from 'playwright';
import { describe, expect, inject, test } from 'vitest';
import { openDirect } from '../../support/search/direct.ts';
import { askDialog, readQueries } from '../../support/search/measure.ts';
import { DIST } from '../../support/pages.ts';
import { at, browser, visit } from '../../support/visit.ts';
import { nothingJudged, violations } from '../a11y/every-page.ts';

const INPUT = '.search-dialog[open] input';
const RESULT = '.search-dialog a.search-result';

/** Opens the dialog by its keys, on a page of the site. */
async function open(page: Page, path = '/en/about/'): Promise<void> {
  await page.goto(at(path));
  await page.keyboard.press('Control+k');
  await page.waitForSelector(INPUT);
}

/** Types a text at once and waits for its final answer. Returns the state it ended in. */
async function ask(page: Page, text: string): Promise<string> {
  await page.locator(INPUT).fill(text);
  const state = await page.waitForFunction((wanted) => {
    const { searchFor, searchState } = document.querySelector<HTMLElement>('.search-dialog')?.dataset ?? {};
    return searchFor === wanted ? searchState : undefined;
  }, text);
  return (await state.jsonValue()) ?? '';
}

const status = async (page: Page): Promise<string> =>
  (await page.locator('.search-dialog .search-status').textContent()) ?? '';

test('the dialog shows what the engine finds, in its order', { tags: ['thorough'], timeout: 60_000 }, async () => {
  // A tenth of the queries: tests/site/search.test.ts asks the engine them all, without a browser.
  const some = readQueries('queries.yaml').filter((_, place) => place % 10 === 0);
  const engine = { en: await openDirect(DIST, 'en'), 'pt-BR': await openDirect(DIST, 'pt-br') };
  const answered = await askDialog(await browser(), inject('site'), some);
  expect(answered).toHaveLength(some.length);
  for (const { query, found } of answered) {
    const { results } = await engine[query.lang](query.query);
    expect(found.slice(0, 3), query.query).toEqual(results.slice(0, 3).map(({ path }) => path));
  }
});

describe('the keyboard', () => {
  test('opens, chooses, follows and closes', async () => {
    await visit({}, async (page) => {
      await open(page);
      await ask(page, '10259');
      const input = page.locator(INPUT);
      expect(await input.getAttribute('role')).toBe('combobox');
      expect(await input.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('ArrowDown');
      const active = (await input.getAttribute('aria-activedescendant')) ?? '';
      expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('ArrowUp');
      expect(await input.getAttribute('aria-activedescendant')).toBeNull();
      await page.keyboard.press('Escape');
      expect(await page.locator('.search-dialog[open]').count()).toBe(0);
      // A dialog says that it closed a moment later; then the question leaves the address.
      await page.waitForURL((url) => url.search === '');
      // The button has the focus back, or the page as it was: the shortcut works again.
      await page.keyboard.press('Control+k');
      await ask(page, '10259');
      await page.keyboard.press('Enter');
      await page.waitForURL(/reference\/ports\/#kube-scheduler-10259$/);
    });
  });

  test('reaches every result and the page of results by Tab', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await open(page);
      await ask(page, 'kubelet');
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(() => document.activeElement?.matches('.search-result'))) return;
      }
      expect.fail('Twelve steps by Tab reached no result.');
    });
  });
});

test.each(['light', 'dark'] as const)('breaks no rule of accessibility (%s)', { tags: ['thorough'] }, async (theme) => {
  const judged = nothingJudged();
  await visit({ theme }, async (page) => {
    await open(page);
    await ask(page, 'cri vs oci');
    expect(await violations(page, judged)).toEqual([]);
    await page.goto(at('/en/search/?q=cri'));
    await page.waitForSelector('search-page a.search-result');
    expect(await violations(page, judged)).toEqual([]);
  });
});

test('fits a phone: nothing runs over, everything is big enough for a thumb', { tags: ['thorough'] }, async () => {
  await visit({ width: 320 }, async (page) => {
    await page.goto(at('/pt-br/about/'));
    await page.locator('site-search button').tap();
    await page.waitForSelector(INPUT);
    await ask(page, '/var/lib/kubelet/plugins_registry');
    const [over, small] = await page.evaluate(() => [
      [...document.querySelectorAll('.search-dialog *')].filter(
        (part) => part.getBoundingClientRect().right > window.innerWidth + 1,
      ).length,
      [...document.querySelectorAll('.search-dialog :is(a, button, input)')].filter(
        (part) => part.getClientRects().length > 0 && part.getBoundingClientRect().height < 24,
      ).length,
    ]);
    expect([over, small]).toEqual([0, 0]);
    const field = await page.locator(INPUT).boundingBox();
    expect(field?.y ?? 0).toBeGreaterThan(500);
  });
});

test('without JavaScript the button leads to the site map and the ports', { tags: ['thorough'] }, async () => {
  await visit({ javaScript: false }, async (page) => {
    await page.goto(at('/en/about/'));
    await page.locator('site-search button').click();
    await page.waitForURL(/\/en\/search\//);
    expect(await page.locator('main a[href$="/en/components/kubelet/"]').count()).toBeGreaterThan(0);
    await page.locator('main a[href$="#kube-scheduler-10259"]').click();
    await page.waitForURL(/reference\/ports\/#kube-scheduler-10259$/);
  });
});

describe('the address', () => {
  test('carries the question: a shared one opens with its answer, and what was typed is one press away', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/about/?q=kubelt'));
      await page.waitForSelector(RESULT);
      expect(await status(page)).toContain('kubelet');
      // A correction is a question: what was typed is one press away.
      await page.locator('.search-dialog [data-literal]').click();
      await page.waitForFunction(() => !document.querySelector('.search-status')?.textContent.includes('kubelet'));
      await ask(page, 'etcd');
      expect(new URL(page.url()).searchParams.get('q')).toBe('etcd');
    });
  });

  test('of a table keeps its own question', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/reference/ports/?q=etcd'));
      await page.keyboard.press('Control+k');
      await page.waitForSelector(INPUT);
      await ask(page, 'kubelet');
      await page.keyboard.press('Escape');
      expect(new URL(page.url()).searchParams.get('q')).toBe('etcd');
    });
  });

  test('of the results page answers as a page', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/search/?q=10259'));
      await page.waitForSelector('search-page a.search-result');
      expect(await page.locator('search-page a.search-result').first().getAttribute('href')).toMatch(
        /#kube-scheduler-10259$/,
      );
    });
  });
});

test(
  'words of the other language lead to the pages of this one, and that is said',
  { tags: ['thorough'] },
  async () => {
    await visit({}, async (page) => {
      await open(page, '/pt-br/about/');
      await ask(page, 'elsewhere');
      expect(await status(page)).toContain('inglês');
      expect(await page.locator(RESULT).first().getAttribute('href')).toContain('/pt-br/');
    });
  },
);

describe('Back', () => {
  test('closes the dialog and keeps the page', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await open(page);
      await ask(page, 'kubelet');
      await page.goBack();
      await page.waitForFunction(() => document.querySelector('.search-dialog[open]') === null);
      expect(page.url()).toBe(at('/en/about/'));
    });
  });

  test('from a result brings the same results back', async () => {
    await visit({}, async (page) => {
      await open(page);
      await ask(page, 'etcd quorum');
      await page.locator(RESULT).first().click();
      await page.waitForURL(/etcd/);
      await page.goBack();
      await page.waitForSelector(RESULT);
      expect(await page.locator(INPUT).inputValue()).toBe('etcd quorum');
    });
  });
});

test('a port is answered by a card from the store, with its source, and kinds can be chosen', async () => {
  await visit({}, async (page) => {
    await open(page);
    await ask(page, '10257');
    const card = page.locator('.search-dialog .search-card');
    expect(await card.textContent()).toContain('kube-controller-manager');
    expect(await card.locator('a[href^="https://"]').count()).toBe(1);
    // The page comes first; what the store knows of the component stands above it.
    await ask(page, 'kube-scheduler');
    expect(await page.locator(RESULT).first().getAttribute('data-kind')).toBe('page');
    expect(await card.locator('.search-card-title').textContent()).toBe('kube-scheduler');
    expect(await card.locator('dt').count()).toBeGreaterThan(1);
    // A version by its name, not by its year.
    await ask(page, '1.24');
    expect(await card.locator('.search-card-title').textContent()).toBe('Kubernetes v1.24');
    await ask(page, 'kubelet');
    await page.locator('.search-dialog [data-chip=port]').click();
    const kinds = await page.locator(RESULT).evaluateAll((all) => all.map((one) => one.getAttribute('data-kind')));
    expect(new Set(kinds)).toEqual(new Set(['port', 'socket']));
    expect(await status(page)).toContain(String(kinds.length));
  });
});

describe('bad input', () => {
  test.each([
    '<img src=x onerror=alert(1)>',
    '.*+?^${}()|[]\\',
    'kubelet '.repeat(250),
    '🦀🦀🦀',
    'o que é a',
    '"kubelet"',
    ':102',
    '99999 -1',
    '%00 %ZZ &q=<script>',
  ])('“%s” gives an answer or a plain word, never an error', { tags: ['thorough'] }, async (text) => {
    await visit({}, async (page) => {
      await open(page);
      expect(['results', 'none', 'start']).toContain(await ask(page, text));
      expect(await page.locator('.search-dialog :is(img, script)').count()).toBe(0);
    });
  });

  test('an index that cannot be read says so, leads to the site map, and is tried again', async () => {
    await visit({ forgive: /search-index|Failed to load/ }, async (page) => {
      await page.route('**/search-index/**', (route) => route.abort());
      await open(page);
      expect(await ask(page, 'kubelet')).toBe('failed');
      expect(await page.locator('.search-dialog a[href*="#site-map"]').count()).toBe(1);
      await page.unroute('**/search-index/**');
      await page.locator('.search-dialog [data-retry]').click();
      await page.waitForSelector(RESULT);
    });
  });

  test('texts that cannot be had cost no answer', { tags: ['thorough'] }, async () => {
    await visit({ forgive: /search-index|Failed to load/ }, async (page) => {
      await page.route('**/search-index/*/*/text/**', (route) => route.abort());
      await open(page);
      expect(await ask(page, 'why does a pod wait')).toBe('results');
    });
  });

  test(
    'fast typing over a slow network shows the last question only, and never nothing',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await open(page);
        await ask(page, 'etcd');
        await page.route('**/text/*.json', async (route) => {
          await new Promise((done) => setTimeout(done, 150 * Math.random()));
          await route.continue();
        });
        await page.evaluate((selector) => {
          const list = document.querySelector('#search-list');
          if (!list) return;
          document.documentElement.dataset['emptied'] = '0';
          new MutationObserver(() => {
            if (document.querySelectorAll(selector).length === 0) document.documentElement.dataset['emptied'] = '1';
          }).observe(list, { childList: true, subtree: true });
        }, RESULT);
        await page.locator(INPUT).press('End');
        await page.keyboard.type(' backup and restore of a cluster', { delay: 15 });
        await page.waitForFunction(() =>
          document.querySelector<HTMLElement>('.search-dialog')?.dataset['searchFor']?.endsWith('of a cluster'),
        );
        // An answer that was still on its way must not come through afterwards.
        await page.waitForTimeout(400);
        expect(await page.locator('.search-dialog').getAttribute('data-search-for')).toBe(
          'etcd backup and restore of a cluster',
        );
        expect(await page.getAttribute('html', 'data-emptied')).toBe('0');
      });
    },
  );
});

test('recent searches stay on the device and can be cleared', { tags: ['thorough'] }, async () => {
  await visit({}, async (page) => {
    await open(page);
    await ask(page, 'crictl');
    await page.locator(RESULT).first().click();
    await open(page, '/en/start/');
    await page.locator('.search-dialog [data-query="crictl"]').click();
    await page.waitForSelector(RESULT);
    await page.locator(INPUT).fill('');
    await page.locator('.search-dialog [data-forget]').click();
    expect(await page.locator('.search-dialog [data-query="crictl"]').count()).toBe(0);
  });
});

test('nothing of the search is loaded before somebody wants it', async () => {
  await visit({}, async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(at('/en/about/'), { waitUntil: 'networkidle' });
    expect(asked.filter((url) => /search-index|\/panel\.|\/dialog\./.test(url))).toEqual([]);
    await page.locator('site-search button').hover();
    await page.waitForRequest(/search-index\/en\/index\.json/);
  });
});
