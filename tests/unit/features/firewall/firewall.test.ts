// The rules are read back and asked about packets: what the flows of the store let in passes, everything else does not.
import { describe, expect, test } from 'vitest';
import { allPorts, firewallFacts, getPort } from '../../../../src/facts/index.ts';
import { readAddresses } from '../../../../src/features/firewall/addresses.ts';
import { EXAMPLE_CHOICES } from '../../../../src/features/firewall/examples.ts';
import { FORM } from '../../../../src/features/firewall/forms/index.ts';
import {
  addressBook,
  type Choices,
  firstChoices,
  type FormId,
  formsFor,
  type Group,
  type Plan,
  plan,
  possible,
} from '../../../../src/features/firewall/model.ts';
import { firewallSpec, machinesOf } from '../../../../src/features/firewall/spec.ts';
import { readChoices, writeChoices } from '../../../../src/features/firewall/state.ts';
import { stepsOf } from '../../../../src/features/firewall/steps.ts';
import { noticesOf, type Page, tables } from '../../../../src/features/firewall/view.ts';
import en from '../../../../src/content/i18n/en.json' with { type: 'json' };
import { WORDS, type Words } from '../../../../src/features/firewall/words.ts';
import { combinations, noneOrAll } from '../../../support/firewall/combinations.ts';
import { addressesOf, nodePortUsers, openFlows, questions, wanted } from '../../../support/firewall/oracle.ts';
import {
  type Chains,
  fileOfPlaybook,
  asker,
  readAws,
  readFirewalld,
  readGoogle,
  readIptables,
  readNftables,
  readTalos,
  readUfw,
} from '../../../support/firewall/readers.ts';

const spec = firewallSpec('en');
const words = Object.fromEntries(WORDS.map((key) => [key, en[`firewall.${key}`]])) as Words;
const page: Page = { words, ports: '/en/reference/ports/', language: 'en', address: 'https://x.test/', checked: '' };
const comments = {
  loopback: '-',
  answers: '-',
  icmp: '-',
  dhcp: '-',
  nodePorts: '-',
  forward: '-',
  drop: '-',
  earlier: '-',
  byHand: '-',
  egress: '-',
};
const tableWords = {
  columns: {
    state: 'open',
    from: 'from',
    networks: 'networks',
    protocol: 'protocol',
    port: 'port',
    owner: 'owner',
    why: 'why',
    row: 'row',
  },
  groups: Object.fromEntries(Object.keys(firstChoices(spec).addresses).map((group) => [group, group])) as Record<
    Group,
    string
  >,
  states: { required: 'yes', recommended: 'recommended', closed: 'no' },
  address: (row: string) => `#${row}`,
};
const write = (choices: Choices): string =>
  FORM[choices.form].write(plan(spec, choices, bookOf(choices)), ['head'], comments, tableWords);
const books = new Map<string, ReturnType<typeof addressBook>>();
function bookOf({ cluster, addresses }: Choices): ReturnType<typeof addressBook> {
  const known = books.get(cluster) ?? addressBook(addresses);
  books.set(cluster, known);
  return known;
}

/** How each form is read back, by family. */
const READ: Partial<Record<FormId, (text: string, family: 4 | 6) => Chains>> = {
  nftables: readNftables,
  iptables: (text, family) => readIptables(text)[family],
  ufw: readUfw,
  firewalld: readFirewalld,
  talos: readTalos,
  'terraform-aws': readAws,
  'terraform-google': readGoogle,
  'ansible-nftables': (text) => readNftables(fileOfPlaybook(text)),
  'ansible-ufw': (text) => readUfw(fileOfPlaybook(text)),
  'ansible-firewalld': (text) => readFirewalld(fileOfPlaybook(text)),
};

/** Packets that the rules of a form answer otherwise than the store does. */
function wrongAnswers(choices: Choices, text = write(choices)): string[] {
  const names = (mask: number, all: readonly string[]): string => all.filter((_, at) => mask & (1 << at)).join(' ');
  const read = READ[choices.form];
  if (!read) throw new Error(`No reader for ${choices.form}.`);
  const open = openFlows(spec, choices);
  const wrong: string[] = [];
  for (const family of [4, 6] as const) {
    const chains = read(text, family);
    const addresses = addressesOf(choices, family);
    for (const [protocol, ports] of questions(spec, choices, open)) {
      const [should, does] = [wanted(open, choices, protocol), asker(chains, family, protocol, addresses)];
      for (const port of ports) {
        if (should(port) === does(port)) continue;
        const [right, real] = [names(should(port), addresses), names(does(port), addresses)];
        wrong.push(`${protocol} ${port}: ${right} should pass, ${real} do: ${JSON.stringify(choices)}`);
      }
    }
    // A NodePort is translated before the second chain: what the first lets through arrives.
    const [first, ...more] = chains;
    if (first && more.length > 0) {
      for (const [port, should] of [
        [30000, nodePortUsers(open)],
        [32767, nodePortUsers(open)],
        [32768, 255],
      ] as const) {
        if (asker([first], family, 'tcp', addresses)(port) !== should)
          wrong.push(`NodePort ${port} of ${JSON.stringify(choices)}`);
      }
    }
  }
  return wrong;
}

/** Names that do not fit where they go, and numbers that a plan both opens and calls closed. */
function misfits({ choices, rules, open, closed }: Plan): string[] {
  const numbers = closed.flatMap(({ ranges }) => ranges.map(([from]) => from));
  return [
    ...rules.flatMap(({ id, comment }) => [
      ...(/^[a-z][a-z0-9-]{0,62}$/.test(`k8s-${choices.machine}-${id}-v4`) ? [] : [`${id} is too long a name`]),
      // nftables takes 128 bytes, a security group these signs.
      ...(/^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,128}$/.test(`k8s ${comment}`) ? [] : [`${comment} is no comment`]),
    ]),
    ...open.flatMap(({ id, ranges, protocols }) =>
      ranges.flatMap(([from, to]) =>
        to - from > 100 || protocols.includes('ALL')
          ? []
          : numbers.filter((number) => from <= number && number <= to).map((number) => `${id} opens ${number}`),
      ),
    ),
  ];
}

describe('what the rules let in', () => {
  // A flow asks for one option at most (its schema has room for no more), so that none and all together are enough here;
  // `npm run bench:firewall` goes through every set of options. The forms take turns, and each sees every flow; a playbook
  // wraps the file of another form.
  // Half a minute of work on a busy machine.
  test('every combination: each flow of the store passes, everything else is dropped', { timeout: 120_000 }, () => {
    const flows = new Map<string, Set<string>>();
    let count = 0;
    for (const asked of combinations(spec, noneOrAll)) {
      const { options, metrics, recommended } = asked;
      const wanted = options.length === 0 ? 'none' : recommended ? 'pods' : 'monitoring';
      if (metrics !== wanted || (options.length === 0 && !recommended)) continue;
      const cluster = spec.clusters.find(({ id }) => id === asked.cluster) as (typeof spec.clusters)[number];
      const forms = formsFor(cluster).filter((form) => form in READ && !form.startsWith('ansible'));
      const form = forms[(count + Math.floor(count / 7)) % forms.length] as FormId;
      const choices = { ...asked, form };
      count += 1;
      const of = plan(spec, choices, bookOf(choices));
      expect(wrongAnswers(choices, FORM[form].write(of, ['head'], comments, tableWords)).slice(0, 3)).toEqual([]);
      expect(misfits(of)).toEqual([]);
      const known = flows.get(form) ?? new Set();
      for (const { id } of of.open) known.add(id);
      flows.set(form, known);
    }
    expect(count).toBeGreaterThan(2000);
    const host = firewallFacts().flows.filter(({ cloudOnly }) => !cloudOnly);
    for (const [form, known] of flows) {
      const unseen = host.map(({ id }) => id).filter((id) => !known.has(id) && !id.startsWith('talos-'));
      if (form !== 'talos') expect([form, unseen]).toEqual([form, []]);
    }
  });

  test.each(Object.keys(READ) as FormId[])('the ready-made cases as %s', (form) => {
    for (const query of Object.values(EXAMPLE_CHOICES)) {
      const { choices } = readChoices(spec, query);
      const cluster = spec.clusters.find(({ id }) => id === choices.cluster);
      if (cluster && formsFor(cluster).includes(form)) expect(wrongAnswers({ ...choices, form })).toEqual([]);
    }
  });

  test('a planted rule, a missing rule and a wrong network are seen', () => {
    const choices = { ...firstChoices(spec), form: 'nftables' as const };
    const good = write(choices);
    expect(wrongAnswers(choices, good)).toEqual([]);
    for (const faulty of [
      good.replace('ct state invalid drop\n', 'ct state invalid drop\n    tcp dport 10259 accept\n'),
      good.replace(/ {4}ip saddr .*tcp dport 2380 accept.*\n/, ''),
      good.replace(/(ip saddr )[^ ]+( tcp dport 2379)/, '$1198.51.100.0/24$2'),
      good.replace('policy drop;', 'policy accept;'),
      good.replace('    drop\n', ''),
    ]) {
      expect(faulty).not.toBe(good);
      expect(wrongAnswers(choices, faulty).length).toBeGreaterThan(0);
    }
  });
});

describe('the model and the store', () => {
  test('every row that another node may have to reach has a flow, or says why not', () => {
    const { flows, unoffered } = firewallFacts();
    const named = new Set([...flows, ...unoffered].map(({ port }) => port));
    const asked = allPorts().filter(
      (port) =>
        ['yes', 'recommended', 'conditional'].includes(port.openBetweenNodes) &&
        port.statusCode !== 'removed' &&
        machinesOf(port).length > 0 &&
        !port.listensOn.includes('pod'),
    );
    expect(asked.length).toBeGreaterThan(60);
    expect(asked.map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });

  test('a flow only narrows its row, and ends on a machine where the row listens', () => {
    for (const { id, port, ranges, protocols, to, need } of firewallFacts().flows) {
      if (port === undefined) continue;
      const row = getPort(port);
      for (const [from, until] of ranges ?? []) {
        expect([id, row.ranges.some(([start, end]) => start <= from && until <= end)]).toEqual([id, true]);
      }
      for (const protocol of protocols ?? []) expect(row.protocols).toContain(protocol);
      // A load balancer passes on what another machine listens for; the registry mirror asks for more than its own row.
      const machines = machinesOf(row);
      const odd = to.filter(
        (machine) => machine !== 'load-balancer' && machine !== 'etcd' && !machines.includes(machine),
      );
      expect([id, id.startsWith('registry-') ? [] : odd]).toEqual([id, []]);
      if (row.openBetweenNodes === 'recommended') expect(need).toBe('recommended');
    }
  });
});

describe('what a reader enters', () => {
  test('choices that cannot be together say why, and what holds instead', () => {
    const first = firstChoices(spec);
    const asked = (more: Partial<Choices>, cluster = 'kubeadm') => {
      const { choices, impossible } = possible(spec, { ...firstChoices(spec, cluster), ...more });
      return { choices, said: noticesOf({ wrong: [], empty: [] }, impossible, page) };
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
      for (const form of formsFor(cluster)) {
        const steps = stepsOf(plan(spec, { ...firstChoices(spec, cluster.id), form })).map(([step]) => step);
        if (form === 'csv' || form === 'markdown') expect(steps).toEqual([]);
        else expect(steps).toEqual(expect.arrayContaining(['test', 'check', 'back']));
      }
    }
  });
});
