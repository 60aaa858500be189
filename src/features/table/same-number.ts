/** A row that stands for one or more ranges of numbers, and who owns it. */
interface Numbered {
  readonly id: string;
  readonly owner: string;
  readonly ranges: readonly (readonly [number, number])[];
}

/** Numbers (one, or neighbours used by the same rows) that rows of several owners share. */
export interface SharedNumber {
  start: number;
  end: number;
  /** Ids of the rows, in the order in which they were given. */
  ids: string[];
}

/**
 * Finds the numbers that several owners use.
 * @param rows every row; one without ranges shares nothing
 * @returns lowest number first; neighbouring numbers with the same rows are one entry
 */
export function sharedNumbers(rows: readonly Numbered[]): SharedNumber[] {
  // The set of rows changes only where a range begins or has just ended: between two such edges it is the same.
  const edges = [...new Set(rows.flatMap((row) => row.ranges.flatMap(([start, end]) => [start, end + 1])))].sort(
    (a, b) => a - b,
  );
  const shared: SharedNumber[] = [];
  edges.forEach((start, index) => {
    const here = rows.filter((row) => row.ranges.some(([from, to]) => from <= start && start <= to));
    if (new Set(here.map((row) => row.owner)).size < 2) return;
    const end = (edges[index + 1] ?? start + 1) - 1;
    const ids = here.map((row) => row.id);
    const last = shared.at(-1);
    if (last && last.end + 1 === start && last.ids.join() === ids.join()) last.end = end;
    else shared.push({ start, end, ids });
  });
  return shared;
}
