import { DOT, LANE_TYPE, type LaneScene, TARGET } from '../../src/features/diagrams/lanes/layout.ts';
import { type Box, type Point, WIDTHS } from '../../src/features/diagrams/scene.ts';
import { BETWEEN_WIRES, distance, FROM_TEXT, HEIGHTS, hull, lineBox, SMALLEST_TYPE } from './geometry.ts';

/**
 * Everything that is wrong with the geometry of the lanes of time. Grid and day of the last check stand behind the bars, so a
 * word in a bar has only the bar's own edges beside it.
 */
export function laneFaults(scene: LaneScene): string[] {
  const faults: string[] = [];
  const { variant, width, height, bars, dots, grid, now, texts } = scene;
  const box = (a: Point, b: Point): Box => hull([a, b]);
  const lettersOf = (text: LaneScene['texts'][number]): Box =>
    lineBox({ ...text, style: text.kind === 'lane' ? 'name' : 'step' });
  const around = ({ at }: LaneScene['dots'][number], radius: number): Box => ({
    x: at.x - radius,
    y: at.y - radius,
    w: 2 * radius,
    h: 2 * radius,
  });
  const far = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
  /** Distance of a point from a line, which may be slanted. */
  const fromLine = (p: Point, [a, b]: readonly [Point, Point]): number => {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const along = Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
    return far(p, { x: a.x + along * dx, y: a.y + along * dy });
  };
  const named = (dot: LaneScene['dots'][number]): string => `the dot of ${dot.event.id}`;

  const inView = (part: Box, what: string): void => {
    if (part.x < 0 || part.y < 0 || part.x + part.w > width || part.y + part.h > height)
      faults.push(`${what} is cut off`);
  };
  for (const bar of bars) inView(bar.box, `a bar of ${bar.lane}`);
  for (const dot of dots) inView(around(dot, DOT + 0.75), named(dot));
  for (const line of [...grid, now]) inView(box(...line), 'a line of the grid');

  texts.forEach((text, index) => {
    const letters = lettersOf(text);
    const say = `"${text.text}"`;
    inView(letters, say);
    if (LANE_TYPE[text.kind] * (WIDTHS[variant] / width) < SMALLEST_TYPE) faults.push(`${say} is smaller than 12 px`);
    for (const other of texts.slice(index + 1))
      if (distance(letters, lettersOf(other)) < 2) faults.push(`${say} lies on "${other.text}"`);
    for (const dot of dots)
      if (distance(around(dot, DOT), letters) < FROM_TEXT) faults.push(`${named(dot)} touches ${say}`);
    for (const { stem, event } of dots)
      if (distance(box(...stem), letters) < FROM_TEXT && text.ground === undefined)
        faults.push(`the stem of ${event.id} touches ${say}`);
    if (text.ground !== undefined) {
      const { ground } = text;
      const inside = (inner: Box, outer: Box): boolean =>
        inner.x >= outer.x + 2 &&
        inner.x + inner.w <= outer.x + outer.w - 2 &&
        inner.y >= outer.y &&
        inner.y + inner.h <= outer.y + outer.h;
      if (!inside(letters, ground) || !bars.some((bar) => bar.lane === text.lane && inside(ground, bar.box)))
        faults.push(`${say} does not fit its bar`);
      return;
    }
    for (const bar of bars)
      if (distance(bar.box, letters) < FROM_TEXT) faults.push(`a bar of ${bar.lane} touches ${say}`);
    for (const line of [...grid, now])
      if (distance(box(...line), letters) < (line === now && text.kind === 'now' ? 2 : FROM_TEXT))
        faults.push(`a line of the grid touches ${say}`);
  });

  dots.forEach((dot, index) => {
    for (const other of dots.slice(index + 1))
      if (far(dot.at, other.at) < TARGET) faults.push(`${named(dot)} is too near to that of ${other.event.id}`);
    for (const other of dots)
      if (other !== dot && fromLine(dot.at, other.stem) < DOT)
        faults.push(`the stem of ${other.event.id} runs through ${named(dot)}`);
    for (const bar of bars)
      if (distance(around(dot, DOT), bar.box) < 2 && !dot.event.planned)
        faults.push(`${named(dot)} touches a bar of ${bar.lane}`);
    if (fromLine(dot.at, now) < DOT + 2) faults.push(`${named(dot)} lies on the day of the last check`);
    const behind = variant === 'tall' ? dot.at.y > now[0].y : dot.at.x > now[0].x;
    if (behind !== dot.event.planned) faults.push(`${named(dot)} is on the wrong side of the day of the last check`);
  });
  grid.forEach(([a], index) => {
    const [next] = grid[index + 1] ?? [];
    if (next !== undefined && far(a, next) < BETWEEN_WIRES) faults.push('two lines of the grid are too near');
  });
  if (width !== WIDTHS[variant] || height > HEIGHTS[variant]) faults.push(`it is ${width} × ${height}`);
  return faults;
}
