/**
 * Lays out a sequence: lanes side by side, messages one below the other. Every message has its words above its line; the
 * lanes it passes give way to both.
 */
import { lineWidth } from './measure.ts';
import { placeNode } from './nodes.ts';
import {
  HEAD,
  LEADING,
  type Line,
  type PlacedNode,
  type Point,
  type Rule,
  type Scene,
  STEP_RADIUS,
  WIDTHS,
  type Wire,
} from './scene.ts';
import { type DiagramEdge, type Drawing, DiagramError } from './drawing.ts';

const AIR = {
  wide: { pad: 8, lane: 16 },
  medium: { pad: 8, lane: 12 },
  // On a phone the heads of the lanes take as much as there is.
  tall: { pad: 7, lane: 5 },
} as const;
const LEAST_PAD = 2.5;
const LOOP = { w: 24, h: 18 } as const;
/** Distance of two lines of a message. */
const LINE = 15;

/** Breaks words into lines that are no wider than the limit. */
function fold(text: string, limit: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && lineWidth(`${last} ${word}`, 'label') <= limit)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const widest = (lines: readonly string[]): number => Math.max(0, ...lines.map((line) => lineWidth(line, 'label')));

/** What the circle of a step takes of a message's line. */
const circle = (edge: DiagramEdge): number => (edge.step === undefined ? 0 : STEP_RADIUS);

/** The lanes of a sequence: their heads, and where their lines stand. */
interface Lanes {
  heads: PlacedNode[];
  headHeight: number;
  /** The middle of each lane. */
  xs: number[];
  /** Which lane a node has. */
  laneOf: (nodeId: string) => number;
}

/** A piece of a lane that is not drawn. */
interface Cut {
  lane: number;
  from: number;
  to: number;
}

/** What a message, or the name of a phase, adds to the drawing. */
interface Piece {
  wire?: Wire;
  words?: Line[];
  rules?: Rule[];
  cuts: Cut[];
  /** Where the next piece may begin. */
  y: number;
}

/**
 * Places everything of a sequence.
 * @throws DiagramError when the lanes do not fit the width
 */
export function sequence(drawing: Drawing): Scene {
  const width = WIDTHS[drawing.variant];
  const lanes = placeLanes(drawing, width);
  const pieces: Piece[] = [];
  let y = lanes.headHeight + 1;
  const add = (piece: Piece): void => {
    pieces.push(piece);
    y = piece.y;
  };
  drawing.edges.forEach((edge, index) => {
    const before = drawing.edges[index - 1];
    if (edge.phase !== before?.phase) add(placePhase(edge.phase ?? '', lanes, y, width));
    add(edge.from === edge.to ? placeLoop(edge, lanes, y, width) : placeMessage(edge, before, lanes, y, width));
  });
  const height = Math.ceil(y + 12);
  const cuts = pieces.flatMap((piece) => piece.cuts);
  return {
    width,
    height,
    frames: [],
    nodes: lanes.heads,
    wires: pieces.flatMap(({ wire }) => wire ?? []),
    rules: [...pieces.flatMap(({ rules }) => rules ?? []), ...livesOf(lanes, cuts, height)],
    words: pieces.flatMap(({ words }) => words ?? []),
  };
}

/** Shares the width among the lanes: as much as their names and, where there is room, the messages between two need. */
function placeLanes({ id, lang, variant, nodes, edges }: Drawing, width: number): Lanes {
  const air = AIR[variant];
  const laneOf = (nodeId: string): number =>
    Math.max(
      0,
      nodes.findIndex((node) => node.id === nodeId),
    );
  const names = nodes.map((node) => Math.max(...node.lines.map((line) => lineWidth(line, 'name'))));
  const room = width - 2 - air.lane * (nodes.length - 1) - names.reduce((sum, one) => sum + one, 0);
  const pad = Math.min(air.pad, Math.max(LEAST_PAD, room / (2 * nodes.length)));
  const heads = names.map((name) => name + 2 * pad);
  // Least distance of a lane's middle from that of the lane before it.
  const pitch = heads.map((head, index) =>
    index === 0 ? head / 2 + 1 : (head + (heads[index - 1] ?? 0)) / 2 + air.lane,
  );
  if (variant === 'wide') {
    for (const edge of edges) {
      const [a, b] = [laneOf(edge.from), laneOf(edge.to)];
      const next = Math.max(a, b);
      if (Math.abs(a - b) === 1)
        pitch[next] = Math.max(pitch[next] ?? 0, widest(edge.lines) + circle(edge) + HEAD.length + 16);
    }
  }
  const last = (heads.at(-1) ?? 0) / 2 + 1;
  const left = width - last - pitch.reduce((sum, one) => sum + one, 0);
  if (left < -0.01) {
    const message = `The ${variant} lanes lack ${Math.ceil(-left)} of ${width} in width.`;
    throw new DiagramError(id, lang, undefined, message);
  }
  let sum = 0;
  const xs = pitch.map((one, index) => (sum += one + (index === 0 ? 0 : left / Math.max(1, nodes.length - 1))));
  const headHeight = Math.max(...nodes.map((node) => node.lines.length)) * LEADING + 14;
  const placed = nodes.map((node, index) => {
    const w = heads[index] ?? 0;
    return placeNode(node, { x: (xs[index] ?? 0) - w / 2, y: 1, w, h: headHeight });
  });
  return { heads: placed, headHeight, xs, laneOf };
}

/** Lanes between two places give way from one height to another. */
const cutBetween = ({ xs }: Lanes, [x0, x1]: [number, number], from: number, to: number, but?: number): Cut[] =>
  xs.flatMap((at, lane) => (at > x0 && at < x1 && lane !== but ? [{ lane, from, to }] : []));

/** The name of a phase, and the line that leads from it to the edge. */
function placePhase(text: string, lanes: Lanes, above: number, width: number): Piece {
  const y = above + 11;
  const line: Line = { text, style: 'tab', width: lineWidth(text, 'tab'), x: 1, y: y + 14, start: true };
  const end = line.x + line.width;
  return {
    words: [line],
    rules: [{ from: { x: end + 10, y: y + 9 }, to: { x: width - 1, y: y + 9 }, style: 'hair' }],
    cuts: [
      ...cutBetween(lanes, [-1, end + 7], y - 5, y + 24),
      ...lanes.xs.flatMap((at, lane) => (at > end + 7 ? [{ lane, from: y + 4, to: y + 14 }] : [])),
    ],
    y: y + 16,
  };
}

/** The words of a message, line by line; `x` is their middle, or their beginning. */
const wordsAt = (lines: readonly string[], x: number, top: number, start: boolean): Line[] =>
  lines.map((text, row) => ({
    text,
    style: 'label' as const,
    width: lineWidth(text, 'label'),
    x,
    y: top + row * LINE + 11,
    ...(start ? { start } : {}),
  }));

/** A message as a wire, with its words and the number of its step at its beginning. */
function wireOf(edge: DiagramEdge, points: Point[], lines: Line[]): Wire {
  const { from, to, hue, dashed, step } = edge;
  const at = points[0] as Point;
  const text = String(step);
  return {
    from,
    to,
    hue,
    dashed,
    plain: false,
    ...(step === undefined ? {} : { step }),
    points,
    label: {
      box: { x: 0, y: 0, w: 0, h: 0 },
      lines,
      ...(step === undefined
        ? {}
        : {
            step: { at, line: { text, style: 'step', width: lineWidth(text, 'step'), x: at.x, y: at.y + 4.2 } },
          }),
    },
  };
}

/** The circle with the number of a step stands free on its lane. */
const cutForStep = (edge: DiagramEdge, lane: number, y: number): Cut[] =>
  edge.step === undefined ? [] : [{ lane, from: y - STEP_RADIUS - 3.5, to: y + STEP_RADIUS + 3.5 }];

/** What a lane does by itself is a square loop, with its words beside it on the side that has the room. */
function placeLoop(edge: DiagramEdge, lanes: Lanes, y: number, width: number): Piece {
  const lane = lanes.laneOf(edge.from);
  const x = lanes.xs[lane] ?? 0;
  const lines = fold(edge.lines.join(' '), Math.max(width - x, x) - LOOP.w - 12);
  const room = widest(lines);
  const right = x + LOOP.w + 10 + room <= width - 1;
  const sign = right ? 1 : -1;
  const height = Math.max(LOOP.h, lines.length * LINE);
  const top = y + (edge.step === undefined ? 12.5 : 16) + (height - LOOP.h) / 2;
  const far = x + sign * LOOP.w;
  const points = [
    { x, y: top },
    { x: far, y: top },
    { x: far, y: top + LOOP.h },
    { x: x + sign, y: top + LOOP.h },
  ];
  const textTop = top + LOOP.h / 2 - (lines.length * LINE) / 2;
  const textEnd = textTop + lines.length * LINE;
  const at = right ? x + LOOP.w + 8 : x - LOOP.w - 8 - room;
  return {
    wire: wireOf(edge, points, wordsAt(lines, at, textTop, true)),
    cuts: [
      ...cutForStep(edge, lane, top),
      ...cutBetween(lanes, [at - 7, at + room + 7], textTop - 7, textEnd + 7, lane),
      ...cutBetween(lanes, [Math.min(x, far) + 1, Math.max(x, far) + 7], top - 4, top + LOOP.h + 4, lane),
    ],
    y: Math.max(top + LOOP.h + 2, textEnd),
  };
}

/** A message between two lanes: its words stand over its line; where they are longer, they reach over the lanes beside it. */
function placeMessage(
  edge: DiagramEdge,
  before: DiagramEdge | undefined,
  lanes: Lanes,
  y: number,
  width: number,
): Piece {
  const [lane, other] = [lanes.laneOf(edge.from), lanes.laneOf(edge.to)];
  const [a, b] = [lanes.xs[lane] ?? 0, lanes.xs[other] ?? 0];
  const sign = other > lane ? 1 : -1;
  const inner = Math.abs(b - a) - circle(edge) - HEAD.length - 8;
  const lines = fold(edge.lines.join(' '), Math.max(inner, width - 2 * circle(edge) - 12));
  const half = widest(lines) / 2;
  const begins = before === undefined || edge.phase !== before.phase;
  const top = y + (begins ? 5 : 9.2) + (before?.step === undefined ? 0 : 2);
  const lineY = top + lines.length * LINE + 4;
  const middle = (a + sign * circle(edge) + b - sign * HEAD.length) / 2;
  const beside = STEP_RADIUS + 4;
  const [low, high] = [half + 2, width - half - 2];
  const wanted =
    sign > 0
      ? Math.min(high, Math.max(low, middle, edge.step === undefined ? 0 : a + beside + half))
      : Math.max(low, Math.min(high, middle, edge.step === undefined ? width : a - beside - half));
  const points = [
    { x: a, y: lineY },
    { x: b - sign * 1.5, y: lineY },
  ];
  return {
    wire: wireOf(edge, points, wordsAt(lines, wanted, top, false)),
    cuts: [
      ...cutForStep(edge, lane, lineY),
      ...cutBetween(lanes, [wanted - half - 7, wanted + half + 7], top - 6, lineY + 1),
      ...cutBetween(lanes, [Math.min(a, b) + 1, Math.max(a, b) - 1], lineY - 5, lineY + 5),
    ],
    y: lineY,
  };
}

/** The lines of the lanes, less what the words need. */
const livesOf = ({ xs, headHeight }: Lanes, cuts: readonly Cut[], height: number): Rule[] =>
  xs.flatMap((x, lane) => {
    const rules: Rule[] = [];
    let from = headHeight + 1;
    const own = cuts.filter((cut) => cut.lane === lane).sort((p, q) => p.from - q.from);
    for (const cut of [...own, { from: height - 2, to: height }]) {
      if (cut.from > from + 3) {
        rules.push({ from: { x, y: from }, to: { x, y: Math.min(cut.from, height - 2) }, style: 'life' });
      }
      from = Math.max(from, cut.to);
    }
    return rules;
  });
