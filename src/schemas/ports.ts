import { z } from 'zod';
import { type DeepReadonly, fileMeta, kebabId, phrase, provenance, text } from './common.ts';

export const PROTOCOLS = ['ICMP', 'IP-112', 'IP-4', 'IP-50', 'SCTP', 'TCP', 'UDP'] as const;
export const PORT_CATEGORIES = [
  'core-control-plane',
  'core-node',
  'etcd',
  'runtime',
  'client',
  'storage',
  'operator',
  'addon-dns',
  'addon-observability',
  'addon-ui',
  'addon-ingress',
  'addon-lb',
  'cni-calico',
  'cni-cilium',
  'cni-flannel',
  'cni-antrea',
  'cni-kube-router',
  'cni-weave',
  'distro-k3s',
  'distro-rke2',
  'distro-microk8s',
  'distro-canonical',
  'distro-talos',
  'distro-k0s',
] as const;
export const LISTENS_ON = ['control-plane', 'worker', 'all', 'etcd', 'pod', 'virtual', 'client', 'some-nodes'] as const;
export const OPEN_BETWEEN_NODES = ['yes', 'recommended', 'conditional', 'local-only', 'no'] as const;
export const PORT_STATUS_CODES = ['current', 'off-by-default', 'deprecated', 'removed', 'retired'] as const;

const portNumber = z.int().min(1).max(65535);

/** Numbers as a reader sees them: [[10250, 10250], [30000, 32767]] is "10250, 30000-32767". */
export const portText = (ranges: readonly (readonly unknown[])[]): string =>
  ranges.map(([start, end]) => (start === end ? String(start) : `${String(start)}-${String(end)}`)).join(', ');

/** One network port (or range, or IP protocol) of one owner. */
export const portSchema = z
  .strictObject({
    /** The row's id and its address on the ports page. */
    id: kebabId,
    /** Tells a port from a socket in a mixed list; added when the file is read. */
    kind: z.literal('port'),
    /** Who owns it: an id of components.yaml. */
    component: kebabId,
    /** The heading it stands under (labels: category). */
    category: z.enum(PORT_CATEGORIES),
    /** As a reader sees it: "6443", "30000-32767", made from `ranges` when the file is read; words for what is no port. */
    port: phrase,
    /** The lowest number, when there is exactly one number or one range; from `ranges` too. */
    portStart: portNumber.optional(),
    /** The highest number, when there is exactly one number or one range; from `ranges` too. */
    portEnd: portNumber.optional(),
    /** Every number it covers, as [start, end]; empty for an IP protocol or a dynamic port. */
    ranges: z.array(z.tuple([portNumber, portNumber])),
    /** Transport or IP protocols. */
    protocols: z.array(z.enum(PROTOCOLS)).min(1),
    /** What is spoken on it. */
    appProtocol: phrase,
    /** What it is for. */
    purpose: text,
    /** Who opens connections to it. */
    whoConnects: text,
    /** How the connection is encrypted. */
    tls: phrase,
    /** How a client proves who it is. */
    authn: phrase,
    /** On which kind of node or network it listens (labels: listensOn). */
    listensOn: z.array(z.enum(LISTENS_ON)).min(1),
    /** The same in words, with what the code cannot say. */
    nodeRole: z.array(phrase).min(1),
    /** The address it binds to by default. */
    defaultBind: phrase,
    /** Whether a firewall between nodes must let it through: yes is required, recommended is not (labels: openBetweenNodes). */
    openBetweenNodes: z.enum(OPEN_BETWEEN_NODES),
    /** The flag or field that changes it. */
    config: phrase,
    /** Whether it exists today (labels: statusCode). */
    statusCode: z.enum(PORT_STATUS_CODES),
    /** The same in words. */
    status: text,
    /** Since when it exists. */
    since: phrase.optional(),
    /** When it was deprecated. */
    deprecatedIn: phrase.optional(),
    /** When it was removed. */
    removedIn: phrase.optional(),
    /** Ids of the rows that took its place. */
    replacedBy: z.array(kebabId).min(1).optional(),
    /** What else a reader should know. */
    notes: text.optional(),
    ...provenance,
  })
  .refine((row) => row.ranges.every(([start, end]) => start <= end), {
    path: ['ranges'],
    error: 'must start with the lower number',
  })
  .superRefine(({ id, ranges }, { addIssue }) => {
    for (const [number] of id.matchAll(/(?<=-)\d{2,5}(?=-|$)/g)) {
      if (ranges.length > 0 && !ranges.some(([start, end]) => start <= Number(number) && Number(number) <= end)) {
        addIssue({ code: 'custom', path: ['ranges'], message: `must cover ${number}, which the id names` });
      }
    }
  })
  .refine((row) => row.ranges.length === 0 || row.port === portText(row.ranges), {
    path: ['port'],
    error: 'must be left out where there are `ranges`: it is made from them',
  });

/** The file of ports. */
export const portsFile = z.strictObject({ meta: fileMeta, ports: z.array(portSchema).min(1) });

/** One network port (or range, or IP protocol) of one owner. */
export type Port = DeepReadonly<z.infer<typeof portSchema>>;
