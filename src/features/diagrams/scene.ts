/**
 * What a drawing consists of, placed: the layouts make it, the geometry tests measure it, `toSvg` writes it. Colours,
 * fonts and weights are the style sheet's: the markup only says what a thing is.
 */
import type { Kind, Shape, Variant } from './drawing.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A line of text: `x` is its middle or, when it starts there, its left end; `y` is its baseline. */
export interface Line {
  text: string;
  x: number;
  y: number;
  width: number;
  style: 'name' | 'remark' | 'label' | 'tab' | 'step';
  start?: boolean;
}

/** A named group of nodes: a frame with its name on a tab above its top left corner. */
export interface Frame {
  id: string;
  kind: Kind;
  box: Box;
  tab?: { box: Box; line: Line };
}

export interface PlacedNode {
  id: string;
  kind: Kind;
  shape: Shape;
  /** The API server, to which everything connects. */
  hub: boolean;
  box: Box;
  lines: Line[];
}

/** A label on a wire. */
export interface Pill {
  box: Box;
  lines: Line[];
  step?: { at: Point; line: Line };
}

/** A connection; it ends in an arrow head unless it is plain. */
export interface Wire {
  from: string;
  to: string;
  hue: Kind | undefined;
  dashed: boolean;
  plain: boolean;
  points: Point[];
  label?: Pill;
  /** Number of the step that it draws. */
  step?: number;
}

/** A line that belongs to no connection: the life of a lane, the grid of a matrix. */
export interface Rule {
  from: Point;
  to: Point;
  style: 'life' | 'hair';
}

export interface Scene {
  width: number;
  height: number;
  frames: Frame[];
  nodes: PlacedNode[];
  wires: Wire[];
  rules: Rule[];
  /** Text that stands by itself, such as the name of a phase. */
  words: Line[];
}

/** How wide a drawing of each variant is: the column of text in a window of 1280 px, the least one of a tablet, a phone of 360 px. */
export const WIDTHS: Record<Variant, number> = { wide: 672, medium: 480, tall: 328 };
/** Sizes of type in a drawing. At 360 and 1280 px one unit is one pixel. */
export const TYPE = { name: 13, remark: 12.5, label: 12.5, tab: 12.5, step: 12.5 } as const;
/** Distance of two lines of text. */
export const LEADING = 16;
/** Length and half the width of an arrow head. */
export const HEAD = { length: 9, half: 4.5 } as const;
/** Radius of the circle around the number of a step. */
export const STEP_RADIUS = 10;

/** The three corners of a wire's arrow head, its point first; none for a plain wire. */
export function headOf(wire: Pick<Wire, 'points' | 'plain'>): Point[] {
  const [before, tip] = wire.points.slice(-2);
  if (wire.plain || before === undefined || tip === undefined) return [];
  const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const dx = (tip.x - before.x) / length;
  const dy = (tip.y - before.y) / length;
  const base = { x: tip.x - dx * HEAD.length, y: tip.y - dy * HEAD.length };
  return [
    tip,
    { x: base.x - dy * HEAD.half, y: base.y + dx * HEAD.half },
    { x: base.x + dy * HEAD.half, y: base.y - dx * HEAD.half },
  ];
}

const n = (value: number): string => String(Math.round(value * 10) / 10);
const esc = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const CLASS: Record<Line['style'], string> = { name: '', remark: 'm', label: '', tab: '', step: '' };

function text(line: Line): string {
  const cls = [CLASS[line.style], line.start ? 's' : ''].filter((one) => one !== '').join(' ');
  return `<text${cls === '' ? '' : ` class="${cls}"`} x="${n(line.x)}" y="${n(line.y)}">${esc(line.text)}</text>`;
}

function rect({ x, y, w, h }: Box, radius: number): string {
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"${radius === 0 ? '' : ` rx="${n(radius)}"`}/>`;
}

function shapeOf({ shape, box }: PlacedNode): string {
  if (shape === 'store') {
    const { x, y, w, h } = box;
    const bow = `a${n(w / 2)} 6 0 0 `;
    return `<path d="M${n(x)} ${n(y + 6)}${bow}1 ${n(w)} 0v${n(h - 12)}${bow}1-${n(w)} 0z"/><path class="l" d="M${n(x)} ${n(y + 6)}${bow}0 ${n(w)} 0"/>`;
  }
  return rect(box, shape === 'person' ? Math.min(box.h / 2, 24) : shape === 'object' ? 9 : 2);
}

/** A path through the points with its corners rounded a little. */
function path(points: readonly Point[]): string {
  let d = '';
  points.forEach((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined) d = `M${n(point.x)} ${n(point.y)}`;
    else if (after === undefined) {
      d +=
        point.x === before.x
          ? `V${n(point.y)}`
          : point.y === before.y
            ? `H${n(point.x)}`
            : `L${n(point.x)} ${n(point.y)}`;
    } else {
      const toward = (other: Point): Point => {
        const length = Math.hypot(other.x - point.x, other.y - point.y) || 1;
        const by = Math.min(6, length / 2) / length;
        return { x: point.x + (other.x - point.x) * by, y: point.y + (other.y - point.y) * by };
      };
      const a = toward(before);
      const b = toward(after);
      d += `L${n(a.x)} ${n(a.y)}Q${n(point.x)} ${n(point.y)} ${n(b.x)} ${n(b.y)}`;
    }
  });
  return d;
}

function wireOf(wire: Wire): string {
  const head = headOf(wire);
  let points = wire.points;
  const [before, tip] = points.slice(-2);
  if (head.length > 0 && before && tip) {
    // The line ends inside the head, or its square end would show beside the point.
    const length = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
    const by = (HEAD.length - 2) / length;
    points = [...points.slice(0, -1), { x: tip.x - (tip.x - before.x) * by, y: tip.y - (tip.y - before.y) * by }];
  }
  const cls = ['e', wire.hue ?? '', wire.dashed ? 'd' : '', wire.step === undefined ? '' : `s${wire.step}`];
  const tri = head.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L');
  return `<g class="${cls.filter((one) => one !== '').join(' ')}">${points.length === 0 ? '' : `<path d="${path(points)}"/>`}${tri === '' ? '' : `<path class="h" d="M${tri}z"/>`}${wire.label === undefined ? '' : pillOf(wire.label)}</g>`;
}

function pillOf({ box, lines, step }: Pill): string {
  const number =
    step === undefined
      ? ''
      : `<g class="t"><circle cx="${n(step.at.x)}" cy="${n(step.at.y)}" r="${STEP_RADIUS}"/>${text(step.line)}</g>`;
  const ground = lines.length === 0 || box.w === 0 ? '' : rect(box, Math.min(9, box.h / 2));
  return ground + lines.map(text).join('') + number;
}

/**
 * Writes the drawing, without its `<svg>` element.
 * @param linkOf address of the page that a node opens; undefined for a node without one
 */
export function toSvg(scene: Scene, linkOf: (nodeId: string) => string | undefined): string {
  const frames = scene.frames.map(
    ({ kind, box, tab }) =>
      `<g class="g ${kind}">${rect(box, 0)}${tab === undefined ? '' : `<g class="tab">${rect(tab.box, 0)}${text(tab.line)}</g>`}</g>`,
  );
  const rules = (['life', 'hair'] as const).map((style) => {
    const d = scene.rules
      .filter((rule) => rule.style === style)
      .map(({ from, to }) => `M${n(from.x)} ${n(from.y)}${from.x === to.x ? `V${n(to.y)}` : `H${n(to.x)}`}`)
      .join('');
    return d === '' ? '' : `<path class="${style}" d="${d}"/>`;
  });
  const nodes = scene.nodes.map((node) => {
    const group = `<g class="n ${node.kind}${node.hub ? ' hub' : ''}">${shapeOf(node)}${node.lines.map(text).join('')}</g>`;
    const link = linkOf(node.id);
    return link === undefined ? group : `<a href="${esc(link)}">${group}</a>`;
  });
  const words = scene.words.map(text).join('');
  return [
    ...frames,
    ...rules,
    ...scene.wires.filter(({ points }) => points.length > 0).map(wireOf),
    ...nodes,
    // A number in a box, or a port in a cell, lies on what is there.
    ...scene.wires.filter(({ points }) => points.length === 0).map(wireOf),
    words === '' ? '' : `<g class="p">${words}</g>`,
  ].join('');
}
