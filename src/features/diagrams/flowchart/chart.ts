/** A flowchart before it has sizes: its nodes and groups in the cells of its grid, and what that says of its wires. */
import { type DiagramEdge, type DiagramGroup, DiagramError, type Drawing, type Variant } from '../drawing.ts';
import { isUpright, type Side, type Span } from './boxes.ts';
import { around, type Cell, facing, type Grid, readGrid } from './grid.ts';

/** Measures that differ between a column of text and a phone. */
const AIR = {
  wide: { pad: 8, column: 14, row: 30, faced: 30, edge: 1.5, frame: 10, widest: 170 },
  medium: { pad: 6, column: 8, row: 26, faced: 26, edge: 1.5, frame: 8, widest: 150 },
  tall: { pad: 6, column: 10, row: 24, faced: 22, edge: 1.5, frame: 8, widest: 150 },
} as const satisfies Record<Variant, unknown>;

/** A head stops this far from the box that it points to. */
export const TIP = 2;
/** What of a dashed wire stands free of its label: less than two dashes look like a solid one. */
export const DASHES = 14;
/** Least distance between two wires that leave a node at the same side. */
export const PORTS = 24;

export interface Chart {
  drawing: Drawing;
  grid: Grid;
  /** The groups that have nodes in this variant. */
  groups: readonly DiagramGroup[];
  /** What the head of the template says of a wire, by `from>to`. */
  routes: Readonly<Record<string, string>>;
  air: (typeof AIR)[Variant];
}

/**
 * A drawing with its grid read.
 * @throws DiagramError when it has no layout, or the grid does not fit the nodes
 */
export function readChart(drawing: Drawing): Chart {
  const { variant, layout } = drawing;
  if (layout === undefined) throw new DiagramError(drawing.id, drawing.lang, undefined, 'There is no layout.');
  return {
    drawing,
    grid: readGrid(drawing, layout.grid),
    groups: drawing.groups.filter((group) => group.nodes.length > 0),
    routes: layout.routes,
    air: AIR[variant],
  };
}

/** The cell of a node. */
export const cellOf = ({ grid }: Chart, nodeId: string): Cell => grid.cells.get(nodeId) as Cell;

/** The cells of a node or of a whole group; nothing for a group that reaches over bands. */
export function cellsOf(chart: Chart, id: string): Cell | undefined {
  const group = chart.groups.find((one) => one.id === id);
  return group === undefined ? chart.grid.cells.get(id) : around(group.nodes.map((node) => cellOf(chart, node)));
}

/** The first and the last row of a node or a group. */
export function rowsOf(chart: Chart, id: string): Span {
  const cells = (chart.groups.find((one) => one.id === id)?.nodes ?? [id]).map((node) => cellOf(chart, node));
  return [Math.min(...cells.map(({ r0 }) => r0)), Math.max(...cells.map(({ r1 }) => r1))];
}

/** The first and the last column of a group in a band; nothing where it has none there. */
export function columnsOf(chart: Chart, group: DiagramGroup, band: number): Span | undefined {
  const cells = group.nodes.map((node) => cellOf(chart, node)).filter((one) => one.band === band);
  return cells.length === 0
    ? undefined
    : [Math.min(...cells.map(({ c0 }) => c0)), Math.max(...cells.map(({ c1 }) => c1))];
}

/** What the head of the template says of a wire: the sides at which it leaves and arrives, and how far its turn is moved. */
export function routeOf({ routes }: Chart, edge: DiagramEdge): { sides: [Side, Side]; shift: number } | undefined {
  const words = routes[`${edge.from}>${edge.to}`]?.split(' ');
  return words && { sides: [words[0] as Side, words[1] as Side], shift: Number(words[2] ?? 0) };
}

/** Wires that run from side to side: their labels widen the gap between two columns. */
export const sideways = (chart: Chart): DiagramEdge[] =>
  chart.drawing.edges.filter((edge) => {
    const [a, b] = [cellsOf(chart, edge.from), cellsOf(chart, edge.to)];
    if (a === undefined || b === undefined || edge.from === edge.to) return false;
    const sides = routeOf(chart, edge)?.sides;
    return sides ? sides[0] !== sides[1] && !sides.some(isUpright) : facing(a, b) === 'row';
  });
