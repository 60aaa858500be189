import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { timeline } from '#facts';
import { at, visit } from '../../support/visit.ts';

const shown = (page: Page): Promise<string[]> =>
  page.locator('[data-item]:visible').evaluateAll((items) => items.map((item) => item.id));
const query = (page: Page): string => new URL(page.url()).search;

describe('the glossary', () => {
  test('is filtered by words in either language, without accents, and says so in the address', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/reference/glossary/'));
      const all = await page.locator('[data-item]').count();
      expect(all).toBeGreaterThanOrEqual(150);
      await page.getByRole('searchbox', { name: 'Procurar nesta lista' }).fill('INDICE de imagem');
      // The list takes a key up with the next frame.
      await expect.poll(() => query(page)).toBe('?q=INDICE+de+imagem');
      await expect.poll(async () => (await shown(page)).length).toBeLessThan(5);
      const found = await shown(page);
      expect(found).toContain('image-index');
      expect(await page.locator('filtered-list [role=status]').textContent()).toBe(
        `${found.length} de ${all} em exibição`,
      );
      await page.goto(at('/pt-br/reference/glossary/?q=control+group'));
      expect(await shown(page)).toContain('cgroup');
      await page.getByRole('searchbox', { name: 'Procurar nesta lista' }).fill('zzz');
      await page.getByText('Nada corresponde').waitFor();
      await page.getByRole('button', { name: 'Limpar o filtro' }).click();
      // What is below the window follows when nobody types.
      await expect.poll(async () => (await shown(page)).length).toBe(all);
      await expect.poll(() => query(page)).toBe('');
    });
  });

  test(
    'is filtered by a letter, by click and by address; a link to a term shows it all the same',
    { tags: ['thorough'] },
    async () => {
      await visit({ width: 360 }, async (page) => {
        await page.goto(at('/en/reference/glossary/'));
        await page.getByRole('link', { name: 'Q', exact: true }).click();
        await expect.poll(() => query(page)).toBe('?letter=q');
        await expect.poll(() => shown(page)).toEqual(['quorum']);
        await page.goto(at('/en/reference/glossary/?letter=q#pod'));
        await page.waitForURL(at('/en/reference/glossary/#pod'));
        expect(await page.locator('#pod').isVisible()).toBe(true);
      });
    },
  );

  test('is whole without JavaScript, and its letters lead on', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/reference/glossary/'));
      expect(await page.locator('[data-item]:visible').count()).toBeGreaterThanOrEqual(150);
      expect(await page.locator('filtered-list .field').isVisible()).toBe(false);
      await page.getByRole('link', { name: 'R', exact: true }).click();
      await page.waitForURL(/letter=r#letter-r$/);
    });
  });
});

describe('the timeline', () => {
  test('is filtered by topic, in order, with plans marked', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/reference/timeline/?topic=cpi'));
      const known = timeline().filter(({ tags }) => tags.includes('cpi'));
      expect(known.length).toBeGreaterThan(1);
      expect((await shown(page)).sort()).toEqual(known.map(({ id }) => id).sort());
      await page.getByRole('link', { name: 'CRI', exact: true }).click();
      await expect.poll(() => query(page)).toBe('?topic=cri');
      const events = await shown(page);
      expect(events.indexOf('dockershim-deprecated-1-20')).toBeLessThan(events.indexOf('dockershim-removed-1-24'));
      expect(await page.locator('#kubernetes-1-38 .status').textContent()).toContain('Planned');
      await page.goto(at('/en/reference/timeline/'));
      const doubtful = timeline().filter(({ verified }) => !verified);
      expect(await page.locator('[data-item] .unverified:visible').count()).toBe(doubtful.length);
    });
  });

  test('is whole without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/pt-br/reference/timeline/'));
      expect(await page.locator('[data-item]:visible').count()).toBe(await page.locator('[data-item]').count());
    });
  });
});

test(
  'a page leads to its corrections, and a correction back to the section that explains it',
  { tags: ['thorough'] },
  async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/components/kube-scheduler/'));
      await page.locator('.section-corrections a[href$="#scheduler-port-10251"]').click();
      await page.waitForURL(/reference\/corrections\/#scheduler-port-10251$/);
      const entry = page.locator('#scheduler-port-10251');
      expect(await entry.locator('pre').textContent()).toContain('10259');
      expect(await entry.locator('.fact-sources a').count()).toBeGreaterThan(0);
      await entry.locator('a[href$="/components/kube-scheduler/#ports"]').click();
      await page.waitForURL(/kube-scheduler\/#ports$/);
    });
  },
);

describe('a term in prose', () => {
  const PAGE = '/en/components/kube-scheduler/';

  test('opens by keyboard, and Esc closes it for good until the focus leaves', async () => {
    await visit({}, async (page) => {
      await page.goto(at(PAGE));
      const tip = page.locator('term-tip').first();
      const text = tip.locator('[popover]');
      const button = tip.locator('button');
      await page.keyboard.press('Tab');
      await button.focus();
      await text.waitFor({ state: 'visible' });
      expect(await button.getAttribute('aria-expanded')).toBe('true');
      await page.keyboard.press('Tab');
      expect(await text.locator('a').evaluate((link) => link === document.activeElement)).toBe(true);
      await page.keyboard.press('Escape');
      expect(await text.isVisible()).toBe(false);
      expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await button.getAttribute('aria-expanded')).toBe('false');
      await page.waitForTimeout(300);
      expect(await text.isVisible()).toBe(false);
      await page.keyboard.press('Enter');
      expect(await text.isVisible()).toBe(true);
    });
  });

  test(
    'opens by mouse, stays while the pointer is on the tip, and Esc closes it without a move',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(PAGE));
        const tip = page.locator('term-tip').first();
        const text = tip.locator('[popover]');
        await tip.locator('button').hover();
        await text.waitFor({ state: 'visible' });
        await text.hover();
        await page.waitForTimeout(350);
        expect(await text.isVisible()).toBe(true);
        await page.keyboard.press('Escape');
        expect(await text.isVisible()).toBe(false);
        await page.locator('h1').hover();
        await tip.locator('button').hover();
        await text.waitFor({ state: 'visible' });
        await page.locator('h1').hover();
        await text.waitFor({ state: 'hidden' });
      });
    },
  );

  test(
    'opens by a tap inside the window, closes by a tap elsewhere; one is open at a time',
    { tags: ['thorough'] },
    async () => {
      await visit({ width: 360 }, async (page) => {
        await page.goto(at(PAGE));
        const [first, second] = [page.locator('term-tip').nth(0), page.locator('term-tip').nth(1)];
        await first.locator('button').tap();
        const text = first.locator('[popover]');
        await text.waitFor({ state: 'visible' });
        const box = await text.boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
        await second.locator('button').tap();
        expect(await text.isVisible()).toBe(false);
        expect(await second.locator('[popover]').isVisible()).toBe(true);
        await page.locator('h1').tap();
        expect(await second.locator('[popover]').isVisible()).toBe(false);
      });
    },
  );

  test('is a link to the glossary without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at(PAGE));
      await page.locator('term-tip a.term-button').first().click();
      await page.waitForURL(/reference\/glossary\/#/);
    });
  });
});

describe('a fact can be reported', () => {
  /** What the issue form is filled with, once the sources in this place are open. */
  const opened = async (page: Page, place: string): Promise<Record<string, string>> => {
    await page.locator(`${place} details:not(:has(details))`).evaluate((details: HTMLDetailsElement) => {
      details.open = true;
    });
    const link = page.locator(`${place} a.report-fact[href*="says="]`);
    await link.waitFor();
    return Object.fromEntries(new URL((await link.getAttribute('href')) ?? '').searchParams);
  };

  test('from a row, with its place and its words', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/reference/glossary/'));
      const { template, title, address, says } = await opened(page, '#raft');
      expect(template).toBe('fato-errado.yml');
      expect(title).toBe('glossary#raft');
      expect(address).toMatch(/\/pt-br\/reference\/glossary\/#raft$/);
      expect(says).toMatch(/Raft .*Kubernetes v1\.37/);
    });
  });

  test('from its sources, in the reader’s language', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/interfaces/cri/'));
      const { template, title, says } = await opened(page, '.fact:has-text("Governance")');
      expect([template, title]).toEqual(['wrong-fact.yml', 'interfaces.cri.governance (v1.37)']);
      expect(says).toMatch(/^Governance .*Checked for Kubernetes v1\.37/);
    });
  });
});

describe('an older version', () => {
  test('is in the address: what held is lit, what differs is marked, a strange version is said', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/reference/as-of/?asof=1.24'));
      const choice = page.getByLabel('Versão do Kubernetes');
      await page.locator('#user-namespaces.differs').waitFor();
      expect(await choice.inputValue()).toBe('1.24');
      expect(await page.locator('#user-namespaces .then').textContent()).toBe('ainda não existia');
      expect(await page.locator('#dockershim [aria-current]').textContent()).toMatch(/v1\.24.*removido/s);
      // Removed then as now; stable then, deprecated now; there then, as now.
      expect(await page.locator('#dockershim.differs').count()).toBe(0);
      expect(await page.locator('#kube-proxy-ipvs.differs').count()).toBe(1);
      expect(await page.locator('#endpoints.differs').count()).toBe(1);
      expect(await page.locator('#endpoints [aria-current]').textContent()).toMatch(/v1\.20.*existe/s);
      await choice.selectOption('1.23');
      await expect.poll(() => query(page)).toBe('?asof=1.23');
      expect(await page.locator('#dockershim.differs').count()).toBe(1);
      await choice.selectOption('1.37');
      await expect.poll(() => query(page)).toBe('');
      expect(await page.locator('.differs').count()).toBe(0);
      // A version to come is not taken for the newest in silence, neither here nor in a table.
      for (const slug of ['reference/as-of', 'reference/ports']) {
        await page.goto(at(`/pt-br/${slug}/?asof=v1.38`));
        await page.getByText('“1.38” não está entre as versões').waitFor();
        expect(await choice.inputValue()).toBe('1.37');
        await choice.selectOption('1.36');
        expect(await page.getByText('não está entre as versões').count()).toBe(0);
      }
    });
  });

  // One press from each table, and what was chosen there stays chosen.
  for (const [slug, chosen, differs] of [
    ['reference/ports', '?q=10251', '10251'],
    ['reference/components', '?q=kube-scheduler', '10251'],
    ['interfaces/comparison', '?show=cri,cni', 'dockershim'],
  ] as const)
    test(`of the table at ${slug}`, { tags: ['thorough'] }, async () => {
      await visit({}, async (page) => {
        await page.goto(at(`/en/${slug}/${chosen}`));
        await page.getByRole('link', { name: 'As of another version' }).click();
        const choice = page.getByLabel('Version of Kubernetes');
        await choice.waitFor();
        expect(await choice.inputValue()).toBe('1.36');
        await expect.poll(() => query(page)).toBe(`${chosen}&asof=1.36`);
        await choice.selectOption('1.22');
        await expect.poll(() => query(page)).toBe(`${chosen}&asof=1.22`);
        expect(await page.locator('search p[role=status]').innerText()).toMatch(/different in v1\.22 from v1\.37/);
        const lines = page.locator('.as-of-then:not(.unknown):visible');
        expect((await lines.allInnerTexts()).join()).toContain(differs);
        await choice.selectOption('1.37');
        expect(await page.locator('.as-of-then').count()).toBe(0);
      });
    });

  test('is a list of all versions without JavaScript', { tags: ['thorough'] }, async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/reference/as-of/?asof=1.24'));
      expect(await page.getByLabel('Version of Kubernetes').isVisible()).toBe(false);
      expect(await page.locator('#kube-proxy-nftables').innerText()).toMatch(/v1\.29[^]*v1\.31[^]*v1\.33/);
    });
  });
});
