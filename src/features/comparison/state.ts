/** What the reader chose, as it stands in the address. Names are ids, so they are the same in every language. */
import { readAddress, writeAddress, type Field } from '../table/url-state.ts';

/** The choice of a reader of the comparison. */
export interface ComparisonState {
  /** Columns from left to right. */
  show: string[];
  /** Groups of rows that are unfolded, in the order of the table. */
  groups: string[];
  /** Only rows whose visible cells differ. */
  differ: boolean;
}

/** The names that exist, in the order that holds when nothing is chosen. The first group is what stands there then. */
export interface Known {
  columns: readonly string[];
  groups: readonly string[];
}

/** Stands for every group in an address. */
const ALL = 'all';

/**
 * Reads a choice out of an address. No columns chosen are all of them, no groups the first; what is not known is left out
 * and reported.
 * @param search the query of the address, `?show=cri,oci&groups=history&differ=1`
 */
export function readState(search: string, known: Known): { state: ComparisonState; unknown: string[] } {
  const fields: Record<string, Field> = {
    show: { kind: 'list', known: new Set(known.columns) },
    groups: { kind: 'list', known: new Set([...known.groups, ALL]) },
    differ: { kind: 'list', known: new Set(['1']) },
  };
  const { lists, unknown } = readAddress(search, fields);
  const groups = lists.get('groups') ?? known.groups.slice(0, 1);
  return {
    state: {
      show: [...(lists.get('show') ?? known.columns)],
      groups: known.groups.filter((id) => groups.includes(id) || groups.includes(ALL)),
      differ: lists.has('differ'),
    },
    unknown,
  };
}

/**
 * Writes a choice as a query. What would be so anyway is left out.
 * @param before the query as it is, for what it has besides the choice
 * @returns `?show=…`, or an empty string when all columns and the first group are shown
 */
export function writeState(state: ComparisonState, known: Known, before = ''): string {
  const { groups } = state;
  const isDefault = groups.length === 1 && groups[0] === known.groups[0];
  return writeAddress(
    new Map(),
    new Map([
      ['show', state.show.join() === known.columns.join() ? [] : state.show],
      ['groups', isDefault ? [] : groups.length === known.groups.length ? [ALL] : groups],
      ['differ', state.differ ? ['1'] : []],
    ]),
    before,
  );
}

/**
 * The order of all columns when some of them are shown: what is not shown stays where it is, so that nothing moves away
 * under the reader's hand when it is ticked off, and comes back to its place.
 * @param order all columns as they stand now
 * @param show the shown ones in the order wanted
 */
export function arrange(order: readonly string[], show: readonly string[]): string[] {
  const next = [...show];
  return order.map((id) => (show.includes(id) ? (next.shift() ?? id) : id));
}
