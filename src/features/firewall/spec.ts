/** What the tool knows, from the store, in one language. Runs in the build and in tests. */
import {
  allPorts,
  firewallFacts,
  getComponent,
  getPort,
  getSource,
  type FirewallFlow,
  type Port,
} from '../../facts/index.ts';
import { type Lang, localize } from '../../lib/text.ts';
import { portText } from '../../schemas/ports.ts';
import { type ClosedSpec, type FlowSpec, MACHINES, type Machine, type Spec } from './model.ts';

/** What only a machine with the option runs, by component. */
const OPTION_OF: Readonly<Record<string, string>> = {
  'konnectivity-server': 'konnectivity',
  'nodelocal-dns': 'local-dns',
  'cilium-hubble': 'hubble',
};
/** Where rows of these kinds listen, it is on machines of the cluster. */
const ON_MACHINES = /^(?:core-|etcd$|runtime$|cni-|distro-|addon-dns$)/;

/** The machines on which a row listens. */
export function machinesOf(port: Port): Machine[] {
  return MACHINES.filter((machine) =>
    port.listensOn.some(
      (place) =>
        place === machine ||
        ((place === 'all' || place === 'some-nodes') && (machine === 'control-plane' || machine === 'worker')),
    ),
  );
}

/** All that the tool knows, in one language. */
export function firewallSpec(lang: Lang): Spec {
  const { clusters, networks, options, flows } = firewallFacts();
  const text = (value: Parameters<typeof localize>[0]): string => localize(value, lang);
  return {
    clusters: clusters.map(({ name, sources: _sources, ...cluster }) => ({ ...cluster, name: text(name) })),
    networks: networks.map(({ id, component, mode, encryption, proxyMark }) => ({
      id,
      name: component === undefined ? text(mode) : text(getComponent(component).names),
      mode: text(mode),
      category: component === undefined ? '' : `cni-${component.replace(/-net$/, '')}`,
      encryption,
      proxyMark,
    })),
    options: options.map(({ label, ...option }) => ({ ...option, label: text(label) })),
    flows: flows.map((flow) => flowSpec(flow, text)),
    closed: allPorts()
      .filter(isClosed)
      .map((port) => closedSpec(port, text)),
  };
}

type Say = (value: Parameters<typeof localize>[0]) => string;

function flowSpec(flow: FirewallFlow, text: Say): FlowSpec {
  const port = flow.port === undefined ? undefined : getPort(flow.port);
  const source = getSource((flow.sources[0] ?? { id: '' }).id);
  const { id, from, to, need, cloudOnly, when } = flow;
  return {
    id,
    row: port?.id,
    port: port ? (flow.ranges ? portText(flow.ranges) : text(port.port)) : '*',
    owner: port ? text(getComponent(port.component).names) : '',
    ranges: flow.ranges ?? port?.ranges ?? [],
    protocols: flow.protocols ?? port?.protocols ?? [],
    from,
    to,
    need,
    cloudOnly,
    when,
    why: text(flow.why ?? port?.purpose ?? ''),
    source: [source.title, source.url],
  };
}

/** Rows that no other machine needs, of software that may run on a machine of the cluster. */
function isClosed(port: Port): boolean {
  const { openBetweenNodes: open, category, ranges } = port;
  return (
    (open === 'no' || open === 'local-only') &&
    ON_MACHINES.test(category) &&
    ranges.length > 0 &&
    machinesOf(port).length > 0
  );
}

function closedSpec(port: Port, text: Say): ClosedSpec {
  // What nobody need look for says so: it is off by default, or gone.
  const status = port.statusCode === 'current' ? '' : `${text(port.status)}: `;
  return {
    row: port.id,
    port: text(port.port),
    owner: text(getComponent(port.component).names),
    category: port.category,
    ranges: port.ranges,
    protocols: port.protocols,
    on: machinesOf(port),
    option: OPTION_OF[port.component],
    why: status + text(port.purpose),
  };
}
