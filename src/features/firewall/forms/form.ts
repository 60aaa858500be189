/** What the forms of rules have in common. */
import type { Group } from '../model.ts';
import type { Plan, Rule } from '../plan.ts';

/** The comments of a set of rules, in the reader's language. */
export interface Comments {
  loopback: string;
  answers: string;
  icmp: string;
  dhcp: string;
  nodePorts: string;
  proxy: string;
  forward: string;
  drop: string;
  earlier: string;
  reload: string;
  byHand: string;
  egress: string;
}

/** The words of a plain table, in the reader's language. */
export interface TableWords {
  columns: Record<'state' | 'from' | 'networks' | 'protocol' | 'port' | 'owner' | 'why' | 'row', string>;
  groups: Readonly<Record<Group, string>>;
  states: Record<'required' | 'recommended' | 'closed', string>;
  /** Address of a row of the ports page. */
  address: (row: string) => string;
}

/** One form in which a plan can be written. */
export interface Form {
  /** Name of the file. */
  file: string;
  /** Name of the language, for a reader and for a file's block in Markdown. */
  language: string;
  /**
   * Writes the rules.
   * @param head what stands at the top: what it is for, its address, when it was checked
   */
  write: (plan: Plan, head: readonly string[], comments: Comments, table: TableWords) => string;
}

/** The two families, with the networks of a rule. */
export const families = (rule: Pick<Rule, 'v4' | 'v6'>): ['v4' | 'v6', readonly string[]][] =>
  (['v4', 'v6'] as const).flatMap((family) => (rule[family].length > 0 ? [[family, rule[family]]] : []));

/** A network of every address of its family. */
export const ANY = { v4: '0.0.0.0/0', v6: '::/0' } as const;

/** Numbers as `2379-2380`, with another sign between where the form has one. */
export const spans = (ranges: Rule['ranges'], between = '-'): string[] =>
  ranges.map(([from, to]) => (from === to ? String(from) : `${String(from)}${between}${String(to)}`));

/** Lines as comments. */
export const hashed = (lines: readonly string[]): string => lines.map((line) => `# ${line}\n`).join('');

/** A name of a resource or of a group: what the rules are for. */
export const nameOf = (plan: Plan): string => `kubernetes-${plan.choices.machine}`;

/** Whether a protocol has ports. */
export const hasPorts = (protocol: string): boolean => ['TCP', 'UDP', 'SCTP'].includes(protocol);

/** A network with its prefix, as the clouds want it. */
export const withPrefix = (network: string): string =>
  network.includes('/') ? network : `${network}/${network.includes(':') ? '128' : '32'}`;

/** Lines moved to the right. */
export const indent = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n');

/** The unit of systemd that loads rules at every start. */
export const SERVICE = 'kubernetes-firewall';
/**
 * That unit, in the place in the start that the one of nftables has. It loads one file: the own file of nftables.service begins
 * with "flush ruleset", which takes away what kube-proxy and the network plugin have written too.
 */
export const unit = (start: string): string => `[Unit]
Description=Firewall of a Kubernetes machine
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target shutdown.target
After=nftables.service
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${start}

[Install]
WantedBy=sysinit.target
`;

/** ICMP that addresses and sizes of packets depend on (RFC 4890 for IPv6), by type. */
export const ICMP4 = [3, 11, 12] as const;
export const ICMP6 = [1, 2, 3, 4, 130, 131, 132, 133, 134, 135, 136, 143] as const;
