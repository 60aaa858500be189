/** The grid of a template: in which rows and columns its nodes stand. */
import { DiagramError, type Drawing } from '../drawing.ts';

/** The rows and columns that a node covers, the last ones included. */
export interface Cell {
  band: number;
  c0: number;
  c1: number;
  r0: number;
  r1: number;
}

/** Rows that share their columns. */
interface Band {
  columns: number;
}

export interface Grid {
  /** By the id of the node. */
  cells: Map<string, Cell>;
  bands: Band[];
  rows: number;
  /** Extra room above a row; the last one is below all. */
  extra: number[];
}

interface Place {
  band: number;
  row: number;
  column: number;
}

/**
 * Reads the grid of a template (`layout.grid` of its head).
 * @throws DiagramError for rows of one band that differ in length, a node that stands nowhere, a name that is no node, an area
 *   that is not a rectangle
 */
export function readGrid(drawing: Drawing, text: string): Grid {
  const fail = (message: string): never => {
    throw new DiagramError(drawing.id, drawing.lang, undefined, `The ${drawing.variant} grid: ${message}`);
  };
  const places = new Map<string, Place[]>();
  const bands: Band[] = [];
  const extra: number[] = [];
  let row = 0;
  let more = 0;
  let fresh = true;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    if (line === '---') fresh = true;
    else if (/^[+-]\d+$/.test(line)) more += Number(line);
    else {
      const tokens = line.split(/\s+/);
      if (fresh) bands.push({ columns: tokens.length });
      if (bands.at(-1)?.columns !== tokens.length) {
        return fail(`"${line}" has not as many cells as the line above; "---" begins new columns.`);
      }
      tokens.forEach((token, column) => {
        if (token !== '.') {
          places.set(token, [...(places.get(token) ?? []), { band: bands.length - 1, row, column }]);
        }
      });
      extra.push(more);
      more = 0;
      fresh = false;
      row++;
    }
  }
  extra.push(more);
  const cells = new Map<string, Cell>();
  for (const [name, list] of places) {
    const cell = rectangle(list);
    if (cell === undefined) return fail(`"${name}" does not stand in a rectangle of cells.`);
    cells.set(name, cell);
  }
  const drawn = new Set(drawing.nodes.map(({ id }) => id));
  for (const name of cells.keys()) if (!drawn.has(name)) fail(`"${name}" is not a node.`);
  for (const name of drawn) if (!cells.has(name)) fail(`the node "${name}" stands nowhere.`);
  return { cells, bands, rows: row, extra };
}

/** The rectangle that places fill; nothing if they fill none. */
function rectangle(places: readonly Place[]): Cell | undefined {
  const cell = around(places.map(({ band, row, column }) => ({ band, c0: column, c1: column, r0: row, r1: row })));
  return cell !== undefined && (cell.c1 - cell.c0 + 1) * (cell.r1 - cell.r0 + 1) === places.length ? cell : undefined;
}

/** The rows and columns that several cells cover together; nothing where they are of more than one band. */
export function around(cells: readonly Cell[]): Cell | undefined {
  const band = cells[0]?.band;
  if (band === undefined || cells.some((one) => one.band !== band)) return undefined;
  return {
    band,
    c0: Math.min(...cells.map((one) => one.c0)),
    c1: Math.max(...cells.map((one) => one.c1)),
    r0: Math.min(...cells.map((one) => one.r0)),
    r1: Math.max(...cells.map((one) => one.r1)),
  };
}

/** Whether two cells stand side by side (`row`), one above the other (`column`), or neither. */
export const facing = (a: Cell, b: Cell): 'row' | 'column' | undefined =>
  a.band === b.band && a.r0 <= b.r1 && b.r0 <= a.r1
    ? 'row'
    : a.band === b.band && a.c0 <= b.c1 && b.c0 <= a.c1
      ? 'column'
      : undefined;
