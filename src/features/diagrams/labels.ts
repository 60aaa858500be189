/** Labels of wires: how large they are, and where their words and the number of their step stand. */
import { lineWidth } from './measure.ts';
import { type Line, type Pill, type Point, STEP_RADIUS } from './scene.ts';
import type { DiagramEdge } from './drawing.ts';

/** Size of the label on a wire, the circle with the number of its step included. */
export function pillSize(edge: Pick<DiagramEdge, 'lines' | 'step'>): { w: number; h: number } {
  const circle = edge.step === undefined ? 0 : 2 * STEP_RADIUS;
  if (edge.lines.length === 0) return { w: circle, h: circle };
  const text = Math.max(...edge.lines.map((line) => lineWidth(line, 'label')));
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
    width: lineWidth(text, 'label'),
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
      line: { text: said, style: 'step', width: lineWidth(said, 'step'), x: centre.x, y: centre.y + 4.2 },
    },
  };
}
