/** The address of a page with a table: what of it the table understands. */
import { decoded } from '../../lib/decoded.ts';
import { MAX_QUERY } from './query.ts';
import type { Row } from './row-renderer.ts';
import type { TableSpec } from './table-spec.ts';
import { readAddress, type AddressState, type Field } from './url-state.ts';

/** Reads the query of the address. @param sorts the orders that can be chosen */
export function readTableAddress(spec: TableSpec, rows: readonly Row[], sorts: readonly string[]): AddressState {
  const fields: Record<string, Field> = {
    q: { kind: 'text', max: MAX_QUERY },
    sort: { kind: 'list', known: new Set(sorts) },
    row: { kind: 'list', known: new Set(rows.map(({ id }) => id)) },
  };
  for (const { key, values } of spec.facets) {
    fields[key] = { kind: 'list', known: new Set(values.map(({ code }) => code)) };
  }
  return readAddress(location.search, fields);
}

/** What the fragment of the address names; as it stands there, when it cannot be decoded. */
export function fragment(): string {
  return decoded(location.hash.slice(1));
}
