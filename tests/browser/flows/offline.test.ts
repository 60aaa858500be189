import { describe, expect, test } from 'vitest';
import { at, visit } from '../../support/visit.ts';

describe('without a network', () => {
  // Thousands of small files, on a machine that may be busy.
  test(
    'the site is kept after one tap: pages, search, tables, practice; deleted with one',
    { timeout: 180_000 },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at('/en/study/offline/'));
        await page.getByText('Not on this device').waitFor();
        expect(await page.locator('.state').textContent()).toMatch(/\d(\.\d)? MB/);
        await page.locator('offline-copy [data-do=keep]').click();
        await page.getByText('It opens without a network').waitFor({ timeout: 150_000 });
        await page.reload();
        await page.context().setOffline(true);
        await page.goto(at('/pt-br/interfaces/cri/#operations'));
        expect(await page.locator('h1').textContent()).toContain('Container Runtime Interface');
        await page.goto(at('/en/search/?q=kubelet'));
        await page.locator('.search-result').first().waitFor();
        await page.goto(at('/en/reference/ports/?q=10259'));
        await page.locator('#kube-scheduler-10259').waitFor();
        await page.goto(at('/en/study/practice/?topic=ports'));
        await page.locator('.due').filter({ hasText: 'new' }).waitFor();
        await page.context().setOffline(false);
        await page.goto(at('/en/study/offline/'));
        await page.locator('offline-copy [data-do=remove]').click();
        await page.getByText('was deleted from this device').waitFor();
        expect(
          await page.evaluate(async () => [
            (await caches.keys()).length,
            (await navigator.serviceWorker.getRegistrations()).length,
          ]),
        ).toEqual([0, 0]);
      });
    },
  );

  test('a copy that does not come whole is said, and nothing of it is kept; what other sites keep stays', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/study/offline/'));
      // Sites of the same origin, below this one and beside it.
      const others = [`site-0-${at('/other/')}`, `workbox-precache-v2-${new URL('/', at('/')).href}`].sort();
      await page.evaluate(async (names) => Promise.all(names.map((name) => caches.open(name))), others);
      // Half of it is there when the connection ends.
      await page.evaluate(async (base) => {
        await (await caches.open(`site-0-${base}`)).put(base, new Response('half'));
        navigator.serviceWorker.register = () => Promise.reject(new TypeError('a file did not come'));
      }, at('/'));
      await page.locator('offline-copy [data-do=keep]').click();
      await page.getByText('A cópia não terminou').waitFor();
      expect(await page.evaluate(async () => (await caches.keys()).sort())).toEqual(others);
      expect(await page.locator('offline-copy [data-do=keep]').isVisible()).toBe(true);
    });
  });
});

describe('in a frame', () => {
  test.each([
    ['drawing=worker-node&lang=en&theme=dark', 'A worker node and its sockets'],
    ['port=etcd-client-2379&lang=pt-br', '2379/TCP'],
    ['question=scheduler-after-the-choice&lang=en', 'What does kube-scheduler do'],
    ['compare=cri,oci&lang=en', 'CRI'],
    ['drawing=no-such&lang=en', 'There is no “no-such” to show here.'],
  ])('%s', async (query, words) => {
    await visit({ width: 640 }, async (page) => {
      await page.goto(at(`/embed/?${query}`));
      await page.locator('.from a').waitFor();
      expect(await page.locator('main').innerText()).toContain(words);
      expect(await page.locator('html').getAttribute('lang')).toBe(query.includes('pt-br') ? 'pt-BR' : 'en');
      if (query.includes('dark'))
        expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
      const to = await page.locator('.from a').getAttribute('href');
      expect((await page.request.get(new URL(to ?? '', page.url()).href)).status()).toBe(200);
    });
  });

  test('a drawing hands out its code, and its page says where a program finds it', async () => {
    await visit({ context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
      await page.goto(at('/en/architecture/worker-node/'));
      await page.locator('diagram-actions [data-do=embed]').first().click();
      await page.getByRole('status').filter({ hasText: /.+/ }).first().waitFor();
      const code = await page.evaluate(() => navigator.clipboard.readText());
      expect(code).toMatch(
        /^<iframe src="https:\/\/[^"]+\/embed\/\?drawing=worker-node&amp;lang=en" title="[^"]+" width="100%" height="\d+"/,
      );
      const oembed = await page.locator('link[type="application/json+oembed"]').getAttribute('href');
      const answer = (await (await page.request.get(at(`/oembed/${oembed?.split('/').at(-1) ?? ''}`))).json()) as {
        type: string;
        html: string;
      };
      expect(answer).toMatchObject({ type: 'rich', version: '1.0' });
      expect(answer.html).toBe(code);
    });
  });
});
