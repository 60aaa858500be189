import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { draw } from '../../../src/features/diagrams/render.ts';
import { expand, readTemplate } from '../../../src/features/diagrams/template.ts';
import { at, browser, visit } from '../../support/visit.ts';

const drawnIn = (page: Page, id: string): Promise<string[]> =>
  page
    .locator(`#diagram-${id} .diagram-frame svg`)
    .evaluateAll((all) =>
      all.filter((svg) => svg.getClientRects().length > 0).map((svg) => svg.getAttribute('class') ?? ''),
    );

/** Smallest text in px that the reader sees in the drawing. */
const smallest = (page: Page, id: string): Promise<number> =>
  page.locator(`#diagram-${id} .diagram-frame svg:visible`).evaluate((svg: SVGSVGElement) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    return Math.min(
      ...[...svg.querySelectorAll('text')].map((text) => parseFloat(getComputedStyle(text).fontSize) * scale),
    );
  });

/** Texts that reach over the edge of their box. */
const spilled = (page: Page, id: string): Promise<string[]> =>
  page.locator(`#diagram-${id} .diagram-frame svg:visible .n`).evaluateAll((nodes) =>
    nodes.flatMap((node) => {
      const box = node.firstElementChild?.getBoundingClientRect();
      return [...node.querySelectorAll('text')].flatMap((text) => {
        const t = text.getBoundingClientRect();
        return box && (t.left < box.left + 2 || t.right > box.right - 2) ? [text.textContent] : [];
      });
    }),
  );

const PLACES = [
  ['architecture/overview', 'cluster'],
  ['architecture/worker-node', 'worker-node'],
  ['architecture/from-apply-to-running', 'apply-to-running'],
  ['extensibility/overview', 'extension-points'],
] as const;

describe('a diagram', () => {
  test.each(PLACES)('on %s is readable in a column and on a phone', async (slug, id) => {
    for (const [width, shape] of [
      [360, 'dg dg-tall'],
      [1280, 'dg dg-wide'],
    ] as const) {
      await visit({ width }, async (page) => {
        await page.goto(at(`/pt-br/${slug}/`));
        expect(await drawnIn(page, id)).toEqual([shape]);
        expect(await smallest(page, id)).toBeGreaterThanOrEqual(12);
        expect(await spilled(page, id)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      });
    }
  });

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
      const open = figure.getByRole('button', { name: 'Full size' });
      await open.focus();
      await page.keyboard.press('Enter');
      const stage = figure.locator('.diagram-stage svg');
      const view = async (): Promise<number[]> => ((await stage.getAttribute('viewBox')) ?? '').split(' ').map(Number);
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
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        figure.getByRole('button', { name: 'Download SVG' }).click(),
      ]);
      expect(file.suggestedFilename()).toBe('control-plane.en.svg');
      const chunks: Buffer[] = [];
      for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
      const svg = Buffer.concat(chunks).toString('utf8');
      expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
      expect(svg).toMatch(/<rect[^>]*fill="(rgb|color)\(/);
      await figure.getByRole('button', { name: 'Copy Mermaid' }).click();
      await figure.getByText('Copied.').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^flowchart TB\n[\s\S]*sched -->/);
      await figure.getByRole('button', { name: 'Copy link', exact: true }).click();
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/#diagram-control-plane$/);
    });
  });

  test.each(['light', 'dark'] as const)('has text of at least 4.5 : 1 in the %s theme', async (theme) => {
    await visit({ theme }, async (page) => {
      await page.goto(at('/en/interfaces/overview/'));
      const worst = await page.locator('#diagram-interfaces-map .diagram-frame svg:visible .n').evaluateAll((nodes) => {
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        if (canvas === null) throw new Error('no canvas');
        const light = (color: string): number => {
          canvas.fillStyle = color;
          canvas.fillRect(0, 0, 1, 1);
          const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => {
            const c = byte / 255;
            return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        return Math.min(
          ...nodes.map((node) => {
            const ground = light(getComputedStyle(node.firstElementChild ?? node).fill);
            const ink = light(getComputedStyle(node.querySelector('text') ?? node).fill);
            return (Math.max(ground, ink) + 0.05) / (Math.min(ground, ink) + 0.05);
          }),
        );
      });
      expect(worst).toBeGreaterThanOrEqual(4.5);
    });
  });
});

test('the renderer draws the same bytes twice, and names diagram, language and line of what it cannot draw', async () => {
  const page = await (await browser()).newPage();
  try {
    await page.setContent('<!doctype html><body></body>');
    await page.addScriptTag({ path: 'node_modules/mermaid/dist/mermaid.min.js' });
    const drawing = expand('etcd-stacked', readTemplate('etcd-stacked'), 'pt', 'wide');
    const first = await draw(page, drawing);
    expect(first).toContain('<svg viewBox="0 0 ');
    expect(await draw(page, drawing)).toBe(first);
    const broken = { ...drawing, source: drawing.source.replace('subgraph m2["', 'subgraph m2[["') };
    await expect(draw(page, broken)).rejects.toThrow(
      /Diagram "etcd-stacked", language "pt"[\s\S]*Mermaid says: [\s\S]*Line \d+ of what Mermaid was given:.*m2/,
    );
    await expect(draw(page, { ...drawing, variant: 'tall' })).rejects.toThrow(
      /The tall drawing is \d+ wide and may be 355/,
    );
  } finally {
    await page.close();
  }
});
