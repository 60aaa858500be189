/**
 * Lays out a drawing that is a table. In a column of text: a row for each party that opens connections, a column for each
 * that is reached, the port in the cell where they meet. In less room: a line for each connection, neighbours joined.
 */
import { pillSize, placePill } from './labels.ts';
import { lineWidth, textWidth } from './measure.ts';
import { placeNode } from './nodes.ts';
import { LEADING, type Line, type PlacedNode, type Rule, type Scene, TYPE, WIDTHS, type Wire } from './scene.ts';
import { type DiagramNode, type Drawing, DiagramError } from './drawing.ts';

const widthOf = (node: DiagramNode): number =>
  Math.max(...node.lines.map((line) => textWidth(line.replace(/^_/, ''), TYPE.name, !line.startsWith('_'))));

const tab = (text: string, x: number, y: number): Line => ({
  text,
  style: 'tab',
  width: lineWidth(text, 'tab'),
  x,
  y,
  start: true,
});

/**
 * Places everything of a matrix.
 * @throws DiagramError when the columns do not fit the width
 */
export function matrix(drawing: Drawing): Scene {
  const { nodes, edges } = drawing;
  const pick = (ids: readonly string[]): DiagramNode[] => nodes.filter((node) => ids.includes(node.id));
  const from = pick(edges.map((edge) => edge.from));
  const to = pick(edges.map((edge) => edge.to));
  return drawing.variant === 'wide' ? table(drawing, from, to) : list(drawing);
}

function table(drawing: Drawing, from: readonly DiagramNode[], to: readonly DiagramNode[]): Scene {
  const { edges, axes } = drawing;
  const width = WIDTHS.wide;
  const rowHead = Math.max(...from.map(widthOf), lineWidth(axes?.from ?? '', 'tab')) + 24;
  const least = to.map(
    (node) =>
      Math.max(widthOf(node), ...edges.filter((edge) => edge.to === node.id).map((edge) => pillSize(edge).w)) + 16,
  );
  const gap = 10;
  const left = width - rowHead - 2 - least.reduce((sum, one) => sum + one + gap, 0);
  if (left < 0)
    throw new DiagramError(drawing.id, drawing.lang, undefined, `The matrix lacks ${Math.ceil(-left)} in width.`);
  const columns: { x: number; w: number }[] = [];
  let x = 1 + rowHead;
  for (const one of least) {
    x += gap;
    columns.push({ x, w: one + left / least.length });
    x += one + left / least.length;
  }
  const headTop = 24;
  const headHeight = Math.max(...to.map((node) => node.lines.length)) * LEADING + 16;
  const rowHeight = Math.max(...from.map((node) => node.lines.length)) * LEADING + 14;
  const rowGap = 12;
  const first = headTop + headHeight + 16;
  const rowTop = (row: number): number => first + row * (rowHeight + rowGap);
  const height = Math.ceil(rowTop(from.length) - rowGap + 2);
  const placed: PlacedNode[] = [
    ...to.map((node, index) =>
      placeNode(node, { x: columns[index]?.x ?? 0, y: headTop, w: columns[index]?.w ?? 0, h: headHeight }),
    ),
    ...from.map((node, row) => ({
      ...placeNode(node, { x: 1, y: rowTop(row), w: rowHead, h: rowHeight }),
      id: node.id,
    })),
  ];
  const rules: Rule[] = [
    ...from.slice(1).map((_, row): Rule => {
      const y = rowTop(row + 1) - rowGap / 2;
      return { from: { x: 1, y }, to: { x: width - 1, y }, style: 'hair' };
    }),
  ];
  // A cell is the wire: it runs nowhere, its label says the port.
  const wires = edges.map((edge): Wire => {
    const row = from.findIndex((node) => node.id === edge.from);
    const column = columns[to.findIndex((node) => node.id === edge.to)] ?? { x: 0, w: 0 };
    const at = { x: column.x + column.w / 2, y: rowTop(row) + rowHeight / 2 };
    return {
      from: edge.from,
      to: edge.to,
      hue: edge.hue,
      dashed: edge.dashed,
      plain: true,
      points: [],
      label: placePill(edge, at),
    };
  });
  const words = [tab(axes?.from ?? '', 2, headTop + headHeight - 4), tab(axes?.to ?? '', (columns[0]?.x ?? 0) + 1, 14)];
  return { width, height, frames: [], nodes: placed, wires, rules, words };
}

function list(drawing: Drawing): Scene {
  const { nodes, edges, axes } = drawing;
  const width = WIDTHS[drawing.variant];
  const node = (id: string): DiagramNode => nodes.find((one) => one.id === id) as DiagramNode;
  const lines = Math.max(...nodes.map((one) => one.lines.length));
  const rowHeight = lines * LEADING + 12;
  const gap = 10;
  const top = 26;
  const rowTop = (row: number): number => top + row * (rowHeight + gap);
  const side = Math.max(...nodes.map(widthOf)) + 14;
  const joined = (end: 'from' | 'to', x: number): PlacedNode[] => {
    const out: PlacedNode[] = [];
    edges.forEach((edge, row) => {
      if (edges[row - 1]?.[end] === edge[end]) return;
      let until = row;
      while (edges[until + 1]?.[end] === edge[end]) until++;
      out.push(placeNode(node(edge[end]), { x, y: rowTop(row), w: side, h: rowTop(until) + rowHeight - rowTop(row) }));
    });
    return out;
  };
  const right = width - 1 - side;
  const wires = edges.map((edge, row): Wire => {
    const y = rowTop(row) + rowHeight / 2;
    const broken =
      pillSize(edge).w > right - side - 44
        ? { ...edge, lines: edge.lines.flatMap((line) => line.split(/(?<=–)/)) }
        : edge;
    return {
      from: edge.from,
      to: edge.to,
      hue: edge.hue,
      dashed: edge.dashed,
      plain: false,
      points: [
        { x: 1 + side, y },
        { x: right - 2, y },
      ],
      label: placePill(broken, { x: (1 + side + right - 8) / 2, y }),
    };
  });
  return {
    width,
    height: Math.ceil(rowTop(edges.length) - gap + 2),
    frames: [],
    nodes: [...joined('from', 1), ...joined('to', right)],
    wires,
    rules: [],
    words: [tab(axes?.from ?? '', 2, 15), tab(axes?.to ?? '', right + 1, 15)],
  };
}
