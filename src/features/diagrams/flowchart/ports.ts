/** Places of wires along the sides of their boxes. */
import type { Box, Frame } from '../scene.ts';
import { isUpright, type Side, type Span, spanOf } from './boxes.ts';
import type { Chart } from './chart.ts';
import type { End, Plan } from './sides.ts';

/** Where a wire stands at a side of a node; nothing where its other end decides. */
export type Ports = (edge: number, node: string, side: Side) => number | undefined;

const sideKey = (node: string, side: Side): string => `${node}.${side}`;

/**
 * Gives each wire its place at the sides of its boxes: evenly, in the order of where they lead to, past what stands in the way.
 * @param boxes of the nodes and groups, by their ids
 */
export function placePorts(
  chart: Chart,
  boxes: ReadonlyMap<string, Box>,
  frames: readonly Frame[],
  plans: readonly Plan[],
): Ports {
  const ports = new Map<string, number>();
  const taken = new Map<string, number[]>();
  const take = (side: string, at: number): void => void taken.set(side, [...(taken.get(side) ?? []), at]);
  // Straight wires first: what turns takes the room they leave.
  for (const straight of [true, false]) {
    const ends = plans.filter((plan) => plan.straight === straight).flatMap((plan) => plan.ends);
    for (const [name, list] of Map.groupBy(ends, ({ node, side }) => sideKey(node, side))) {
      list.sort((a, b) => a.toward - b.toward || a.edge - b.edge);
      const { node, side } = list[0] as End;
      const whole = spanOf(boxes.get(node) as Box, side);
      const places = freePlaces(whole, list.length, straight ? [] : (taken.get(name) ?? []));
      const squeezed = straight ? squeeze(chart, boxes, list) : undefined;
      list.forEach((end, index) => {
        const own = squeezed?.get(end);
        const [low, high] = own?.room ?? end.range;
        const wanted = own?.at ?? places[index] ?? (whole[0] + whole[1]) / 2;
        const clear = Math.min(high - 8, pastTabs(chart, boxes, frames, end, wanted));
        const at =
          clear !== wanted
            ? clear
            : wanted < low + 8 || wanted > high - 8
              ? Math.max(low + 8, Math.min(high - 8, straight && list.length === 1 ? (low + high) / 2 : wanted))
              : wanted;
        ports.set(`${end.edge}.${name}`, at);
        take(name, at);
        if (straight) take(sideKey(end.far.node, end.far.side), at);
      });
    }
  }
  return (edge, node, side) => ports.get(`${edge}.${sideKey(node, side)}`);
}

/** Even places for so many wires beside those that stand there already: each of these gets the place nearest to it. */
function freePlaces([from, to]: Span, wires: number, taken: readonly number[]): number[] {
  const count = wires + taken.length;
  let places = Array.from({ length: count }, (_, index) => from + ((index + 0.5) * (to - from)) / count);
  for (const other of taken) {
    const nearest = places.reduce(
      (best, place) => (Math.abs(place - other) < Math.abs(best - other) ? place : best),
      places[0] ?? 0,
    );
    places = places.filter((place) => place !== nearest);
  }
  return places;
}

/**
 * The straight wires of a side between whose ends a node stands: they go through the widest room beside it, evenly.
 * @returns by the end; those whose way is free are not in it
 */
function squeeze(
  { drawing }: Chart,
  boxes: ReadonlyMap<string, Box>,
  ends: readonly End[],
): Map<End, { room: Span; at: number }> {
  const nodes = drawing.nodes.map(({ id }) => boxes.get(id) as Box);
  const rooms = ends.flatMap((end) => {
    const blocks = blocksBetween(nodes, boxes, end);
    return blocks.length === 0 ? [] : [{ end, room: widestRoom(end.range, blocks) }];
  });
  return new Map(
    rooms.map(({ end, room }) => {
      const same = rooms.filter((other) => other.room[0] === room[0]);
      const place = same.findIndex((other) => other.end === end);
      return [end, { room, at: room[0] + ((place + 0.5) * (room[1] - room[0])) / same.length }];
    }),
  );
}

/** What stands between the two ends of a straight wire, along the side at which it begins. */
function blocksBetween(nodes: readonly Box[], boxes: ReadonlyMap<string, Box>, end: End): Span[] {
  const across: Side = isUpright(end.side) ? 'left' : 'top';
  const [a, b] = [end.node, end.far.node].map((id) => spanOf(boxes.get(id) as Box, across)) as [Span, Span];
  const [low, high] = [Math.min(a[1], b[1]), Math.max(a[0], b[0])];
  return nodes
    .filter((box) => {
      const [from, to] = spanOf(box, across);
      return from >= low && to <= high;
    })
    .map((box) => spanOf(box, end.side))
    .filter(([from, to]) => to > end.range[0] && from < end.range[1]);
}

function widestRoom(range: Span, blocks: readonly Span[]): Span {
  let best: Span = [range[0], range[0]];
  let from = range[0];
  for (const [start, stop] of [...blocks.toSorted((a, b) => a[0] - b[0]), [range[1], range[1]] as Span]) {
    if (start - from > best[1] - best[0]) best = [from, start];
    from = Math.max(from, stop);
  }
  return best;
}

/** Where a frame is too narrow for its tab to give way, a wire that comes from above stands beside the tab. */
function pastTabs(
  { groups }: Chart,
  boxes: ReadonlyMap<string, Box>,
  frames: readonly Frame[],
  { node, side, far }: End,
  at: number,
): number {
  if ((side !== 'top' || far.side !== 'bottom') && (side !== 'bottom' || far.side !== 'top')) return at;
  const [lower, upper] = side === 'top' ? [node, far.node] : [far.node, node];
  const members = (id: string): readonly string[] => groups.find((group) => group.id === id)?.nodes ?? [];
  return Math.max(
    at,
    ...frames.flatMap(({ id, box, tab }) =>
      tab !== undefined &&
      box.w < 2 * tab.box.w + 20 &&
      (boxes.get(upper) as Box).y < box.y &&
      (id === lower || members(id).includes(lower))
        ? [box.x + tab.box.w + 9]
        : [],
    ),
  );
}
