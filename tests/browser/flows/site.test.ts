import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { addRules, at, visit } from '../../support/visit.ts';

const LANGUAGES = [
  { locale: 'pt-br', tag: 'pt-BR', other: 'en', start: 'Estou estudando' },
  { locale: 'en', tag: 'en', other: 'pt-br', start: 'I am studying' },
] as const;

describe('the address without a language', () => {
  for (const [locale, target, ...tags] of [
    ['pt-BR', '/pt-br/', 'thorough'],
    ['pt-PT', '/pt-br/'],
    ['en-GB', '/en/'],
  ] as const)
    test(
      `sends a first visit with a ${locale} browser to ${target} and keeps query and fragment`,
      { tags },
      async () => {
        await visit({ locale }, async (page) => {
          await page.goto(at('/?a=1#paths'));
          await page.waitForURL(at(`${target}?a=1#paths`));
        });
      },
    );

  test('asks a reader whose browser speaks neither language', { tags: ['thorough'] }, async () => {
    await visit({ locale: 'ja-JP' }, async (page) => {
      await page.goto(at('/'));
      expect(await page.locator('a[data-locale]').count()).toBe(2);
      expect(new URL(page.url()).pathname).toBe(new URL(at('/')).pathname);
    });
  });

  test('remembers the language chosen before', { tags: ['thorough'] }, async () => {
    await visit({ locale: 'en-US' }, async (page) => {
      await page.goto(at('/?choose'));
      await page.locator('a[data-locale=pt-br]').click();
      await page.waitForURL(/pt-br/);
      await page.goto(at('/'));
      await page.waitForURL(at('/pt-br/'));
    });
  });

  test('is two plain links without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/'));
      const hrefs = await page
        .locator('main a[data-locale]')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(hrefs.map((href) => new URL(href ?? '', page.url()).href)).toEqual([at('/pt-br/'), at('/en/')]);
    });
  });
});

describe.each(LANGUAGES)('in $locale', ({ locale, tag, other, start }) => {
  /** What one language shows at every `npm test`, the other shows in the thorough suite. */
  const inOne = (where: typeof locale): string[] => (locale === where ? [] : ['thorough']);

  for (const javaScript of [true, false]) {
    const tags = javaScript ? inOne('en') : ['thorough'];
    test(`a student gets from home to a component (JavaScript: ${javaScript})`, { tags }, async () => {
      await visit({ javaScript }, async (page) => {
        await page.goto(at(`/${locale}/`));
        await page.getByRole('link', { name: start }).click();
        await page.waitForURL(/#student$/);
        expect(await page.getAttribute('html', 'lang')).toBe(tag);
        await page.goto(at(`/${locale}/components/kube-scheduler/`));
        await page.locator('main a.port').first().click();
        await page.waitForURL(/reference\/ports\/#/);
        const id = new URL(page.url()).hash.slice(1);
        expect(await page.locator(`[id="${id}"]`).count()).toBe(1);
      });
    });
  }

  test('the language switch keeps section and query', { tags: inOne('pt-br') }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`/${locale}/components/kube-scheduler/?x=1#ports`));
      await page.locator(`header language-switch a[data-locale=${other}]`).click();
      await page.waitForURL(at(`/${other}/components/kube-scheduler/?x=1#ports`));
    });
  });

  test(
    'the language switch keeps the section that is being read, also where the address names none',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(`/${locale}/interfaces/cri/`));
        await page.locator('#operations').evaluate((heading) => heading.scrollIntoView());
        await page.locator(`header language-switch a[data-locale=${other}]`).click();
        await page.waitForURL(at(`/${other}/interfaces/cri/#operations`));
      });
    },
  );

  test('every label of the sidebar stands on one line', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`/${locale}/components/etcd/`));
      const broken = (): Promise<string[]> =>
        page.locator('#starlight__sidebar :is(a, summary)').evaluateAll((labels) => {
          for (const group of document.querySelectorAll('details')) group.open = true;
          const lines = (label: Element): number => label.clientHeight / parseFloat(getComputedStyle(label).lineHeight);
          return labels.filter((label) => lines(label) > 1.9).map((label) => label.textContent.trim());
        });
      expect(await broken()).toEqual([]);
      await page
        .locator('#starlight__sidebar ul ul a')
        .first()
        .evaluate((label) => label.append(' and more'.repeat(4)));
      expect(await broken()).toHaveLength(1);
    });
  });

  test(
    'the open page is in sight in the sidebar, alone unfolded, at first, after a link and on a phone',
    { tags: ['thorough'] },
    async () => {
      const inSight = `(() => {
      const [pane, here] = ['#starlight__sidebar', '#starlight__sidebar [aria-current=page]'].map((one) =>
        document.querySelector(one).getBoundingClientRect());
      return here.height > 0 && here.top >= pane.top && here.bottom <= Math.min(pane.bottom, innerHeight);
    })()`;
      await visit({}, async (page) => {
        await page.goto(at(`/${locale}/reference/corrections/`));
        expect(await page.evaluate(inSight)).toBe(true);
        expect(await page.locator('#starlight__sidebar details[open]').count()).toBe(1);
        // Where a correction is explained is said in its fold.
        const explained = page
          .locator('main details')
          .filter({ has: page.locator('a[href*="/foundations/"]') })
          .first();
        await explained.locator('summary').first().click();
        await explained.locator('a[href*="/foundations/"]').first().click();
        await page.waitForURL(/foundations/);
        expect(await page.evaluate(inSight)).toBe(true);
      });
      await visit({ width: 360 }, async (page) => {
        await page.goto(at(`/${locale}/reference/data/`));
        await page.locator('.sl-menu-button').click();
        await expect.poll(() => page.evaluate(inSight)).toBe(true);
      });
    },
  );

  test('the language switch works without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at(`/${locale}/interfaces/cri/`));
      await page.locator(`header language-switch a[data-locale=${other}]`).click();
      await page.waitForURL(at(`/${other}/interfaces/cri/`));
    });
  });

  test('on a phone the sidebar opens and closes by keyboard', { tags: ['thorough'] }, async () => {
    await visit({ width: 360 }, async (page) => {
      await page.goto(at(`/${locale}/interfaces/cri/`));
      const sidebar = page.locator('#starlight__sidebar');
      expect(await sidebar.isVisible()).toBe(false);
      await page.locator('[popovertarget=starlight__sidebar], .sidebar button').first().focus();
      await page.keyboard.press('Enter');
      await sidebar.waitFor({ state: 'visible' });
      expect(await sidebar.locator('a[aria-current=page]').count()).toBe(1);
      await page.keyboard.press('Escape');
      await sidebar.waitFor({ state: 'hidden' });
    });
  });

  const unknown = 'an unknown address says so in the language of the address and names the nearest page';
  test(unknown, { tags: inOne('pt-br') }, async () => {
    await visit({ forgive: /404/, locale: other }, async (page) => {
      const response = await page.goto(at(`/${locale}/Interfaces/CRI.html`));
      expect(response?.status()).toBe(404);
      const section = page.locator(`section[data-locale=${locale}]`);
      expect(await section.isVisible()).toBe(true);
      expect(await page.locator(`section[data-locale=${other}]`).isVisible()).toBe(false);
      expect(await section.locator(`.near a[href$="/${locale}/interfaces/cri/"]`).count()).toBe(1);
    });
  });

  test('an unknown address without JavaScript offers both languages', { tags: ['thorough'] }, async () => {
    await visit({ forgive: /404/, javaScript: false }, async (page) => {
      await page.goto(at(`/${locale}/nowhere/`));
      expect(await page.locator('section[data-locale]').count()).toBe(2);
      expect(await page.locator('section[data-locale] a').count()).toBeGreaterThanOrEqual(6);
    });
  });

  test('everything on a page is reached by keyboard, the skip link first', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`/${locale}/components/etcd/`));
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#_top');
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('#_top');
    });
  });
});

/** Lines of code that are cut at the edge of their block, or that the button to copy it covers. */
const cutOrCovered = (page: Page): Promise<string[]> =>
  page.locator('.code-block').evaluateAll((blocks) =>
    blocks.flatMap((block) => {
      const pre = block.querySelector('pre');
      const button = block.querySelector('.copy-code')?.getBoundingClientRect();
      if (pre === null || button === undefined) return [];
      const edge = pre.getBoundingClientRect().right;
      const range = document.createRange();
      const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
      const faults: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if ((node.textContent ?? '').trim() === '') continue;
        range.selectNodeContents(node);
        for (const { left, right, top, bottom } of range.getClientRects()) {
          if (right > edge + 1) faults.push(`cut: ${node.textContent}`);
          if (right > button.left + 1 && left < button.right - 1 && bottom > button.top + 2 && top < button.bottom - 2)
            faults.push(`covered: ${node.textContent}`);
        }
      }
      return faults;
    }),
  );

test('on a phone code is neither cut nor covered by its button', { tags: ['thorough'] }, async () => {
  await visit({ width: 360, context: { hasTouch: true } }, async (page) => {
    // The deepest indents, and commands as long as a line.
    const pages = ['/en/extensibility/custom-resources/', '/pt-br/components/kubelet/'];
    const planted = [
      '.code-block pre .ec-line .code { min-width: 20ch !important }',
      '.code-block .code::after { display: none !important }',
    ];
    for (const [turn, path] of pages.entries()) {
      await page.goto(at(path));
      await page.locator('.copy-code').first().waitFor();
      expect(await cutOrCovered(page)).toEqual([]);
      await addRules(page, planted[turn] ?? '');
      expect((await cutOrCovered(page)).join(), path).toMatch(turn === 0 ? /^cut/ : /covered/);
    }
  });
});

/** Options of commands whose hyphen stands on another line than their first letter. */
const tornOptions = (page: Page): Promise<string[]> =>
  page.locator('main code').evaluateAll((codes) =>
    codes.flatMap((code) => {
      const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      const torn: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (const { index, 0: option } of (node.textContent ?? '').matchAll(/(?<![^\s"'`=([{|])-{1,2}\w/g)) {
          range.setStart(node, index);
          range.setEnd(node, index + option.length);
          const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
          if (new Set(tops).size > 1) torn.push(option);
        }
      }
      return torn;
    }),
  );

test('no option of a command is torn, however narrow its line', { tags: ['thorough'] }, async () => {
  await visit({ width: 360 }, async (page) => {
    await page.goto(at('/en/components/kubelet/'));
    await addRules(
      page,
      'main :is(code, .ec-line .code) { display: inline-block !important; max-width: 1ch; padding: 0 !important }',
    );
    expect(await tornOptions(page)).toEqual([]);
    await addRules(page, '.whole { white-space: inherit }');
    expect((await tornOptions(page)).length).toBeGreaterThan(5);
  });
});

/** Lines of text, and what stands above, below and in their blocks, that are no whole steps of 4 px (src/styles/tokens.css). */
const offRhythm = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const prose =
      ':is(p, ul, ol, li, h2, h3, h4, .sl-heading-wrapper, th, td, summary, figcaption, .code-block pre, .ec-line, ' +
      '.starlight-aside, .starlight-aside__title):not(.not-content :not(figcaption))';
    const tools =
      ':is(firewall-rules, .fw-example, .fw-flows, port-lookup, .search-page, course-kit, .course-tree, interface-comparison) ' +
      ':is(p, ul, ol, li, h2, h3, th, td, dt, dd, small, summary, legend, label, fieldset, pre, .search-place)';
    const blocks = document.querySelectorAll(
      `h1, .page-way, .page-meta, .imprint, .sl-markdown-content ${prose}, .facts :is(dt, dd, small), .records :is(th, td), ${tools}`,
    );
    const off = [...blocks].flatMap((block) => {
      if (block.getClientRects().length === 0) return [];
      const style = getComputedStyle(block);
      const sum = (...sizes: string[]): number => sizes.reduce((all, size) => all + parseFloat(size), 0);
      const measures: Record<string, number> = { line: sum(style.lineHeight) };
      if (style.display !== 'inline') {
        measures['above'] = sum(style.marginTop);
        measures['below'] = sum(style.marginBottom);
        measures['inside'] = sum(style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth);
        if (style.rowGap !== 'normal') measures['between'] = sum(style.rowGap);
      }
      const name = `${block.localName}.${[...block.classList].filter((one) => !one.startsWith('astro-')).join('.')}`;
      return Object.entries(measures)
        .filter(([, value]) => Math.abs(value - 4 * Math.round(value / 4)) > 0.05)
        .map(([measure, value]) => `${name} ${measure} ${value}`);
    });
    return [...new Set(off)];
  });

/** What a tool shows only when it is asked. */
const ASKED: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'search/?q=kubelet': (page) => page.locator('a.search-result').first().waitFor(),
  'reference/lookup/': async (page) => {
    await page.locator('port-lookup textarea').fill('LISTEN 0 4096 *:10250 *:* users:(("kubelet",pid=1,fd=1))');
    await page.locator('.lk-meaning').first().waitFor();
  },
};

/** Where text is off the rhythm on a page, and whether a line that is off is seen there. */
async function keepsRhythm(path: string, width: number): Promise<void> {
  await visit({ width }, async (page) => {
    await page.goto(at(`/pt-br/${path}`));
    await ASKED[path]?.(page);
    expect(await offRhythm(page)).toEqual([]);
    await addRules(page, '.sl-markdown-content :is(p, li) { line-height: 1.625 !important }');
    expect((await offRhythm(page)).join()).toContain('line');
  });
}

test('text keeps one rhythm', () => keepsRhythm('components/kube-scheduler/', 1280));

test.each(
  [
    'components/kubelet/',
    'interfaces/cri/',
    'architecture/overview/',
    'first-steps/pods/',
    'reference/glossary/',
    'reference/firewall/',
    'course/kit/',
    'interfaces/comparison/',
    'interfaces/network-plugins/',
    ...Object.keys(ASKED),
  ].flatMap((path) => [1280, 360].map((width) => [path, width] as const)),
)('text keeps one rhythm: %s at %i px', { tags: ['thorough'] }, keepsRhythm);
