import type { RowSpec } from './table-spec.ts';

/** What remains of a table after a text and filters. */
export interface Filtered {
  /** Positions of the rows that fit everything. */
  rows: number[];
  /** Facet → code → how many rows there would be with this code alone chosen in that facet. */
  counts: Map<string, Map<string, number>>;
}

/**
 * Applies filters: within a facet any chosen code will do, across facets all must fit. The counts beside a facet's
 * values ignore that facet's own choice, so that they say what choosing another value would give.
 * @param rows every row with its codes
 * @param chosen facet → chosen codes; an empty list chooses nothing
 * @param fits whether a row fits the text
 */
export function filterRows(
  rows: readonly { readonly spec: RowSpec }[],
  chosen: ReadonlyMap<string, readonly string[]>,
  fits: (row: number) => boolean,
): Filtered {
  const active = [...chosen].filter(([, codes]) => codes.length > 0);
  const result: Filtered = { rows: [], counts: new Map() };
  const count = (facet: string, codes: readonly string[]): void => {
    const counts = result.counts.get(facet) ?? new Map<string, number>();
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    result.counts.set(facet, counts);
  };
  rows.forEach(({ spec }, index) => {
    if (!fits(index)) return;
    const own = spec.codes ?? {};
    const failing = active.filter(([facet, codes]) => !own[facet]?.some((code) => codes.includes(code)));
    const [only] = failing;
    if (failing.length === 1 && only) count(only[0], own[only[0]] ?? []);
    if (failing.length > 0) return;
    result.rows.push(index);
    for (const facet in own) count(facet, own[facet] ?? []);
  });
  return result;
}
