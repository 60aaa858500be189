import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { asPrinted, at, handedOut, visit } from '../../support/visit.ts';

const begin = async (page: Page, path: string): Promise<void> => {
  await page.goto(at(path));
  await page.locator('study-trainer[data-ready]').waitFor();
  await page.locator('[data-do=start]').press('Enter');
  await page.locator('.asked h3').waitFor();
};
const inFocus = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

describe('practice', () => {
  test('by keys alone: a wrong answer is told why, with the way to the section, and is kept on the device only', async () => {
    await visit({}, async (page) => {
      const sent: string[] = [];
      page.on('request', (request) => {
        if (request.method() !== 'GET') sent.push(request.url());
      });
      await begin(page, '/en/study/practice/?topic=ports');
      expect(await inFocus(page)).toContain('type the port');
      const field = page.locator('.typed input');
      await field.fill('many');
      await field.press('Enter');
      expect(await page.getByRole('alert').first().textContent()).toBe('Type a number, such as 443.');
      await field.fill('1');
      await field.press('Enter');
      await page.locator('.verdict.wrong').waitFor();
      expect(await page.locator('.verdict').textContent()).toMatch(/Not quite\..*right answer: \d+/s);
      const to = await page.locator('.verdict .more a').getAttribute('href');
      await page.waitForFunction(() => document.activeElement?.matches('button.main'));
      const kept = await page.evaluate(() =>
        Object.entries(localStorage).flatMap(([name, text]) =>
          name.endsWith('study-progress') ? Object.keys((JSON.parse(String(text)) as { cards: object }).cards) : [],
        ),
      );
      expect(kept).toHaveLength(1);
      expect(sent).toEqual([]);
      await page.goto(new URL(to ?? '', page.url()).href);
      expect(await page.locator('h1').count()).toBe(1);
    });
  });

  test('every kind is answered right by who knows, and wrong by who does not', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/study/practice/'));
      const { items } = (await (await page.request.get(at('/study/questions.en.json'))).json()) as {
        items: {
          id: string;
          kind: string;
          ask: string;
          to: string;
          answers?: { text: string; right?: true }[];
          steps?: string[];
          pairs?: { left: string; right: string }[];
          port?: string;
        }[];
      };
      const plain = (text: string): string => text.replaceAll('`', '');
      // One of each kind: the whole bank has hundreds.
      const kinds = ['one', 'several', 'order', 'match', 'drawing', 'port'];
      const bank = kinds.flatMap((kind) => items.filter((item) => item.kind === kind).slice(0, 1));
      await page.route('**/study/questions.en.json', (route) => route.fulfill({ json: { topics: [], items: bank } }));
      await begin(page, '/en/study/practice/');
      const met: string[] = [];
      for (let nth = 0; nth < kinds.length; nth += 1) {
        const asked = (await page.locator('.asked .ask').textContent()) ?? '';
        const item = bank.find(({ ask }) => plain(ask) === asked);
        const form = page.locator('.asked form');
        if (item?.kind === 'order') {
          for (const [index, step] of (item.steps ?? []).entries()) {
            const line = form
              .locator('.steps li')
              .filter({ hasText: plain(step) })
              .first();
            for (;;) {
              const place = await line.evaluate((element) =>
                [...(element.parentElement?.children ?? [])].indexOf(element),
              );
              if (place <= index) break;
              await line.getByRole('button', { name: /Move up/ }).press('Enter');
            }
          }
        } else if (item?.kind === 'match') {
          for (const { left, right } of item.pairs ?? [])
            await form
              .locator('label')
              .filter({ has: page.getByText(plain(left), { exact: true }) })
              .locator('select')
              .selectOption(right);
        } else if (item?.kind === 'port') await form.locator('input').fill(item.port ?? '');
        else
          for (const { text } of (item?.answers ?? []).filter(({ right }) => right))
            await form.getByLabel(plain(text), { exact: true }).check();
        await form.locator('button.main').press('Enter');
        await page.locator('.verdict.right').waitFor();
        met.push(item?.kind ?? '');
        await page.locator('.asked > button.main').press('Enter');
      }
      expect(met.sort()).toEqual([...kinds].sort());
      await page.getByText('6 of 6 right').waitFor();
    });
  });

  test('storage that is refused is said, and practice goes on', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.addInitScript(() => {
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('refused', 'SecurityError');
          },
        });
      });
      await begin(page, '/en/study/practice/?topic=ports');
      await page.getByText('does not let the page keep anything').waitFor();
      await page.locator('.typed input').fill('1');
      await page.keyboard.press('Enter');
      await page.locator('.verdict').waitFor();
    });
  });

  test('without JavaScript every question stands with its answer folded', async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/pt-br/study/practice/#port-of-kube-scheduler'));
      const question = page.locator('#port-of-kube-scheduler');
      expect(await page.locator('.questions article').count()).toBeGreaterThan(5);
      await question.locator('summary').click();
      expect(await question.locator('details p').first().textContent()).toContain('10259');
      expect(await page.locator('study-trainer .choose').isVisible()).toBe(false);
    });
  });
});

test('a card shows its back when asked, and asks how well it was known', { tags: ['thorough'] }, async () => {
  await visit({ width: 360 }, async (page) => {
    await begin(page, '/pt-br/study/cards/?topic=interfaces');
    const front = await page.locator('.asked h3').textContent();
    await page.locator('.asked button.main').click();
    await page.locator('.back').waitFor();
    await page.getByRole('button', { name: 'Sabia', exact: true }).click();
    await page.waitForFunction((before) => document.querySelector('.asked h3')?.textContent !== before, front);
  });
});

test('the same address is the same test for everybody, in every file and on paper', async () => {
  await visit({}, async (page) => {
    const take = async (address: string): Promise<string> => {
      await page.goto(at(address));
      await page
        .locator('.found')
        .filter({ hasText: /chosen/ })
        .waitFor();
      return (await handedOut(page, () => page.locator('[data-do=gift]').click())).text;
    };
    const address = '/en/study/export/?n=4&seed=turma-b';
    const first = await take(address);
    expect(first.match(/^::/gm)).toHaveLength(4);
    expect(await take(address)).toBe(first);
    expect(await take(address.replace('turma-b', 'turma-c'))).not.toBe(first);
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.locator('[data-do=print]').click();
    const paper = page.locator('body > .paper');
    await paper.waitFor({ state: 'attached' });
    await asPrinted(page);
    expect(await paper.locator('> ol > li').count()).toBe(4);
    expect(await paper.locator('h2').allTextContents()).toEqual(['Answer sheet', 'Answer key']);
    expect(await page.locator('.page').isVisible()).toBe(false);
  });
});
