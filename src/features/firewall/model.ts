/**
 * From choices to rules. The flows come from src/data/firewall.yaml and the rows of ports.yaml (see spec.ts); which of
 * them hold, and for whose addresses, is decided here, and every form of rules is written from the result. Pure: the page
 * and the tests run the same code.
 */
import { joinNetworks, readAddresses, without, type Networks, type WrongAddress } from './addresses.ts';

export const MACHINES = ['control-plane', 'worker', 'etcd', 'load-balancer'] as const;
export type Machine = (typeof MACHINES)[number];
/** Groups of addresses that a reader may enter. */
export const GROUPS = [...MACHINES, 'pods', 'admin', 'monitoring', 'clients', 'routers'] as const;
export type Group = (typeof GROUPS)[number];
/** Who connects: a group, or whoever collects metrics. */
export type Peer = Exclude<Group, 'monitoring'> | 'scrapers';
export const METRICS = ['none', 'pods', 'monitoring'] as const;

/** The forms in which rules are written, in the order in which a reader meets them. */
export const FORMS = [
  'nftables',
  'iptables',
  'ufw',
  'firewalld',
  'talos',
  'terraform-aws',
  'terraform-google',
  'ansible-nftables',
  'ansible-ufw',
  'ansible-firewalld',
  'csv',
  'markdown',
] as const;
export type FormId = (typeof FORMS)[number];
const CLOUD: readonly FormId[] = ['terraform-aws', 'terraform-google'];
const TABLES: readonly FormId[] = ['csv', 'markdown'];

/** A kind of cluster. */
export interface ClusterSpec {
  id: string;
  name: string;
  etcd: readonly string[];
  network: string;
  pods?: readonly string[] | undefined;
  shell: boolean;
  category?: string | undefined;
  /** Firewalls that its own documentation advises to turn off. */
  advisesAgainst?: readonly string[] | undefined;
}
/** A network plugin in one of its modes. */
export interface NetworkSpec {
  id: string;
  name: string;
  mode: string;
  /** Where its own rows stand, `cni-calico`. */
  category: string;
  encryption: readonly string[];
  /** Mark and mask, `0x200/0xf00`, of what its proxy takes over on the machine. */
  proxyMark?: string | undefined;
}
/** Something that a cluster may have or not. */
export interface OptionSpec {
  id: string;
  label: string;
  clusters?: readonly string[] | undefined;
  networks?: readonly string[] | undefined;
}
/** A connection that is let in under conditions. */
export interface FlowSpec {
  id: string;
  /** Id of the row of the ports page. */
  row?: string | undefined;
  /** The numbers as a reader sees them, or the name of what is no port. */
  port: string;
  owner: string;
  ranges: readonly (readonly [number, number])[];
  protocols: readonly string[];
  from: readonly Peer[];
  to: readonly Machine[];
  need: 'required' | 'recommended';
  cloudOnly?: boolean | undefined;
  when?:
    | {
        clusters?: readonly string[] | undefined;
        etcd?: string | undefined;
        networks?: readonly string[] | undefined;
        encryption?: string | undefined;
        option?: string | undefined;
      }
    | undefined;
  why: string;
  /** Title and address of its first source. */
  source: readonly [string, string];
}
/** A row that nobody outside of the machine needs. */
export interface ClosedSpec {
  row: string;
  port: string;
  owner: string;
  category: string;
  ranges: readonly (readonly [number, number])[];
  protocols: readonly string[];
  /** The machines on which it listens, or once did. */
  on: readonly Machine[];
  /** Only with this option. */
  option?: string | undefined;
  why: string;
}
/** All that the tool knows, in one language. */
export interface Spec {
  clusters: readonly ClusterSpec[];
  networks: readonly NetworkSpec[];
  options: readonly OptionSpec[];
  flows: readonly FlowSpec[];
  closed: readonly ClosedSpec[];
}

/** What a reader chose. */
export interface Choices {
  cluster: string;
  etcd: string;
  network: string;
  encryption: string;
  machine: Machine;
  metrics: (typeof METRICS)[number];
  options: readonly string[];
  /** Whether what is only recommended is let in too. */
  recommended: boolean;
  /** The port of SSH; 0 for none. */
  ssh: number;
  form: FormId;
  /** Networks by group, as typed. */
  addresses: Readonly<Record<Group, string>>;
}

/** Addresses of documentation (RFC 5737, RFC 3849) where a reader has none yet; who may come from anywhere does. */
export const EXAMPLES: Readonly<Record<Group, string>> = {
  'control-plane': '192.0.2.0/28, 2001:db8:0:1::/64',
  worker: '192.0.2.64/26, 2001:db8:0:2::/64',
  etcd: '192.0.2.16/28, 2001:db8:0:3::/64',
  'load-balancer': '192.0.2.32/28, 2001:db8:0:4::/64',
  pods: '10.244.0.0/16, fd00:10:244::/56',
  admin: '0.0.0.0/0, ::/0',
  monitoring: '198.51.100.0/28, 2001:db8:0:5::/64',
  clients: '0.0.0.0/0, ::/0',
  routers: '203.0.113.0/29, 2001:db8:0:6::/64',
};

/** The addresses of a kind of cluster where its reader has none yet. */
export function exampleAddresses(cluster: ClusterSpec): Record<Group, string> {
  return { ...EXAMPLES, ...(cluster.pods ? { pods: `${cluster.pods.join(', ')}, fd00:10:244::/56` } : {}) };
}

function find<Entry extends { id: string }>(list: readonly Entry[], id: string): Entry {
  const found = list.find((entry) => entry.id === id) ?? list[0];
  if (!found) throw new Error('The list of choices is empty.');
  return found;
}

/** The choices of a reader who chose nothing but, perhaps, the kind of cluster. */
export function firstChoices(spec: Spec, id = 'kubeadm'): Choices {
  const cluster = find(spec.clusters, id);
  return {
    cluster: cluster.id,
    etcd: cluster.etcd[0] ?? 'stacked',
    network: cluster.network,
    encryption: 'none',
    machine: 'control-plane',
    metrics: 'none',
    options: [],
    recommended: true,
    ssh: cluster.shell ? 22 : 0,
    form: cluster.shell ? 'nftables' : 'talos',
    addresses: exampleAddresses(cluster),
  };
}

/** The forms that make sense for a kind of cluster. */
export function formsFor(cluster: ClusterSpec): FormId[] {
  return FORMS.filter((form) => CLOUD.includes(form) || TABLES.includes(form) || (form === 'talos') !== cluster.shell);
}

/** Whether an option can be had. */
export function isPossible({ clusters, networks }: OptionSpec, choices: Choices): boolean {
  return (!clusters || clusters.includes(choices.cluster)) && (!networks || networks.includes(choices.network));
}

/** Why a choice was not taken: a code with words in every language, and what it names. */
export interface Impossible {
  code: 'etcd' | 'machine' | 'encryption' | 'option' | 'form' | 'ssh';
  /** The choice that cannot be. */
  asked: string;
  /** What it would need, or what was taken in its place. */
  instead: string;
}

/**
 * Takes back what cannot be together, and says what and why.
 * @returns choices of which all can be, and what was taken back
 */
export function possible(spec: Spec, asked: Choices): { choices: Choices; impossible: Impossible[] } {
  const impossible: Impossible[] = [];
  const choices = { ...asked };
  const no = (code: Impossible['code'], what: string, instead: string): void =>
    void impossible.push({ code, asked: what, instead });
  const cluster = find(spec.clusters, choices.cluster);
  const network = find(spec.networks, choices.network);
  if (!cluster.etcd.includes(choices.etcd)) {
    choices.etcd = cluster.etcd[0] ?? 'stacked';
    no('etcd', cluster.name, choices.etcd);
  }
  if (choices.machine === 'etcd' && choices.etcd !== 'external') {
    // Whoever asks for the rules of an etcd machine has etcd on machines of its own, where the cluster can.
    if (cluster.etcd.includes('external')) choices.etcd = 'external';
    else choices.machine = 'control-plane';
    no('machine', cluster.name, choices.machine === 'etcd' ? 'external' : 'control-plane');
  }
  if (!network.encryption.includes(choices.encryption)) {
    no('encryption', choices.encryption, network.name);
    choices.encryption = 'none';
  }
  choices.options = choices.options.filter((id) => {
    const option = spec.options.find((known) => known.id === id);
    if (!option) return false;
    if (isPossible(option, choices)) return true;
    const byCluster = option.clusters && !option.clusters.includes(choices.cluster);
    const names = byCluster
      ? (option.clusters ?? []).map((one) => find(spec.clusters, one).name)
      : [...new Set((option.networks ?? []).map((one) => find(spec.networks, one).name))];
    no('option', option.label, names.join(', '));
    return false;
  });
  if (!formsFor(cluster).includes(choices.form)) {
    no('form', choices.form, cluster.shell ? 'nftables' : 'talos');
    choices.form = cluster.shell ? 'nftables' : 'talos';
  }
  if (!cluster.shell && choices.ssh !== 0) {
    no('ssh', cluster.name, '');
    choices.ssh = 0;
  }
  return { choices, impossible };
}

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
