/** What a reader of the firewall page chooses, and which choices cannot be together. */
import {
  CLOUD,
  type ClusterSpec,
  find,
  type FormId,
  FORMS,
  type Group,
  type Machine,
  type METRICS,
  type OptionSpec,
  type Spec,
  TABLES,
} from './model.ts';

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
