/** What part of a drawing is in view, in the drawing's own units. */
export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** How many times larger than the whole a reader may see it. */
const CLOSEST = 8;

/**
 * The whole drawing, in the middle of a stage of other proportions: the view has those of the stage.
 * @param aspect width of the stage by its height; that of the drawing when none is given
 */
export function fitView(width: number, height: number, aspect = width / height): View {
  const wide = Math.max(width, height * aspect);
  const high = wide / aspect;
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
}

/**
 * What is seen of a drawing when it opens: never smaller than on the page. It is half as large again, or as wide as the
 * stage when that is larger, and begins at its top.
 * @param whole the whole drawing on that stage
 * @param size of the drawing, in its own units
 * @param stage width of the stage in pixels
 * @param onPage pixels per unit on the page
 */
export function openView(whole: View, size: { width: number; height: number }, stage: number, onPage: number): View {
  const scale = Math.max(1.5 * onPage, stage / size.width);
  const width = Math.min(whole.width, stage / scale);
  const height = (whole.height / whole.width) * width;
  return { x: (size.width - width) / 2, y: Math.max(whole.y, Math.min(0, size.height - height)), width, height };
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

/**
 * Moves the view no farther than is needed to see a box.
 * @param box what is to be seen, in the drawing's units; of one larger than the view, its middle is
 */
export function bringView(view: View, whole: View, box: View): View {
  const by = (at: number, length: number, from: number, room: number): number =>
    length > room ? at + length / 2 - from - room / 2 : Math.min(0, at - from) + Math.max(0, at + length - from - room);
  return moveView(view, whole, by(box.x, box.width, view.x, view.width), by(box.y, box.height, view.y, view.height));
}

/** Moves the view, but keeps the drawing in it. */
export function moveView(view: View, whole: View, dx: number, dy: number): View {
  const hold = (value: number, least: number, room: number): number =>
    Math.min(least + Math.max(0, room), Math.max(least, value));
  return {
    ...view,
    x: hold(view.x + dx, whole.x, whole.width - view.width),
    y: hold(view.y + dy, whole.y, whole.height - view.height),
  };
}
