import { z } from 'zod';
import { type DeepReadonly, fileMeta, kebabId, phrase, provenance, sources, text } from './common.ts';
import { PROTOCOLS } from './ports.ts';

/** Machines that a set of rules can be for. */
export const MACHINES = ['control-plane', 'worker', 'etcd', 'load-balancer'] as const;
/** Who opens connections: machines, and groups of addresses that are no machine of the cluster. */
const PEERS = [...MACHINES, 'pods', 'admin', 'scrapers', 'clients', 'routers'] as const;
const ETCD_PLACES = ['stacked', 'external'] as const;
const ENCRYPTIONS = ['none', 'wireguard', 'ipsec'] as const;
export const NEEDS = ['required', 'recommended'] as const;

const portNumber = z.int().min(1).max(65535);
/** A range of addresses, as 10.42.0.0/16. */
const addresses = z.union([z.cidrv4(), z.cidrv6()], 'must be a range of addresses, as 10.42.0.0/16 or fd00:42::/56');

/** A kind of cluster that a reader can choose. */
const clusterChoice = z.strictObject({
  /** The code in an address. */
  id: kebabId,
  /** What it is called. */
  name: phrase,
  /** Where its etcd, or what stands in its place, can run. */
  etcd: z.array(z.enum(ETCD_PLACES)).min(1),
  /** The network that it comes with: an id of `networks`. */
  network: kebabId,
  /** The addresses that its Pods get when nobody says otherwise. */
  pods: z.array(addresses).optional(),
  /** False when there is no shell on its machines, so that no firewall of Linux can be set up there by hand. */
  shell: z.boolean(),
  /** The data categories of its own ports (labels: category). */
  category: kebabId.optional(),
  /** Firewalls that its own documentation advises to turn off. */
  advisesAgainst: z.array(z.enum(['ufw', 'firewalld'])).optional(),
  sources,
});

/** A network plugin in one of its modes. */
const networkChoice = z.strictObject({
  /** The code in an address. */
  id: kebabId,
  /** An id of components.yaml; none for a plugin that the store does not know. */
  component: kebabId.optional(),
  /** How packets travel. */
  mode: phrase,
  /** How they can be encrypted besides. */
  encryption: z.array(z.enum(ENCRYPTIONS)).min(1),
  /** True when packets between nodes keep the addresses of Pods, so that a cloud's firewall sees them. */
  unwrapped: z.boolean(),
  /** Mark and mask of packets that its proxy takes over on the machine; they come to INPUT, addressed to somebody else. */
  proxyMark: z
    .string()
    .regex(/^0x[0-9a-f]+\/0x[0-9a-f]+$/)
    .optional(),
  /** Where the mark was read. */
  sources: sources.optional(),
});

/** Something that a cluster may have or not. */
const optionChoice = z.strictObject({
  /** The code in an address. */
  id: kebabId,
  /** What a reader ticks. */
  label: text,
  /** The kinds of cluster that can have it; all when left out. */
  clusters: z.array(kebabId).min(1).optional(),
  /** The networks that can have it; all when left out. */
  networks: z.array(kebabId).min(1).optional(),
});

/** Connections that must, or should, be let through: from whom, to which machine, on which row of ports.yaml, and when. */
const firewallFlowSchema = z.strictObject({
  /** The flow's id. */
  id: kebabId,
  /** The row of ports.yaml that listens; none for what is no port. */
  port: kebabId.optional(),
  /** Who connects. */
  from: z.array(z.enum(PEERS)).min(1),
  /** The machines that let it in. */
  to: z.array(z.enum(MACHINES)).min(1),
  /** Only these numbers of the row. */
  ranges: z
    .array(z.tuple([portNumber, portNumber]))
    .min(1)
    .optional(),
  /** Only these protocols of the row; ALL for everything from there. */
  protocols: z
    .array(z.enum([...PROTOCOLS, 'ALL']))
    .min(1)
    .optional(),
  /** Whether the cluster works without it. */
  need: z.enum(NEEDS),
  /** True when only a firewall in front of the machine sees it, because it is addressed to a Pod. */
  cloudOnly: z.boolean().optional(),
  /** All that must be chosen; nothing here is always. */
  when: z
    .strictObject({
      clusters: z.array(kebabId).min(1).optional(),
      etcd: z.enum(ETCD_PLACES).optional(),
      networks: z.array(kebabId).min(1).optional(),
      encryption: z.enum(ENCRYPTIONS).optional(),
      option: kebabId.optional(),
    })
    .optional(),
  /** Why; the row's purpose when left out. */
  why: text.optional(),
  ...provenance,
});

/** A row that nodes may have to reach and for which no choice exists. */
const unofferedPort = z.strictObject({ port: kebabId, why: text });

/** The file of choices and flows. */
export const firewallFile = z.strictObject({
  meta: fileMeta,
  clusters: z.array(clusterChoice).min(1),
  networks: z.array(networkChoice).min(1),
  options: z.array(optionChoice).min(1),
  flows: z.array(firewallFlowSchema).min(1),
  /** Rows that another node may have to reach, but for which no choice exists: the page lists them. */
  unoffered: z.array(unofferedPort),
});

/** Connections that must, or should, be let through. */
export type FirewallFlow = DeepReadonly<z.infer<typeof firewallFlowSchema>>;
