import { expect, test } from 'vitest';
import { fitView, moveView, zoomView } from '../../../../src/features/diagrams/view-box.ts';

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
