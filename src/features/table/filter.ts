import type { RowSpec } from './table-spec.ts';

/** What remains of a table after a text and filters. */
export interface Filtered {
  /** Positions of the rows that fit everything. */
  rows: number[];
  /** Facet → code → how many rows there would be with this code alone chosen in that facet; counted when somebody looks. */
  counts: () => Map<string, Map<string, number>>;
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
  /** The facets that leave a row out. */
  const failing = ({ codes: own = {} }: RowSpec): string[] =>
    active.flatMap(([facet, codes]) => (own[facet]?.some((code) => codes.includes(code)) ? [] : facet));
  const found = rows.flatMap(({ spec }, index) => (fits(index) ? { index, spec, out: failing(spec) } : []));
  return {
    rows: found.flatMap(({ index, out }) => (out.length === 0 ? index : [])),
    counts: () => {
      const counts = new Map<string, Map<string, number>>();
      for (const { spec, out } of found) {
        if (out.length > 1) continue;
        for (const [facet, codes] of Object.entries(spec.codes ?? {})) {
          if (out.length === 1 && out[0] !== facet) continue;
          const own = counts.get(facet) ?? new Map<string, number>();
          for (const code of codes) own.set(code, (own.get(code) ?? 0) + 1);
          counts.set(facet, own);
        }
      }
      return counts;
    },
  };
}
