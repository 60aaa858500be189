import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BASE_PATH, SITE_URL } from '../../../src/config/site.ts';
import { siteFolder } from '../../../src/features/book/folder.ts';
import { DIST } from '../../support/pages.ts';
import { visit } from '../../support/visit.ts';

let folder = '';
const file = (path: string): string => `${pathToFileURL(folder).href}/${path}`;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'folder-'));
  for (const [path, content] of await siteFolder(DIST, BASE_PATH)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(
  'the site opens from a disk, with links, search and tools, and asks nobody for anything',
  { tags: ['thorough'], timeout: 60_000 },
  async () => {
    await visit({}, async (page) => {
      const elsewhere: string[] = [];
      page.on('request', (request) => {
        if (!/^(?:file|data|blob):/.test(request.url())) elsewhere.push(request.url());
      });
      await page.goto(file('index.html'));
      await page.locator('a[href$="en/index.html"]').first().click();
      await page.waitForURL(/\/en\/index\.html$/);
      await page.goto(file('en/search/index.html?q=kubelet'));
      // What a script puts into the page leads to files too.
      await page.locator('a.search-result').first().click();
      await page.waitForURL(/\/index\.html[^/]*$/);
      expect(await page.locator('h1').textContent()).not.toBe('');
      await page.goto(file('en/reference/ports/index.html?q=10259'));
      await page.locator('#kube-scheduler-10259').waitFor();
      await page.locator('#find').fill('etcd');
      await page.locator('.count').filter({ hasText: ' of ' }).first().waitFor();
      await page.goto(file('en/reference/ports/index.html?asof=1.22'));
      await page.locator('.as-of-then').first().waitFor();
      await page.goto(file('pt-br/study/practice/index.html?topic=ports'));
      await page.locator('.due').filter({ hasText: 'nov' }).waitFor();
      await page.goto(file('en/course/linking/index.html'));
      await page.locator('link-checker textarea').fill(`${SITE_URL}${BASE_PATH}/cri/`);
      await page.locator('link-checker button').click();
      await page.locator('link-checker li').filter({ hasText: 'Container Runtime Interface' }).waitFor();
      expect(elsewhere).toEqual([]);
    });
  },
);
