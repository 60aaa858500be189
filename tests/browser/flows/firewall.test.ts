import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright';
import { at, visit } from '../../support/visit.ts';

// What is out of sight has no text as it is shown, only its own.
const rules = (page: Page) => page.locator('[data-part=code]').textContent();

describe('rules for a cluster', () => {
  test('choices become rules, an address of their own, and come back in the other language', async () => {
    await visit({}, async (page) => {
      await page.goto(at('/en/reference/firewall/'));
      await page.locator('select[name=machine]').selectOption('worker');
      await page.getByLabel('NodePort Services').check();
      await page.getByLabel('iptables', { exact: true }).check();
      await page.locator('.fw-addresses summary').click();
      await page.getByLabel('Control plane nodes').fill('10.0.0.0/28');
      await expect.poll(() => rules(page)).toMatch(/-s 10\.0\.0\.0\/28 .*--dport 10250 /);
      expect(new URL(page.url()).search).toBe('?machine=worker&with=nodeport&form=iptables');
      await page.getByLabel('Control plane nodes').fill('10.0.0.5/28');
      await page.getByText('Write 10.0.0.0/28 or 10.0.0.5.').waitFor();
      await page.getByLabel('Control plane nodes').fill('10.0.0.0/28');
      await expect.poll(() => rules(page)).toContain('-s 10.0.0.0/28');
      await page.reload();
      await expect
        .poll(() => rules(page), { message: 'what was typed stays on the device' })
        .toContain('-s 10.0.0.0/28 ');
      await page.getByRole('link', { name: 'Português' }).click();
      await page.waitForURL(/pt-br/);
      expect(new URL(page.url()).search).toBe('?machine=worker&with=nodeport&form=iptables');
      await expect.poll(() => page.locator('select[name=machine]').inputValue()).toBe('worker');
    });
  });

  test('what cannot be is said, and what holds instead is chosen', { tags: ['thorough'] }, async () => {
    await visit({}, async (page) => {
      await page.goto(at('/pt-br/reference/firewall/?cluster=talos&form=ufw&machine=etcd&x=1'));
      await page.getByText('O Talos Linux não tem shell').waitFor();
      await page.getByText('Não entendido no endereço: x.').waitFor();
      expect(await page.locator('select[name=machine]').inputValue()).toBe('control-plane');
      expect(await rules(page)).toContain('kind: NetworkDefaultActionConfig');
    });
  });

  test('without a script the ready-made cases are there, rules and all', async () => {
    await visit({ javaScript: false }, async (page) => {
      await page.goto(at('/en/reference/firewall/#k3s-agent'));
      const example = page.locator('.fw-example').nth(6);
      await example.locator('summary').last().click();
      expect(await example.locator('code').last().innerText()).toContain('udp dport 8472 accept');
      expect(await page.locator('.fw-form').isVisible()).toBe(false);
    });
  });
});

describe('what is listening here', () => {
  test('a paste is explained, too much of it is cut and said, and markup stays text', async () => {
    await visit({ theme: 'dark' }, async (page) => {
      await page.goto(at('/en/reference/lookup/'));
      const field = page.locator('textarea');
      await field.fill(
        'LISTEN 0 4096 *:10255 *:* users:(("kubelet",pid=1,fd=2))\n<img src=x onerror="document.title=1">',
      );
      await page.getByText('1 line explained. 1 needs a look. 1 not read.').waitFor();
      expect(await page.locator('.lk-warning').innerText()).toContain('readOnlyPort: 0');
      expect(await page.locator('port-lookup img').count()).toBe(0);
      await page.locator('select[name=machine]').selectOption('worker');
      await page.getByText('belongs here').waitFor();
      expect(new URL(page.url()).search).toBe('?machine=worker');
      await page.evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/plain', 'tcp LISTEN 0 5 *:10250 *:*\n'.repeat(400_000));
        const paste = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
        // Firefox makes an empty one of its own, whatever it is given.
        Object.defineProperty(paste, 'clipboardData', { value: data });
        const area = document.querySelector('textarea') as HTMLTextAreaElement;
        area.value = '';
        area.dispatchEvent(paste);
      });
      await page.getByText('Left out: ').waitFor();
      await page.getByText('Lines that were read: 2,000. Not read:').waitFor();
      expect((await field.inputValue()).length).toBe(200_000);
      await page.getByRole('button', { name: 'Show more (60)' }).click();
      expect(await page.locator('.lk-lines > li').count()).toBe(120);
    });
  });
});
