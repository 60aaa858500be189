/**
 * The words of the firewall page: machines, groups of addresses, forms of rules, and the facts from which rules follow
 * (src/data/firewall.yaml and the rows of ports.yaml, see spec.ts).
 */

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
/** The forms that stand before the machine: they let in what the machine's own do not see. */
export const CLOUD: readonly FormId[] = ['terraform-aws', 'terraform-google'];
/** The forms that say all. */
export const TABLES: readonly FormId[] = ['csv', 'markdown'];

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
interface NetworkSpec {
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

/** The entry with an id, else the first one. @throws Error when there is none at all */
export function find<Entry extends { id: string }>(list: readonly Entry[], id: string): Entry {
  const found = list.find((entry) => entry.id === id) ?? list[0];
  if (!found) throw new Error('The list of choices is empty.');
  return found;
}
