/** Sides of boxes, and boxes that meet. */
import type { Box, Point } from '../scene.ts';

export type Side = 'top' | 'right' | 'bottom' | 'left';

/** From where to where something reaches, along one axis. */
export type Span = [from: number, to: number];

/** Whether a wire leaves this side upwards or downwards. */
export const isUpright = (side: Side): boolean => side === 'top' || side === 'bottom';

/** From where to where a side of a box reaches. */
export const spanOf = (box: Box, side: Side): Span =>
  isUpright(side) ? [box.x, box.x + box.w] : [box.y, box.y + box.h];

/** What two spans have in common; it ends before it begins where they have nothing. */
export const common = (a: Span, b: Span): Span => [Math.max(a[0], b[0]), Math.min(a[1], b[1])];

/** The point of a box's side with the given coordinate along it. */
export function sidePoint(box: Box, side: Side, at: number): Point {
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
}

/** Whether two boxes have more than an edge in common. */
export const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** A box with so much more on each of its four sides. */
export const grow = (box: Box, by: number): Box => ({
  x: box.x - by,
  y: box.y - by,
  w: box.w + 2 * by,
  h: box.h + 2 * by,
});

/** The smallest box around points. */
export function boundsOf(points: readonly Point[]): Box {
  const x = Math.min(...points.map((point) => point.x));
  const y = Math.min(...points.map((point) => point.y));
  return {
    x,
    y,
    w: Math.max(...points.map((point) => point.x)) - x,
    h: Math.max(...points.map((point) => point.y)) - y,
  };
}

/** The straight pieces of a way, as boxes without a width or without a height. */
export const piecesOf = (points: readonly Point[]): Box[] =>
  points.slice(1).map((point, index) => boundsOf([points[index] as Point, point]));
