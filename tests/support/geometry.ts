/**
 * What is wrong with the geometry of a drawing, measured on its placed parts. Every rule says how far things must be
 * apart, in units of the drawing: one unit is one pixel at 360 and 1280.
 */
import type { Picture } from '../../src/features/diagrams/index.ts';
import {
  type Box,
  HEAD,
  headOf,
  type Line,
  type Point,
  type Scene,
  STEP_RADIUS,
  WIDTHS,
  TYPE,
} from '../../src/features/diagrams/scene.ts';

/** No line and no arrow head comes nearer to a text that is not its own. */
export const FROM_TEXT = 6;
/** Least distance of two wires that run beside each other. */
export const BETWEEN_WIRES = 12;
/** Highest drawings: the first two fit a laptop's window with their caption, the last a phone and a half. */
export const HEIGHTS = { wide: 480, medium: 480, tall: 640 } as const;
/** Least size of type. */
export const SMALLEST_TYPE = 12;
/** Two dashes and the gap between them: with less beside its label a dashed wire looks like a solid one. */
export const DASHES = 14;

/** Where the letters of a line are. */
export function lineBox(line: Line): Box {
  const size = TYPE[line.style];
  return { x: line.start ? line.x : line.x - line.width / 2, y: line.y - size * 0.76, w: line.width, h: size };
}

interface Segment {
  a: Point;
  b: Point;
  /** What it belongs to: texts of the same owner may touch it. */
  owner: object;
  what: string;
}
interface Word {
  line: Line;
  box: Box;
  owners: object[];
}

const segmentBox = ({ a, b }: Segment): Box => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  w: Math.abs(a.x - b.x),
  h: Math.abs(a.y - b.y),
});

/** Distance of two boxes; 0 when they meet. All lines run along the axes, so a box is as good as the line. */
export function distance(a: Box, b: Box): number {
  const dx = Math.max(0, a.x - (b.x + b.w), b.x - (a.x + a.w));
  const dy = Math.max(0, a.y - (b.y + b.h), b.y - (a.y + a.h));
  return Math.hypot(dx, dy);
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w - 0.01 && b.x < a.x + a.w - 0.01 && a.y < b.y + b.h - 0.01 && b.y < a.y + a.h - 0.01;

export const hull = (points: readonly Point[]): Box => {
  const x = Math.min(...points.map((point) => point.x));
  const y = Math.min(...points.map((point) => point.y));
  return {
    x,
    y,
    w: Math.max(...points.map((point) => point.x)) - x,
    h: Math.max(...points.map((point) => point.y)) - y,
  };
};

function piecesOf(scene: Scene): Segment[] {
  const around = ({ x, y, w, h }: Box, owner: object, what: string): Segment[] => {
    const [a, b, c, d] = [
      { x, y },
      { x: x + w, y },
      { x: x + w, y: y + h },
      { x, y: y + h },
    ] as [Point, Point, Point, Point];
    return [
      { a, b, owner, what },
      { a: b, b: c, owner, what },
      { a: c, b: d, owner, what },
      { a: d, b: a, owner, what },
    ];
  };
  return [
    ...wirePieces(scene),
    ...scene.frames.flatMap((frame) => around(frame.box, frame, `the frame ${frame.id}`)),
    ...scene.nodes.flatMap((node) => around(node.box, node, `the box ${node.id}`)),
    ...scene.rules.map((rule) => ({ a: rule.from, b: rule.to, owner: rule, what: `a ${rule.style} line` })),
  ];
}

function wirePieces(scene: Scene): Segment[] {
  return scene.wires.flatMap((wire) =>
    wire.points
      .slice(1)
      .map((b, index) => ({ a: wire.points[index] as Point, b, owner: wire, what: `${wire.from} → ${wire.to}` })),
  );
}

function wordsOf(scene: Scene): Word[] {
  const words: Word[] = [];
  const add = (line: Line, ...owners: object[]): void => void words.push({ line, box: lineBox(line), owners });
  for (const node of scene.nodes) for (const line of node.lines) add(line, node);
  for (const frame of scene.frames) if (frame.tab) add(frame.tab.line, frame);
  for (const wire of scene.wires) {
    // The number of what a node does by itself stands in that node, and the port of a cell in its table.
    const inside = wire.points.length === 0 ? scene.nodes.filter((node) => node.id === wire.from) : [];
    for (const line of wire.label?.lines ?? []) add(line, wire, ...inside);
    if (wire.label?.step) add(wire.label.step.line, wire, ...inside, ...wire.label.lines);
  }
  for (const line of scene.words) add(line, line);
  return words;
}

/** Wires that cross each other, as pairs of names. */
export function crossings(scene: Scene): string[] {
  const pieces = wirePieces(scene);
  return pieces.flatMap((one, index) =>
    pieces.slice(index + 1).flatMap((other) => {
      if (one.owner === other.owner) return [];
      const upright = (piece: Segment): boolean => piece.a.x === piece.b.x;
      if (upright(one) === upright(other)) return [];
      const [v, h] = upright(one) ? [segmentBox(one), segmentBox(other)] : [segmentBox(other), segmentBox(one)];
      const crosses = v.x > h.x + 0.5 && v.x < h.x + h.w - 0.5 && h.y > v.y + 0.5 && h.y < v.y + v.h - 0.5;
      return crosses ? [`${one.what} × ${other.what}`] : [];
    }),
  );
}

/** Smallest distance of two wires that run beside each other; infinite when none do. */
export function smallestGap(scene: Scene): { gap: number; what: string } {
  const pieces = wirePieces(scene);
  let least = { gap: Infinity, what: '' };
  pieces.forEach((one, index) => {
    for (const other of pieces.slice(index + 1)) {
      if (one.owner === other.owner) continue;
      const upright = one.a.x === one.b.x && other.a.x === other.b.x;
      const flat = one.a.y === one.b.y && other.a.y === other.b.y;
      if (!upright && !flat) continue;
      const [p, q] = [segmentBox(one), segmentBox(other)];
      const along = upright
        ? Math.min(p.y + p.h, q.y + q.h) - Math.max(p.y, q.y)
        : Math.min(p.x + p.w, q.x + q.w) - Math.max(p.x, q.x);
      const gap = upright ? Math.abs(p.x - q.x) : Math.abs(p.y - q.y);
      if (along > 4 && gap < least.gap) least = { gap, what: `${one.what} and ${other.what}` };
    }
  });
  return least;
}

/** The longest part of a wire that neither its label nor its head covers. */
function freeOf(wire: Scene['wires'][number], label: Box): number {
  const head = wire.plain ? 0 : HEAD.length;
  return Math.max(
    ...wire.points.slice(1).flatMap((b, index) => {
      const a = wire.points[index] as Point;
      const flat = a.y === b.y;
      const length = Math.abs(flat ? b.x - a.x : b.y - a.y) - (index === wire.points.length - 2 ? head : 0);
      if (distance(hull([a, b]), label) > 0) return [length];
      const from = flat
        ? b.x > a.x
          ? label.x - a.x
          : a.x - label.x - label.w
        : b.y > a.y
          ? label.y - a.y
          : a.y - label.y - label.h;
      return [from, length - from - (flat ? label.w : label.h)];
    }),
  );
}

/**
 * Everything that is wrong with the geometry of a drawing, in words; nothing when all is well.
 * @param width of the room in which it stands: that of its variant, but for the small drawings of a story's steps
 */
export function geometryFaults(
  { drawing, scene }: Pick<Picture, 'drawing' | 'scene'>,
  width: number = WIDTHS[drawing.variant],
): string[] {
  const faults: string[] = [];
  const words = wordsOf(scene);
  const pieces = piecesOf(scene);
  const heads = scene.wires
    .filter((wire) => wire.points.length > 1 && !wire.plain)
    .map((wire) => ({ wire, box: hull(headOf(wire)) }));

  for (const { line, box, owners } of words) {
    for (const piece of pieces) {
      if (
        !owners.includes(piece.owner) &&
        distance(segmentBox(piece), box) < (piece.what.startsWith('the box') ? 3 : FROM_TEXT)
      ) {
        faults.push(`${piece.what} is ${distance(segmentBox(piece), box).toFixed(1)} from the text "${line.text}"`);
      }
    }
    for (const head of heads) {
      if (!owners.includes(head.wire) && distance(head.box, box) < FROM_TEXT) {
        faults.push(`the head of ${head.wire.from} → ${head.wire.to} touches the text "${line.text}"`);
      }
    }
    for (const other of words) {
      if (other.line !== line && overlap(other.box, box)) faults.push(`"${line.text}" lies on "${other.line.text}"`);
    }
    if (TYPE[line.style] * (width / scene.width) < SMALLEST_TYPE) faults.push(`"${line.text}" is smaller than 12 px`);
  }

  // ---- Text in its box ----
  const holds = (outer: Box, line: Line, air: number): void => {
    const box = lineBox(line);
    if (
      box.x < outer.x + air ||
      box.x + box.w > outer.x + outer.w - air ||
      box.y < outer.y + 1 ||
      box.y + box.h > outer.y + outer.h - 1
    ) {
      faults.push(`"${line.text}" does not fit its box`);
    }
  };
  for (const node of scene.nodes) for (const line of node.lines) holds(node.box, line, 2.5);
  for (const frame of scene.frames) if (frame.tab) holds(frame.tab.box, frame.tab.line, 4);
  for (const { label } of scene.wires) {
    if (label === undefined) continue;
    if (label.box.w > 0) for (const line of label.lines) holds(label.box, line, 4);
    if (label.step && label.step.line.width > 2 * STEP_RADIUS - 2)
      faults.push(`step ${label.step.line.text} does not fit its circle`);
  }

  // ---- In view ----
  const inView = (box: Box, what: string): void => {
    if (box.x < 0 || box.y < 0 || box.x + box.w > scene.width || box.y + box.h > scene.height)
      faults.push(`${what} is cut off`);
  };
  for (const piece of pieces) inView(segmentBox(piece), piece.what);
  for (const { line, box } of words) inView(box, `"${line.text}"`);
  for (const { wire, box } of heads) inView(box, `the head of ${wire.from} → ${wire.to}`);
  for (const { label } of scene.wires) {
    if (label === undefined) continue;
    if (label.box.w > 0) inView(label.box, 'a label');
    if (label.step)
      inView(
        hull([
          { x: label.step.at.x - STEP_RADIUS, y: label.step.at.y - STEP_RADIUS },
          { x: label.step.at.x + STEP_RADIUS, y: label.step.at.y + STEP_RADIUS },
        ]),
        'a step',
      );
  }

  // ---- Wires and boxes ----
  for (const piece of wirePieces(scene)) {
    const wire = piece.owner as Scene['wires'][number];
    for (const node of drawing.type === 'sequence' ? [] : scene.nodes) {
      const own = [wire.from, wire.to].some(
        (end) => end === node.id || drawing.groups.some((group) => group.id === end && group.nodes.includes(node.id)),
      );
      if (!own && overlap(segmentBox(piece), node.box)) faults.push(`${piece.what} runs through ${node.id}`);
    }
    for (const { box, id } of scene.frames) {
      if (wire.from === id || wire.to === id) continue;
      const upright = piece.a.x === piece.b.x;
      const mine = segmentBox(piece);
      const along = upright
        ? Math.min(mine.y + mine.h, box.y + box.h) - Math.max(mine.y, box.y)
        : Math.min(mine.x + mine.w, box.x + box.w) - Math.max(mine.x, box.x);
      const sides = upright ? [box.x, box.x + box.w] : [box.y, box.y + box.h];
      const at = upright ? mine.x : mine.y;
      if (along > 4 && sides.some((side) => Math.abs(side - at) < FROM_TEXT))
        faults.push(`${piece.what} runs along the frame ${id}`);
    }
  }
  for (const wire of scene.wires) {
    const [before, tip] = wire.points.slice(-2);
    if (!wire.plain && before && tip && Math.hypot(tip.x - before.x, tip.y - before.y) < HEAD.length + 2) {
      faults.push(`${wire.from} → ${wire.to} is too short for its head`);
    }
    const head = headOf(wire);
    for (const { box, id } of scene.frames) {
      // Where a wire comes into a frame its head lies behind the line, not on it.
      const line = [box.x, box.x + box.w, box.y, box.y + box.h].some((side, index) => {
        const along = head.map((corner) => (index < 2 ? corner.x : corner.y));
        return Math.min(...along) < side + 2 && Math.max(...along) > side - 2;
      });
      if (wire.to !== id && head.length > 0 && line && distance(hull(head), box) === 0)
        faults.push(`the head of ${wire.from} → ${wire.to} lies on the frame ${id}`);
    }
    if (wire.label === undefined || wire.label.box.w === 0) continue;
    if (wire.dashed && freeOf(wire, wire.label.box) < DASHES)
      faults.push(`the dashes of ${wire.from} → ${wire.to} are hidden by its label`);
    for (const node of scene.nodes) {
      if (wire.points.length > 0 && overlap(wire.label.box, node.box))
        faults.push(`a label of ${wire.from} → ${wire.to} lies on ${node.id}`);
    }
    for (const other of scene.wires) {
      if (other !== wire && other.label && other.label.box.w > 0 && overlap(other.label.box, wire.label.box)) {
        faults.push(`the labels of ${wire.from} → ${wire.to} and ${other.from} → ${other.to} lie on each other`);
      }
    }
  }
  for (const { label } of scene.wires) {
    if (!label?.step) continue;
    const { at, line } = label.step;
    const circle = { x: at.x - STEP_RADIUS, y: at.y - STEP_RADIUS, w: 2 * STEP_RADIUS, h: 2 * STEP_RADIUS };
    for (const word of words) {
      if (word.line !== line && distance(circle, word.box) < 2)
        faults.push(`step ${line.text} touches "${word.line.text}"`);
    }
  }
  heads.forEach((one, index) => {
    for (const other of heads.slice(index + 1)) {
      if (distance(one.box, other.box) < 2)
        faults.push(`the heads of ${one.wire.from} → ${one.wire.to} and ${other.wire.from} → ${other.wire.to} touch`);
    }
  });
  scene.nodes.forEach((node, index) => {
    for (const other of scene.nodes.slice(index + 1))
      if (distance(node.box, other.box) < 4) faults.push(`${node.id} and ${other.id} touch`);
  });
  const { gap, what } = smallestGap(scene);
  if (gap < BETWEEN_WIRES) faults.push(`${what} are ${gap.toFixed(1)} apart`);
  const crossed = crossings(scene);
  if (crossed.length > (drawing.layout?.crossings ?? 0)) faults.push(`wires cross: ${crossed.join(', ')}`);

  // ---- Size ----
  const { variant } = drawing;
  if (scene.width !== width || scene.height > HEIGHTS[variant]) faults.push(`it is ${scene.width} × ${scene.height}`);
  const content = hull(pieces.flatMap(({ a, b }) => [a, b]));
  if (content.w < 0.95 * scene.width) faults.push(`it uses only ${Math.round(content.w)} of ${scene.width}`);
  return faults;
}
