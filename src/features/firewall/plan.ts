/**
 * From choices to rules: which flows hold, for whose addresses, and what stays closed. Every form of rules is written from
 * the result. Pure: the page and the tests run the same code.
 */
import { joinNetworks, readAddresses, without, type Networks, type WrongAddress } from './addresses.ts';
import type { Choices } from './choices.ts';
import { CLOUD, type ClosedSpec, find, type FlowSpec, type Group, GROUPS, type Spec, TABLES } from './model.ts';

/** What a rule lets in, of one protocol. */
export interface Rule {
  /** Unique within a set: the flow's id and the protocol. */
  id: string;
  flow: string;
  /** TCP, UDP, SCTP, ICMP (echo requests), the number of an IP protocol, or ALL. */
  protocol: string;
  ranges: readonly (readonly [number, number])[];
  v4: readonly string[];
  v6: readonly string[];
  /** What stands beside the rule: the row and who connects, in ASCII, the same in every language. */
  comment: string;
  need: FlowSpec['need'];
}
/** A flow that holds, with the groups whose addresses it takes. */
export interface OpenFlow extends FlowSpec {
  groups: readonly Group[];
}
/** What the choices come to. */
export interface Plan {
  choices: Choices;
  open: OpenFlow[];
  closed: ClosedSpec[];
  rules: Rule[];
  /** For a machine on which Services live: who may use NodePorts, which pass before the rules for the machine itself. */
  nodePorts: { v4: readonly string[]; v6: readonly string[] } | undefined;
  /** Mark and mask of packets that the proxy of the network plugin takes over: they come in, addressed to somebody else. */
  proxyMark: string | undefined;
  /** True when SSH is let in from everywhere because the addresses of the administrators are missing or wrong. */
  sshForAll: boolean;
  /** Groups that rules need and that have no address. */
  empty: Group[];
  /** Entries that are no network, by group. */
  wrong: { group: Group; entry: WrongAddress }[];
}

const NODE_PORTS: readonly [number, number] = [30000, 32767];
const ECHO_OR_NUMBER = /^(?:ICMP|IP-(\d+))$/;
/** The protocol as rules name it: IP-50 is "50". */
const protocolOf = (name: string): string => ECHO_OR_NUMBER.exec(name)?.[1] ?? name;

function holds({ when, from }: FlowSpec, choices: Choices): boolean {
  if (from.every((peer) => peer === 'scrapers') && choices.metrics === 'none') return false;
  return (
    !when ||
    ((!when.clusters || when.clusters.includes(choices.cluster)) &&
      (!when.etcd || when.etcd === choices.etcd) &&
      (!when.networks || when.networks.includes(choices.network)) &&
      (!when.encryption || when.encryption === choices.encryption) &&
      (!when.option || choices.options.includes(when.option)))
  );
}

/** Whose addresses Prometheus has. What a Pod sends to another node usually leaves under the address of its own node. */
const SCRAPERS: Readonly<Record<Choices['metrics'], Group[]>> = {
  none: [],
  pods: ['control-plane', 'worker', 'pods'],
  monitoring: ['monitoring'],
};

/** The groups whose addresses a flow takes. */
function groupsOf(flow: FlowSpec, { metrics }: Choices): Group[] {
  const groups = flow.from.flatMap((peer): Group[] => (peer === 'scrapers' ? SCRAPERS[metrics] : [peer]));
  return [...new Set(groups)];
}

/** The flows that hold, with the groups whose addresses they take. */
export function openFlows(spec: Spec, choices: Choices): OpenFlow[] {
  const inCloud = CLOUD.includes(choices.form) || TABLES.includes(choices.form);
  return spec.flows
    .filter(
      (flow) =>
        flow.to.includes(choices.machine) &&
        (choices.recommended || flow.need === 'required') &&
        (inCloud || !flow.cloudOnly) &&
        holds(flow, choices),
    )
    .map((flow) => ({ ...flow, groups: groupsOf(flow, choices) }));
}

const within = (
  inner: readonly (readonly [number, number])[],
  outer: readonly (readonly [number, number])[],
): boolean => inner.every(([from, to]) => outer.some(([start, end]) => start <= from && to <= end));

/** Groups of addresses as one list, each asked for once. */
export type AddressBook = (groups: readonly Group[]) => Networks;

/** The networks of every group, from what a reader typed. */
export function addressBook(addresses: Choices['addresses']): { book: AddressBook; wrong: Plan['wrong'] } {
  const networks = new Map<Group, Networks>();
  const wrong: Plan['wrong'] = [];
  for (const group of GROUPS) {
    const { wrong: entries, ...read } = readAddresses(addresses[group]);
    networks.set(group, read);
    wrong.push(...entries.map((entry) => ({ group, entry })));
  }
  const known = new Map<string, Networks>();
  const book: AddressBook = (groups) => {
    const key = groups.join();
    const found = known.get(key) ?? joinNetworks(groups.flatMap((group) => networks.get(group) ?? []));
    known.set(key, found);
    return found;
  };
  return { book, wrong };
}

const ANYWHERE: Networks = { v4: ['0.0.0.0/0'], v6: ['::/0'] };

/**
 * The rules that let flows in. What an earlier rule lets in already is not said twice: a security group refuses it.
 * @param ssh its port; 0 for none
 * @param admins who may use SSH
 */
export function rulesFor(
  open: readonly OpenFlow[],
  ssh: number,
  addressesOf: AddressBook,
  admins: Networks = addressesOf(['admin']),
): Rule[] {
  const rules: Rule[] = [];
  const add = (
    { id, row = id, ranges, need, groups }: Pick<OpenFlow, 'id' | 'row' | 'ranges' | 'need' | 'groups'>,
    protocol: string,
    { v4, v6 }: Networks,
  ): void => {
    for (const earlier of rules) {
      if (earlier.protocol !== protocol || !within(ranges, earlier.ranges)) continue;
      v4 = without(v4, earlier.v4);
      v6 = without(v6, earlier.v6);
    }
    if (v4.length === 0 && v6.length === 0) return;
    const comment = `${row === '' ? id : row} from ${groups.join(', ')}`;
    rules.push({ id: `${id}-${protocol.toLowerCase()}`, flow: id, protocol, ranges, v4, v6, comment, need });
  };
  if (ssh !== 0) add({ id: 'ssh', ranges: [[ssh, ssh]], need: 'required', groups: ['admin'] }, 'TCP', admins);
  for (const flow of open) for (const name of flow.protocols) add(flow, protocolOf(name), addressesOf(flow.groups));
  return rules;
}

/**
 * What must be open, what must not, and the rules that make it so.
 * @param choices of which all can be together: see `possible`
 * @param addresses read from the choices; who plans many times for the same addresses reads them once
 */
export function plan(spec: Spec, choices: Choices, addresses = addressBook(choices.addresses)): Plan {
  const { book: addressesOf, wrong } = addresses;
  const cluster = find(spec.clusters, choices.cluster);
  const network = find(spec.networks, choices.network);
  const open = openFlows(spec, choices);
  const admins = addressesOf(['admin']);
  const known = admins.v4.length + admins.v6.length > 0 && !wrong.some(({ group }) => group === 'admin');
  const sshForAll = choices.ssh !== 0 && !known;
  const used = new Set([...open.flatMap(({ groups }) => groups), ...(choices.ssh === 0 ? [] : (['admin'] as const))]);
  const empty = [...used].filter((group) => {
    const { v4, v6 } = addressesOf([group]);
    return v4.length + v6.length === 0;
  });
  const closed = spec.closed.filter(
    ({ on, category, option, ranges, protocols }) =>
      on.includes(choices.machine) &&
      (!/^(?:cni|distro)-/.test(category) || category === cluster.category || category === network.category) &&
      (option === undefined || choices.options.includes(option)) &&
      // What another row of the choice opens is not closed: RKE2 asks for 2381, kubeadm keeps it local.
      !open.some((flow) => flow.protocols.some((name) => protocols.includes(name)) && within(ranges, flow.ranges)),
  );
  const onNode = choices.machine === 'control-plane' || choices.machine === 'worker';
  // Whoever is let in to everything is let in to NodePorts too.
  const toNodePorts = open.filter(
    ({ ranges, protocols }) => protocols.includes('ALL') || ranges.some(([from]) => from === NODE_PORTS[0]),
  );
  return {
    choices,
    open,
    closed,
    // A slip in an address must not lock its writer out.
    rules: rulesFor(open, choices.ssh, addressesOf, sshForAll ? ANYWHERE : admins),
    nodePorts: onNode ? addressesOf([...new Set(toNodePorts.flatMap(({ groups }) => groups))]) : undefined,
    proxyMark: onNode ? network.proxyMark : undefined,
    sshForAll,
    empty,
    wrong,
  };
}
