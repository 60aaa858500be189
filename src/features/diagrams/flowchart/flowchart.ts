/**
 * Lays out a flowchart: nodes stand in the cells of the grid that its template names, columns share the width, arrows run
 * straight where two nodes face each other and turn at right angles where they do not. Nothing is left to chance: the same
 * template gives the same drawing.
 */
import { placeNode } from '../nodes.ts';
import { type Box, type Scene, WIDTHS } from '../scene.ts';
import type { Drawing } from '../drawing.ts';
import { readChart } from './chart.ts';
import { placeColumns } from './columns.ts';
import { clearTab, placeFrames } from './frames.ts';
import { withLabels } from './label-places.ts';
import { placeRows } from './rows.ts';
import { drawWires } from './wires.ts';

/**
 * Places everything of a flowchart.
 * @param width of the drawing
 * @throws DiagramError when the grid does not fit the nodes, or the nodes do not fit the width
 */
export function flowchart(drawing: Drawing, width = WIDTHS[drawing.variant]): Scene {
  const chart = readChart(drawing);
  const columns = placeColumns(chart, width);
  const { rows, height } = placeRows(chart);
  const nodes = drawing.nodes.map((node) => {
    const [column, row] = [columns.get(node.id) ?? { x: 0, w: 0 }, rows.get(node.id) ?? { y: 0, h: 0 }];
    return placeNode(node, { ...column, ...row });
  });
  const nodeBoxes = new Map(nodes.map(({ id, box }) => [id, box]));
  const frames = placeFrames(chart, nodeBoxes);
  const boxes = new Map<string, Box>([...nodeBoxes, ...frames.map(({ id, box }) => [id, box] as const)]);
  const wires = drawWires(chart, boxes, frames);
  const scene: Scene = {
    width,
    height,
    frames: frames.map((frame) => clearTab(frame, wires, drawing.edges)),
    nodes,
    wires,
    rules: [],
    words: [],
  };
  return { ...scene, wires: withLabels(scene, drawing.edges) };
}
