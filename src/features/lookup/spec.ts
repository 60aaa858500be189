/** What the tool knows, from the store, in one language. Runs in the build and in tests. */
import {
  allCorrections,
  allPorts,
  allProcesses,
  firewallFacts,
  getComponent,
  getPort,
  type Port,
} from '../../facts/index.ts';
import { type Lang, localize } from '../../lib/text.ts';
import { machinesOf } from '../firewall/spec.ts';
import type { LookupRow, LookupSpec } from './explain.ts';

/** Whether a row that stays on its machine listens on loopback alone, where kubeadm or the program itself decides. */
const onLoopback = ({ openBetweenNodes, defaultBind }: Port): boolean =>
  openBetweenNodes === 'local-only' && /127\.0\.0\.1|localhost|loopback/.test(localize(defaultBind, 'en'));

/** The correction that names a number of the row, or the one on TLS of etcd. */
function correctionOf(port: Port): string | undefined {
  const numbers = port.ranges.map(([from]) => String(from));
  return allCorrections().find(
    ({ id }) =>
      numbers.some((number) => id.endsWith(`-${number}`)) || (port.id === 'etcd-client-2379' && id === 'etcd-tls'),
  )?.id;
}

/** All that the tool knows, in one language. */
export function lookupSpec(lang: Lang): LookupSpec {
  const text = (value: Parameters<typeof localize>[0]): string => localize(value, lang);
  return {
    rows: allPorts().map((port): LookupRow => ({
      id: port.id,
      port: text(port.port),
      owner: text(getComponent(port.component).names),
      component: port.component,
      category: port.category,
      ranges: port.ranges,
      protocols: port.protocols,
      on: machinesOf(port),
      open: port.openBetweenNodes,
      status: port.statusCode,
      purpose: text(port.purpose),
      loopback: onLoopback(port),
      instead: (port.replacedBy ?? []).map((id) => [id, text(getPort(id).port)]),
      correction: correctionOf(port),
    })),
    processes: allProcesses().map(({ name, components }) => [name, components]),
    clusters: firewallFacts().clusters.map(({ id, name, category }) => [id, text(name), category ?? '']),
  };
}
