/** The rows of a flowchart: how high they must be, and how far apart. */
import { pillSize } from '../labels.ts';
import { nodeSize } from '../nodes.ts';
import { HEAD } from '../scene.ts';
import { cellOf, cellsOf, type Chart, DASHES, PORTS, rowsOf, sideways } from './chart.ts';
import { framePadRows } from './frames.ts';

/**
 * Where the nodes stand from top to bottom.
 * @returns the nodes by their ids, and the height of the drawing
 */
export function placeRows(chart: Chart): { rows: Map<string, { y: number; h: number }>; height: number } {
  const heights = rowHeights(chart);
  const gaps = rowGaps(chart);
  const tops: number[] = [];
  let y = 0;
  heights.forEach((height, row) => {
    y += gaps[row] ?? 0;
    tops.push(y);
    y += height;
  });
  const rows = new Map(
    chart.drawing.nodes.map(({ id }) => {
      const { r0, r1 } = cellOf(chart, id);
      const top = tops[r0] ?? 0;
      return [id, { y: top, h: (tops[r1] ?? 0) + (heights[r1] ?? 0) - top }];
    }),
  );
  return { rows, height: Math.ceil(y + (gaps[chart.grid.rows] ?? 0)) };
}

/** A row is as high as the highest node that stands in it alone; wires at a node's side stand below each other. */
function rowHeights(chart: Chart): number[] {
  const heights = Array.from({ length: chart.grid.rows }, () => 0);
  const beside = sideways(chart);
  for (const node of chart.drawing.nodes) {
    const own = cellOf(chart, node.id);
    if (own.r0 !== own.r1) continue;
    const room = { left: 0, right: 0 };
    for (const edge of beside) {
      if (edge.from !== node.id && edge.to !== node.id) continue;
      const other = cellsOf(chart, edge.from === node.id ? edge.to : edge.from);
      room[(other?.c0 ?? 0) > own.c0 ? 'right' : 'left'] += Math.max(PORTS, pillSize(edge).h + 6);
    }
    heights[own.r0] = Math.max(heights[own.r0] ?? 0, nodeSize(node, chart.air.pad).h, room.left, room.right);
  }
  return heights;
}

/** The gaps above each row, and below the last one. */
function rowGaps(chart: Chart): number[] {
  const { drawing, groups, air, grid } = chart;
  return Array.from({ length: grid.rows + 1 }, (_, row) => {
    const outer = row === 0 || row === grid.rows;
    let base: number = outer ? 0 : 14;
    if (!outer) {
      for (const edge of drawing.edges) {
        const [a, b] = [rowsOf(chart, edge.from), rowsOf(chart, edge.to)];
        const [upper, lower] = a[0] < b[0] ? [a, b] : [b, a];
        if (upper[1] >= row || lower[0] < row) continue;
        const label = pillSize(edge).h;
        base = Math.max(base, label === 0 ? air.row : label + 11 + HEAD.length + (edge.dashed ? DASHES : 0));
      }
    }
    let before = 0;
    let after = 0;
    for (const group of groups) {
      const [first, last] = rowsOf(chart, group.id);
      if (first === row) before = Math.max(before, framePadRows(chart, group, 0));
      if (last === row - 1) after = Math.max(after, framePadRows(chart, group, 1));
    }
    return base + before + after + (outer ? 1.5 : 0) + (grid.extra[row] ?? 0);
  });
}
