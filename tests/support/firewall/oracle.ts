/** What should pass, straight from the flows and the addresses: no rule of any form is asked. */
import type { AddressBook, OpenFlow, Rule } from '../../../src/features/firewall/plan.ts';
import type { Choices } from '../../../src/features/firewall/choices.ts';
import type { Group, Peer, Spec } from '../../../src/features/firewall/model.ts';

/** One address inside each group's example networks, and one that no group has: by family. */
const INSIDE: readonly (readonly [string, string, string])[] = [
  ['control-plane', '192.0.2.3', '2001:db8:0:1::9'],
  ['worker', '192.0.2.70', '2001:db8:0:2::9'],
  ['etcd', '192.0.2.20', '2001:db8:0:3::9'],
  ['load-balancer', '192.0.2.40', '2001:db8:0:4::9'],
  ['pods', '10.244.7.7', 'fd00:10:244::7'],
  ['monitoring', '198.51.100.5', '2001:db8:0:5::9'],
  ['routers', '203.0.113.2', '2001:db8:0:6::9'],
  ['stranger', '198.18.0.1', '2001:db8:ffff::1'],
];
const ALL = (1 << INSIDE.length) - 1;
/** Groups whose example is every address. */
const EVERYBODY: readonly string[] = ['admin', 'clients'] satisfies Group[];

const V4 = INSIDE.map(([, v4]) => v4);
const V6 = INSIDE.map(([, , v6]) => v6);
/** The addresses that are asked about, in the order of the bits; Pods have those of the kind of cluster. */
export const addressesOf = ({ addresses }: Choices, family: 4 | 6): readonly string[] => {
  const pods = /\b\d+\.\d+\b/.exec(addresses.pods)?.[0];
  return family === 6 ? V6 : V4.map((v4, at) => (INSIDE[at]?.[0] === 'pods' && pods ? `${pods}.7.7` : v4));
};

const NAME: Readonly<Record<string, string>> = { ICMP: 'icmp', 'IP-4': '4', 'IP-50': '50', 'IP-112': '112' };
const PORTED = ['tcp', 'udp', 'sctp'];
const NODE_PORTS = [30000, 32767] as const;

/** A flow that should hold: protocols, numbers, and which addresses may use it. */
interface Open {
  protocols: readonly string[];
  ranges: readonly (readonly [number, number])[];
  mask: number;
}

/** The flows that should hold, by their conditions as the file of data words them. */
export function openFlows(spec: Spec, choices: Choices): Open[] {
  const inCloud = choices.form.startsWith('terraform');
  return spec.flows
    .filter(({ to, need, when = {}, cloudOnly }) => {
      const { clusters, etcd, networks, encryption, option } = when;
      return (
        to.includes(choices.machine) &&
        !(need === 'recommended' && !choices.recommended) &&
        !(cloudOnly === true && !inCloud) &&
        (clusters === undefined || clusters.includes(choices.cluster)) &&
        (etcd === undefined || etcd === choices.etcd) &&
        (networks === undefined || networks.includes(choices.network)) &&
        (encryption === undefined || encryption === choices.encryption) &&
        (option === undefined || choices.options.includes(option))
      );
    })
    .map(({ protocols, ranges, from }) => ({
      protocols: protocols.map((name) => NAME[name] ?? name.toLowerCase()),
      ranges,
      mask: maskOfPeers(from, choices),
    }));
}

function maskOfPeers(peers: readonly Peer[], { metrics }: Choices): number {
  // What a Pod sends to another node arrives from the address of the Pod, or from that of its node.
  const groups = peers.flatMap((peer): string[] =>
    peer !== 'scrapers' ? [peer] : metrics === 'pods' ? ['pods', 'control-plane', 'worker'] : [metrics],
  );
  if (groups.some((group) => EVERYBODY.includes(group))) return ALL;
  return INSIDE.reduce((sum, [group], at) => (groups.includes(group) ? sum | (1 << at) : sum), 0);
}

/** Which addresses may use NodePorts: what the chain before their translation must let through, and no more. */
export const nodePortUsers = (open: readonly Open[]): number =>
  open
    .filter(({ protocols, ranges }) => protocols.includes('all') || ranges.some(([start]) => start === NODE_PORTS[0]))
    .reduce((sum, { mask }) => sum | mask, 0);

/**
 * What the store lets in of one protocol. Talos knows TCP, UDP and ICMP; some forms let echo requests in by themselves.
 * @returns for a port: which of the addresses should get through, a bit for each
 */
export function wanted(
  open: readonly Open[],
  { form, ssh, machine }: Choices,
  protocol: string,
): (port: number) => number {
  const ported = PORTED.includes(protocol);
  if (protocol === 'icmp' && /ufw|firewalld|talos/.test(form)) return () => ALL;
  if (form === 'talos' && protocol !== 'tcp' && protocol !== 'udp') return () => 0;
  const own = open.filter(({ protocols }) => protocols.includes('all') || protocols.includes(protocol));
  // Where NodePorts have a chain of their own, a packet must be let through by both.
  const guarded = ported && /nftables|iptables/.test(form) && (machine === 'control-plane' || machine === 'worker');
  const users = guarded ? nodePortUsers(open) : ALL;
  return (port) => {
    if (ssh !== 0 && ssh === port && protocol === 'tcp') return ALL;
    let mask = 0;
    for (const { protocols, ranges, mask: more } of own) {
      const everything = ranges.length === 0 || protocols.includes('all');
      if (everything || ranges.some(([start, end]) => start <= port && port <= end)) mask |= more;
    }
    return NODE_PORTS[0] <= port && port <= NODE_PORTS[1] ? mask & users : mask;
  };
}

/** What is asked: every number that an open flow or a closed row names, those beside it, and some that nobody names. */
export function questions(spec: Spec, { ssh }: Choices, open: readonly Open[]): [string, number[]][] {
  return [
    ...PORTED.map((protocol): [string, number[]] => {
      const numbers = new Set([1, 21, 5432, 65535, ...(ssh === 0 ? [] : [ssh])]);
      for (const { protocols, ranges } of open) {
        if (!protocols.includes(protocol)) continue;
        for (const [from, to] of ranges)
          numbers
            .add(from - 1)
            .add(from)
            .add(to)
            .add(to + 1);
      }
      if (protocol === 'tcp') for (const { ranges } of spec.closed) for (const [from] of ranges) numbers.add(from);
      return [protocol, [...numbers]];
    }),
    ...['icmp', '4', '50', '112', '47'].map((protocol): [string, number[]] => [protocol, [0]]),
  ];
}

/**
 * What is missing or too much in rules, before any form is written: each flow is covered for all its networks, no rule lets in
 * more than its flow, and none is said twice. Quick, because it is asked for every combination.
 * @returns what is wrong; empty when nothing is
 */
export function lacks(
  flows: readonly OpenFlow[],
  rules: readonly Rule[],
  ssh: number,
  addressesOf: AddressBook,
): string {
  const within = (inner: Rule['ranges'], outer: Rule['ranges']): boolean =>
    inner.every(([from, to]) => outer.some(([start, end]) => start <= from && to <= end));
  const same = (one: Rule, other: Rule): boolean =>
    one.protocol === other.protocol &&
    (one.ranges.length === 0 ||
      one.ranges.some(([from, to]) => other.ranges.some(([start, end]) => start === from && end === to))) &&
    (one.v4.some((network) => other.v4.includes(network)) || one.v6.some((network) => other.v6.includes(network)));
  for (const [at, rule] of rules.entries()) {
    const source = flows.find(({ id }) => id === rule.flow);
    if (rule.flow === 'ssh' ? rule.ranges[0]?.[0] !== ssh : source?.ranges !== rule.ranges) {
      return `${rule.flow} has a rule that is not its own`;
    }
    const own = addressesOf(source?.groups ?? ['admin']);
    if (rule.v4.some((one) => !own.v4.includes(one)) || rule.v6.some((one) => !own.v6.includes(one))) {
      return `${rule.flow} is too wide`;
    }
    for (let later = at + 1; later < rules.length; later += 1) {
      const other = rules[later];
      if (other && same(rule, other)) return `${rule.id} and ${other.id} say the same`;
    }
  }
  for (const { id, protocols, ranges, groups } of flows) {
    const { v4, v6 } = addressesOf(groups);
    for (const name of protocols) {
      const protocol = name.replace('IP-', '');
      const mine = rules.filter((rule) => rule.protocol === protocol && within(ranges, rule.ranges));
      const closed = [
        ...v4.filter((one) => !mine.some((rule) => rule.v4.includes(one) || rule.v4.includes('0.0.0.0/0'))),
        ...v6.filter((one) => !mine.some((rule) => rule.v6.includes(one) || rule.v6.includes('::/0'))),
      ];
      if (closed.length > 0) return `${id} ${name} is not let in from ${closed.join(', ')}`;
    }
  }
  return '';
}
