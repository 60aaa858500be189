/** What part of a drawing is in view, in the drawing's own units. */
export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How many times larger than the whole a reader may see it. */
const CLOSEST = 8;

/** The whole drawing. */
export function fitView(width: number, height: number): View {
  return { x: 0, y: 0, width, height };
}

/**
 * Zooms while one place stays where it is.
 * @param factor below 1 comes closer, above 1 goes away; never farther than the whole, never closer than 8 times
 * @param at the place that stays, in the drawing's units
 */
export function zoomView(view: View, whole: View, factor: number, at: { x: number; y: number }): View {
  const width = Math.min(whole.width, Math.max(whole.width / CLOSEST, view.width * factor));
  const real = width / view.width;
  const moved = {
    x: at.x - (at.x - view.x) * real,
    y: at.y - (at.y - view.y) * real,
    width,
    height: view.height * real,
  };
  return moveView(moved, whole, 0, 0);
}

/** Moves the view, but keeps the drawing in it. */
export function moveView(view: View, whole: View, dx: number, dy: number): View {
  const hold = (value: number, most: number): number => Math.min(Math.max(0, most), Math.max(0, value));
  return {
    ...view,
    x: hold(view.x + dx, whole.width - view.width),
    y: hold(view.y + dy, whole.height - view.height),
  };
}
