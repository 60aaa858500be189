/** Nodes of a drawing: how large their boxes must be, and where their words stand in them. */
import { lineWidth } from './measure.ts';
import { type Box, LEADING, type Line, type PlacedNode } from './scene.ts';
import type { DiagramNode } from './drawing.ts';

const lineOf = (raw: string): { text: string; style: 'name' | 'remark' } =>
  raw.startsWith('_') ? { text: raw.slice(1), style: 'remark' } : { text: raw, style: 'name' };

/**
 * Least size of a node's box.
 * @param pad room on either side of its words
 */
export function nodeSize(node: DiagramNode, pad: number): { w: number; h: number } {
  const lines = node.lines.map(lineOf);
  const side = node.shape === 'person' ? pad + 4 : pad;
  return {
    w: Math.max(...lines.map(({ text, style }) => lineWidth(text, style))) + 2 * side,
    h: lines.length * LEADING + 16 + (node.shape === 'store' ? 8 : 0),
  };
}

/** Sets the lines of a node into the middle of its box. */
export function placeNode(node: DiagramNode, box: Box): PlacedNode {
  const middle = box.y + box.h / 2 + (node.shape === 'store' ? 4 : 0);
  const lines = node.lines.map((raw, index): Line => {
    const { text, style } = lineOf(raw);
    return {
      text,
      style,
      width: lineWidth(text, style),
      x: box.x + box.w / 2,
      y: middle + (index - (node.lines.length - 1) / 2) * LEADING + 4.6,
    };
  });
  const { id, kind, shape, party } = node;
  return { id, kind, shape, box, lines, hub: party === 'kube-apiserver' };
}
