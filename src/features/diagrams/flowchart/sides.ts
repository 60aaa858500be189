/** At which sides of their boxes the wires of a flowchart leave and arrive. */
import type { Box } from '../scene.ts';
import type { DiagramEdge } from '../drawing.ts';
import { common, isUpright, type Side, type Span, spanOf } from './boxes.ts';
import { type Chart, routeOf } from './chart.ts';

/** An end of a wire at a side of a box, which is to get a place along that side. */
export interface End {
  /** Which wire, as the drawing counts them. */
  edge: number;
  node: string;
  side: Side;
  /** The other end of the same wire. */
  far: { node: string; side: Side };
  /** Where the other end is, to keep the order of the wires. */
  toward: number;
  /** Where the wire may stand, along the side. */
  range: Span;
}

/** A wire that knows its sides, and not yet its places on them. */
export interface Plan {
  edge: DiagramEdge;
  sides: [Side, Side];
  /** It runs straight, and so has the same place at both of its ends. */
  straight: boolean;
  /** How far the turn of a wire that is not straight is moved. */
  shift: number;
  /** The ends that decide: one of a straight wire, none of one that leads from a node to itself. */
  ends: End[];
}

/** The middle of a side of a box. */
const centre = (box: Box, side: Side): number => (isUpright(side) ? box.x + box.w / 2 : box.y + box.h / 2);

/**
 * Chooses the sides of a wire.
 * @param index of the wire in the drawing
 * @param boxes of the nodes and groups, by their ids
 */
export function planWire(chart: Chart, boxes: ReadonlyMap<string, Box>, edge: DiagramEdge, index: number): Plan {
  if (edge.from === edge.to) return { edge, sides: ['left', 'left'], straight: false, shift: 0, ends: [] };
  const ids = [edge.from, edge.to] as const;
  const [a, b] = ids.map((id) => boxes.get(id)) as [Box, Box];
  const route = routeOf(chart, edge);
  const { sides, straight } = chooseSides(a, b, route?.sides);
  const endAt = (own: 0 | 1, range: Span): End => {
    const other = own === 0 ? 1 : 0;
    const far = { node: ids[other], side: sides[other] };
    // A straight wire keeps to the middle of the box it faces; what turns is put in order by where it comes from.
    const toward = centre(own === 0 ? b : a, straight ? far.side : sides[own]);
    return { edge: index, node: ids[own], side: sides[own], far, toward, range };
  };
  let ends: End[];
  if (straight) {
    // The narrower of the two decides where the wire stands.
    const along = (box: Box): number => (isUpright(sides[0]) ? box.w : box.h);
    const narrower = along(a) === along(b) ? edge.from < edge.to : along(a) < along(b);
    ends = [endAt(narrower ? 0 : 1, common(spanOf(a, sides[0]), spanOf(b, sides[0])))];
  } else ends = [endAt(0, spanOf(a, sides[0])), endAt(1, spanOf(b, sides[1]))];
  return { edge, sides, straight, shift: route?.shift ?? 0, ends };
}

/**
 * The sides that face each other, or those that the template names.
 * @returns also whether the two boxes have enough in common for a straight wire
 */
function chooseSides(a: Box, b: Box, named: [Side, Side] | undefined): Pick<Plan, 'sides' | 'straight'> {
  const faced = (side: Side): number => {
    const [from, to] = common(spanOf(a, side), spanOf(b, side));
    return to - from;
  };
  if (named) {
    const [first, second] = named;
    const opposite = first !== second && isUpright(first) === isUpright(second);
    return { sides: named, straight: opposite && faced(first) >= 12 };
  }
  const upright: [Side, Side] = b.y > a.y ? ['bottom', 'top'] : ['top', 'bottom'];
  if (faced('top') >= 16) return { sides: upright, straight: true };
  if (faced('left') >= 16) return { sides: b.x > a.x ? ['right', 'left'] : ['left', 'right'], straight: true };
  return { sides: upright, straight: false };
}
