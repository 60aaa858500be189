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

/**
 * Places everything of a sequence.
 * @throws DiagramError when the lanes do not fit the width
 */
export function sequence(drawing: Drawing): Scene {
  const { variant, nodes, edges } = drawing;
  const air = AIR[variant];
  const width = WIDTHS[variant];
  const laneOf = new Map(nodes.map((node, index) => [node.id, index]));
  const lane = (id: string): number => laneOf.get(id) ?? 0;

  // ---- Lanes ----
  const names = nodes.map((node) => Math.max(...node.lines.map((line) => lineWidth(line, 'name'))));
  const room = width - 2 - air.lane * (nodes.length - 1) - names.reduce((sum, one) => sum + one, 0);
  const pad = Math.min(air.pad, Math.max(LEAST_PAD, room / (2 * nodes.length)));
  const heads = names.map((name) => name + 2 * pad);
  const circle = (edge: DiagramEdge): number => (edge.step === undefined ? 0 : STEP_RADIUS);
  // Least distance of a lane's middle from that of the lane before it.
  const pitch = heads.map((head, index) =>
    index === 0 ? head / 2 + 1 : (head + (heads[index - 1] ?? 0)) / 2 + air.lane,
  );
  if (variant === 'wide') {
    for (const edge of edges) {
      const [a, b] = [lane(edge.from), lane(edge.to)];
      const next = Math.max(a, b);
      if (Math.abs(a - b) === 1)
        pitch[next] = Math.max(pitch[next] ?? 0, widest(edge.lines) + circle(edge) + HEAD.length + 16);
    }
  }
  const last = (heads.at(-1) ?? 0) / 2 + 1;
  const left = width - last - pitch.reduce((sum, one) => sum + one, 0);
  if (left < -0.01) {
    throw new DiagramError(
      drawing.id,
      drawing.lang,
      undefined,
      `The ${variant} lanes lack ${Math.ceil(-left)} of ${width} in width.`,
    );
  }
  let sum = 0;
  const xs = pitch.map((one, index) => (sum += one + (index === 0 ? 0 : left / Math.max(1, nodes.length - 1))));
  const x = (index: number): number => xs[index] ?? 0;
  const headHeight = Math.max(...nodes.map((node) => node.lines.length)) * LEADING + 14;
  const placed = nodes.map((node, index) =>
    placeNode(node, { x: x(index) - (heads[index] ?? 0) / 2, y: 1, w: heads[index] ?? 0, h: headHeight }),
  );

  // ---- Messages ----
  const wires: Wire[] = [];
  const words: Line[] = [];
  const rules: Rule[] = [];
  /** Pieces of lanes that are not drawn. */
  const cuts: { lane: number; from: number; to: number }[] = [];
  const keepClear = (x0: number, x1: number, y0: number, y1: number, but: readonly number[] = []): void => {
    xs.forEach((at, index) => {
      if (at > x0 && at < x1 && !but.includes(index)) cuts.push({ lane: index, from: y0, to: y1 });
    });
  };
  let y = headHeight + 1;
  let phase: string | undefined;
  edges.forEach((edge, index) => {
    if (edge.phase !== phase) {
      phase = edge.phase;
      y += 11;
      const text = phase ?? '';
      const line: Line = { text, style: 'tab', width: lineWidth(text, 'tab'), x: 1, y: y + 14, start: true };
      words.push(line);
      keepClear(-1, line.x + line.width + 7, y - 5, y + 24);
      rules.push({ from: { x: line.x + line.width + 10, y: y + 9 }, to: { x: width - 1, y: y + 9 }, style: 'hair' });
      xs.forEach((at, one) => {
        if (at > line.x + line.width + 7) cuts.push({ lane: one, from: y + 4, to: y + 14 });
      });
      y += 16;
    }
    const a = lane(edge.from);
    const b = lane(edge.to);
    const label = (lines: string[], at: number, top: number, start: boolean): Line[] =>
      lines.map((text, row) => ({
        text,
        style: 'label' as const,
        width: lineWidth(text, 'label'),
        x: at,
        y: top + row * 15 + 11,
        ...(start ? { start } : {}),
      }));
    const step = (at: Point): Pick<NonNullable<Wire['label']>, 'step'> => {
      if (edge.step === undefined) return {};
      cuts.push({ lane: a, from: at.y - STEP_RADIUS - 3.5, to: at.y + STEP_RADIUS + 3.5 });
      const text = String(edge.step);
      return {
        step: { at, line: { text, style: 'step', width: lineWidth(text, 'step'), x: at.x, y: at.y + 4.2 } },
      };
    };
    const common = {
      from: edge.from,
      to: edge.to,
      hue: edge.hue,
      dashed: edge.dashed,
      plain: false,
      ...(edge.step === undefined ? {} : { step: edge.step }),
    };
    const none = { x: 0, y: 0, w: 0, h: 0 };
    if (a === b) {
      // What a lane does by itself is a square loop, with its words beside it on the side that has the room.
      const free = Math.max(width - x(a), x(a)) - LOOP.w - 12;
      const lines = fold(edge.lines.join(' '), free);
      const room = widest(lines);
      const right = x(a) + LOOP.w + 10 + room <= width - 1;
      const sign = right ? 1 : -1;
      const height = Math.max(LOOP.h, lines.length * 15);
      const top = y + (edge.step === undefined ? 12.5 : 16) + (height - LOOP.h) / 2;
      const points = [
        { x: x(a), y: top },
        { x: x(a) + sign * LOOP.w, y: top },
        { x: x(a) + sign * LOOP.w, y: top + LOOP.h },
        { x: x(a) + sign, y: top + LOOP.h },
      ];
      const textTop = top + LOOP.h / 2 - (lines.length * 15) / 2;
      const at = right ? x(a) + LOOP.w + 8 : x(a) - LOOP.w - 8 - room;
      wires.push({
        ...common,
        points,
        label: { box: none, lines: label(lines, at, textTop, true), ...step(points[0] as Point) },
      });
      keepClear(at - 7, at + room + 7, textTop - 7, textTop + lines.length * 15 + 7, [a]);
      keepClear(
        Math.min(x(a), x(a) + sign * LOOP.w) + 1,
        Math.max(x(a), x(a) + sign * LOOP.w) + 7,
        top - 4,
        top + LOOP.h + 4,
        [a],
      );
      y = Math.max(top + LOOP.h + 2, textTop + lines.length * 15);
      return;
    }
    const sign = b > a ? 1 : -1;
    const inner = Math.abs(x(b) - x(a)) - circle(edge) - HEAD.length - 8;
    const lines = fold(edge.lines.join(' '), Math.max(inner, width - 2 * circle(edge) - 12));
    const room = widest(lines);
    const top =
      y +
      (index === 0 || edge.phase !== edges[index - 1]?.phase ? 5 : 9.2) +
      (edges[index - 1]?.step === undefined ? 0 : 2);
    const lineY = top + lines.length * 15 + 4;
    // The words stand over their line; where they are longer than it, they reach over the lanes beside it.
    const middle = (x(a) + sign * circle(edge) + x(b) - sign * HEAD.length) / 2;
    const half = room / 2;
    const beside = edge.step === undefined ? 0 : STEP_RADIUS + 4;
    const [low, high] = [half + 2, width - half - 2];
    const wanted =
      sign > 0
        ? Math.min(high, Math.max(low, middle, edge.step === undefined ? 0 : x(a) + beside + half))
        : Math.max(low, Math.min(high, middle, edge.step === undefined ? width : x(a) - beside - half));
    const points = [
      { x: x(a), y: lineY },
      { x: x(b) - sign * 1.5, y: lineY },
    ];
    wires.push({
      ...common,
      points,
      label: { box: none, lines: label(lines, wanted, top, false), ...step(points[0] as Point) },
    });
    keepClear(wanted - half - 7, wanted + half + 7, top - 6, lineY + 1);
    keepClear(Math.min(x(a), x(b)) + 1, Math.max(x(a), x(b)) - 1, lineY - 5, lineY + 5);
    y = lineY;
  });
  const height = Math.ceil(y + 12);

  // ---- Lives of the lanes, less what the words need ----
  xs.forEach((at, index) => {
    let from = headHeight + 1;
    const own = cuts.filter((cut) => cut.lane === index).sort((p, q) => p.from - q.from);
    for (const cut of [...own, { from: height - 2, to: height }]) {
      if (cut.from > from + 3)
        rules.push({ from: { x: at, y: from }, to: { x: at, y: Math.min(cut.from, height - 2) }, style: 'life' });
      from = Math.max(from, cut.to);
    }
  });
  return { width, height, frames: [], nodes: placed, wires, rules, words };
}
