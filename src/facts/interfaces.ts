/** The six interfaces, their implementations, and the other ways to extend Kubernetes. */
import type {
  Extensibility,
  Extension,
  ExtensionNeighbour,
  Implementation,
  ImplementationGroup,
  InterfaceEntry,
} from '../schemas/index.ts';
import { byId, facts, groupBy, once, pick } from './store.ts';

const interfaces = byId<InterfaceEntry>(() => facts().interfaces.interfaces);
const groups = byId(() => facts().implementations.groups);
const implementationsByGroup = once(() => groupBy(allImplementations(), (entry) => [entry.group]));

/** The six interfaces, in the order of the file. */
export function allInterfaces(): readonly InterfaceEntry[] {
  return facts().interfaces.interfaces;
}

/** One interface. Throws when there is none with this id. */
export function getInterface(id: string): InterfaceEntry {
  return pick(interfaces(), id, 'interface', 'INTERFACE_IDS or src/data/interfaces.yaml');
}

/** Every implementation, in the order of the file. */
export function allImplementations(): readonly Implementation[] {
  return facts().implementations.implementations;
}

/** The implementations of a group. Throws when there is no such group. */
export function implementationsOf(groupId: string): readonly Implementation[] {
  return implementationsByGroup().get(getGroup(groupId).id) ?? [];
}

/** Every group of implementations, in the order of the file. */
export function allGroups(): readonly ImplementationGroup[] {
  return facts().implementations.groups;
}

/** One group of implementations. Throws when there is none with this id. */
export function getGroup(id: string): ImplementationGroup {
  return pick(groups(), id, 'group of implementations', 'allGroups() or src/data/implementations.yaml');
}

const extensions = byId(() => facts().extensibility.extensions);
const neighbours = byId(() => facts().extensibility.neighbours);

/** All that the data says about extending Kubernetes. */
export function extensibility(): Extensibility {
  return facts().extensibility;
}

/** One way to extend Kubernetes that is written out: `crd`, `api-aggregation`, `admission`. Throws when there is none. */
export function getExtension(id: string): Extension {
  return pick(extensions(), id, 'extension', 'extensibility().extensions or src/data/extensibility.yaml');
}

/** One neighbouring extension point, such as `kms`. Throws when there is none with this id. */
export function getExtensionPoint(id: string): ExtensionNeighbour {
  return pick(neighbours(), id, 'extension point', 'extensibility().neighbours or src/data/extensibility.yaml');
}
