/** The frames around the groups of a flowchart: how far they reach around their nodes, where they and their tabs stand. */
import { pillSize } from '../labels.ts';
import { lineWidth } from '../measure.ts';
import { type Box, type Frame, HEAD, type Wire } from '../scene.ts';
import type { DiagramEdge, DiagramGroup } from '../drawing.ts';
import { grow, overlap, piecesOf, type Side } from './boxes.ts';
import { cellOf, cellsOf, type Chart, columnsOf, routeOf, rowsOf, TIP } from './chart.ts';
import { facing } from './grid.ts';

/** Height of the tab with the name of a frame. */
const TAB = 19;
/** Room in a frame for the head of a wire that comes in: it does not lie on the line of the frame. */
const ENTERED = HEAD.length + TIP + 3;

/** The side at which a wire reaches its end, as far as the grid tells. */
function arrival(chart: Chart, edge: DiagramEdge): Side | undefined {
  const route = routeOf(chart, edge);
  if (route) return route.sides[1];
  const [from, to] = [cellsOf(chart, edge.from), cellsOf(chart, edge.to)];
  if (to === undefined) return undefined;
  if (from !== undefined && facing(from, to) === 'row') return from.c0 < to.c0 ? 'left' : 'right';
  return rowsOf(chart, edge.from)[0] < rowsOf(chart, edge.to)[0] ? 'top' : 'bottom';
}

/** How far a frame is from what it holds at one of its sides. */
const padOf = (chart: Chart, group: DiagramGroup, side: Side): number =>
  chart.drawing.edges.some(
    (edge) =>
      !edge.plain && group.nodes.includes(edge.to) && !group.nodes.includes(edge.from) && arrival(chart, edge) === side,
  )
    ? ENTERED
    : chart.air.frame;

const innerGroups = ({ groups }: Chart, group: DiagramGroup): DiagramGroup[] =>
  groups.filter(
    (one) =>
      one !== group && one.nodes.every((id) => group.nodes.includes(id)) && one.nodes.length < group.nodes.length,
  );

/** How far a frame, its tab included, reaches above its first row (end 0) or below its last one (end 1), inner frames counted. */
export const framePadRows = (chart: Chart, group: DiagramGroup, end: 0 | 1): number =>
  (end === 1 || group.name === '' ? 0 : TAB) +
  padOf(chart, group, end === 0 ? 'top' : 'bottom') +
  Math.max(
    0,
    ...innerGroups(chart, group)
      .filter((one) => rowsOf(chart, one.id)[end] === rowsOf(chart, group.id)[end])
      .map((one) => framePadRows(chart, one, end)),
  );

/** How far a frame reaches beyond its first (end 0) or last column (end 1) in a band, inner frames counted. */
export const framePadColumns = (chart: Chart, group: DiagramGroup, band: number, end: 0 | 1): number =>
  padOf(chart, group, end === 0 ? 'left' : 'right') +
  Math.max(
    0,
    ...innerGroups(chart, group)
      .filter((one) => {
        const own = columnsOf(chart, group, band);
        return own !== undefined && columnsOf(chart, one, band)?.[end] === own[end];
      })
      .map((one) => framePadColumns(chart, one, band, end)),
  );

/** Least width of a frame: its name must fit above it. */
export const frameWidth = ({ name }: DiagramGroup): number => (name === '' ? 0 : lineWidth(name, 'tab') + 18);

/**
 * Places the frames around their nodes, each with its tab above its top left corner.
 * @param boxes of the nodes, by their ids
 */
export const placeFrames = (chart: Chart, boxes: ReadonlyMap<string, Box>): Frame[] =>
  chart.groups.map((group): Frame => {
    const { id, kind, name, nodes } = group;
    const own = nodes.map((node) => boxes.get(node) as Box);
    const bands = [...new Set(nodes.map((node) => cellOf(chart, node).band))];
    const [left, right] = ([0, 1] as const).map((end) =>
      Math.max(...bands.map((band) => framePadColumns(chart, group, band, end))),
    ) as [number, number];
    const x = Math.min(...own.map((box) => box.x)) - left;
    const y = Math.min(...own.map((box) => box.y)) - framePadRows(chart, group, 0) + (name === '' ? 0 : TAB);
    const box = {
      x,
      y,
      w: Math.max(...own.map((one) => one.x + one.w)) + right - x,
      h: Math.max(...own.map((one) => one.y + one.h)) + framePadRows(chart, group, 1) - y,
    };
    if (name === '') return { id, kind, box };
    const width = lineWidth(name, 'tab');
    const tab = { x, y: y - TAB, w: width + 16, h: TAB };
    return {
      id,
      kind,
      box,
      tab: { box: tab, line: { text: name, style: 'tab', width, x: tab.x + 8, y: tab.y + 14, start: true } },
    };
  });

/**
 * Moves the tab of a frame along its top to the first place that no wire passes, with room for the wire's label if there is any.
 * @param edges what the wires draw, in the same order
 */
export function clearTab(frame: Frame, wires: readonly Wire[], edges: readonly DiagramEdge[]): Frame {
  const { tab, box } = frame;
  if (tab === undefined) return frame;
  const isFree = (by: number, withLabels: boolean): boolean =>
    wires.every(({ points }, wire) => {
      const half = withLabels ? pillSize(edges[wire] as DiagramEdge).w / 2 - 3 : 0;
      return piecesOf(points).every((piece) => {
        const side = piece.w === 0 ? Math.max(half, 0.5) : 0.5;
        const passes = { x: piece.x - side, y: piece.y - 0.5, w: piece.w + 2 * side, h: piece.h + 1 };
        return !overlap(passes, grow({ ...tab.box, x: box.x + by }, 7));
      });
    });
  for (const withLabels of [true, false]) {
    for (let by = 0; by <= box.w - tab.box.w; by += 2) {
      if (!isFree(by, withLabels)) continue;
      return {
        ...frame,
        tab: { box: { ...tab.box, x: tab.box.x + by }, line: { ...tab.line, x: tab.line.x + by } },
      };
    }
  }
  return frame;
}
