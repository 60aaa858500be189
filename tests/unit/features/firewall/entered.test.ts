// What a reader enters: choices, networks, addresses; and what is said of them.
import { describe, expect, test } from 'vitest';
import { readAddresses } from '../../../../src/features/firewall/addresses.ts';
import { addressBook, plan } from '../../../../src/features/firewall/plan.ts';
import { type Choices, firstChoices, formsFor, possible } from '../../../../src/features/firewall/choices.ts';
import { readChoices, writeChoices } from '../../../../src/features/firewall/state.ts';
import { stepsOf } from '../../../../src/features/firewall/steps.ts';
import { noticesOf, type Page, tables } from '../../../../src/features/firewall/view.ts';
import en from '../../../../src/content/i18n/en.json' with { type: 'json' };
import { WORDS, type Words } from '../../../../src/features/firewall/words.ts';
import { spec, write } from '../../../support/firewall/written.ts';

const words = Object.fromEntries(WORDS.map((key) => [key, en[`firewall.${key}`]])) as Words;
const page: Page = { words, ports: '/en/reference/ports/', language: 'en', address: 'https://x.test/', checked: '' };

describe('what a reader enters', () => {
  test('choices that cannot be together say why, and what holds instead', () => {
    const first = firstChoices(spec);
    const asked = (more: Partial<Choices>, cluster = 'kubeadm') => {
      const { choices, impossible } = possible(spec, { ...firstChoices(spec, cluster), ...more });
      return { choices, said: noticesOf(plan(spec, choices), impossible, page) };
    };
    expect(asked({}).said).toEqual([]);
    expect(asked({ etcd: 'external' }, 'talos')).toMatchObject({
      choices: { etcd: 'stacked' },
      said: [expect.stringContaining('Talos Linux with etcd')],
    });
    expect(asked({ machine: 'etcd' })).toMatchObject({
      choices: { etcd: 'external', machine: 'etcd' },
      said: [expect.stringContaining('own')],
    });
    expect(asked({ machine: 'etcd' }, 'rke2')).toMatchObject({
      choices: { machine: 'control-plane' },
      said: [expect.stringContaining('RKE2')],
    });
    expect(asked({ encryption: 'ipsec' })).toMatchObject({
      choices: { encryption: 'none' },
      said: [expect.stringContaining('Calico')],
    });
    expect(asked({ options: ['hubble'] })).toMatchObject({
      choices: { options: [] },
      said: [expect.stringContaining('Cilium')],
    });
    expect(asked({ options: ['kubespan'] })).toMatchObject({
      choices: { options: [] },
      said: [expect.stringContaining('Talos')],
    });
    expect(asked({ form: 'ufw', ssh: 22 }, 'talos')).toMatchObject({
      choices: { form: 'talos', ssh: 0 },
      said: [expect.stringContaining('no shell'), expect.stringContaining('no SSH')],
    });
    expect(asked({ form: 'talos' })).toMatchObject({
      choices: { form: 'nftables' },
      said: [expect.stringContaining('only')],
    });
    expect(first.ssh).toBe(22);
  });

  test.each([
    ['10.0.0.5/24', 'hostBits', ['10.0.0.0/24', '10.0.0.5']],
    ['2001:db8::1/64', 'hostBits', ['2001:db8::/64', '2001:db8::1']],
    ['10.0.0.0/33', 'length', ['10.0.0.0']],
    ['10.0.0.0/-1', 'length', ['10.0.0.0']],
    ['10.0.0', 'form', []],
    ['10.0.0.256', 'form', []],
    ['010.0.0.1', 'form', []],
    ['node-1', 'form', []],
    ['2001:db8:::1', 'form', []],
    ['1:2:3:4:5:6:7:8:9', 'form', []],
    ['10.0.0.0/8/8', 'form', []],
    ['<script>alert(1)</script>', 'form', []],
  ])('%s is no network: %s', (text, problem, meant) => {
    expect(readAddresses(text)).toEqual({ v4: [], v6: [], wrong: [{ written: text, problem, meant }] });
  });

  test('networks are written in one form, each once and none inside another', () => {
    expect(
      readAddresses(
        '10.0.0.0/8, 10.1.0.0/16;192.0.2.7 192.0.2.7\n2001:DB8:0:0:0::/32,2001:db8:1::/48,::/0,1:0:0:2:0:0:0:3',
      ),
    ).toEqual({
      v4: ['10.0.0.0/8', '192.0.2.7'],
      v6: ['::/0'],
      wrong: [],
    });
    expect(readAddresses('2001:db8:0:0:1:0:0:1, ::1, 1::, 0:0:0:0:0:ffff:0:1').v6).toEqual([
      '2001:db8::1:0:0:1',
      '::1',
      '1::',
      '::ffff:0:1',
    ]);
  });

  test('a wrong network is named and its rule is left out; a group without a network too', () => {
    const choices = firstChoices(spec);
    const of = plan(spec, {
      ...choices,
      addresses: { ...choices.addresses, 'control-plane': '10.0.0.5/24', worker: '' },
    });
    expect(noticesOf(of, [], page)).toEqual([
      'Control plane nodes: “10.0.0.5/24” names a machine and a network at once. Write 10.0.0.0/24 or 10.0.0.5.',
      'No address for Control plane nodes and Workers: rules that need one are left out.',
    ]);
    expect(of.rules.map(({ id }) => id)).not.toContain('etcd-peer-stacked-tcp');
  });

  test('a slip in the addresses of the administrators locks nobody out', () => {
    const first = firstChoices(spec);
    for (const admin of ['', '10.0.0.5/24', '10.0.0.5/24, 2001:db8::/48', 'bastion.example']) {
      const of = plan(spec, { ...first, addresses: { ...first.addresses, admin } });
      expect(of.rules.find(({ id }) => id === 'ssh-tcp')).toMatchObject({ v4: ['0.0.0.0/0'], v6: ['::/0'] });
      expect(noticesOf(of, [], page)).toContain(words.sshForAll);
    }
    const own = plan(spec, { ...first, addresses: { ...first.addresses, admin: '10.0.0.5' } });
    expect(own.rules.find(({ id }) => id === 'ssh-tcp')).toMatchObject({ v4: ['10.0.0.5'], v6: [] });
    expect(noticesOf(own, [], page)).toEqual([]);
    expect(noticesOf(plan(spec, { ...first, network: 'other' }), [], page)).toEqual([words.otherNetwork]);
  });

  test('what a reader types never becomes markup', () => {
    const choices = {
      ...firstChoices(spec),
      addresses: { ...firstChoices(spec).addresses, pods: '<img src=x onerror=1>' },
    };
    const of = plan(spec, choices);
    expect(tables(of, page)).not.toContain('<img');
    for (const form of ['nftables', 'csv', 'markdown'] as const)
      expect(write({ ...choices, form })).not.toContain('<img');
  });

  test('an address says the choices and nothing of the networks, and says them again', () => {
    const choices: Choices = {
      ...firstChoices(spec, 'k3s'),
      machine: 'worker',
      metrics: 'pods',
      options: ['nodeport', 'registry'],
      recommended: false,
      ssh: 2222,
      form: 'ufw',
    };
    const query = writeChoices(spec, choices);
    expect(query).toBe(
      '?ssh=2222&cluster=k3s&machine=worker&metrics=pods&with=nodeport,registry&only=required&form=ufw',
    );
    expect(readChoices(spec, query)).toEqual({ choices, unknown: [] });
    const own = { ...choices, addresses: { ...choices.addresses, worker: '10.9.0.0/24, 2001:db8::/48' } };
    expect(writeChoices(spec, own)).toBe(query);
    expect(readChoices(spec, writeChoices(spec, own, true)).choices).toEqual(own);
    expect(writeChoices(spec, firstChoices(spec))).toBe('');
    expect(readChoices(spec, '?cluster=nope&ssh=abc&form=sh&x=1').unknown).toEqual([
      'cluster=nope',
      'form=sh',
      'x',
      'ssh=abc',
    ]);
  });

  test('every form of a host says how it is tested, applied, checked and taken back', () => {
    for (const cluster of spec.clusters) {
      const book = addressBook(firstChoices(spec, cluster.id).addresses);
      for (const form of formsFor(cluster)) {
        const steps = stepsOf(plan(spec, { ...firstChoices(spec, cluster.id), form }, book)).map(([step]) => step);
        if (form === 'csv' || form === 'markdown') expect(steps).toEqual([]);
        else expect(steps).toEqual(expect.arrayContaining(['test', 'check', 'back']));
      }
    }
  });

  test('what is undone leaves no file of ours behind, and the copy is made by the cp of Debian 12 too', () => {
    const tries = Object.fromEntries(
      (['ufw', 'firewalld'] as const).map((form) => [
        form,
        new Map(stepsOf(plan(spec, { ...firstChoices(spec), form }))).get('try') ?? '',
      ]),
    );
    for (const name of ['policies/kubernetes-forward', 'zones/kubernetes'])
      expect(tries['firewalld']).toMatch(new RegExp(`rm -f [^;]*/etc/firewalld/${name}\\.xml[^;]*; cp -a `));
    for (const text of Object.values(tries)) {
      // cp of coreutils 9.1 fails with --parents and a path from the root.
      expect(text).toMatch(/cd \/ && cp -a --parents etc\//);
      expect(text).not.toMatch(/--parents \//);
    }
  });
});
