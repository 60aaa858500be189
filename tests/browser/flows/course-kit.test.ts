import jsQR from 'jsqr';
import { describe, expect, inject, test } from 'vitest';
import type { Page } from 'playwright';
import { asPrinted, at, handedOut, visit, written } from '../../support/visit.ts';

const ready = (page: Page) => page.locator('course-kit .tool').waitFor();
const result = (page: Page) => page.locator('[name=result]').inputValue();

/** Reads a code as a phone does: from the picture of it on the screen. */
async function readCode(page: Page, index: number): Promise<string | undefined> {
  const code = page.locator('.sheet svg').nth(index);
  await code.scrollIntoViewIfNeeded();
  // Without hiding the caret: what Playwright would put into the page for that, the policy stops in Firefox.
  const picture = (await code.screenshot({ caret: 'initial' })).toString('base64');
  const { data, width, height } = await page.evaluate(async (png) => {
    const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, image.width, image.height).data ?? [];
    return { data: Array.from(pixels), width: image.width, height: image.height };
  }, picture);
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

describe('the course kit', () => {
  test(
    'a list is chosen, ordered, noted, exported in every form, kept and read back',
    { timeout: 60_000 },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at('/en/course/kit/'));
        await ready(page);
        await page.locator('.course-tree input[type=search]').fill('operations');
        await page.locator('[data-place="/interfaces/cri/#operations"]').check();
        await page.locator('[data-place="/interfaces/cni/#operations"]').check();
        await page.locator('.items li[data-at="1"] [data-do=up]').press('Enter');
        await page.getByText('is now at position 1').waitFor();
        await page.locator('.items li[data-at="0"] input').fill('read, then "try" <it>');
        await page.locator('[name=title]').fill('Week 1: é');
        expect(new URL(page.url()).search).toBe('');
        const files: string[] = [];
        for (const format of ['markdown', 'html', 'lms', 'csv']) {
          await page.locator('[name=format]').selectOption(format);
          const text = await result(page);
          expect(text.indexOf('/interfaces/cni/#operations')).toBeGreaterThan(0);
          expect(text.indexOf('/interfaces/cri/#operations')).toBeGreaterThan(
            text.indexOf('/interfaces/cni/#operations'),
          );
          files.push(text);
        }
        await page.goto(at('/en/course/kit/'));
        await ready(page);
        expect(await page.locator('.items li').count(), 'kept on the device').toBe(2);
        for (const text of files) {
          await page.locator('[data-do=clear]').click();
          await page.locator('.import').evaluate((part) => part.setAttribute('open', ''));
          await page.locator('[name=import]').fill(text);
          await page.locator('[data-do=import]').click();
          await page.getByText('2 links imported.').waitFor();
          expect(
            await page
              .locator('.items input')
              .evaluateAll((all) => all.map((note) => (note as HTMLInputElement).value)),
          ).toEqual(['read, then "try" <it>', '']);
        }
        await page.locator('[data-do=clear]').click();
        await page.locator('[data-do=undo]').click();
        expect(await page.locator('.items li').count()).toBe(2);
      });
    },
  );

  test('each QR code decodes to its address', { tags: ['thorough'], timeout: 60_000 }, async () => {
    // To wait for animations, Playwright puts an empty style into a page of a stock Firefox, and the policy stops it.
    const forgive = inject('stock') ? { forgive: /style-src-elem/ } : {};
    await visit({ theme: 'dark', ...forgive }, async (page) => {
      await page.goto(
        at('/pt-br/course/kit/#list=interfaces/cri:operations,reference/ports:kube-scheduler-10259,start'),
      );
      await ready(page);
      await page.locator('.preview summary').click();
      await page.locator('.sheet svg').first().waitFor();
      const addresses = await page.locator('.sheet .address').allTextContents();
      expect(addresses).toHaveLength(3);
      for (const [index, address] of addresses.entries()) expect(await readCode(page, index)).toBe(address);
    });
  });

  test('a list edited by hand loads what it can and says what it left out', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      const many = Array.from({ length: 5000 }, (_, index) => `no-${index}/page`).join(',');
      await page.goto(
        at(
          `/en/course/kit/#list=interfaces/cri:operations~%E0%A4%A,${many},<script>,interfaces/cri:operations,,start&title=%`,
        ),
      );
      await ready(page);
      expect(await page.locator('.items li').count()).toBe(2);
      const said = await page.locator('.dropped').innerText();
      expect(said).toContain('no page or section of this site (5000)');
      expect(said).toContain('not an address (1)');
      expect(said).toContain('already in the list (1)');
    });
  });

  test('the list of an address does not overwrite the own one', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/course/kit/'));
      await ready(page);
      await page.locator('summary', { hasText: 'Start here' }).click();
      await page.locator('[data-place="/start/"]').check();
      await page.goto('about:blank');
      await page.goto(at('/en/course/kit/#list=interfaces/cri,interfaces/cni'));
      await ready(page);
      expect(await page.locator('.items li').count()).toBe(2);
      await page.locator('[data-do=restore]').click();
      expect(await page.locator('.items li').count()).toBe(1);
    });
  });

  test(
    'what is ticked and typed before the tool has come is kept, also by who leaves meanwhile',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        const tool = /\/_astro\/course-list-editor\.[^/]+\.js$/;
        let asked = 0;
        // It never comes: a slow line, and a reader who does not wait.
        await page.route(tool, () => void (asked += 1));
        await page.goto(at('/en/course/kit/'));
        await ready(page);
        await page.locator('summary', { hasText: 'Start here' }).click();
        await page.locator('[data-place="/start/"]').check();
        await page.locator('[data-place="/start/#teacher"]').check();
        await page.locator('[data-place="/start/#teacher"]').uncheck();
        await page.locator('[name=title]').fill('Week 1');
        expect(asked).toBe(1);
        await page.unroute(tool);
        await page.goto(at('/en/course/kit/'));
        expect(await page.locator('.items li').evaluateAll((all) => all.map((line) => line.dataset['place']))).toEqual([
          '/start/',
        ]);
        expect(await page.locator('[name=title]').inputValue()).toBe('Week 1');
      });
    },
  );

  test('two tabs, one list: nothing that either adds is lost', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/course/kit/#list=interfaces/cri'));
      await ready(page);
      await page.locator('[name=title]').fill('Week 1');
      const other = await page.context().newPage();
      await other.goto(at('/en/course/kit/'));
      await ready(other);
      await other.locator('summary', { hasText: 'Start here' }).click();
      await other.locator('[data-place="/start/"]').check();
      await page.locator('.items li').nth(1).waitFor();
      await page.locator('.items li input').first().fill('read it');
      await other.locator('.items li input').nth(1).fill('at home');
      // The browser tells the first tab a moment later; nobody is as fast as a reload in the same millisecond.
      await expect.poll(() => page.locator('.items li input').nth(1).inputValue()).toBe('at home');
      await page.reload();
      await ready(page);
      expect(
        await page.locator('.items input').evaluateAll((all) => all.map((note) => (note as HTMLInputElement).value)),
      ).toEqual(['read it', 'at home']);
      expect(await page.locator('[name=title]').inputValue()).toBe('Week 1');
    });
  });

  test(
    'what is brought back: links of a document, sections that are gone, addresses too long to hand out',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        // The clipboard is one for all pages of the browser, and other tests use it meanwhile: what is put there is noted.
        await page.addInitScript(() => {
          const put: string[] = [];
          Object.assign(globalThis, { put });
          const clipboard: Pick<Clipboard, 'write' | 'writeText'> = {
            write: (items) => Promise.resolve(void put.push(...items.flatMap(({ types }) => [...types]))),
            writeText: () => Promise.resolve(void put.push('text/plain')),
          };
          Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
        });
        await page.goto(at('/en/course/kit/'));
        await ready(page);
        await page.locator('.import').evaluate((part) => part.setAttribute('open', ''));
        const html = `<p><a href="${at('/interfaces/cri/')}#operations">CRI</a> first</p><p><a href="${at('/interfaces/cni/')}#nope">x</a></p>`;
        const field = page.locator('[name=import]');
        const paste = (): Promise<void> =>
          field.evaluate((element, pasted) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData('text/html', pasted);
            clipboardData.setData('text/plain', 'CRI first\nx');
            const event = new ClipboardEvent('paste', { cancelable: true, bubbles: true });
            // Firefox makes an empty one of its own, whatever it is given.
            Object.defineProperty(event, 'clipboardData', { value: clipboardData });
            element.dispatchEvent(event);
          }, html);
        // What reads the paste comes with the list of addresses; until then the browser itself would put the text there.
        await expect.poll(() => paste().then(() => field.inputValue())).toContain('interfaces/cri');
        await page.locator('[data-do=import]').click();
        await page.getByText('2 links imported.').waitFor();
        expect(await page.locator('.items input').first().inputValue()).toBe('first');
        expect(await page.locator('.dropped').innerText()).toMatch(/section is not.*\(1\): .*cni\/#nope/);
        await page.locator('.items input').first().fill('ç'.repeat(300));
        await page.locator('.items input').nth(1).fill('ç'.repeat(300));
        await page.locator('[data-do=share]').click();
        await page.getByText(/It has 3,\d{3} characters/).waitFor();
        const { name } = await handedOut(page, () => page.locator('[data-do=file]').click());
        expect(name).toBe('kubernetes-interfaces.md');
        await page.locator('[name=format]').selectOption('lms');
        await page.locator('[data-do=copy]').click();
        await page.getByText('Copied.').waitFor();
        const types = await page.evaluate(() => (globalThis as unknown as { put: string[] }).put);
        expect(types).toEqual(expect.arrayContaining(['text/plain', 'text/html']));
      });
    },
  );

  test('prints the sheet and nothing else', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.addInitScript(() => (window.print = () => undefined));
      await page.goto(at('/en/course/kit/#list=interfaces/cri'));
      await ready(page);
      await page.locator('[data-do=print]').click();
      await page.locator('body > .sheet').waitFor({ state: 'attached' });
      await asPrinted(page);
      expect(await page.locator('body > .sheet svg').isVisible()).toBe(true);
      expect(await page.locator('body > :not(.sheet):visible').count()).toBe(0);
    });
  });

  test('the page itself, printed, has the whole of each note and no fields', { tags: ['thorough'] }, async () => {
    await visit({ theme: 'dark' }, async (page) => {
      await page.goto(at('/en/course/kit/#list=interfaces/cri~read,start'));
      await ready(page);
      const lines = page.locator('.items li');
      await lines.nth(1).locator('input').fill('a note that is longer than its field '.repeat(7).trim());
      await asPrinted(page);
      expect(await written(lines.nth(0), '::after')).toBe('"read"');
      expect((await written(lines.nth(1), '::after')).length).toBeGreaterThan(250);
      expect(await page.locator('.items input:visible, course-kit button:visible, .course-tree:visible').count()).toBe(
        0,
      );
    });
  });

  test('without JavaScript the tree is links, and the page says what is missing', async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/course/kit/'));
      expect(await page.locator('course-kit').innerText()).toContain('needs JavaScript');
      await page.locator('summary', { hasText: 'Start here' }).click();
      await page.locator('.course-tree details[open] a').first().click();
      await page.waitForURL(at('/en/start/'));
    });
  });

  test('needs no room to the side at 320 px', { tags: ['thorough'] }, async () => {
    await visit({ width: 320 }, async (page) => {
      await page.goto(
        at('/pt-br/course/kit/#list=interfaces/cri:operations,reference/ports:kube-controller-manager-10252-insecure'),
      );
      await ready(page);
      await page.locator('.preview summary').click();
      await page.locator('.sheet svg').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    });
  });
});
