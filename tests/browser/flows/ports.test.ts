import { describe, expect, test } from 'vitest';
import { allPorts } from '../../../src/facts/index.ts';
import { at, visit } from '../../support/visit.ts';
import { box, EN, find, inDocument, PT, query, ROWS, rows, settled } from './ports.ts';

describe('finding', () => {
  test('a number, a removed port, a range, words of either language, a slip', async () => {
    await visit({}, async (page) => {
      await page.goto(at(EN));
      await expect.poll(() => rows(page)).toHaveLength(ROWS);
      expect((await find(page, '1025')).length).toBeGreaterThan(1);
      const open = page.locator('.records details[open]');
      expect(await open.count()).toBe(0);
      expect((await find(page, '10257'))[0]).toBe('kube-controller-manager-10257');
      // The number opens its row, which the next key closes, and how many were found is still said.
      expect(await open.count()).toBe(1);
      expect(await page.locator('#kube-controller-manager-10257 dl').isVisible()).toBe(true);
      await expect.poll(() => page.locator('table-tool [role=status]').textContent()).toMatch(/^\d+ of/);
      await find(page, '10257 controller');
      expect(await open.count()).toBe(0);
      expect((await find(page, '10251'))[0]).toBe('kube-scheduler-10251-insecure');
      expect(await page.locator('#kube-scheduler-10251-insecure').innerText()).toMatch(/removed[\s\S]*→ 10259/);
      expect((await find(page, '30080'))[0]).toBe('nodeport-range');
      expect((await find(page, 'escalonador'))[0]).toBe('kube-scheduler-10259');
      expect((await find(page, 'schedular'))[0]).toBe('kube-scheduler-10259');
      expect(await page.locator('.notices').innerText()).toContain('“schedular”');
      expect((await find(page, 'containerd.sock'))[0]).toBe('cri-containerd');
      // What the reader hears is what the reader sees.
      expect(await page.locator('table-tool [role=status]').textContent()).toMatch(new RegExp(`^\\d+ of ${ROWS} rows`));
      await find(page, '');
      await expect.poll(() => rows(page)).toHaveLength(ROWS);
    });
  });

  test('the form of the home page, by address', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`${PT}?q=10257`));
      expect((await rows(page))[0]).toBe('kube-controller-manager-10257');
      expect(await box(page).inputValue()).toBe('10257');
    });
  });

  test('nothing: says what was looked for, the nearest numbers, and a way out', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(EN));
      expect(await find(page, '10300')).toEqual([]);
      const none = page.locator('.none');
      expect(await none.innerText()).toContain('“10300”');
      await none.getByRole('link', { name: '10260' }).click();
      await settled(page, '?q=10260');
      expect((await rows(page))[0]).toBe('cloud-controller-manager-webhook-10260');
      await page.goto(at(`${EN}?q=10259&cni=flannel`));
      expect(await none.innerText()).toContain('Without the filters');
      await none.getByRole('button', { name: 'Clear the filters' }).click();
      await settled(page, '?q=10259');
      expect((await rows(page))[0]).toBe('kube-scheduler-10259');
    });
  });

  test('the tool comes when it is wanted, and what was done before is not lost', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      const asked: string[] = [];
      let open = (): void => undefined;
      const arrives = new Promise<void>((resolve) => (open = resolve));
      await page.route(/\/table-tool\.[^/]+\.js$/, async (route) => {
        asked.push(route.request().url());
        await arrives;
        await route.continue();
      });
      await page.goto(at(EN), { waitUntil: 'networkidle' });
      expect(asked).toEqual([]);
      await page.locator('.facet summary').first().click();
      await page.locator('.facet input[value=worker]').check();
      await page.locator('.facet summary').first().click();
      await page.locator('th[data-col=port] button').first().click();
      expect((await rows(page)).length).toBe(ROWS);
      open();
      await settled(page, /on=worker.*sort=port|sort=port.*on=worker/);
      expect((await rows(page)).length).toBeLessThan(ROWS);
      expect(asked).toHaveLength(1);
    });
  });

  test('without the tool the tables are complete', async () => {
    await visit({ forgive: /ERR_FAILED/ }, async (page) => {
      await page.route(/\/table-tool\.[^/]+\.js$/, (route) => route.abort());
      await page.goto(at(`${EN}?q=10257`), { waitUntil: 'networkidle' });
      expect((await rows(page)).length).toBe(ROWS);
    });
  });

  test('what was typed stays text, and a very long text does not freeze the page', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(`${EN}?q=${encodeURIComponent('<script>alert(1)</script><img src=x onerror=alert(1)>')}`));
      expect(await box(page).inputValue()).toContain('<script>');
      expect(await page.locator('table-tool img').count()).toBe(0);
      const answered = async (text: string): Promise<number> => {
        const start = Date.now();
        await page.goto(at(`${EN}?q=${encodeURIComponent(text)}`));
        await expect.poll(async () => (await rows(page))[0]).toBe('kubelet-10250');
        return Date.now() - start;
      };
      // By a short text, and no clock: what drives a stock Firefox takes seconds to tell the rows of either.
      const short = await answered('kubelet');
      const long = await answered('kubelet '.repeat(625));
      expect(await page.locator('.notices').innerText()).toContain('first 200 characters');
      expect(long).toBeLessThan(2 * short + 1000);
    });
  });
});

describe('filters, order and the address', () => {
  test('filters count, combine, show as chips and go away one by one or together', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(EN));
      const count = (facet: string, code: string) => page.locator(`label:has(input[name=${facet}][value=${code}]) .n`);
      expect(await count('proto', 'sctp').textContent()).toBe('1');
      await page.locator('.facet summary', { hasText: 'Protocol' }).click();
      await page.getByRole('checkbox', { name: 'UDP' }).check();
      await settled(page, '?proto=udp');
      const udp = await rows(page);
      expect(udp).toContain('flannel-vxlan-8472');
      expect(udp).not.toContain('kube-apiserver-6443');
      // As many as the store has: no row more, no row less.
      const flannel = allPorts().filter(
        ({ category, protocols }) => category === 'cni-flannel' && protocols.includes('UDP'),
      );
      expect(await count('cni', 'flannel').textContent()).toBe(String(flannel.length));
      // Opening another menu closes this one.
      await page.locator('.facet summary', { hasText: 'Network plugin' }).click();
      expect(await page.getByRole('checkbox', { name: 'UDP' }).isVisible()).toBe(false);
      await page.getByRole('checkbox', { name: 'Flannel' }).check();
      await settled(page, '?cni=flannel&proto=udp');
      expect(await rows(page)).toHaveLength(flannel.length);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Remove filter: Protocol: UDP' }).click();
      await settled(page, '?cni=flannel');
      expect(await rows(page)).toContain('flannel-health-8081');
      await page.getByRole('button', { name: 'Clear all' }).first().click();
      await settled(page, '');
      await expect.poll(() => rows(page)).toHaveLength(ROWS);
    });
  });

  test('a header sorts: up, down, and back to the order of the table', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(EN));
      const header = page.getByRole('columnheader', { name: 'Port' }).first();
      const button = page.getByRole('button', { name: 'Port', exact: true });
      await button.click();
      await settled(page, '?sort=port');
      expect(await header.getAttribute('aria-sort')).toBe('ascending');
      expect((await rows(page)).slice(0, 2)).toEqual(['coredns-dns-53', 'nodelocaldns-53']);
      // Rows far below take their places later, in the layout and then in the document.
      await expect
        .poll(async () => JSON.stringify(await inDocument(page)) === JSON.stringify(await rows(page)))
        .toBe(true);
      await button.click();
      await settled(page, '?sort=-port');
      expect(await header.getAttribute('aria-sort')).toBe('descending');
      await button.click();
      await settled(page, '');
      expect((await rows(page))[0]).toBe('kube-apiserver-6443');
    });
  });

  test('state survives reload, Back and the language switch', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      const search = '?q=etcd&status=current&sort=-port&row=etcd-peer-2380';
      await page.goto(at(EN + search));
      const found = await rows(page);
      expect(found).toContain('etcd-peer-2380');
      expect(await page.locator('#etcd-peer-2380 details').getAttribute('open')).not.toBeNull();
      await page.reload();
      expect(await rows(page)).toEqual(found);
      await page.locator('#etcd-client-2379 summary').click();
      await settled(page, /row=etcd-peer-2380,etcd-client-2379|row=etcd-client-2379,etcd-peer-2380/);
      await page.locator('#etcd-client-2379').getByRole('link', { name: 'etcd', exact: true }).first().click();
      await page.waitForURL(/reference\/components/);
      await page.goBack();
      expect(await page.locator('#etcd-client-2379 details').getAttribute('open')).not.toBeNull();
      await page.locator('a[data-locale=pt-br]:visible').first().click();
      await page.waitForURL(/pt-br/);
      expect(query(page)).toMatch(/^\?q=etcd&status=current&sort=-port&row=/);
      // The heading of the filters, which nobody sees on a desk, is no section that is read.
      expect(new URL(page.url()).hash).toBe('');
      await expect.poll(() => rows(page)).toEqual(found);
    });
  });

  test(
    'an unknown filter is ignored with a notice; marks of other sites are not worth one',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(`${EN}?proto=quic&colour=red&utm_source=mail`));
        await expect.poll(() => rows(page)).toHaveLength(ROWS);
        const notices = await page.locator('.notices').innerText();
        expect(notices).toContain('proto=quic');
        expect(notices).toContain('colour');
        expect(notices).not.toContain('utm');
      });
    },
  );
});

describe('the shape of the table', () => {
  for (const [width, path] of [
    [1280, EN],
    [360, PT],
  ] as const)
    test(`the first row is on the first screen (${width} px, ${path})`, { tags: ['thorough'] }, async () => {
      await visit({ width }, async (page) => {
        await page.goto(at(path));
        expect((await page.locator('.records tbody').first().boundingBox())?.y).toBeLessThan(400);
      });
    });

  test.each([1280, 360])(
    'the find field and the heads stay in sight; typing brings the rows back (%i px)',
    { tags: ['thorough'] },
    async (width) => {
      await visit({ width }, async (page) => {
        await page.goto(at(EN));
        await page.evaluate(() => window.scrollTo({ top: 3000, behavior: 'instant' }));
        const header = (await page.locator('header.header').boundingBox())?.height ?? 0;
        expect((await box(page).boundingBox())?.y).toBeLessThan(header + 40);
        if (width > 600) expect((await page.locator('.ports thead').boundingBox())?.y).toBeLessThan(header + 80);
        await find(page, '10259');
        await expect
          .poll(async () => (await page.locator('#kube-scheduler-10259').boundingBox())?.y)
          .toBeGreaterThan(100);
      });
    },
  );

  test(
    'a press anywhere in a row opens and closes it; a press on a link does not',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(EN));
        const row = page.locator('#etcd-peer-2380');
        await row.locator('td').nth(1).click();
        await settled(page, '?row=etcd-peer-2380');
        await row.locator('td').nth(1).click();
        await settled(page, '');
        await row
          .locator('td a')
          .first()
          .click({ modifiers: ['Control'] });
        expect(await row.locator('details').getAttribute('open')).toBeNull();
      });
    },
  );
});

describe('the link to a row', () => {
  for (const [width, ...tags] of [[1280], [360, 'thorough']] as const)
    test(`opens it, marks it, and brings it below the header (${width} px)`, { tags }, async () => {
      await visit({ width }, async (page) => {
        await page.goto(at(`${EN}#rke2-supervisor-9345`));
        const row = page.locator('#rke2-supervisor-9345');
        await row.locator('dl').waitFor({ state: 'visible' });
        expect(await row.getAttribute('class')).toContain('marked');
        const top = (await row.boundingBox())?.y ?? -1;
        const header = (await page.locator('header.header').boundingBox())?.height ?? 0;
        expect(top).toBeGreaterThanOrEqual(header);
        expect(top).toBeLessThan(header + 250);
      });
    });

  test(
    'shows it although the filters would not, until the reader looks for something else',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(`${EN}?proto=sctp#kube-scheduler-10259`));
        expect(await rows(page)).toEqual(['kube-scheduler-10259', 'nodeport-range']);
        expect(await page.locator('.notices').innerText()).toContain('“kube-scheduler-10259”');
        await box(page).fill('nodeport');
        await settled(page, '?q=nodeport&proto=sctp');
        expect(await rows(page)).toEqual(['nodeport-range']);
        expect(new URL(page.url()).hash).toBe('');
      });
    },
  );

  test(
    'to a row that does not exist says so and keeps the table; to a section it says nothing',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at(`${PT}#nao-existe`));
        expect(await page.locator('.notices').innerText()).toContain('“nao-existe”');
        await expect.poll(() => rows(page)).toHaveLength(ROWS);
        await page.goto(at(`${PT}#same-number`));
        await page.reload();
        expect(await page.locator('.notices').innerText()).toBe('');
      });
    },
  );

  test('from the collisions leads to each owner', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at(EN));
      const owners = page.locator('.same-number tr', {
        has: page.getByRole('rowheader', { name: '10250', exact: true }),
      });
      expect(await owners.getByRole('link').count()).toBeGreaterThanOrEqual(4);
      await owners.getByRole('link', { name: 'metrics-server' }).click();
      await page.locator('#metrics-server-10250 dl').waitFor({ state: 'visible' });
      expect(await page.locator('#metrics-server-10250 dl').innerText()).toContain('kubelet 10250/TCP');
    });
  });
});

describe('components', () => {
  test(
    'are the same tool; a component leads to its ports, its page and its neighbours, and a port back',
    { tags: ['thorough'] },
    async () => {
      await visit({}, async (page) => {
        await page.goto(at('/en/reference/components/?plane=node'));
        expect(await rows(page)).toContain('kubelet');
        await page.getByRole('button', { name: 'Clear all' }).first().click();
        expect((await find(page, 'escalonador'))[0]).toBe('kube-scheduler');
        expect((await find(page, '30080'))[0]).toBe('kube-proxy');
        expect(await rows(page)).toContain('service-proxy');
        await page.goto(at('/en/reference/components/#kubelet'));
        const details = page.locator('#kubelet dl');
        await details.waitFor({ state: 'visible' });
        expect(
          await details.getByRole('link', { name: 'kubelet', exact: true }).first().getAttribute('href'),
        ).toContain('/en/components/kubelet/');
        expect(await details.innerText()).toContain('kube-apiserver');
        await page.locator('#kubelet').getByRole('link', { name: '10250' }).first().click();
        await page.waitForURL(/reference\/ports\/#kubelet-10250/);
        await page.locator('#kubelet-10250 dl').waitFor({ state: 'visible' });
        await page.locator('#kubelet-10250').getByRole('link', { name: 'kubelet', exact: true }).first().click();
        await page.waitForURL(/reference\/components\/#kubelet/);
      });
    },
  );
});
