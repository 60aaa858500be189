/** Places the lanes of time: in a column of text from left to right, on a phone from top to bottom. */
import type { Variant } from '../drawing.ts';
import { textWidth } from '../measure.ts';
import { type Box, type Point, WIDTHS } from '../scene.ts';
import { FIRST, type Lane, type LaneId, lanes, now, type Stage, type Told, yearOf } from './lanes.ts';

/** Words that the drawing needs besides those of the events. */
export interface LaneWords {
  stages: Record<Stage, string>;
  planned: string;
  /** The day of the last check, in words. */
  now: string;
  /** A date as the reader's language writes it. */
  day: (iso: string) => string;
}

/** A text of the lanes: `x` is its middle, `y` its baseline. The ground of a word in a bar hides the bar's pattern. */
export interface LaneText {
  kind: 'year' | 'lane' | 'say' | 'now';
  text: string;
  x: number;
  y: number;
  width: number;
  lane?: LaneId;
  stage?: Stage;
  ground?: Box;
}

/** The lanes placed: the geometry tests measure them, `drawLanes` writes them. */
export interface LaneScene {
  variant: Variant;
  width: number;
  height: number;
  bars: { lane: LaneId; stage: Stage; box: Box }[];
  dots: { lane: LaneId; event: Told; at: Point; stem: [Point, Point] }[];
  /** Where a year begins. */
  grid: [Point, Point][];
  now: [Point, Point];
  texts: LaneText[];
}

/** Sizes of type in the lanes. */
export const LANE_TYPE = { year: 12.5, lane: 13, say: 12.5, now: 12.5 } as const;
/** Least distance of two dots: what a finger or a pointer can hit. */
export const TARGET = 24;
/** Radius of a dot. */
export const DOT = 5;
const BAR = { across: 18, down: 14 } as const;

const toLine = (p: Point, [a, b]: readonly [Point, Point]): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
};

/**
 * Gives each event of a lane the dot nearest to its place on the bar that keeps its distance from the other dots, and whose
 * stem passes none of them.
 * @param places of the events along the bar, ascending
 * @param depths how far from the bar dots may stand, the nearest first
 * @param end of the bar: no dot stands behind it
 * @returns `x` along the bar, `y` away from it
 */
function placeDots(places: readonly number[], depths: readonly number[], end: number): Point[] {
  const placed: { at: Point; stem: [Point, Point] }[] = [];
  const clear = DOT + 2.5;
  // From the end, where there is least choice.
  for (const place of places.toReversed()) {
    let best: { at: Point; stem: [Point, Point] } | undefined;
    let least = Infinity;
    for (const depth of depths) {
      for (let shift = -24; shift <= 24; shift += 1) {
        const cost = (depth - (depths[0] ?? 0)) * 0.42 + shift ** 2 / 10;
        if (cost >= least || place + shift > end - DOT - 3) continue;
        const at = { x: place + shift, y: depth };
        const stem: [Point, Point] = [{ x: place, y: 0 }, at];
        const free = placed.every(
          (one) =>
            Math.hypot(one.at.x - at.x, one.at.y - at.y) >= TARGET &&
            toLine(one.at, stem) >= clear &&
            toLine(at, one.stem) >= clear,
        );
        if (free) [best, least] = [{ at, stem }, cost];
      }
    }
    if (best === undefined) throw new Error(`The lanes have no room for an event at ${Math.round(place)}.`);
    placed.push(best);
  }
  return placed.map(({ at }) => at).toReversed();
}

/**
 * Places everything of the lanes.
 * @throws Error when events come so close to each other that their dots have no room
 */
export function laneScene(variant: Variant, words: LaneWords): LaneScene {
  return variant === 'tall' ? down(words) : across(variant, words);
}

const yearsUntil = (last: number): number[] =>
  Array.from({ length: Math.floor(last) - FIRST + 1 }, (_, index) => FIRST + index);
const yearText = (year: number, x: number, y: number): LaneText => {
  const text = String(year);
  return { kind: 'year', text, x, y, width: textWidth(text, LANE_TYPE.year, false) };
};
const laneText = ({ id, name }: Lane, x: number, y: number): LaneText => {
  const width = textWidth(name, LANE_TYPE.lane, true);
  return { kind: 'lane', lane: id, text: name, x: x + width / 2, y, width };
};

function across(variant: 'wide' | 'medium', words: LaneWords): LaneScene {
  const left = 46;
  const width = WIDTHS[variant];
  const plans = Math.max(1, ...lanes().map(({ events }) => events.filter(({ planned }) => planned).length));
  const today = width - (19 + TARGET * (plans - 1) + DOT + 10);
  const x = (year: number): number => left + ((year - FIRST) * (today - left)) / (now() - FIRST);
  const top = 25;
  const bars: LaneScene['bars'] = [];
  const dots: LaneScene['dots'] = [];
  const texts: LaneText[] = [];
  let y = top + 6;
  for (const lane of lanes()) {
    const middle = y + BAR.across / 2;
    texts.push(laneText(lane, 1, middle + 4.6));
    for (const { stage, from, to } of lane.bars) {
      const box = { x: x(from) + 0.5, y, w: x(to) - x(from) - 1, h: BAR.across };
      bars.push({ lane: lane.id, stage, box });
      const text = words.stages[stage];
      const wide = textWidth(text, LANE_TYPE.say, true);
      if (box.w < wide + 20) continue;
      const ground = { x: box.x + 3, y: y + 1.5, w: wide + 8, h: BAR.across - 3 };
      const at = { x: ground.x + ground.w / 2, y: middle + 4.3 };
      texts.push({ kind: 'say', lane: lane.id, stage, text, ...at, width: wide, ground });
    }
    const past = lane.events.filter(({ planned }) => !planned);
    const places = placeDots(
      past.map(({ date }) => x(yearOf(date))),
      Array.from({ length: 16 }, (_, step) => 13 + 3 * step),
      today,
    );
    past.forEach((event, index) => {
      const { x: at = 0, y: depth = 0 } = places[index] ?? {};
      const foot = { x: x(yearOf(event.date)), y: y + BAR.across };
      dots.push({ lane: lane.id, event, at: { x: at, y: foot.y + depth }, stem: [foot, { x: at, y: foot.y + depth }] });
    });
    lane.events
      .filter(({ planned }) => planned)
      .forEach((event, index) => {
        const at = { x: today + 19 + index * TARGET, y: middle };
        dots.push({ lane: lane.id, event, at, stem: [{ x: at.x - (index === 0 ? 19 : TARGET - DOT), y: middle }, at] });
      });
    y += BAR.across + Math.max(0, ...places.map((place) => place.y)) + 16;
  }
  const bottom = y - 6;
  const height = Math.ceil(bottom + 19);
  const years = yearsUntil(now());
  // Where a year is narrower than its number, every second one is named.
  const named = x(FIRST + 1) - x(FIRST) < textWidth(String(FIRST), LANE_TYPE.year, false) + 4 ? 2 : 1;
  years
    .filter((year) => (year - FIRST) % named === 0)
    .forEach((year) => texts.push(yearText(year, (x(year) + x(Math.min(year + 1, now()))) / 2, 14)));
  const wide = textWidth(words.now, LANE_TYPE.now, true);
  texts.push({ kind: 'now', text: words.now, x: today - wide / 2 - 7, y: height - 3, width: wide });
  return {
    variant,
    width,
    height,
    bars,
    dots,
    grid: years.map((year): [Point, Point] => [
      { x: x(year), y: top },
      { x: x(year), y: bottom },
    ]),
    now: [
      { x: today, y: top },
      { x: today, y: height },
    ],
    texts,
  };
}

function down(words: LaneWords): LaneScene {
  const left = 38;
  const width = WIDTHS.tall;
  const top = 24;
  const perYear = 42;
  const y = (year: number): number => top + (year - FIRST) * perYear;
  const today = y(now());
  // Where events come close to each other a second row of dots stands beside the first.
  const rows = [11, 33];
  const all = lanes().map((lane) => {
    const past = lane.events.filter(({ planned }) => !planned);
    const places = placeDots(
      past.map(({ date }) => y(yearOf(date))),
      rows,
      today,
    );
    return { lane, past, places, broad: places.some((place) => place.y > (rows[0] ?? 0)) };
  });
  const more = 20;
  const pitch = (width - left - more * all.filter(({ broad }) => broad).length) / all.length;
  const bars: LaneScene['bars'] = [];
  const dots: LaneScene['dots'] = [];
  const texts: LaneText[] = [];
  let x = left;
  let last = today;
  for (const { lane, past, places, broad } of all) {
    const name = laneText(lane, x, 14);
    texts.push(name);
    for (const { stage, from, to } of lane.bars)
      bars.push({ lane: lane.id, stage, box: { x, y: y(from) + 0.5, w: BAR.down, h: y(to) - y(from) - 1 } });
    past.forEach((event, index) => {
      const place = places[index] ?? { x: 0, y: 0 };
      const at = { x: x + BAR.down + place.y, y: place.x };
      dots.push({ lane: lane.id, event, at, stem: [{ x: x + BAR.down, y: y(yearOf(event.date)) }, at] });
    });
    lane.events
      .filter(({ planned }) => planned)
      .forEach((event, index) => {
        const at = { x: x + BAR.down / 2, y: today + 19 + index * TARGET };
        last = Math.max(last, at.y);
        dots.push({ lane: lane.id, event, at, stem: [{ x: at.x, y: at.y - (index === 0 ? 19 : TARGET - DOT) }, at] });
      });
    x += pitch + (broad ? more : 0);
  }
  const years = yearsUntil(now());
  years.forEach((year) => texts.push(yearText(year, 16, y(year) + 16)));
  const wide = textWidth(words.now, LANE_TYPE.now, true);
  texts.push({ kind: 'now', text: words.now, x: width - 1 - wide / 2, y: today + 18, width: wide });
  return {
    variant: 'tall',
    width,
    height: Math.ceil(Math.max(last + DOT + 2, today + 24)),
    bars,
    dots,
    grid: years.map((year): [Point, Point] => [
      { x: left - 4, y: y(year) },
      { x: width, y: y(year) },
    ]),
    now: [
      { x: left - 4, y: today },
      { x: width, y: today },
    ],
    texts,
  };
}
