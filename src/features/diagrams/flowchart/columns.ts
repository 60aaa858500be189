/** The columns of a flowchart: how wide they must be, and how they share the width of the drawing. */
import { pillSize } from '../labels.ts';
import { nodeSize } from '../nodes.ts';
import { HEAD } from '../scene.ts';
import { DiagramError, type DiagramNode } from '../drawing.ts';
import type { Span } from './boxes.ts';
import { cellOf, cellsOf, type Chart, columnsOf, DASHES, PORTS, routeOf, sideways } from './chart.ts';
import { framePadColumns, frameWidth } from './frames.ts';
import { type Cell, facing } from './grid.ts';

interface Columns {
  starts: number[];
  widths: number[];
}

/**
 * Where the nodes stand from left to right.
 * @returns by the id of the node
 * @throws DiagramError when they do not fit the width
 */
export function placeColumns(chart: Chart, width: number): Map<string, { x: number; w: number }> {
  const bands = chart.grid.bands.map((_, band) => columnsOfBand(chart, band, width));
  const across = ({ band, c0, c1 }: Cell): { x: number; w: number } => {
    const { starts, widths } = bands[band] as Columns;
    if (starts.length === 1) {
      // A single node that has the line to itself fills it.
      const pads = Math.max(
        0,
        ...chart.groups.map((group) => (columnsOf(chart, group, band) ? framePadColumns(chart, group, band, 0) : 0)),
      );
      return { x: chart.air.edge + pads, w: width - 2 * (chart.air.edge + pads) };
    }
    const x = starts[c0] ?? 0;
    return { x, w: (starts[c1] ?? 0) + (widths[c1] ?? 0) - x };
  };
  return new Map(chart.drawing.nodes.map(({ id }) => [id, across(cellOf(chart, id))]));
}

function columnsOfBand(chart: Chart, band: number, width: number): Columns {
  const { drawing, air } = chart;
  const gaps = gapsOf(chart, band);
  const least = leastWidths(chart, band, gaps);
  const left = width - [...least, ...gaps].reduce((sum, one) => sum + one, 0);
  if (left < -0.01) {
    throw new DiagramError(
      drawing.id,
      drawing.lang,
      undefined,
      `The ${drawing.variant} drawing lacks ${Math.ceil(-left)} of ${width} in width, in the columns ${least.map(Math.round).join(', ')} with gaps of ${gaps.map(Math.round).join(', ')}: break labels, or put less side by side.`,
    );
  }
  const { widths, rest } = shareOut(least, left, air.widest);
  const between = Math.max(1, widths.length - 1);
  const outer = widths.length === 1 ? rest / 2 : 0;
  const starts: number[] = [];
  let x = 0;
  widths.forEach((one, column) => {
    x += (gaps[column] ?? 0) + (column === 0 ? outer : rest / between);
    starts.push(x);
    x += one;
  });
  return { starts, widths };
}

/** The gaps of a band: before its first column, between two, after its last one. */
function gapsOf(chart: Chart, band: number): number[] {
  const { groups, air } = chart;
  const last = chart.grid.bands[band]?.columns ?? 0;
  const gaps: number[] = Array.from({ length: last + 1 }, (_, k) => (k === 0 || k === last ? 0 : air.column));
  for (const edge of sideways(chart)) {
    const [a, b] = [cellsOf(chart, edge.from), cellsOf(chart, edge.to)];
    if (a?.band !== band || b?.band !== band) continue;
    const [first, second] = a.c0 < b.c0 ? [a, b] : [b, a];
    if (second.c0 !== first.c1 + 1) continue;
    const label = pillSize(edge).w;
    gaps[second.c0] = Math.max(
      gaps[second.c0] ?? 0,
      label === 0 ? air.faced : label + 16 + HEAD.length + (edge.dashed ? DASHES : 0),
    );
  }
  return gaps.map((gap, k) => {
    let before = 0;
    let after = 0;
    for (const group of groups) {
      const own = columnsOf(chart, group, band);
      if (own?.[0] === k) before = Math.max(before, framePadColumns(chart, group, band, 0));
      if (own?.[1] === k - 1) after = Math.max(after, framePadColumns(chart, group, band, 1));
    }
    return gap + before + after + (k === 0 || k === last ? air.edge : 0);
  });
}

/** Least widths of the columns of a band: those of the nodes in one column, then what a wider node or a frame's name lacks. */
function leastWidths(chart: Chart, band: number, gaps: readonly number[]): number[] {
  const widths = Array.from({ length: chart.grid.bands[band]?.columns ?? 0 }, () => 0);
  const widen = ([first, last]: Span, least: number, pads: number): void => {
    let has = pads;
    for (let c = first; c <= last; c++) has += (widths[c] ?? 0) + (c > first ? (gaps[c] ?? 0) : 0);
    const missing = least - has;
    if (missing > 0) for (let c = first; c <= last; c++) widths[c] = (widths[c] ?? 0) + missing / (last - first + 1);
  };
  const nodes = chart.drawing.nodes
    .filter(({ id }) => cellOf(chart, id).band === band)
    .map((node) => ({
      ...cellOf(chart, node.id),
      least: Math.max(nodeSize(node, chart.air.pad).w, roomForWires(chart, node)),
    }));
  for (const { c0, c1, least } of nodes) if (c0 === c1) widths[c0] = Math.max(widths[c0] ?? 0, least);
  for (const { c0, c1, least } of nodes) widen([c0, c1], least, 0);
  for (const group of chart.groups) {
    const own = columnsOf(chart, group, band);
    if (own === undefined || group.name === '') continue;
    const pads = framePadColumns(chart, group, band, 0) + framePadColumns(chart, group, band, 1);
    widen(own, frameWidth(group), pads);
  }
  return widths;
}

/** What a node needs for the wires that leave it upwards or downwards: they stand beside each other, each with its label. */
function roomForWires(chart: Chart, node: DiagramNode): number {
  const own = cellOf(chart, node.id);
  // A bar has room in itself; its wires stand where the narrower nodes are.
  if (own.c1 > own.c0) return 0;
  const room = { up: 0, down: 0 };
  for (const edge of chart.drawing.edges) {
    if (edge.from === edge.to || (edge.from !== node.id && edge.to !== node.id)) continue;
    const other = chart.grid.cells.get(edge.from === node.id ? edge.to : edge.from);
    if (other === undefined || routeOf(chart, edge) !== undefined || facing(own, other) === 'row') continue;
    room[other.r0 < own.r0 ? 'up' : 'down'] += Math.max(pillSize(edge).w + 8, PORTS);
  }
  return Math.max(room.up, room.down);
}

/** Shares what is left of the width: the narrowest columns grow first, up to a limit; the rest is for the gaps. */
function shareOut(least: readonly number[], left: number, limit: number): { widths: number[]; rest: number } {
  const widths = [...least];
  let rest = left;
  while (rest > 0.01) {
    const low = Math.min(...widths);
    const lowest = widths.filter((width) => width < low + 0.01).length;
    const next = Math.min(limit, ...widths.filter((width) => width >= low + 0.01));
    if (low >= limit) break;
    const step = Math.min(next - low, rest / lowest);
    widths.forEach((width, index) => {
      if (width < low + 0.01) widths[index] = width + step;
    });
    rest -= step * lowest;
  }
  return { widths, rest };
}
