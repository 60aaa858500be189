/** Ports, sockets, the processes that open them, and what a firewall lets in. */
import type { Port, Socket } from '../schemas/index.ts';
import type { Facts } from './load.ts';
import { getComponent } from './components.ts';
import { byId, facts, groupBy, once, pick } from './store.ts';

const ports = byId(() => facts().ports.ports);
const portsByComponent = once(() => groupBy(allPorts(), (port) => [port.component]));
const sockets = byId(() => facts().sockets.sockets);
const socketsByComponent = once(() => groupBy(allSockets(), (socket) => socket.components));

/** Every port, in the order of the file. */
export function allPorts(): readonly Port[] {
  return facts().ports.ports;
}

/** One port. Throws when there is none with this id. */
export function getPort(id: string): Port {
  return pick(ports(), id, 'port', 'allPorts() or src/data/ports.yaml');
}

/** The ports of a component, in the order of the file; none when it has none. Throws when there is no such component. */
export function portsOf(componentId: string): readonly Port[] {
  return portsByComponent().get(getComponent(componentId).id) ?? [];
}

/**
 * Ports as a list of numbers shows them: of rows that have number, protocols and component in common, the first. The others
 * would be links of the same name to another place; beside each other they stand in the table of ports.
 */
export function onePerNumber(list: readonly Port[]): Port[] {
  const names = list.map(({ ranges, protocols, component }) => JSON.stringify([ranges, protocols, component]));
  return list.filter((_, index) => names.indexOf(names[index] ?? '') === index);
}

/** Every socket, named pipe and plugin directory, in the order of the file. */
export function allSockets(): readonly Socket[] {
  return facts().sockets.sockets;
}

/** What programs are called where ss and ps show them, and whose ports they open. */
export function allProcesses(): Facts['processes']['processes'] {
  return facts().processes.processes;
}

/** One socket. Throws when there is none with this id. */
export function getSocket(id: string): Socket {
  return pick(sockets(), id, 'socket', 'allSockets() or src/data/sockets.yaml');
}

/** The sockets that a component serves or calls. Throws when there is no such component. */
export function socketsOf(componentId: string): readonly Socket[] {
  return socketsByComponent().get(getComponent(componentId).id) ?? [];
}

/** The choices of a cluster and the connections that each brings along. */
export function firewallFacts(): Facts['firewall'] {
  return facts().firewall;
}
