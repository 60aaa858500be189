import { allPorts } from '@facts';
import { sharedNumbers, type SharedNumber } from '@lib/table/same-number.ts';

/** The numbers that rows of several components use. */
export function portsShared(): SharedNumber[] {
  return sharedNumbers(allPorts().map(({ id, component, ranges }) => ({ id, owner: component, ranges })));
}

/** For each row that shares a number: the ids of the rows of other components that use it too. */
export function othersWithTheSameNumber(): ReadonlyMap<string, readonly string[]> {
  const owner = new Map(allPorts().map(({ id, component }) => [id, component]));
  const others = new Map<string, Set<string>>();
  for (const { ids } of portsShared()) {
    for (const id of ids) {
      const set = others.get(id) ?? new Set();
      for (const other of ids) if (owner.get(other) !== owner.get(id)) set.add(other);
      others.set(id, set);
    }
  }
  return new Map([...others].map(([id, set]) => [id, [...set]]));
}
