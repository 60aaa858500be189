/** The store as the accessors read it: loaded once, looked up by id. */
import { nearest } from '../lib/nearest.ts';
import { loadFacts, type Facts } from './load.ts';

let loaded: Facts | undefined;
/** The store. It is read when it is first asked, not when this module is imported: whoever only needs a type pays nothing. */
export const facts = (): Facts => (loaded ??= loadFacts());

/** Computes a value when it is first asked for, and keeps it. */
export function once<Value>(compute: () => Value): () => Value {
  let kept: { value: Value } | undefined;
  return () => (kept ??= { value: compute() }).value;
}

/** Records by their ids, computed when first asked for. */
export function byId<Entry extends { readonly id: string }>(
  list: () => readonly Entry[],
): () => ReadonlyMap<string, Entry> {
  return once(() => new Map(list().map((entry) => [entry.id, entry])));
}

/** Records under each of their keys, in the order of the list. */
export function groupBy<Entry>(
  list: readonly Entry[],
  keysOf: (entry: Entry) => Iterable<string>,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of list) {
    for (const key of new Set(keysOf(entry))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [entry]);
      else group.push(entry);
    }
  }
  return groups;
}

/** The entry of an id. @throws Error that names the nearest known ids, and where to see them all */
export function pick<Entry>(known: ReadonlyMap<string, Entry>, id: string, noun: string, listing: string): Entry {
  const entry = known.get(id);
  if (entry === undefined) throw unknown(id, known.keys(), noun, listing);
  return entry;
}

/** An error for an id that does not exist: it names the nearest ones, and where to see them all. */
export function unknown(id: string, known: Iterable<string>, noun: string, listing: string): Error {
  return new Error(
    [
      `There is no ${noun} "${id}".`,
      `Nearest known: ${nearest(id, known).join(', ')}.`,
      `To see them all: ${listing}.`,
    ].join('\n'),
  );
}
