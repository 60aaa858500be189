/**
 * Lays out a flowchart: nodes stand in the cells of the grid that its template names, columns share the width, arrows run
 * straight where two nodes face each other and turn at right angles where they do not. Nothing is left to chance: the same
 * template gives the same drawing.
 */
import { textWidth } from './measure.ts';
import {
  type Box,
  type Frame,
  HEAD,
  headOf,
  LEADING,
  type Line,
  lineBox,
  type Pill,
  type PlacedNode,
  type Point,
  type Scene,
  STEP_RADIUS,
  TYPE,
  type Wire,
} from './scene.ts';
import {
  type DiagramEdge,
  type DiagramGroup,
  type DiagramNode,
  type Drawing,
  DiagramError,
  type Variant,
} from './template.ts';

/** How wide a drawing of each variant is: the column of text in a window of 1280 px, the least one of a tablet, a phone of 360 px. */
export const WIDTHS: Record<Variant, number> = { wide: 672, medium: 480, tall: 328 };

/** Measures that differ between a column of text and a phone. */
const AIR = {
  wide: { pad: 8, column: 14, row: 30, faced: 30, edge: 1.5, frame: 10 },
  medium: { pad: 6, column: 8, row: 26, faced: 26, edge: 1.5, frame: 8 },
  tall: { pad: 6, column: 10, row: 24, faced: 22, edge: 1.5, frame: 8 },
} as const;
const TAB = 19;
/** A head stops this far from the box that it points to. */
const TIP = 2;
/** Room in a frame for the head of a wire that comes in: it does not lie on the line of the frame. */
const ENTERED = HEAD.length + TIP + 3;
/** What of a dashed wire stands free of its label: less than two dashes look like a solid one. */
const DASHES = 14;
/** Least distance between two wires that leave a node at the same side. */
const PORTS = 24;

type Side = 'top' | 'right' | 'bottom' | 'left';

interface Cell {
  band: number;
  c0: number;
  c1: number;
  r0: number;
  r1: number;
}

interface Band {
  columns: number;
  r0: number;
  r1: number;
}

interface Grid {
  cells: Map<string, Cell>;
  bands: Band[];
  rows: number;
  /** Extra room above a row. */
  extra: number[];
}

/** Reads the grid of a template; every area must be a rectangle. */
function readGrid(drawing: Drawing, text: string): Grid {
  const fail = (message: string): never => {
    throw new DiagramError(drawing.id, drawing.lang, undefined, `The ${drawing.variant} grid: ${message}`);
  };
  const places = new Map<string, { band: number; row: number; column: number }[]>();
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
      if (fresh) bands.push({ columns: tokens.length, r0: row, r1: row });
      const band = bands.at(-1);
      if (band === undefined || band.columns !== tokens.length) {
        return fail(`"${line}" has not as many cells as the line above; "---" begins new columns.`);
      }
      tokens.forEach((token, column) => {
        if (token !== '.') {
          places.set(token, [...(places.get(token) ?? []), { band: bands.length - 1, row, column }]);
        }
      });
      band.r1 = row;
      extra.push(more);
      more = 0;
      fresh = false;
      row++;
    }
  }
  extra.push(more);
  const cells = new Map<string, Cell>();
  for (const [name, list] of places) {
    const rows = list.map((place) => place.row);
    const columns = list.map((place) => place.column);
    const cell = {
      band: list[0]?.band ?? 0,
      c0: Math.min(...columns),
      c1: Math.max(...columns),
      r0: Math.min(...rows),
      r1: Math.max(...rows),
    };
    if (
      (cell.c1 - cell.c0 + 1) * (cell.r1 - cell.r0 + 1) !== list.length ||
      list.some(({ band }) => band !== cell.band)
    ) {
      fail(`"${name}" does not stand in a rectangle of cells.`);
    }
    cells.set(name, cell);
  }
  const drawn = new Set(drawing.nodes.map(({ id }) => id));
  for (const name of cells.keys()) if (!drawn.has(name)) fail(`"${name}" is not a node.`);
  for (const name of drawn) if (!cells.has(name)) fail(`the node "${name}" stands nowhere.`);
  return { cells, bands, rows: row, extra };
}

const lineOf = (raw: string): { text: string; style: 'name' | 'remark' } =>
  raw.startsWith('_') ? { text: raw.slice(1), style: 'remark' } : { text: raw, style: 'name' };
const measured = (text: string, style: Line['style']): number =>
  textWidth(text, TYPE[style], style === 'name' || style === 'step' || style === 'tab');

/** Least size of a node's box. */
function sizeOf(node: DiagramNode, pad: number): { w: number; h: number } {
  const lines = node.lines.map(lineOf);
  const side = node.shape === 'person' ? pad + 4 : pad;
  return {
    w: Math.max(...lines.map(({ text, style }) => measured(text, style))) + 2 * side,
    h: lines.length * LEADING + 16 + (node.shape === 'store' ? 8 : 0),
  };
}

/** Sets the lines of a node into the middle of its box. */
export function placeNode(node: DiagramNode, box: Box): PlacedNode {
  const middle = box.y + box.h / 2 + (node.shape === 'store' ? 4 : 0);
  const lines = node.lines.map((raw, index): Line => {
    const { text, style } = lineOf(raw);
    return {
      text,
      style,
      width: measured(text, style),
      x: box.x + box.w / 2,
      y: middle + (index - (node.lines.length - 1) / 2) * LEADING + 4.6,
    };
  });
  const { id, kind, shape, party } = node;
  return { id, kind, shape, box, lines, hub: party === 'kube-apiserver' };
}

/** Size of the label on a wire, the circle with the number of its step included. */
export function pillSize(edge: Pick<DiagramEdge, 'lines' | 'step'>): { w: number; h: number } {
  const circle = edge.step === undefined ? 0 : 2 * STEP_RADIUS;
  if (edge.lines.length === 0) return { w: circle, h: circle };
  const text = Math.max(...edge.lines.map((line) => measured(line, 'label')));
  return { w: text + 12 + (circle === 0 ? 0 : circle + 1), h: Math.max(edge.lines.length * 15 + 4, circle) };
}

/** The label of a wire with its middle at a place. */
export function placePill(edge: Pick<DiagramEdge, 'lines' | 'step'>, at: Point): Pill {
  const { w, h } = pillSize(edge);
  const box = { x: at.x - w / 2, y: at.y - h / 2, w, h };
  const circle = edge.step === undefined ? 0 : 2 * STEP_RADIUS + 1;
  const middle = edge.step === undefined ? at.x : box.x + circle + (w - circle) / 2 - 1;
  const lines = edge.lines.map((text, index): Line => ({
    text,
    style: 'label',
    width: measured(text, 'label'),
    x: middle,
    y: at.y + (index - (edge.lines.length - 1) / 2) * 15 + 4.4,
  }));
  if (edge.step === undefined) return { box, lines };
  const centre = { x: box.x + STEP_RADIUS, y: at.y };
  const said = String(edge.step);
  return {
    box,
    lines,
    step: {
      at: centre,
      line: { text: said, style: 'step', width: measured(said, 'step'), x: centre.x, y: centre.y + 4.2 },
    },
  };
}

/** Shares what is left of the width: the narrowest columns grow first, up to a limit, then the gaps. */
function shareOut(columns: number[], left: number, limit: number): { columns: number[]; gap: number } {
  const grown = [...columns];
  let rest = left;
  while (rest > 0.01) {
    const low = Math.min(...grown);
    const lowest = grown.filter((width) => width < low + 0.01).length;
    const next = Math.min(limit, ...grown.filter((width) => width >= low + 0.01));
    if (low >= limit) break;
    const step = Math.min(next - low, rest / lowest);
    grown.forEach((width, index) => {
      if (width < low + 0.01) grown[index] = width + step;
    });
    rest -= step * lowest;
  }
  return { columns: grown, gap: rest };
}

/**
 * Places everything of a flowchart.
 * @param width of the drawing
 * @throws DiagramError when the grid does not fit the nodes, or the nodes do not fit the width
 */
export function compose(drawing: Drawing, width = WIDTHS[drawing.variant]): Scene {
  const { variant, layout } = drawing;
  if (layout === undefined) throw new DiagramError(drawing.id, drawing.lang, undefined, 'There is no layout.');
  const air = AIR[variant];
  const grid = readGrid(drawing, layout.grid);
  const cell = (id: string): Cell => grid.cells.get(id) as Cell;
  const nodes = new Map(drawing.nodes.map((node) => [node.id, node]));
  const groups = drawing.groups.filter((group) => group.nodes.length > 0);
  const isGroup = (id: string): boolean => !nodes.has(id);

  // ---- Which columns and rows a group covers, and how much its frame adds there ----
  const rowsOf = (group: DiagramGroup): [number, number] => [
    Math.min(...group.nodes.map((id) => cell(id).r0)),
    Math.max(...group.nodes.map((id) => cell(id).r1)),
  ];
  const columnsOf = (group: DiagramGroup, band: number): [number, number] | undefined => {
    const own = group.nodes.map(cell).filter((one) => one.band === band);
    return own.length === 0
      ? undefined
      : [Math.min(...own.map((one) => one.c0)), Math.max(...own.map((one) => one.c1))];
  };
  const facing = (a: Cell, b: Cell): 'row' | 'column' | undefined =>
    a.band === b.band && a.r0 <= b.r1 && b.r0 <= a.r1
      ? 'row'
      : a.band === b.band && a.c0 <= b.c1 && b.c0 <= a.c1
        ? 'column'
        : undefined;
  /** The cells of a node or of a whole group; nothing for a group that reaches over bands. */
  const cellsOf = (id: string): Cell | undefined => {
    const group = groups.find((one) => one.id === id);
    if (group === undefined) return grid.cells.get(id);
    const all = group.nodes.map(cell);
    const first = all[0];
    if (first === undefined || all.some((one) => one.band !== first.band)) return undefined;
    return {
      band: first.band,
      c0: Math.min(...all.map((one) => one.c0)),
      c1: Math.max(...all.map((one) => one.c1)),
      r0: Math.min(...all.map((one) => one.r0)),
      r1: Math.max(...all.map((one) => one.r1)),
    };
  };
  const vertical = (id: string): [number, number] => {
    const group = groups.find((one) => one.id === id);
    return group === undefined ? [cell(id).r0, cell(id).r1] : rowsOf(group);
  };
  const inner = (group: DiagramGroup): DiagramGroup[] =>
    groups.filter(
      (one) =>
        one !== group && one.nodes.every((id) => group.nodes.includes(id)) && one.nodes.length < group.nodes.length,
    );
  const routed = (edge: DiagramEdge): string | undefined => layout.routes[`${edge.from}>${edge.to}`];
  /** The side at which a wire reaches a node, as far as the grid tells. */
  const arrival = (edge: DiagramEdge): Side | undefined => {
    if (routed(edge) !== undefined) return routed(edge)?.split(' ')[1] as Side;
    const [from, to] = [edge.from, edge.to].map(cellsOf);
    if (to === undefined) return undefined;
    if (from !== undefined && facing(from, to) === 'row') return from.c0 < to.c0 ? 'left' : 'right';
    const [above, below] = [vertical(edge.from), vertical(edge.to)];
    return above[0] < below[0] ? 'top' : 'bottom';
  };
  /** How far a frame is from its nodes at one of its sides. */
  const padOf = (group: DiagramGroup, side: Side): number =>
    drawing.edges.some(
      (edge) =>
        !edge.plain && group.nodes.includes(edge.to) && !group.nodes.includes(edge.from) && arrival(edge) === side,
    )
      ? ENTERED
      : air.frame;
  const padTop = (group: DiagramGroup): number =>
    (group.name === '' ? 0 : TAB) +
    padOf(group, 'top') +
    Math.max(
      0,
      ...inner(group)
        .filter((one) => rowsOf(one)[0] === rowsOf(group)[0])
        .map(padTop),
    );
  const padBottom = (group: DiagramGroup): number =>
    padOf(group, 'bottom') +
    Math.max(
      0,
      ...inner(group)
        .filter((one) => rowsOf(one)[1] === rowsOf(group)[1])
        .map(padBottom),
    );
  const padSide = (group: DiagramGroup, band: number, end: 0 | 1): number =>
    padOf(group, end === 0 ? 'left' : 'right') +
    Math.max(
      0,
      ...inner(group)
        .filter((one) => {
          const mine = columnsOf(group, band);
          return mine !== undefined && columnsOf(one, band)?.[end] === mine[end];
        })
        .map((one) => padSide(one, band, end)),
    );

  // ---- Columns ----
  const beside = drawing.edges.filter((edge) => {
    const sides = routed(edge)?.split(' ');
    const [a, b] = [cellsOf(edge.from), cellsOf(edge.to)];
    if (a === undefined || b === undefined || edge.from === edge.to) return false;
    return sides ? sides[0] !== sides[1] && /^(left|right) (left|right)/.test(sides.join(' ')) : facing(a, b) === 'row';
  });
  const columnStart: number[][] = [];
  const columnWidth: number[][] = [];
  grid.bands.forEach((band, b) => {
    const widths = Array.from({ length: band.columns }, () => 0);
    const gaps: number[] = Array.from({ length: band.columns + 1 }, (_, k) =>
      k === 0 || k === band.columns ? 0 : air.column,
    );
    for (const edge of beside) {
      const [a, c] = [cellsOf(edge.from), cellsOf(edge.to)];
      if (a?.band !== b || c?.band !== b) continue;
      const [first, second] = a.c0 < c.c0 ? [a, c] : [c, a];
      if (second.c0 !== first.c1 + 1) continue;
      const label = pillSize(edge).w;
      gaps[second.c0] = Math.max(
        gaps[second.c0] ?? 0,
        label === 0 ? air.faced : label + 16 + HEAD.length + (edge.dashed ? DASHES : 0),
      );
    }
    for (let k = 0; k <= band.columns; k++) {
      let before = 0;
      let after = 0;
      for (const group of groups) {
        const own = columnsOf(group, b);
        if (own === undefined) continue;
        if (own[0] === k) before = Math.max(before, padSide(group, b, 0));
        if (own[1] === k - 1) after = Math.max(after, padSide(group, b, 1));
      }
      gaps[k] = (gaps[k] ?? 0) + before + after + (k === 0 || k === band.columns ? air.edge : 0);
    }
    // Wires that leave a node upwards or downwards stand beside each other there, each with its label.
    const need = (node: DiagramNode): number => {
      const sides = [0, 0];
      const mine = cell(node.id);
      for (const edge of drawing.edges) {
        if (edge.from === edge.to || (edge.from !== node.id && edge.to !== node.id)) continue;
        const other = edge.from === node.id ? edge.to : edge.from;
        if (isGroup(other) || routed(edge) !== undefined) continue;
        const there = cell(other);
        if (facing(mine, there) === 'row') continue;
        const up = there.r0 < mine.r0 ? 0 : 1;
        sides[up] = (sides[up] ?? 0) + Math.max(pillSize(edge).w + 8, PORTS);
      }
      // A bar has room in itself; its wires stand where the narrower nodes are.
      return mine.c1 > mine.c0 ? 0 : Math.max(...sides);
    };
    const mine = drawing.nodes.filter((node) => cell(node.id).band === b);
    const least = new Map(mine.map((node) => [node.id, Math.max(sizeOf(node, air.pad).w, need(node))]));
    for (const node of mine) {
      const { c0, c1 } = cell(node.id);
      if (c0 === c1) widths[c0] = Math.max(widths[c0] ?? 0, least.get(node.id) ?? 0);
    }
    for (const node of mine) {
      const { c0, c1 } = cell(node.id);
      let has = 0;
      for (let c = c0; c <= c1; c++) has += (widths[c] ?? 0) + (c > c0 ? (gaps[c] ?? 0) : 0);
      const missing = (least.get(node.id) ?? 0) - has;
      if (missing > 0) for (let c = c0; c <= c1; c++) widths[c] = (widths[c] ?? 0) + missing / (c1 - c0 + 1);
    }
    // A frame is at least as wide as its name.
    for (const group of groups) {
      const own = columnsOf(group, b);
      if (own === undefined || group.name === '') continue;
      let has = padSide(group, b, 0) + padSide(group, b, 1);
      for (let c = own[0]; c <= own[1]; c++) has += (widths[c] ?? 0) + (c > own[0] ? (gaps[c] ?? 0) : 0);
      const missing = measured(group.name, 'tab') + 18 - has;
      if (missing > 0)
        for (let c = own[0]; c <= own[1]; c++) widths[c] = (widths[c] ?? 0) + missing / (own[1] - own[0] + 1);
    }
    const left = width - [...widths, ...gaps].reduce((sum, one) => sum + one, 0);
    if (left < -0.01) {
      throw new DiagramError(
        drawing.id,
        drawing.lang,
        undefined,
        `The ${variant} drawing lacks ${Math.ceil(-left)} of ${width} in width, in the columns ${widths.map(Math.round).join(', ')} with gaps of ${gaps.map(Math.round).join(', ')}: break labels, or put less side by side.`,
      );
    }
    const shared = shareOut(widths, left, variant === 'wide' ? 170 : 150);
    const between = Math.max(1, band.columns - 1);
    const outer = band.columns === 1 ? shared.gap / 2 : 0;
    const starts: number[] = [];
    let x = 0;
    for (let c = 0; c < band.columns; c++) {
      x += (gaps[c] ?? 0) + (c === 0 ? outer : shared.gap / between);
      starts.push(x);
      x += shared.columns[c] ?? 0;
    }
    columnStart.push(starts);
    columnWidth.push(shared.columns);
  });
  // A single node that has the line to itself fills it.
  const across = (one: Cell): { x: number; w: number } => {
    const band = grid.bands[one.band];
    if (band?.columns === 1) {
      const pads = groups.reduce(
        (most, group) => Math.max(most, columnsOf(group, one.band) ? padSide(group, one.band, 0) : 0),
        0,
      );
      return { x: air.edge + pads, w: width - 2 * (air.edge + pads) };
    }
    const x = columnStart[one.band]?.[one.c0] ?? 0;
    return { x, w: (columnStart[one.band]?.[one.c1] ?? 0) + (columnWidth[one.band]?.[one.c1] ?? 0) - x };
  };

  // ---- Rows ----
  const xOf = new Map(drawing.nodes.map((node) => [node.id, across(cell(node.id))]));
  const heights = Array.from({ length: grid.rows }, () => 0);
  for (const node of drawing.nodes) {
    const { r0, r1 } = cell(node.id);
    const sides = [0, 0];
    for (const edge of beside) {
      if (edge.from !== node.id && edge.to !== node.id) continue;
      const right = (cellsOf(edge.from === node.id ? edge.to : edge.from)?.c0 ?? 0) > cell(node.id).c0 ? 1 : 0;
      sides[right] = (sides[right] ?? 0) + Math.max(PORTS, pillSize(edge).h + 6);
    }
    const least = Math.max(sizeOf(node, air.pad).h, ...(r0 === r1 ? sides : [0]));
    if (r0 === r1) heights[r0] = Math.max(heights[r0] ?? 0, least);
  }
  const rowGap = Array.from({ length: grid.rows + 1 }, (_, r) => {
    const outer = r === 0 || r === grid.rows;
    let base: number = outer ? 0 : 14;
    if (!outer) {
      for (const edge of drawing.edges) {
        const [a, b] = [vertical(edge.from), vertical(edge.to)];
        const [upper, lower] = a[0] < b[0] ? [a, b] : [b, a];
        if (upper[1] >= r || lower[0] < r) continue;
        const label = pillSize(edge).h;
        base = Math.max(base, label === 0 ? air.row : label + 11 + HEAD.length + (edge.dashed ? DASHES : 0));
      }
    }
    let before = 0;
    let after = 0;
    for (const group of groups) {
      const [first, last] = rowsOf(group);
      if (first === r) before = Math.max(before, padTop(group));
      if (last === r - 1) after = Math.max(after, padBottom(group));
    }
    return base + before + after + (outer ? 1.5 : 0) + (grid.extra[r] ?? 0);
  });
  const rowTop: number[] = [];
  let y = 0;
  for (let r = 0; r < grid.rows; r++) {
    y += rowGap[r] ?? 0;
    rowTop.push(y);
    y += heights[r] ?? 0;
  }
  const height = Math.ceil(y + (rowGap[grid.rows] ?? 0));

  // ---- Boxes and frames ----
  const boxes = new Map<string, Box>();
  for (const node of drawing.nodes) {
    const own = cell(node.id);
    const top = rowTop[own.r0] ?? 0;
    boxes.set(node.id, {
      ...(xOf.get(node.id) ?? { x: 0, w: 0 }),
      y: top,
      h: (rowTop[own.r1] ?? 0) + (heights[own.r1] ?? 0) - top,
    });
  }
  const frames = groups.map((group): Frame => {
    const own = group.nodes.map((id) => boxes.get(id) as Box);
    const bandsOf = [...new Set(group.nodes.map((id) => cell(id).band))];
    const left = Math.max(...bandsOf.map((band) => padSide(group, band, 0)));
    const right = Math.max(...bandsOf.map((band) => padSide(group, band, 1)));
    const x = Math.min(...own.map((box) => box.x)) - left;
    const top = Math.min(...own.map((box) => box.y)) - padTop(group) + (group.name === '' ? 0 : TAB);
    const box = {
      x,
      y: top,
      w: Math.max(...own.map((one) => one.x + one.w)) + right - x,
      h: Math.max(...own.map((one) => one.y + one.h)) + padBottom(group) - top,
    };
    boxes.set(group.id, box);
    if (group.name === '') return { id: group.id, kind: group.kind, box };
    const wide = measured(group.name, 'tab');
    const tab = { x: box.x, y: box.y - TAB, w: wide + 16, h: TAB };
    return {
      id: group.id,
      kind: group.kind,
      box,
      tab: {
        box: tab,
        line: { text: group.name, style: 'tab', width: wide, x: tab.x + 8, y: tab.y + 14, start: true },
      },
    };
  });

  // ---- Wires ----
  interface End {
    edge: number;
    node: string;
    side: Side;
    /** Where the other end is, to keep the order of the wires. */
    toward: number;
    /** Where the wire may stand, along the side. */
    range: [number, number];
    /** Where it stands, when something in between decides that. */
    at?: number;
  }
  interface Plan {
    edge: DiagramEdge;
    sides: [Side, Side];
    shift: number;
    straight: boolean;
  }
  const boxOf = (id: string): Box => boxes.get(id) as Box;
  const ends: End[] = [];
  const plans = drawing.edges.map((edge, index): Plan => {
    if (edge.from === edge.to) return { edge, sides: ['left', 'left'], straight: false, shift: 0 };
    const a = boxOf(edge.from);
    const b = boxOf(edge.to);
    const hint = routed(edge)?.split(' ');
    const xs: [number, number] = [Math.max(a.x, b.x), Math.min(a.x + a.w, b.x + b.w)];
    const ys: [number, number] = [Math.max(a.y, b.y), Math.min(a.y + a.h, b.y + b.h)];
    const down = b.y > a.y;
    const right = b.x > a.x;
    let sides: [Side, Side];
    let straight = false;
    if (hint) {
      sides = [hint[0] as Side, hint[1] as Side];
      straight =
        sides[0] !== sides[1] &&
        ((sides[0] === 'top' || sides[0] === 'bottom') && (sides[1] === 'top' || sides[1] === 'bottom')
          ? xs[1] - xs[0] >= 12
          : (sides[0] === 'left' || sides[0] === 'right') &&
            (sides[1] === 'left' || sides[1] === 'right') &&
            ys[1] - ys[0] >= 12);
    } else if (xs[1] - xs[0] >= 16) {
      sides = down ? ['bottom', 'top'] : ['top', 'bottom'];
      straight = true;
    } else if (ys[1] - ys[0] >= 16) {
      sides = right ? ['right', 'left'] : ['left', 'right'];
      straight = true;
    } else sides = down ? ['bottom', 'top'] : ['top', 'bottom'];
    const centre = (box: Box, side: Side): number =>
      side === 'top' || side === 'bottom' ? box.x + box.w / 2 : box.y + box.h / 2;
    const length = (box: Box, side: Side): [number, number] =>
      side === 'top' || side === 'bottom' ? [box.x, box.x + box.w] : [box.y, box.y + box.h];
    if (straight) {
      // The narrower of the two decides where the wire stands.
      const along = (box: Box): number => (sides[0] === 'top' || sides[0] === 'bottom' ? box.w : box.h);
      const owner = along(a) === along(b) ? (edge.from < edge.to ? 0 : 1) : along(a) < along(b) ? 0 : 1;
      const node = owner === 0 ? edge.from : edge.to;
      const other = owner === 0 ? b : a;
      ends.push({
        edge: index,
        node,
        side: sides[owner],
        toward: centre(other, sides[1 - owner] as Side),
        range: sides[0] === 'top' || sides[0] === 'bottom' ? xs : ys,
      });
    } else {
      ends.push({
        edge: index,
        node: edge.from,
        side: sides[0],
        toward: centre(b, sides[0]),
        range: length(a, sides[0]),
      });
      ends.push({
        edge: index,
        node: edge.to,
        side: sides[1],
        toward: centre(a, sides[1]),
        range: length(b, sides[1]),
      });
    }
    return { edge, sides, straight, shift: Number(hint?.[2] ?? 0) };
  });
  // Where a frame is too narrow for its tab to give way, a wire that comes from above stands beside the tab.
  const pastTabs = (end: End, at: number): number => {
    const far = farEnd(end);
    if ((end.side !== 'top' || far.side !== 'bottom') && (end.side !== 'bottom' || far.side !== 'top')) return at;
    const lower = end.side === 'top' ? end.node : far.node;
    const upper = end.side === 'top' ? far.node : end.node;
    return Math.max(
      at,
      ...frames
        .filter(
          ({ tab, box, id }) =>
            tab !== undefined &&
            box.w < 2 * tab.box.w + 20 &&
            boxOf(upper).y < box.y &&
            (id === lower || members(id).includes(lower)),
        )
        .map(({ tab, box }) => box.x + (tab?.box.w ?? 0) + 9),
    );
  };
  /** What stands between the two ends of a straight wire, along the side at which it begins. */
  const between = (end: End): [number, number][] => {
    const far = farEnd(end);
    const upright = end.side === 'top' || end.side === 'bottom';
    const [a, b] = [boxOf(end.node), boxOf(far.node)];
    const [low, high] = upright
      ? [Math.min(a.y + a.h, b.y + b.h), Math.max(a.y, b.y)]
      : [Math.min(a.x + a.w, b.x + b.w), Math.max(a.x, b.x)];
    return drawing.nodes
      .map(({ id }) => boxOf(id))
      .filter((box) => (upright ? box.y >= low && box.y + box.h <= high : box.x >= low && box.x + box.w <= high))
      .map((box): [number, number] => (upright ? [box.x, box.x + box.w] : [box.y, box.y + box.h]))
      .filter(([from, to]) => to > end.range[0] && from < end.range[1]);
  };
  const widestRoom = (end: End): [number, number] => {
    const blocks = between(end).sort((a, b) => a[0] - b[0]);
    let best: [number, number] = [end.range[0], end.range[0]];
    let from = end.range[0];
    for (const [start, stop] of [...blocks, [end.range[1], end.range[1]] as [number, number]]) {
      if (start - from > best[1] - best[0]) best = [from, start];
      from = Math.max(from, stop);
    }
    return best;
  };
  const portAt = new Map<string, number>();
  const taken = new Map<string, number[]>();
  const key = (node: string, side: Side): string => `${node}.${side}`;
  const members = (id: string): readonly string[] => groups.find((group) => group.id === id)?.nodes ?? [];
  const farEnd = (end: End): { node: string; side: Side } => {
    const plan = plans[end.edge] as Plan;
    return plan.edge.from === end.node && plan.sides[0] === end.side
      ? { node: plan.edge.to, side: plan.sides[1] }
      : { node: plan.edge.from, side: plan.sides[0] };
  };
  // Straight wires first: what turns takes the room they leave.
  for (const straight of [true, false]) {
    const sides = new Map<string, End[]>();
    for (const end of ends) {
      if (plans[end.edge]?.straight !== straight) continue;
      const name = key(end.node, end.side);
      sides.set(name, [...(sides.get(name) ?? []), end]);
    }
    for (const [name, list] of sides) {
      list.sort((a, b) => a.toward - b.toward || a.edge - b.edge);
      const others = taken.get(name) ?? [];
      const first = list[0] as End;
      const box = boxOf(first.node);
      const [from, to] =
        first.side === 'top' || first.side === 'bottom' ? [box.x, box.x + box.w] : [box.y, box.y + box.h];
      const count = list.length + (straight ? 0 : others.length);
      let places = Array.from({ length: count }, (_, index) => from + ((index + 0.5) * (to - from)) / count);
      if (!straight && others.length > 0) {
        // Each place goes to the straight wire nearest to it; the rest stay free.
        for (const other of others) {
          const nearest = places.reduce(
            (best, place) => (Math.abs(place - other) < Math.abs(best - other) ? place : best),
            places[0] ?? 0,
          );
          places = places.filter((place) => place !== nearest);
        }
      }
      if (straight) {
        // What stands between the two leaves less room.
        const bound = list.filter((end) => between(end).length > 0);
        const room = bound.map(widestRoom);
        bound.forEach((end, index) => {
          const own = room[index] as [number, number];
          const same = bound.filter((_, other) => room[other]?.[0] === own[0]);
          end.range = own;
          end.at = own[0] + ((same.indexOf(end) + 0.5) * (own[1] - own[0])) / same.length;
        });
      }
      list.forEach((end, index) => {
        const [low, high] = end.range;
        const wanted = end.at ?? places[index] ?? (from + to) / 2;
        const clear = Math.min(high - 8, pastTabs(end, wanted));
        const at =
          clear !== wanted
            ? clear
            : wanted < low + 8 || wanted > high - 8
              ? Math.max(low + 8, Math.min(high - 8, straight && list.length === 1 ? (low + high) / 2 : wanted))
              : wanted;
        portAt.set(`${end.edge}.${name}`, at);
        taken.set(name, [...(taken.get(name) ?? []), at]);
        if (straight) {
          const far = farEnd(end);
          const there = key(far.node, far.side);
          taken.set(there, [...(taken.get(there) ?? []), at]);
        }
      });
    }
  }
  const sidePoint = (id: string, side: Side, at: number): Point => {
    const box = boxOf(id);
    switch (side) {
      case 'top':
        return { x: at, y: box.y };
      case 'bottom':
        return { x: at, y: box.y + box.h };
      case 'left':
        return { x: box.x, y: at };
      case 'right':
        return { x: box.x + box.w, y: at };
    }
  };
  const wires = plans.map(({ edge, sides, straight, shift }, index): Wire => {
    let points: Point[];
    // What a node does by itself is a number in its box.
    if (edge.from === edge.to) points = [];
    else if (straight) {
      const at =
        portAt.get(`${index}.${key(edge.from, sides[0])}`) ?? portAt.get(`${index}.${key(edge.to, sides[1])}`) ?? 0;
      points = [sidePoint(edge.from, sides[0], at), sidePoint(edge.to, sides[1], at)];
    } else {
      const start = sidePoint(edge.from, sides[0], portAt.get(`${index}.${key(edge.from, sides[0])}`) ?? 0);
      const end = sidePoint(edge.to, sides[1], portAt.get(`${index}.${key(edge.to, sides[1])}`) ?? 0);
      points = turn(start, end, sides, shift);
    }
    const tip = points.at(-1);
    const before = points.at(-2);
    if (!edge.plain && tip && before) {
      // A head stops short of the frame of the box that it points to.
      const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
      tip.x -= ((tip.x - before.x) / length) * TIP;
      tip.y -= ((tip.y - before.y) / length) * TIP;
    }
    return {
      from: edge.from,
      to: edge.to,
      hue: edge.hue,
      dashed: edge.dashed,
      plain: edge.plain,
      points,
      ...(edge.step === undefined ? {} : { step: edge.step }),
    };
  });
  const scene: Scene = {
    width,
    height,
    frames,
    nodes: drawing.nodes.map((node) => placeNode(node, boxOf(node.id))),
    wires,
    rules: [],
    words: [],
  };
  for (const frame of frames) placeTab(frame, wires, drawing.edges);
  // The shortest wire has the least choice where its label stands.
  const extent = ({ points }: Wire): number =>
    points
      .slice(1)
      .reduce(
        (sum, point, index) => sum + Math.hypot(point.x - (points[index]?.x ?? 0), point.y - (points[index]?.y ?? 0)),
        0,
      );
  const order = drawing.edges
    .map((_, index) => index)
    .sort((a, b) => extent(wires[a] as Wire) - extent(wires[b] as Wire));
  order.forEach((index) => {
    const edge = drawing.edges[index] as DiagramEdge;
    const wire = wires[index] as Wire;
    if (edge.from === edge.to) {
      const box = boxOf(edge.from);
      const before = drawing.edges.slice(0, index).filter((one) => one.from === edge.from && one.to === edge.to).length;
      wire.label = placePill({ ...edge, lines: [] }, { x: box.x + 15 + before * 22, y: box.y + box.h / 2 });
    } else if (pillSize(edge).w > 0) wire.label = bestPlace(scene, wire, edge);
  });
  return scene;
}

/** A way with right angles between two sides. */
function turn(start: Point, end: Point, sides: readonly [Side, Side], shift: number): Point[] {
  const upright = (side: Side): boolean => side === 'top' || side === 'bottom';
  const [first, second] = sides;
  if (upright(first) !== upright(second)) {
    return upright(first) ? [start, { x: start.x, y: end.y }, end] : [start, { x: end.x, y: start.y }, end];
  }
  if (upright(first)) {
    const y =
      first === second
        ? (first === 'top' ? Math.min(start.y, end.y) - 22 : Math.max(start.y, end.y) + 22) + shift
        : (start.y + end.y) / 2 + shift;
    return [start, { x: start.x, y }, { x: end.x, y }, end];
  }
  const x =
    first === second
      ? (first === 'left' ? Math.min(start.x, end.x) - 22 : Math.max(start.x, end.x) + 22) + shift
      : (start.x + end.x) / 2 + shift;
  return [start, { x, y: start.y }, { x, y: end.y }, end];
}

/** Moves the tab of a frame along its top to the first place that no wire passes, with room for its label if there is any. */
function placeTab({ tab, box }: Frame, wires: readonly Wire[], edges: readonly DiagramEdge[]): void {
  if (tab === undefined) return;
  const free = (by: number, labels: boolean): boolean =>
    wires.every(({ points }, wire) => {
      const half = labels ? pillSize(edges[wire] as DiagramEdge).w / 2 - 3 : 0;
      return points.slice(1).every((point, index) => {
        const piece = hull([points[index] as Point, point]);
        const side = piece.w === 0 ? Math.max(half, 0.5) : 0.5;
        const passes = { x: piece.x - side, y: piece.y - 0.5, w: piece.w + 2 * side, h: piece.h + 1 };
        return !meets(passes, grow({ ...tab.box, x: box.x + by }, 7));
      });
    });
  for (const labels of [true, false]) {
    for (let by = 0; by <= box.w - tab.box.w; by += 2) {
      if (!free(by, labels)) continue;
      tab.box.x += by;
      tab.line.x += by;
      return;
    }
  }
}

const meets = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const grow = (box: Box, by: number): Box => ({ x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by });
const hull = (points: readonly Point[]): Box => {
  const x = Math.min(...points.map((point) => point.x));
  const y = Math.min(...points.map((point) => point.y));
  return {
    x,
    y,
    w: Math.max(...points.map((point) => point.x)) - x,
    h: Math.max(...points.map((point) => point.y)) - y,
  };
};

/** Where on its wire a label has the most room: near the middle of a long piece, away from everything else. */
function bestPlace(scene: Scene, wire: Wire, edge: DiagramEdge): Pill {
  const others = scene.wires.filter((one) => one !== wire);
  const solid = [
    ...scene.nodes.map((node) => grow(node.box, 3)),
    ...scene.frames.flatMap(({ tab }) => (tab === undefined ? [] : [grow(tab.box, 3)])),
    ...others.flatMap(({ label }) => (label === undefined ? [] : [grow(label.box, 3)])),
    ...others.map((one) => grow(hull([...headOf(one), ...one.points.slice(-1)]), 2)),
  ];
  const thin = [
    ...scene.frames.flatMap(({ box: { x, y, w, h } }) => [
      { x, y, w, h: 0 },
      { x, y: y + h, w, h: 0 },
      { x, y, w: 0, h },
      { x: x + w, y, w: 0, h },
    ]),
    ...others.flatMap(({ points }) => points.slice(1).map((point, index) => hull([points[index] as Point, point]))),
  ].map((line) => grow(line, 4));
  let best: Pill | undefined;
  let least = Infinity;
  wire.points.slice(1).forEach((to, index) => {
    const from = wire.points[index] as Point;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const last = index === wire.points.length - 2;
    for (let at = 8; at <= length - (last && !wire.plain ? HEAD.length + 3 : 8); at += 2) {
      const pill = placePill(edge, {
        x: from.x + ((to.x - from.x) * at) / length,
        y: from.y + ((to.y - from.y) * at) / length,
      });
      const box = pill.box;
      const along = from.x === to.x ? box.h : box.w;
      const head = last && !wire.plain ? HEAD.length + 2 : 2;
      const middle = Math.min(length / 2, length - head - 4 - along / 2);
      // How far it is from where it should be, and how much it is in the way.
      const cost =
        Math.abs(at - middle) +
        (along + head + 2 > length ? 300 : 0) -
        Math.min(length, 200) +
        (at - along / 2 < 1 || at + along / 2 > length - head ? 400 : 0) +
        solid.filter((one) => meets(one, box)).length * 2000 +
        thin.filter((one) => meets(one, box)).length * 1000 +
        (box.x < 1 || box.x + box.w > scene.width - 1 || box.y < 1 || box.y + box.h > scene.height - 1 ? 5000 : 0);
      if (cost < least) {
        least = cost;
        best = pill;
      }
    }
  });
  return best ?? placePill(edge, wire.points[0] as Point);
}

/** Where the letters of a label are. */
export const lettersOf = (pill: Pill): Box[] => [...pill.lines, ...(pill.step ? [pill.step.line] : [])].map(lineBox);
