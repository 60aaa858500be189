import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BASE_PATH, SITE_URL } from '../../../src/config/site.ts';
import { writeServiceWorker } from '../../../src/features/offline/integration.ts';
import { serve } from '../../../src/scripts/serve.ts';
import { DIST } from '../../support/pages.ts';
import { at, visit } from '../../support/visit.ts';

describe('without a network', () => {
  // Thousands of small files, on a machine that may be busy.
  test(
    'the site is kept after one tap: pages, search, tables, practice; deleted with one',
    { tags: ['thorough'], timeout: 180_000 },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at('/en/study/offline/'));
        await page.locator('.state', { hasText: 'Not on this device' }).waitFor();
        const said = /([\d.]+) MB to download, ([\d.]+) MB of room/.exec(
          (await page.locator('.state').textContent()) ?? '',
        );
        await page.locator('offline-copy [data-do=keep]').click();
        await page.locator('.state', { hasText: 'It opens without a network' }).waitFor({ timeout: 150_000 });
        const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
        // What the browser writes beside each file, and rounds, is its own.
        expect(used / 1e6 / Number(said?.[2]), 'the room that it takes is what was said').toBeCloseTo(1, 0);
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
        // Every tool, not only what was fetched before.
        await page.goto(at('/en/reference/components/?q=scheduler'));
        await page.locator('.count').filter({ hasText: ' of ' }).first().waitFor();
        await page.goto(at('/en/interfaces/comparison/'));
        await page.locator('interface-comparison input').first().waitFor();
        await page.goto(at('/en/reference/firewall/'));
        await page.locator('firewall-rules').hover();
        await page.locator('firewall-rules:not([aria-busy]) select').first().waitFor();
        await page.goto(at('/en/reference/lookup/'));
        await page
          .locator('port-lookup textarea')
          .first()
          .fill('LISTEN 0 4096 *:10250 *:* users:(("kubelet",pid=1,fd=1))');
        await page.locator('port-lookup a[href*="kubelet-10250"]').first().waitFor();
        await page.goto(at('/en/course/linking/'));
        await page.locator('link-checker textarea').fill(`${SITE_URL}${BASE_PATH}/cri/`);
        await page.locator('link-checker button').click();
        await page.locator('link-checker li').first().waitFor();
        await page.locator('embed-maker select[name=kind]').selectOption('drawing');
        await expect.poll(() => page.locator('embed-maker [name=code]').inputValue()).toContain('?drawing=');
        await page.goto(at('/en/course/kit/'));
        await page.locator('h1').hover();
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

  test(
    'a newer version comes whole beside the old one, and takes over when the reader says so; half a one changes nothing',
    { tags: ['thorough'] },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'editions-'));
      const pages = ['en/index.html', 'en/study/offline/index.html'];
      const publish = (edition: number, lost?: string): void => {
        for (const page of pages)
          writeFileSync(
            join(folder, page),
            readFileSync(join(DIST, page), 'utf8').replace(
              '<head>',
              `<head><meta name="edition" content="${edition}">`,
            ),
          );
        writeFileSync(join(folder, 'extra.json'), String(edition));
        writeServiceWorker(folder);
        if (lost !== undefined) rmSync(join(folder, lost));
      };
      for (const page of [...pages, 'index.html']) cpSync(join(DIST, page), join(folder, page));
      cpSync(join(DIST, '_astro'), join(folder, '_astro'), { recursive: true });
      publish(1);
      const { url, close } = await serve(folder, BASE_PATH, 0);
      try {
        await visit(
          { forgive: /404|Failed to (?:load|update)|bad-precaching|foreign request: http:\/\/localhost:/ },
          async (page) => {
            const edition = async (path: string): Promise<string | null> => {
              await page.goto(`${url}/${path}`);
              return page.locator('meta[name=edition]').getAttribute('content');
            };
            await page.goto(`${url}/en/study/offline/`);
            await page.locator('offline-copy [data-do=keep]').click();
            await page.locator('.state', { hasText: 'It opens without a network' }).waitFor();
            publish(2, 'extra.json');
            await page.reload();
            await page.evaluate(async () => {
              const registration = await navigator.serviceWorker.ready;
              await registration.update().catch(() => undefined);
              // The newer worker is given up: a file of it did not come.
              const { installing } = registration;
              if (installing)
                await new Promise<void>((done) => {
                  installing.addEventListener('statechange', () => {
                    if (installing.state === 'redundant') done();
                  });
                });
            });
            expect([await edition('en/'), await edition('en/study/offline/')]).toEqual(['1', '1']);
            expect(await page.locator('offline-copy [data-do=update]').isVisible()).toBe(false);

            publish(3);
            await page.reload();
            await page.getByText('A newer version of the site has been downloaded').waitFor();
            expect([await edition('en/'), await edition('en/study/offline/')]).toEqual(['1', '1']);
            await page.getByText('A newer version of the site has been downloaded').waitFor();
            const anew = page.waitForEvent('load');
            await page.locator('offline-copy [data-do=update]').click();
            await anew;
            await page.context().setOffline(true);
            expect([await edition('en/'), await edition('en/study/offline/')]).toEqual(['3', '3']);
          },
        );
      } finally {
        await close();
        rmSync(folder, { recursive: true, force: true });
      }
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
        // Firefox asks the reader whether the copy may stay, who leaves the question where it is.
        navigator.storage.persist = () => new Promise<boolean>(() => undefined);
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
  for (const [query, words, ...tags] of [
    ['drawing=worker-node&lang=en&theme=dark', 'A worker node and its sockets'],
    ['port=etcd-client-2379&lang=pt-br', '2379/TCP'],
    ['port=cilium-icmp&lang=pt-br', 'ICMP tipo 8/0 · ICMP echo', 'thorough'],
    ['question=scheduler-after-the-choice&lang=en', 'What does kube-scheduler do'],
    ['compare=cri,oci&lang=en', 'CRI'],
    ['compare=cri,cni,csi&lang=en', 'CSI', 'thorough'],
    ['drawing=no-such&lang=en', 'There is no “no-such” to show here.'],
  ] as const)
    test(query, { tags }, async () => {
      await visit({ width: 640 }, async (page) => {
        await page.goto(at(`/embed/?${query}`));
        await page.locator('.from a').waitFor();
        expect(await page.locator('main').innerText()).toContain(words);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), 'it fits its frame').toBe(640);
        expect(await page.locator('html').getAttribute('lang')).toBe(query.includes('pt-br') ? 'pt-BR' : 'en');
        const site = query.includes('pt-br') ? 'Interfaces do Kubernetes' : 'Kubernetes Interfaces';
        expect([await page.title(), await page.locator('h1').textContent()]).toEqual([site, site]);
        if (query.includes('dark'))
          expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
        const to = await page.locator('.from a').getAttribute('href');
        expect((await page.request.get(new URL(to ?? '', page.url()).href)).status()).toBe(200);
      });
    });

  test('whose script does not come: the ways to the site are there', { tags: ['thorough'] }, async () => {
    await visit({ width: 640, forgive: /./ }, async (page) => {
      await page.route('**/_astro/*.js', (route) => route.fulfill({ status: 404, body: '' }));
      await page.goto(at('/embed/?drawing=worker-node&lang=en'));
      expect(await page.locator('main a:visible').count()).toBe(2);
      await page.unroute('**/_astro/*.js');
      await page.reload();
      await page.locator('.from a').waitFor();
      expect(await page.locator('main a').count()).toBe(1);
    });
  });

  test('a drawing hands out its code, and its page says where a program finds it', { tags: ['thorough'] }, async () => {
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
