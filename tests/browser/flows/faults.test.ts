/**
 * What happens when not all arrives. GitHub Pages replaces a deployment at once, but lets browsers keep HTML for ten
 * minutes: an old page may then ask for scripts and styles whose names, made from their content, are gone; a page that
 * is newer than what answers asks for those that are not there yet. Both answer 404. The pages hold all text themselves,
 * so that they stay readable; that is what these tests hold them to, and that is why no mechanism against it is needed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from 'playwright';
import { afterEach, describe, expect, test } from 'vitest';
import { PATIENCE } from '../../../src/browser/patience.ts';
import { DIST } from '../../support/pages.ts';
import { at } from '../../support/visit.ts';
import { close, FAULTS, missing, open } from './faults.ts';

/** One page of every kind, in one language or the other. */
const KINDS = [
  '/en/',
  '/pt-br/',
  '/en/interfaces/cri/',
  '/pt-br/architecture/control-plane/',
  '/en/reference/ports/',
  '/pt-br/reference/components/',
  '/en/reference/glossary/',
  '/pt-br/interfaces/comparison/',
  '/en/interfaces/network-plugins/',
  '/pt-br/course/kit/',
  '/en/course/linking/',
  '/pt-br/search/',
  '/?choose',
  '/interfaces/cri/',
] as const;

/** Many pages in one test: on a busy machine that takes its time. */
const SLOW = { timeout: 120_000 };

afterEach(close);

/** The stretches of text that a reader may scroll to, without what is only said where there are no scripts. */
const textOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode;
      const text = textContent?.trim() ?? '';
      if (
        text !== '' &&
        parentElement?.checkVisibility({ visibilityProperty: true }) &&
        !parentElement.closest('noscript, [data-noscript], .search-noscript')
      )
        found.push(text);
    }
    return found;
  });

/** Width and height of the pictures outside figures, by their markup. */
const picturesOf = (page: Page): Promise<Record<string, [width: number, height: number]>> =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll('svg, img')]
        .filter((picture) => !picture.closest('figure'))
        .map((picture) => {
          const { width, height } = picture.getBoundingClientRect();
          return [picture.outerHTML, [width, height]];
        }),
    ),
  );

/** What a reader sees of every page when there are no scripts at all. */
const plain = new Map<string, string[]>();
/** The room that the styles of a page give to its pictures. */
const places = new Map<string, Awaited<ReturnType<typeof picturesOf>>>();
/** Reads both of the pages of which they are not known. */
async function readPlain(paths: Iterable<string>): Promise<void> {
  const { page } = await open({ javaScriptEnabled: false });
  for (const path of paths) {
    if (plain.has(path)) continue;
    await page.goto(at(path));
    plain.set(path, await textOf(page));
    places.set(path, await picturesOf(page));
  }
  await close();
}

/** Fails unless the page says its title and all that it says without scripts; tools may add to it. */
async function expectReadable(page: Page, path: string): Promise<void> {
  expect(await page.locator('h1').first().isVisible(), `${path}: heading`).toBe(true);
  const is = new Set(await textOf(page));
  const should = plain.get(path) ?? [];
  expect(should.join(' ').length, `${path}: text without scripts`).toBeGreaterThan(30);
  expect(
    should.filter((text) => !is.has(text)),
    `${path} lost`,
  ).toEqual([]);
}

const htmlOf = (path: string): string => readFileSync(join(DIST, path.replace(/\?.*/, ''), 'index.html'), 'utf8');

/** The scripts that a page runs at once: those that it names, and what these and those in it ask for. */
function scriptsOf(path: string): { named: string[]; asked: string[] } {
  const html = htmlOf(path);
  const named = [...html.matchAll(/src="[^"]*\/_astro\/([^"]+\.js)"/g)].map(([, name = '']) => name);
  const found = new Set(named);
  const read = (text: string): void => {
    for (const [, name = ''] of text.matchAll(/\b(?:from|import)\s*["'`][^"'`()]*\/([\w.-]+\.js)["'`]/g))
      found.add(name);
  };
  read(html);
  for (const name of found) read(readFileSync(join(DIST, '_astro', name), 'utf8'));
  return { named, asked: [...found].filter((name) => !named.includes(name)) };
}

/** Scripts with the first page of all kinds that runs them. */
const firstPages = (which: 'named' | 'asked'): [script: string, path: string][] => [
  ...new Map(KINDS.toReversed().flatMap((path) => scriptsOf(path)[which].map((script) => [script, path] as const))),
];

/** Fails unless a page to whose script something happens is read, and says so; one that has no tools has nothing to say. */
async function expectTold(
  page: Page,
  trouble: () => string[],
  script: string,
  path: string,
  fault: string,
): Promise<void> {
  const hangs = fault === 'never comes';
  if (hangs) await page.clock.install();
  await page.route(`**/_astro/${script}`, FAULTS[fault] ?? missing);
  await page.goto(at(path), { waitUntil: hangs ? 'commit' : 'load' });
  await page.locator('footer, main > ul').first().waitFor({ state: 'attached' });
  if (hangs) await page.clock.runFor(PATIENCE + 100);
  if (htmlOf(path).includes('data-part-missing')) await page.locator('main p.part-missing').waitFor();
  await expectReadable(page, path);
  // What is no script, or only half of one, the browser calls so.
  const own = trouble().filter((line) => /gone|refused|never/.test(fault) || !line.startsWith('thrown: '));
  expect(own, `${path}: ${script} ${fault}`).toEqual([]);
  await page.unroute(`**/_astro/${script}`);
}

describe('a half-finished deployment', () => {
  test(
    'not one script is there: every kind of page is as without scripts',
    { ...SLOW, tags: ['thorough'] },
    async () => {
      await readPlain(KINDS);
      const { page, trouble } = await open();
      await page.route('**/_astro/*.js', missing);
      for (const path of KINDS) {
        await page.goto(at(path));
        await expectReadable(page, path);
        expect(trouble(), path).toEqual([]);
      }
    },
  );

  test(
    'not one script or style is there: the order is that of reading, and no picture is larger than its place',
    { ...SLOW, tags: ['thorough'] },
    async () => {
      await readPlain(KINDS);
      const { page, trouble } = await open();
      await page.route('**/_astro/*', missing);
      for (const path of KINDS) {
        await page.goto(at(path));
        await expectReadable(page, path);
        // Some styles stand in the page itself, and give a drawing its room; the rest are the size of a sign.
        const large = Object.entries(await picturesOf(page)).filter(([html, box]) => {
          const place = places.get(path)?.[html] ?? [0, 0];
          return box.some((side, index) => side > Math.max(64, place[index] ?? 0));
        });
        expect(large, path).toEqual([]);
        expect(trouble(), path).toEqual([]);
      }
    },
  );

  test(
    'one script does not come as it is: whichever it is, the page stays readable and says that a part is missing',
    SLOW,
    async () => {
      const scripts = firstPages('named');
      expect(scripts.length).toBeGreaterThan(2);
      await readPlain(scripts.map(([, path]) => path));
      const { page, trouble } = await open();
      for (const [index, [script, path]] of scripts.entries())
        await expectTold(page, trouble, script, path, ['is empty', 'is gone', 'is cut off'][index % 3] ?? '');
      // Nothing is said of a page to which all came, by a browser that has kept none of these.
      await close();
      const { page: whole } = await open();
      await whole.goto(at('/en/reference/ports/'));
      expect(await whole.locator('main p.part-missing').isVisible()).toBe(false);
    },
  );

  test.each(Object.keys(FAULTS))(
    'every script that a page runs at once %s: the page stays readable and says so',
    { ...SLOW, tags: ['thorough'] },
    async (fault) => {
      const scripts = [...firstPages('named'), ...firstPages('asked')];
      expect(scripts.length).toBeGreaterThan(6);
      await readPlain(scripts.map(([, path]) => path));
      let { page, trouble } = await open();
      for (const [script, path] of scripts) {
        await expectTold(page, trouble, script, path, fault);
        if (fault !== 'never comes') continue;
        // A stock Firefox leaves no page that is still loading.
        await close();
        ({ page, trouble } = await open());
      }
    },
  );

  test(
    'the common style sheet does not come as it is, nor as a whole: the page stays readable and says so',
    { ...SLOW, tags: ['thorough'] },
    async () => {
      const paths = ['/en/interfaces/cri/', '/pt-br/course/kit/', '/en/'];
      await readPlain(paths);
      const cuts = [0.02, 0.3, 0.97].map((part) => async (route: Route): Promise<void> => {
        const response = await route.fetch();
        const body = await response.body();
        await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length * part)) });
      });
      const { 'never comes': _, ...faults } = FAULTS;
      for (const [index, fault] of [...Object.values(faults), ...cuts].entries()) {
        const path = paths[index % paths.length] ?? '';
        const { page } = await open();
        await page.route(/_astro\/site\.[^/]+\.css$/, fault);
        await page.goto(at(path));
        await page.locator('main p.part-missing').waitFor();
        await expectReadable(page, path);
        await close();
      }
    },
  );

  test(
    'a part that comes later does not take away the words for a script that did not come',
    { tags: ['thorough'] },
    async () => {
      const { page } = await open();
      await page.route(/_astro\/prose\./, (route) => FAULTS['is empty']?.(route));
      await page.goto(at('/pt-br/interfaces/cri/'));
      const words = page.locator('main p.part-missing');
      await words.waitFor();
      await page.locator('.copy-code').first().click();
      await page.locator('.copy-code[data-state]').waitFor();
      expect(await words.isVisible()).toBe(true);
    },
  );
});

describe('storage that is refused', () => {
  test('every kind of page works, and nothing is thrown', { ...SLOW, tags: ['thorough'] }, async () => {
    await readPlain(KINDS);
    const { page, trouble } = await open();
    await page.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        });
      }
    });
    for (const path of KINDS) {
      await page.goto(at(path));
      // What the comparison folds, it shows again.
      const folded = page.locator('interface-comparison [data-all]:visible');
      if ((await folded.count()) > 0) await folded.click();
      await expectReadable(page, path);
      expect(trouble(), path).toEqual([]);
    }
    await page.goto(at('/en/course/kit/'));
    await page.locator('header .theme-switch').click();
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    await page.locator('summary', { hasText: 'Start here' }).click();
    await page.locator('[data-place="/start/"]').check();
    await expect.poll(() => page.locator('.items li').count()).toBe(1);
    await page.locator('site-search button').click();
    await page.locator('.search-dialog input').fill('kubelet');
    await page.locator('.search-dialog a.search-result').first().click();
    await page.waitForURL(/kubelet/);
    await page.locator('header language-switch a[data-locale=pt-br]').click();
    await page.waitForURL(/pt-br/);
    expect(trouble()).toEqual([]);
  });
});

test(
  'an address bar that refuses, as Safari’s does under fast typing: tools work, and nothing is thrown',
  { tags: ['thorough'] },
  async () => {
    const { page, trouble } = await open();
    await page.addInitScript(() => {
      History.prototype.replaceState = () => {
        throw new DOMException('Attempt to use history.replaceState() more than 100 times', 'SecurityError');
      };
    });
    await page.goto(at('/en/course/kit/#list=interfaces/cri'));
    await page.locator('[name=title]').fill('Week 1');
    await page.locator('.items li input').fill('note');
    await page.goto(at('/en/course/kit/'));
    expect(await page.locator('.items li input').inputValue()).toBe('note');
    await page.goto(at('/en/search/'));
    await page.locator('search-page input').fill('kubelet');
    await page.locator('search-page a.search-result').first().waitFor();
    await page.goto(at('/en/reference/glossary/'));
    await page.locator('filtered-list input[type=search]').fill('kubelet');
    await page.locator('filtered-list [role=status]').filter({ hasText: /\d/ }).waitFor();
    await page.goto(at('/en/reference/ports/'));
    await page.locator('table-tool input[type=search]').fill('10250');
    await page
      .locator('table-tool [role=status]')
      .filter({ hasText: /^\d+ of/ })
      .waitFor({ state: 'attached' });
    expect(trouble()).toEqual([]);
  },
);

test(
  'a fragment that is no text: tools that look for their place in it work on, and nothing is thrown',
  { ...SLOW, tags: ['thorough'] },
  async () => {
    const { page, trouble } = await open();
    for (const path of [
      '/en/reference/glossary/',
      '/pt-br/reference/corrections/',
      '/en/reference/timeline/',
      '/pt-br/interfaces/comparison/',
      '/en/reference/ports/',
      '/pt-br/course/kit/',
      '/en/interfaces/cri/',
      '/interfaces/cri/',
    ]) {
      await page.goto(at(`${path}#%`));
      for (const hash of ['#%E0%A4%A', '#kubelet%', '#%ff']) {
        await page.evaluate((next) => (location.hash = next), hash);
        await page.locator('h1').first().waitFor();
      }
      expect(trouble(), path).toEqual([]);
    }
    await page.goto(at('/en/reference/glossary/#%'));
    await page.locator('filtered-list input[type=search]').fill('kubelet');
    await page.locator('filtered-list [role=status]').filter({ hasText: /\d/ }).waitFor();
    expect(trouble()).toEqual([]);
  },
);

test('a clock that is wrong changes nothing that a page says', { ...SLOW, tags: ['thorough'] }, async () => {
  const paths = ['/en/about/', '/pt-br/reference/timeline/', '/en/reference/corrections/'];
  const said = new Map<string, string[]>();
  for (const day of [undefined, '1970-01-01', '2099-12-31']) {
    const { page, trouble } = await open();
    if (day !== undefined) await page.clock.setFixedTime(new Date(`${day}T12:00:00Z`));
    for (const path of paths) {
      await page.goto(at(path));
      if (day !== undefined) expect(await page.evaluate(() => new Date().getFullYear())).toBe(Number(day.slice(0, 4)));
      said.set(path, [...(said.get(path) ?? []), (await textOf(page)).join('\n')]);
    }
    expect(trouble()).toEqual([]);
    await close();
  }
  for (const [path, texts] of said) expect(new Set(texts).size, path).toBe(1);
});

test(
  'a network so slow that no script has come yet: pages are read and links followed',
  { ...SLOW, tags: ['thorough'] },
  async () => {
    const paths = KINDS.filter((_, index) => index % 3 === 2);
    await readPlain(paths);
    const { page, trouble } = await open();
    // Never answered.
    await page.route('**/_astro/*.js', () => undefined);
    for (const path of paths) {
      await page.goto(at(path), { waitUntil: 'commit' });
      await page.locator('h1').first().waitFor();
      await page.waitForFunction(() => document.querySelector('footer, main > ul') !== null);
      await expectReadable(page, path);
    }
    await page.goto(at('/en/interfaces/cri/'), { waitUntil: 'commit' });
    await page.locator('header language-switch a[data-locale=pt-br]').click();
    await page.waitForURL(at('/pt-br/interfaces/cri/'), { waitUntil: 'commit' });
    await page.locator('site-search button').click();
    await page.waitForURL(/\/pt-br\/search\//, { waitUntil: 'commit' });
    await page.locator('main a[href$="/pt-br/components/kubelet/"]').first().waitFor();
    expect(trouble()).toEqual([]);
  },
);
