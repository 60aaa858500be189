import { expect, test } from 'vitest';
import { bringView, fitView, moveView, openView, zoomView } from '../../../../src/features/diagrams/view-box.ts';

const whole = fitView(200, 100);

test('zooming keeps the place under the pointer', () => {
  expect(zoomView(whole, whole, 0.5, { x: 50, y: 50 })).toEqual({ x: 25, y: 25, width: 100, height: 50 });
});

test('nobody zooms out of the whole, nor in farther than 8 times', () => {
  expect(zoomView(whole, whole, 3, { x: 0, y: 0 })).toEqual(whole);
  expect(zoomView(whole, whole, 0.001, { x: 0, y: 0 }).width).toBe(25);
});

test('moving stops at the edges', () => {
  const near = zoomView(whole, whole, 0.5, { x: 0, y: 0 });
  expect(moveView(near, whole, 500, 500)).toEqual({ x: 100, y: 50, width: 100, height: 50 });
  expect(moveView(near, whole, -5, -5)).toEqual(near);
});

test('what takes the focus comes into view, and nothing moves that is seen', () => {
  const near = zoomView(whole, whole, 0.5, { x: 0, y: 0 });
  expect(bringView(near, whole, { x: 10, y: 10, width: 20, height: 20 })).toEqual(near);
  expect(bringView(near, whole, { x: 120, y: 10, width: 20, height: 20 })).toEqual({ ...near, x: 40 });
  expect(bringView({ ...near, x: 100, y: 50 }, whole, { x: 90, y: 20, width: 20, height: 20 })).toEqual({
    ...near,
    x: 90,
    y: 20,
  });
  // Wider than the view: its middle.
  expect(bringView(near, whole, { x: 0, y: 0, width: 200, height: 20 })).toEqual({ ...near, x: 50 });
});

test('the whole stands in the middle of a stage of other proportions', () => {
  expect(fitView(200, 100, 1)).toEqual({ x: 0, y: -50, width: 200, height: 200 });
  expect(fitView(200, 100, 4)).toEqual({ x: -100, y: 0, width: 400, height: 100 });
});

test('a drawing opens half as large again as on the page, or as wide as the stage, and never smaller', () => {
  const size = { width: 200, height: 100 };
  // A wide stage: as wide as it, and from the top.
  expect(openView(fitView(200, 100, 4), size, 900, 1)).toEqual({ x: 0, y: 0, width: 200, height: 50 });
  // A narrow one: half as large again, so that its sides are outside of it.
  expect(openView(fitView(200, 100, 1), size, 200, 1).width).toBeCloseTo(200 / 1.5);
  expect(openView(fitView(200, 100, 1), size, 200, 1).y).toBeLessThanOrEqual(0);
});
