/** Where on their wires the labels of a flowchart stand. */
import { pillSize, placePill } from '../labels.ts';
import { type Box, HEAD, headOf, type Pill, type Point, type Scene, type Wire } from '../scene.ts';
import type { DiagramEdge } from '../drawing.ts';
import { boundsOf, grow, overlap, piecesOf } from './boxes.ts';

type Labels = ReadonlyMap<Wire, Pill>;

/**
 * Gives each wire its label, where it has one.
 * @param edges what the wires of the scene draw, in the same order
 * @returns the wires with their labels
 */
export function withLabels(scene: Scene, edges: readonly DiagramEdge[]): Wire[] {
  const labels = new Map<Wire, Pill>();
  const pairs = scene.wires.map((wire, index) => ({ wire, edge: edges[index] as DiagramEdge, index }));
  // The shortest wire has the least choice where its label stands.
  for (const { wire, edge, index } of pairs.toSorted((a, b) => lengthOf(a.wire) - lengthOf(b.wire))) {
    if (edge.from === edge.to) {
      const box = scene.nodes.find(({ id }) => id === edge.from)?.box as Box;
      const before = edges.slice(0, index).filter((one) => one.from === edge.from && one.to === edge.to).length;
      labels.set(wire, placePill({ ...edge, lines: [] }, { x: box.x + 15 + before * 22, y: box.y + box.h / 2 }));
    } else if (pillSize(edge).w > 0) labels.set(wire, bestPlace(scene, labels, wire, edge));
  }
  return scene.wires.map((wire) => {
    const label = labels.get(wire);
    return label === undefined ? wire : { ...wire, label };
  });
}

const lengthOf = ({ points }: Wire): number =>
  points
    .slice(1)
    .reduce(
      (sum, point, index) => sum + Math.hypot(point.x - (points[index]?.x ?? 0), point.y - (points[index]?.y ?? 0)),
      0,
    );

/** What a label must not cover at all, and the lines that it had better not cut. */
function obstacles({ nodes, frames, wires }: Scene, labels: Labels, own: Wire): { solid: Box[]; thin: Box[] } {
  const others = wires.filter((wire) => wire !== own);
  const solid = [
    ...nodes.map((node) => grow(node.box, 3)),
    ...frames.flatMap(({ tab }) => (tab === undefined ? [] : [grow(tab.box, 3)])),
    ...[...labels.values()].map(({ box }) => grow(box, 3)),
    ...others.map((wire) => grow(boundsOf([...headOf(wire), ...wire.points.slice(-1)]), 2)),
  ];
  const thin = [
    ...frames.flatMap(({ box: { x, y, w, h } }) => [
      { x, y, w, h: 0 },
      { x, y: y + h, w, h: 0 },
      { x, y, w: 0, h },
      { x: x + w, y, w: 0, h },
    ]),
    ...others.flatMap(({ points }) => piecesOf(points)),
  ].map((line) => grow(line, 4));
  return { solid, thin };
}

/** Where on its wire a label has the most room: near the middle of a long piece, away from everything else. */
function bestPlace(scene: Scene, labels: Labels, wire: Wire, edge: DiagramEdge): Pill {
  const { solid, thin } = obstacles(scene, labels, wire);
  let best: Pill | undefined;
  let least = Infinity;
  wire.points.slice(1).forEach((to, index) => {
    const from = wire.points[index] as Point;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const pointed = index === wire.points.length - 2 && !wire.plain;
    for (let at = 8; at <= length - (pointed ? HEAD.length + 3 : 8); at += 2) {
      const pill = placePill(edge, {
        x: from.x + ((to.x - from.x) * at) / length,
        y: from.y + ((to.y - from.y) * at) / length,
      });
      const box = pill.box;
      const along = from.x === to.x ? box.h : box.w;
      const head = pointed ? HEAD.length + 2 : 2;
      const middle = Math.min(length / 2, length - head - 4 - along / 2);
      // How far it is from where it should be, and how much it is in the way.
      const cost =
        Math.abs(at - middle) +
        (along + head + 2 > length ? 300 : 0) -
        Math.min(length, 200) +
        (at - along / 2 < 1 || at + along / 2 > length - head ? 400 : 0) +
        solid.filter((one) => overlap(one, box)).length * 2000 +
        thin.filter((one) => overlap(one, box)).length * 1000 +
        (box.x < 1 || box.x + box.w > scene.width - 1 || box.y < 1 || box.y + box.h > scene.height - 1 ? 5000 : 0);
      if (cost < least) {
        least = cost;
        best = pill;
      }
    }
  });
  return best ?? placePill(edge, wire.points[0] as Point);
}
