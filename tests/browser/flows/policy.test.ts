import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { at, newContext, visit } from '../../support/visit.ts';

/**
 * What somebody might get into a page. Each notes its name when it runs. `own` is a file of the site itself: that it runs
 * shows that the others could have been seen.
 */
const PLANTED = `
<script>window.ran = [...(window.ran ?? []), 'inline script'];</script>
<script type="module">window.ran = [...(window.ran ?? []), 'inline module'];</script>
<img src="data:," alt="" onerror="window.ran = [...(window.ran ?? []), 'inline handler']">
<svg><script>window.ran = [...(window.ran ?? []), 'script in a drawing'];</script></svg>
<script src="https://foreign.example/x.js"></script>
<script src="data:text/javascript,window.ran=[...(window.ran??[]),'data script']"></script>
<iframe srcdoc="<script>parent.ran = [...(parent.ran ?? []), 'script in a frame'];</script>"></iframe>
<base href="https://foreign.example/">
<a id="planted-link" href="javascript:void(window.ran = [...(window.ran ?? []), 'javascript link'])">x</a>
<form id="planted-form" action="https://foreign.example/"><button>x</button></form>`;

const PROBE = `
const note = (what) => { window.ran = [...(window.ran ?? []), what]; };
note('own');
for (const [what, run] of Object.entries({
  eval: () => eval("note('eval')"),
  Function: () => new Function('note', "note('Function')")(note),
  timeout: () => setTimeout("window.ran.push('text timeout')"),
})) { try { run(); } catch {} }
const late = document.createElement('script');
try {
  late.textContent = "window.ran.push('script made by a script')";
  document.head.append(late);
} catch {}
document.querySelector('#planted-link').click();
fetch('https://foreign.example/data').then(() => note('foreign fetch'), () => undefined);`;

/** One page of each layout, then another of the first. */
const KINDS: [path: string, tags?: string[]][] = [
  ['/en/about/'],
  ['/?choose'],
  ['/interfaces/cri/'],
  ['/no/such/page'],
  ['/en/interfaces/cri/', ['thorough']],
  ['/pt-br/reference/ports/', ['thorough']],
];

/**
 * Opens an address with everything planted into its page.
 * @param change what else is done to the page
 * @returns the names of what ran, the directives that stopped something, and the requests to another site
 */
async function attack(
  path: string,
  change: (html: string) => string,
): Promise<Record<'ran' | 'told' | 'left', string[]>> {
  // A language that the site has not: no address leads on by itself.
  const context = await newContext({ locale: 'ja-JP' });
  try {
    const page = await context.newPage();
    const left: string[] = [];
    await page.route('https://foreign.example/**', (route) => {
      left.push(route.request().url());
      return route.fulfill({ contentType: 'text/javascript', body: "window.ran.push('foreign script')" });
    });
    await page.route('**/probe.js', (route) => route.fulfill({ contentType: 'text/javascript', body: PROBE }));
    await page.route(at(path), async (route) => {
      const response = await route.fetch();
      const plants = `${PLANTED}<script src="${at('/probe.js')}"></script></body>`;
      await route.fulfill({ response, body: change((await response.text()).replace('</body>', plants)) });
    });
    await page.addInitScript(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => told.push(effectiveDirective));
    });
    await page.goto(at(path));
    await page.waitForTimeout(300);
    const seen = await page.evaluate(() => {
      const { ran, told } = window as unknown as { ran: string[]; told: string[] };
      return { ran, told };
    });
    // Last: Playwright takes a submission while the page loads for a navigation, and waits for it.
    await page.evaluate(() => document.querySelector<HTMLButtonElement>('#planted-form button')?.click());
    await page.waitForTimeout(100);
    return { ...seen, left };
  } finally {
    await context.close();
  }
}

for (const [path, tags = []] of KINDS)
  test(`nothing that is planted into ${path} runs`, { tags }, async () => {
    const { ran, told, left } = await attack(path, (html) => html);
    expect(ran).toEqual(['own']);
    expect(left).toEqual([]);
    const directives = told.map((directive) => directive.replace(/-(elem|attr)$/, ''));
    expect(directives).toEqual(
      expect.arrayContaining(['script-src', 'base-uri', 'connect-src', 'require-trusted-types-for']),
    );
  });

test('without the policy all of it would run', { tags: ['thorough'] }, async () => {
  const { ran, left } = await attack('/en/about/', (html) => html.replace(/<meta http-equiv[^>]*>/, ''));
  expect(new Set(ran)).toEqual(
    new Set([
      ...['own', 'inline script', 'inline module', 'inline handler', 'script in a drawing', 'foreign script'],
      ...['data script', 'script in a frame', 'javascript link', 'eval', 'Function', 'text timeout'],
      ...['script made by a script', 'foreign fetch'],
    ]),
  );
  expect(left).toContain('https://foreign.example/data');
});

/** Everything that the site keeps on the device: keys of both storages, and cookies. */
const kept = async (page: Page): Promise<string[]> => [
  ...(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])),
  ...(await page.context().cookies()).map(({ name }) => `cookie ${name}`),
];

test(
  'nothing is kept before a reader chooses; then what the page about the site says',
  { tags: ['thorough'] },
  async () => {
    await visit({ locale: 'en-US' }, async (page) => {
      for (const path of [
        '/',
        '/pt-br/',
        '/en/reference/ports/?q=etcd',
        '/en/course/kit/',
        '/en/interfaces/comparison/',
        '/en/study/practice/?topic=ports',
      ]) {
        await page.goto(at(path));
        await page.waitForTimeout(100);
      }
      // The menu of the tab is no choice, and gone with the tab.
      const MENU = 'sl-sidebar-state';
      // Other sites may share the origin: every other name begins with the path of this one.
      const own = (name: string): string => `${new URL(at('/')).pathname}${name}`;
      expect((await kept(page)).filter((key) => key !== MENU)).toEqual([]);

      await page.goto(at('/en/about/'));
      const theme = page.locator('header .theme-switch');
      await theme.click();
      expect(await kept(page)).toContain(own('theme'));
      expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
      await page.reload();
      expect([await page.getAttribute('html', 'data-theme'), await theme.getAttribute('aria-pressed')]).toEqual([
        'dark',
        'true',
      ]);
      await theme.click();
      expect(await page.getAttribute('html', 'data-theme')).toBe('light');
      expect((await kept(page)).filter((key) => key !== MENU)).toEqual([]);
      await theme.click();

      await page.locator('site-search button').click();
      await page.locator('.search-dialog input').fill('kubelet');
      await page.locator('.search-dialog a.search-result').first().click();
      await page.goto(at('/en/course/kit/'));
      await page.locator('summary', { hasText: 'Start here' }).click();
      await page.locator('[data-place="/start/"]').check();
      await page.locator('.items li').first().waitFor();
      await page.goto(at('/en/study/cards/'));
      await page.locator('[data-do=start]').click();
      await page.locator('.asked button.main').click();
      await page.locator('.asked .row button').first().click();
      await page.locator('header language-switch a[data-locale=pt-br]').click();
      await page.waitForURL(/pt-br/);
      const keys = (await kept(page)).sort();
      expect(keys).toEqual([
        ...['course-list', 'recent-searches', 'site-language', 'study-progress', 'theme'].map(own),
        MENU,
      ]);
      for (const locale of ['en', 'pt-br']) {
        await page.goto(at(`/${locale}/about/`));
        const said = await page.locator('main table code').allTextContents();
        expect(said.sort(), `what /${locale}/about/ says`).toEqual(keys);
      }
    });
  },
);
