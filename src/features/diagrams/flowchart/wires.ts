/** The ways of the wires of a flowchart. */
import type { Box, Frame, Point, Wire } from '../scene.ts';
import { isUpright, type Side, sidePoint } from './boxes.ts';
import { type Chart, TIP } from './chart.ts';
import { placePorts, type Ports } from './ports.ts';
import { type Plan, planWire } from './sides.ts';

/**
 * Draws the wires: straight where two boxes face each other, else with right angles. They have no labels yet.
 * @param boxes of the nodes and groups, by their ids
 */
export function drawWires(chart: Chart, boxes: ReadonlyMap<string, Box>, frames: readonly Frame[]): Wire[] {
  const plans = chart.drawing.edges.map((edge, index) => planWire(chart, boxes, edge, index));
  const ports = placePorts(chart, boxes, frames, plans);
  return plans.map((plan, index): Wire => {
    const { from, to, hue, dashed, plain, step } = plan.edge;
    const points = wayOf(plan, boxes, (node, side) => ports(index, node, side));
    return {
      from,
      to,
      hue,
      dashed,
      plain,
      points: plain ? points : shortOfTip(points),
      ...(step === undefined ? {} : { step }),
    };
  });
}

/** From box to box; no points for what a node does by itself, which is a number in its box. */
function wayOf(
  { edge, sides, straight, shift }: Plan,
  boxes: ReadonlyMap<string, Box>,
  port: (node: string, side: Side) => ReturnType<Ports>,
): Point[] {
  if (edge.from === edge.to) return [];
  const [a, b] = [port(edge.from, sides[0]), port(edge.to, sides[1])];
  const start = sidePoint(boxes.get(edge.from) as Box, sides[0], a ?? (straight ? b : undefined) ?? 0);
  const end = sidePoint(boxes.get(edge.to) as Box, sides[1], (straight ? a : undefined) ?? b ?? 0);
  return straight ? [start, end] : turn(start, end, sides, shift);
}

/** A way with right angles between two sides. */
function turn(start: Point, end: Point, [first, second]: readonly [Side, Side], shift: number): Point[] {
  if (isUpright(first) !== isUpright(second)) {
    return isUpright(first) ? [start, { x: start.x, y: end.y }, end] : [start, { x: end.x, y: start.y }, end];
  }
  /** Where the way crosses over: halfway, or out beyond both where it leaves and arrives at the same side. */
  const halfway = (a: number, b: number): number => {
    if (first !== second) return (a + b) / 2 + shift;
    return (first === 'top' || first === 'left' ? Math.min(a, b) - 22 : Math.max(a, b) + 22) + shift;
  };
  if (isUpright(first)) {
    const y = halfway(start.y, end.y);
    return [start, { x: start.x, y }, { x: end.x, y }, end];
  }
  const x = halfway(start.x, end.x);
  return [start, { x, y: start.y }, { x, y: end.y }, end];
}

/** A head stops short of the frame of the box that it points to. */
function shortOfTip(points: Point[]): Point[] {
  const [before, tip] = points.slice(-2);
  if (before === undefined || tip === undefined) return points;
  const [dx, dy] = [tip.x - before.x, tip.y - before.y];
  const length = Math.hypot(dx, dy) || 1;
  return [...points.slice(0, -1), { x: tip.x - (dx / length) * TIP, y: tip.y - (dy / length) * TIP }];
}
