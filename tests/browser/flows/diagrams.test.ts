import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { diagramIds, getPicture } from '../../../src/features/diagrams/index.ts';
import { lanesSource } from '../../../src/features/diagrams/lanes/markup.ts';
import { DIST } from '../../support/pages.ts';
import { addRules, at, browser, handedOut, visit } from '../../support/visit.ts';

const drawnIn = (page: Page, id: string): Promise<string[]> =>
  page
    .locator(`#diagram-${id} .diagram-frame svg`)
    .evaluateAll((all) =>
      all.filter((svg) => svg.getClientRects().length > 0).map((svg) => svg.getAttribute('class') ?? ''),
    );

/** The drawings and stories of the built site in both languages, and the style sheets of their pages. */
function drawn(): { html: string; sheets: string[]; figures: number } {
  const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^(en|pt-br)\W.*index\.html$/.test(path))
    .map((path) => readFileSync(join(DIST, path), 'utf8'))
    .filter((html) => html.includes('<figure id="diagram-'));
  const all = (form: RegExp): string[] => pages.flatMap((html) => html.match(form) ?? []);
  const figures = [...new Set(all(/<figure id="diagram-[\s\S]*?<\/figure>/g))];
  return {
    figures: figures.length,
    html: [...figures, ...all(/<flow-story[\s\S]*?<\/flow-story>/g)].join(''),
    sheets: [
      ...new Set(
        pages.flatMap((html) =>
          [...html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].map(
            ([link]) => /href="([^"]*)"/.exec(link)?.[1] ?? '',
          ),
        ),
      ),
    ],
  };
}

/**
 * Puts all of them on one page of the site, in a column of that width. It comes over the line without a policy: not every
 * browser can be told to forget one, and no script may write HTML.
 */
async function gallery(
  page: Page,
  { html, sheets }: ReturnType<typeof drawn>,
  column: number,
  theme: 'light' | 'dark',
): Promise<void> {
  const path = '/en/reference/timeline/';
  const links = sheets.map((href) => `<link rel="stylesheet" href="${href}">`).join('');
  const body = readFileSync(join(DIST, path, 'index.html'), 'utf8')
    .replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '')
    .replace(/<script\b[^>]*>[^]*?<\/script>/g, '')
    .replace('<html', `<html data-theme="${theme}"`)
    .replace('</head>', () => `${links}</head>`)
    .replace(/<body\b[^]*<\/body>/, () => `<body><div style="width: ${column}px">${html}</div></body>`);
  await page.unroute(at(path));
  await page.route(at(path), (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(at(path));
}

/** What a reader cannot read in the drawings of the page, in the fonts of this machine: small, spilled, pale. */
const unreadable = (page: Page): Promise<string[]> =>
  page.locator('.dg:visible').evaluateAll((drawings) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (canvas === null) throw new Error('no canvas');
    const known = new Map<string, number>();
    const light = (color: string): number => {
      const before = known.get(color);
      if (before !== undefined) return before;
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => {
        const c = byte / 255;
        return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      const value = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      known.set(color, value);
      return value;
    };
    const paper = getComputedStyle(document.body).backgroundColor;
    const contrast = (one: string, other: string): number => {
      const [a, b] = [light(one), light(other)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    const inked = (color: string): boolean => color !== 'none' && !/^rgba\(.*, 0\)$|\/ 0\)$/.test(color);
    return drawings.flatMap((svg) => {
      const drawing = svg as SVGSVGElement;
      const whole = drawing.getBoundingClientRect();
      const scale = whole.width / drawing.viewBox.baseVal.width;
      const name = drawing.closest('figure')?.id ?? drawing.closest('li')?.id ?? 'board';
      const said = [...drawing.querySelectorAll('text')].flatMap((text) => {
        const faults: string[] = [];
        const size = parseFloat(getComputedStyle(text).fontSize) * scale;
        if (size < 12) faults.push(`${size.toFixed(1)} px`);
        const t = text.getBoundingClientRect();
        // Firefox puts a pixel around the box of a text.
        if (t.left < whole.left - 1 || t.right > whole.right + 1) faults.push('cut off');
        const box = text.parentElement?.querySelector<SVGGraphicsElement>(':scope > :is(rect, path:first-child)');
        if (box && text.closest('.n, .tab')) {
          const b = box.getBoundingClientRect();
          if (t.left < b.left + 1 || t.right > b.right - 1) faults.push('wider than its box');
        }
        // The last shape before a text, in its own group, is what it stands on.
        const ground = [...(text.parentElement?.querySelectorAll(':scope > :is(rect, circle, path:first-child)') ?? [])]
          .filter((shape) => shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)
          .map((shape) => getComputedStyle(shape).fill)
          .filter(inked)
          .at(-1);
        const ratio = contrast(getComputedStyle(text).fill, ground ?? paper);
        if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}`);
        return faults.map((fault) => `${name} "${text.textContent}": ${fault}`);
      });
      const lines = [...drawing.querySelectorAll('rect, path, circle')].flatMap((shape) => {
        const { stroke, fill } = getComputedStyle(shape);
        if (!inked(stroke)) return [];
        const ratio = Math.max(contrast(stroke, paper), inked(fill) ? contrast(fill, paper) : 0);
        const what = `${shape.parentElement?.getAttribute('class')} ${shape.tagName} ${shape.getAttribute('class')}`;
        return ratio < 3 ? [`${name} ${what}: contrast ${ratio.toFixed(2)}`] : [];
      });
      return [...said, ...lines];
    });
  });

describe('a diagram', () => {
  test.each([
    [360, 'dg dg-tall'],
    [640, 'dg dg-medium'],
    [1280, 'dg dg-wide'],
  ] as const)(
    'has its own shape at %i px, and nothing scrolls sideways',
    { tags: ['thorough'] },
    async (width, shape) => {
      await visit({ width }, async (page) => {
        for (const [slug, id] of [
          ['architecture/overview', 'cluster'],
          ['reference/timeline', 'history'],
        ] as const) {
          await page.goto(at(`/pt-br/${slug}/`));
          expect(await drawnIn(page, id)).toEqual([shape]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        }
      });
    },
  );

  test.each(['light', 'dark'] as const)(
    'is readable, each in both languages and widths, in the %s theme: 12 px, in its box, text 4.5 : 1, lines 3 : 1',
    { tags: ['thorough'] },
    async (theme) => {
      const all = drawn();
      expect(all.figures).toBeGreaterThanOrEqual(2 * (diagramIds().length + 1));
      await visit({ theme, context: { reducedMotion: 'reduce' } }, async (page) => {
        for (const [column, shape] of [
          [328, '.dg-tall'],
          [480, '.dg-medium'],
          // The narrowest column of each.
          [648, '.dg-wide'],
        ] as const) {
          await gallery(page, all, column, theme);
          expect(await page.locator(`${shape}:visible`).count()).toBe(all.figures);
          expect(await unreadable(page), `a column of ${column} px`).toEqual([]);
        }
        // What would be wrong is seen.
        const planted = [
          // 11 px of a drawing 672 wide, in the column of 648.
          ['.dg text.m { font-size: 11px }', /: 10\.6 px/],
          ['.dg .n text { font-size: 17px }', /: wider than its box/],
          ['.dg .e text { fill: color-mix(in srgb, var(--ink) 40%, var(--paper)) }', /": contrast [123]/],
          ['.dg .life { stroke: color-mix(in srgb, var(--ink) 20%, var(--paper)) }', /life: contrast [12]/],
        ] as const;
        for (const [css, reason] of planted) {
          const takeAway = await addRules(page, css);
          expect((await unreadable(page)).join('\n'), css).toMatch(reason);
          await takeAway();
        }
      });
    },
  );

  test('takes its room before anything is loaded: the page does not jump', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/architecture/etcd-and-high-availability/#external'));
      const shift = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) {
                const source = (entry as unknown as { sources?: { node?: Node }[] }).sources ?? [];
                if (source.some(({ node }) => node instanceof Element && node.closest('figure.diagram'))) {
                  sum += (entry as unknown as { value: number }).value;
                }
              }
            }).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => resolve(sum), 300);
          }),
      );
      expect(shift).toBe(0);
    });
  });

  test('is complete without JavaScript: links, text, no dead buttons', async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/architecture/control-plane/'));
      const figure = page.locator('#diagram-control-plane');
      expect(await figure.locator('button:visible').count()).toBe(0);
      await figure.locator('summary').click();
      await figure.getByText('kube-scheduler → kube-apiserver').waitFor();
      await figure.locator('svg:visible a', { hasText: 'etcd' }).click();
      expect(new URL(page.url()).pathname).toMatch(/\/en\/components\/etcd\/$/);
    });
  });

  test('opens in full size, zooms and moves by keyboard, and gives the focus back', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/architecture/control-plane/'));
      const figure = page.locator('#diagram-control-plane');
      const open = figure.getByRole('button', { name: 'Enlarge' });
      const onPage = await figure
        .locator('.diagram-frame svg:visible')
        .evaluate((svg) => svg.getBoundingClientRect().width);
      await open.focus();
      await page.keyboard.press('Enter');
      const stage = figure.locator('.diagram-stage svg');
      const view = async (): Promise<number[]> => ((await stage.getAttribute('viewBox')) ?? '').split(' ').map(Number);
      // Half as large again as on the page, or more.
      const [, , opened = 0] = await view();
      const wide = await stage.evaluate((svg) => svg.getBoundingClientRect().width);
      expect((wide / opened) * 672).toBeGreaterThanOrEqual(1.5 * onPage);
      await page.keyboard.press('0');
      const [, , whole = 0] = await view();
      await page.keyboard.press('+');
      const [x = 0, , closer = 0] = await view();
      expect(closer).toBeLessThan(whole);
      await page.keyboard.press('ArrowLeft');
      expect((await view())[0]).toBeLessThan(x);
      await page.keyboard.press('0');
      expect((await view())[2]).toBe(whole);
      await page.mouse.move(640, 450);
      await page.mouse.wheel(0, -400);
      await expect.poll(async () => (await view())[2]).toBeLessThan(whole);
      const twice = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        return ids.filter((id, index) => ids.indexOf(id) !== index);
      });
      expect(twice).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await open.evaluate((button) => button === document.activeElement)).toBe(true);
    });
  });

  test('is downloaded with its colours, and copied as Mermaid and as a link', async () => {
    await visit({ context: { permissions: ['clipboard-read', 'clipboard-write'] } }, async (page) => {
      await page.goto(at('/en/architecture/control-plane/'));
      const figure = page.locator('#diagram-control-plane');
      const { name, text: svg } = await handedOut(page, () =>
        figure.getByRole('button', { name: 'Download SVG' }).click(),
      );
      expect(name).toBe('control-plane.en.svg');
      expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).toMatch(/<rect[^>]*fill="(rgb|color)\(/);
      await figure.getByRole('button', { name: 'Copy Mermaid' }).click();
      await figure.getByText('Copied.').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^flowchart TB\n[\s\S]*sched -->/);
      await figure.getByRole('button', { name: 'Copy link', exact: true }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/#diagram-control-plane$/);
    });
  });
});

describe('a story', () => {
  const address = at('/en/architecture/from-apply-to-running/');
  /** The steps whose wires are lit on the board. */
  const lit = (page: Page): Promise<string[]> =>
    page
      .locator('.story-board .e')
      .evaluateAll((all) =>
        all
          .filter((wire) => Number(getComputedStyle(wire).opacity) > 0.9)
          .map((wire) => /\bs(\d+)/.exec(wire.getAttribute('class') ?? '')?.[1] ?? ''),
      );

  test(
    'lights the wire of the step that is read, goes on by button and by key, and says where it is',
    { tags: ['thorough'] },
    async () => {
      await visit({ context: { reducedMotion: 'no-preference' } }, async (page) => {
        await page.goto(`${address}#apply-to-running-9`);
        // A browser that knows no timelines of scrolling shows the still drawings.
        if (!(await page.evaluate(() => CSS.supports('animation-timeline: view()')))) {
          expect(await page.locator('.flow-still:visible').count()).toBe(15);
          return;
        }
        await expect.poll(() => lit(page)).toEqual(['9']);
        await page.getByRole('button', { name: 'Next step' }).click();
        await expect.poll(() => lit(page)).toEqual(['10']);
        expect(new URL(page.url()).hash).toBe('#apply-to-running-10');
        await page.keyboard.press('ArrowRight');
        await expect.poll(() => lit(page)).toEqual(['11']);
        await page.keyboard.press('ArrowLeft');
        await page.getByRole('button', { name: 'Previous step' }).click();
        await expect.poll(() => lit(page)).toEqual(['9']);
        expect(await page.locator('.flow-still:visible').count()).toBe(0);
      });
    },
  );

  test.each([
    ['with reduced motion', { context: { reducedMotion: 'reduce' } }],
    ['on a phone', { width: 360, context: { reducedMotion: 'no-preference' } }],
  ] as const)('has a small still drawing for each step %s', { tags: ['thorough'] }, async (_name, how) => {
    await visit(how, async (page) => {
      await page.goto(address);
      expect(await page.locator('.story-board:visible').count()).toBe(0);
      expect(await page.locator('.flow-still:visible').count()).toBe(15);
      const smallest = await page.locator('.flow-still').evaluateAll((all) =>
        Math.min(
          ...all.flatMap((svg) => {
            const scale = svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width;
            return [...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale);
          }),
        ),
      );
      expect(smallest).toBeGreaterThanOrEqual(12);
    });
  });
});

test('Mermaid itself understands every source that a reader may copy', { tags: ['thorough'] }, async () => {
  const page = await (await browser()).newPage();
  try {
    await page.setContent('<!doctype html><body></body>');
    await page.addScriptTag({ path: 'node_modules/mermaid/dist/mermaid.min.js' });
    const refused = (all: string[]): Promise<string[]> =>
      page.evaluate(async (texts) => {
        const { mermaid } = globalThis as unknown as { mermaid: { parse: (text: string) => Promise<unknown> } };
        const said: string[] = [];
        for (const text of texts) {
          await mermaid.parse(text).catch((error: unknown) => said.push(`${String(error)}\n${text}`));
        }
        return said;
      }, all);
    // The languages differ in words alone.
    const sources = diagramIds().map((id) => getPicture(id, 'pt', 'wide').drawing.copySource);
    sources.push(
      lanesSource({
        stages: { early: 'alpha, or before 1.0', beta: 'beta', stable: 'stable', archived: 'archived' },
        planned: 'planned',
        now: 'now',
        day: (iso) => iso,
      }),
    );
    expect(await refused(sources)).toEqual([]);
    expect(await refused([(sources[0] ?? '').replace('["', '[["')])).toEqual([expect.stringMatching(/Parse error/)]);
  } finally {
    await page.close();
  }
});
