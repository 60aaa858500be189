// The rules are read back and asked about packets: what the flows of the store let in passes, everything else does not.
import { describe, expect, test } from 'vitest';
import { allPorts, firewallFacts, getPort } from '../../../../src/facts/index.ts';
import { EXAMPLE_CHOICES } from '../../../../src/features/firewall/examples.ts';
import { FORM } from '../../../../src/features/firewall/forms/index.ts';
import { openFlows, type Plan, plan } from '../../../../src/features/firewall/plan.ts';
import { type Choices, EXAMPLES, firstChoices, formsFor } from '../../../../src/features/firewall/choices.ts';
import type { FormId } from '../../../../src/features/firewall/model.ts';
import { machinesOf } from '../../../../src/features/firewall/spec.ts';
import { readChoices } from '../../../../src/features/firewall/state.ts';
import { stepsOf } from '../../../../src/features/firewall/steps.ts';
import { combinations, noneOrAll } from '../../../support/firewall/combinations.ts';
import { READ, wrongAnswers } from '../../../support/firewall/answers.ts';
import { asker } from '../../../support/firewall/readers.ts';
import { bookOf, comments, spec, tableWords, write } from '../../../support/firewall/written.ts';

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
  // What a machine lets in is the sum of its flows, and a flow asks for one option at most (its schema has room for no more):
  // all options together are enough here for every network, none at all and without the recommended ones for the network that
  // a kind of cluster comes with, each different set of flows once. `npm run bench:firewall` goes through every combination.
  // The forms take turns, and each sees every flow at least once; a playbook wraps the file of another form.
  test('each flow of the store passes, everything else is dropped', () => {
    const flows = new Map<string, Set<string>>();
    const sets = new Set<string>();
    for (const asked of combinations(spec, noneOrAll)) {
      const { options, metrics, recommended } = asked;
      const wanted = options.length === 0 ? 'none' : recommended ? 'pods' : 'monitoring';
      if (metrics !== wanted || (options.length === 0 && !recommended)) continue;
      const cluster = spec.clusters.find(({ id }) => id === asked.cluster) as (typeof spec.clusters)[number];
      if (wanted !== 'pods' && asked.network !== cluster.network) continue;
      const set = `${asked.addresses.pods} ${asked.machine} ${openFlows(spec, asked).map(({ id, groups }) => id + groups)}`;
      if (sets.has(set)) continue;
      const forms = formsFor(cluster).filter((form) => form in READ && !form.startsWith('ansible'));
      const turn = (sets.size + Math.floor(sets.size / 7)) % forms.length;
      sets.add(set);
      for (const [at, form] of forms.entries()) {
        const choices = { ...asked, form };
        const known = flows.get(form) ?? new Set();
        if (at !== turn && openFlows(spec, choices).every(({ id }) => known.has(id))) continue;
        const of = plan(spec, choices, bookOf(choices));
        const text = FORM[form].write(of, ['head'], comments, tableWords);
        expect(wrongAnswers(spec, choices, text).slice(0, 3)).toEqual([]);
        expect(misfits(of)).toEqual([]);
        for (const { id } of of.open) known.add(id);
        flows.set(form, known);
      }
    }
    expect(sets.size).toBeGreaterThan(400);
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
      if (!cluster || !formsFor(cluster).includes(form)) continue;
      expect(wrongAnswers(spec, { ...choices, form }, write({ ...choices, form }))).toEqual([]);
    }
  });

  const only = (family: 4 | 6): Choices['addresses'] =>
    Object.fromEntries(
      Object.entries(EXAMPLES).map(([group, text]) => [group, text.split(', ')[family === 4 ? 0 : 1]]),
    ) as Choices['addresses'];
  const halves = Object.fromEntries(
    Object.entries(EXAMPLES).map(([group, text]) => [
      group,
      // Each network of IPv4 as two halves, one of them twice.
      text.replace(/^(\d+\.\d+\.\d+)\.(\d+)\/(\d+)/, (_, head: string, last: string, length: string) => {
        const [low, size] = [Number(last), 2 ** (31 - Number(length))];
        return size > 128
          ? _
          : `${head}.${low}/${Number(length) + 1};${head}.${low + size}/${Number(length) + 1} ${head}.${low}`;
      }),
    ]),
  ) as Choices['addresses'];
  test.each([
    ['IPv6 alone', only(6), 4],
    ['IPv4 alone', only(4), 6],
    ['lists of networks', halves, undefined],
  ] as const)('%s, in every form', (_, addresses, closed) => {
    for (const form of Object.keys(READ) as FormId[]) {
      for (const [cluster, machine] of [
        ['kubeadm', 'control-plane'],
        ['kubeadm', 'worker'],
        ['talos', 'worker'],
      ] as const) {
        if ((form === 'talos') !== (cluster === 'talos') && !form.startsWith('terraform')) continue;
        const choices = { ...firstChoices(spec, cluster), machine, form, addresses, options: ['nodeport'] };
        const of = plan(spec, choices);
        expect(of.wrong).toEqual([]);
        const text = FORM[form].write(of, ['head'], comments, tableWords);
        expect(wrongAnswers(spec, choices, text, closed)).toEqual([]);
      }
    }
  });

  test.each(Object.keys(READ) as FormId[])('a load balancer before an Ingress lets its users in, as %s', (form) => {
    const port = (number: number, options: readonly string[], clients: string): number => {
      const first = firstChoices(spec, form === 'talos' ? 'talos' : 'kubeadm');
      const addresses = { ...first.addresses, clients };
      const of = plan(spec, { ...first, machine: 'load-balancer', form, options, addresses });
      const text = FORM[form].write(of, ['head'], comments, tableWords);
      return asker(READ[form]?.(text)[4] ?? [], 4, 'tcp', ['198.51.100.7', '203.0.113.9'])(number);
    };
    const [nobody, office, everybody] = [0, 0b01, 0b11];
    for (const number of [80, 443]) {
      expect([number, port(number, ['ingress'], EXAMPLES.clients)]).toEqual([number, everybody]);
      expect([number, port(number, ['ingress'], '198.51.100.0/24')]).toEqual([number, office]);
      expect([number, port(number, [], EXAMPLES.clients)]).toEqual([number, nobody]);
    }
    expect(port(6443, ['ingress'], '198.51.100.0/24')).toBe(everybody);
    expect(port(8080, ['ingress'], EXAMPLES.clients)).toBe(nobody);
  });

  // Where Flannel's VXLAN goes is a choice of the distribution: Talos sets 4789, Canal of RKE2 keeps 8472, its own Flannel does not.
  test.each([
    ['kubeadm', [], ['flannel-vxlan-8472']],
    ['k3s', [], ['k3s-flannel-8472']],
    ['talos', [], ['flannel-vxlan-4789']],
    ['rke2', [], ['flannel-vxlan-8472']],
    ['rke2', ['rke2-flannel'], ['flannel-vxlan-8472', 'flannel-vxlan-4789']],
  ])('Flannel over VXLAN on %s, with %j', (cluster, options, ports) => {
    const choices = { ...firstChoices(spec, cluster), network: 'flannel-vxlan', options };
    const open = openFlows(spec, choices).map(
      ({ id }) => firewallFacts().flows.find((flow) => flow.id === id)?.port ?? '',
    );
    expect(open.filter((port) => /flannel-(vxlan-)?(8472|4789)$/.test(port))).toEqual(ports);
  });

  test('a planted rule, a missing rule and a wrong network are seen', () => {
    const choices = { ...firstChoices(spec), form: 'nftables' as const };
    const good = write(choices);
    expect(wrongAnswers(spec, choices, good)).toEqual([]);
    for (const faulty of [
      good.replace('ct state invalid drop\n', 'ct state invalid drop\n    tcp dport 10259 accept\n'),
      good.replace(/ {4}ip saddr .*tcp dport 2380 accept.*\n/, ''),
      good.replace(/(ip saddr )[^ ]+( tcp dport 2379)/, '$1198.51.100.0/24$2'),
      good.replace('policy drop;', 'policy accept;'),
      good.replace('    drop\n', ''),
    ]) {
      expect(faulty).not.toBe(good);
      expect(wrongAnswers(spec, choices, faulty).length).toBeGreaterThan(0);
    }
  });

  test.each(['nftables', 'iptables'] as const)('%s without loopback or answers is no set of rules', (form) => {
    const choices = { ...firstChoices(spec), form };
    const good = write(choices);
    for (const own of [
      /^.*(?:iifname "lo" accept|-i lo -j RETURN)\n/m,
      /^.*(?:ct state established|--ctstate ESTABLISHED).*\n/m,
    ]) {
      expect(good).toMatch(own);
      expect(() => wrongAnswers(spec, choices, good.replace(own, ''))).toThrow(/before the rules of/);
    }
  });

  test('what the proxy of Cilium takes over comes in by its mark, and by nothing else', () => {
    const of = (network: string, form: FormId): string => write({ ...firstChoices(spec), network, form });
    expect(of('cilium-vxlan', 'nftables')).toContain('    meta mark & 0xf00 == 0x200 accept\n');
    expect(of('cilium-native', 'iptables')).toContain('-A K8S-FIREWALL -m mark --mark 0x200/0xf00 -j RETURN\n');
    for (const form of ['nftables', 'iptables'] as const) expect(of('calico-vxlan', form)).not.toContain('mark');
  });

  // The arguments of the providers' own documentation, registry.terraform.io/providers/hashicorp/{aws,google}: Terraform
  // checks them only where the providers are installed.
  test('Terraform: no argument that the providers do not know', () => {
    const KNOWN: Readonly<Record<string, string>> = {
      aws_security_group: 'name description vpc_id',
      aws_vpc_security_group_ingress_rule:
        'security_group_id ip_protocol from_port to_port cidr_ipv4 cidr_ipv6 description for_each',
      aws_vpc_security_group_egress_rule: 'security_group_id ip_protocol cidr_ipv4 cidr_ipv6 for_each',
      google_compute_firewall:
        'name network direction priority source_ranges target_tags description allow deny protocol ports for_each',
    };
    for (const form of ['terraform-aws', 'terraform-google'] as const) {
      const text = write({ ...firstChoices(spec), form });
      const resources = [...text.matchAll(/^resource "(\w+)" "\w+" \{\n([\s\S]*?)^\}/gm)];
      expect(resources.length).toBeGreaterThanOrEqual(2);
      for (const [, type = '', body = ''] of resources) {
        const used = [...body.matchAll(/^ +(\w+)(?: +=| \{)/gm)].map(([, name]) => name);
        expect(used.length).toBeGreaterThan(2);
        expect([type, used.filter((name = '') => !KNOWN[type]?.split(' ').includes(name))]).toEqual([type, []]);
      }
    }
  });

  test('nothing that others have written is flushed: no ruleset, no chain but our own', () => {
    for (const [machine, form] of [
      ['worker', 'nftables'],
      ['worker', 'iptables'],
      ['worker', 'ansible-nftables'],
    ] as const) {
      const of = plan(spec, { ...firstChoices(spec), machine, form });
      const said = [FORM[form].write(of, [], comments, tableWords), ...stepsOf(of).map(([, text]) => text)].join('\n');
      expect(said).not.toMatch(/flush ruleset|nftables\.conf|restart nftables|enable nftables/);
      for (const [line] of said.matchAll(/.*(?:\s-F|\s-X|delete table|(?<!no)flush)\b.*/g)) {
        expect(line).toMatch(/K8S-(?:FIREWALL|NODEPORTS)|table inet kubernetes_firewall/);
      }
      for (const [line] of said.matchAll(/.*-restore\b.*/g)) expect(line).toContain('--noflush');
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
