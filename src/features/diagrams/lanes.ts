/**
 * The timeline as a drawing: a lane for Kubernetes and for each interface, a bar for each stage of its life, a dot for each
 * of its events. In a column of text time runs to the right, on a phone downwards. What is planned stands behind the day of
 * the last check, on a dashed line.
 */
import {
  checkedMeta,
  eventsOf,
  getInterface,
  localize,
  timeline,
  timelineRow,
  versionFacts,
  type Lang,
  type TimelineEvent,
} from '../../facts/index.ts';
import { LANES, STAGES } from '../../schemas/timeline.ts';
import { textWidth } from './measure.ts';
import { type Box, type Point, WIDTHS } from './scene.ts';
import type { Variant } from './drawing.ts';

type LaneId = (typeof LANES)[number];
type Stage = (typeof STAGES)[number];
/** What a dot stands for; `id` is its row on the timeline. */
type Told = Pick<TimelineEvent, 'id' | 'date' | 'text' | 'planned'>;

/** A stage of a lane's life: from an event until the next stage, or until the day of the last check. */
export interface Bar {
  stage: Stage;
  event: TimelineEvent;
  /** Years, with their fraction. */
  from: number;
  to: number;
}

/** All that has happened to an interface, or to Kubernetes. */
export interface Lane {
  id: LaneId;
  name: string;
  bars: Bar[];
  events: Told[];
}

/** The first year shown. */
const FIRST = 2014;

/** A date of the store as a year with its fraction; a month or a year without a day is its first day. */
export function yearOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return year + (month - 1) / 12 + (day - 1) / 365;
}

/** The day of the last check, as a year with its fraction: what lies behind it is a plan. */
export const now = (): number => yearOf(checkedMeta().date);

/** The releases of Kubernetes whose day the facts about versions know, each with the row that tells it. */
function releases(): Told[] {
  return versionFacts().flatMap((fact) => {
    const id = timelineRow(fact);
    return fact.topic !== 'release' || fact.status === 'end of life' || fact.date === undefined || id === undefined
      ? []
      : [{ id, date: fact.date, text: fact.fact, planned: false }];
  });
}

/** Every lane with its bars and its events since the first year shown, oldest first. */
export function lanes(): Lane[] {
  return LANES.map((id) => {
    const starts = timeline().filter((event) => event.stage?.of === id);
    const events: Told[] = eventsOf(id).filter((event) => yearOf(event.date) >= FIRST);
    if (id === 'k8s') {
      events.push(...releases().filter((release) => events.every((event) => event.id !== release.id)));
      events.sort((a, b) => yearOf(a.date) - yearOf(b.date));
    }
    return {
      id,
      name: id === 'k8s' ? 'K8s' : getInterface(id).abbrev,
      bars: starts.map((event, index) => {
        const next = starts[index + 1];
        return {
          stage: event.stage?.is ?? 'early',
          event,
          from: yearOf(event.date),
          to: next === undefined ? now() : yearOf(next.date),
        };
      }),
      events,
    };
  });
}

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
function settle(places: readonly number[], depths: readonly number[], end: number): Point[] {
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

const said = (event: Told, lang: Lang, words: LaneWords): string =>
  `${event.planned ? `${words.planned}: ` : ''}${localize(event.text, lang)} (${words.day(event.date)})`;

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
    const places = settle(
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
    const places = settle(
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

const n = (value: number): string => String(Math.round(value * 10) / 10);
const esc = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const rect = ({ x, y, w, h }: Box): string => `x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}"`;

/**
 * A bar, told by how it is filled: alpha in stripes across, beta to the half, stable in full, archived not at all.
 * @param upright whether time runs downwards
 */
export function barMarkup(stage: Stage, { x, y, w, h }: Box, upright: boolean): string {
  const rim = `<rect class="rim ${stage}" ${rect({ x: x + 0.5, y: y + 0.5, w: w - 1, h: h - 1 })}/>`;
  if (stage === 'archived') return rim;
  const broad = (upright ? w : h) / (stage === 'beta' ? 2 : 1);
  const d = upright ? `M${n(x + broad / 2)} ${n(y)}V${n(y + h)}` : `M${n(x)} ${n(y + h - broad / 2)}H${n(x + w)}`;
  return `<path class="bar ${stage}" stroke-width="${n(broad)}" d="${d}"/>${stage === 'stable' ? '' : rim}`;
}

/** What the marks of the lanes mean: the words, and the same marks in a box of 24 × 14. */
export function laneLegend(words: LaneWords): { sign: string; word: string }[] {
  return [
    ...STAGES.map((stage) => ({
      sign: barMarkup(stage, { x: 0, y: 0, w: 24, h: 14 }, false),
      word: words.stages[stage],
    })),
    {
      sign: '<path class="stem plan" d="M0 7H14"/><circle class="dot plan" cx="18" cy="7" r="5"/>',
      word: words.planned,
    },
  ].map(({ sign, word }) => ({ sign: `<g class="k8s">${sign}</g>`, word }));
}

/** The drawing of the lanes: its size, and the inner markup of its `<svg>`. `href` is the address of a row. */
export function drawLanes(
  lang: Lang,
  variant: Variant,
  words: LaneWords,
  href: (id: string) => string,
): { variant: Variant; width: number; height: number; markup: string } {
  const scene = laneScene(variant, words);
  const upright = variant === 'tall';
  const line = ([a, b]: [Point, Point]): string =>
    `M${n(a.x)} ${n(a.y)}${a.x === b.x ? `V${n(b.y)}` : a.y === b.y ? `H${n(b.x)}` : `L${n(b.x)} ${n(b.y)}`}`;
  const word = ({ kind, text, x, y, stage, ground }: LaneText): string =>
    `${ground ? `<rect class="say ${stage}" ${rect(ground)}/>` : ''}<text class="${kind}${stage ? ` ${stage}` : ''}" x="${n(x)}" y="${n(y)}">${esc(text)}</text>`;
  const parts = lanes().map(({ id }) => {
    const bars = scene.bars.filter(({ lane }) => lane === id).map(({ stage, box }) => barMarkup(stage, box, upright));
    const names = scene.texts.filter(({ lane }) => lane === id).map(word);
    const dots = scene.dots
      .filter(({ lane }) => lane === id)
      .map(({ event, at, stem }) => {
        const plan = event.planned ? ' plan' : '';
        const title = esc(said(event, lang, words));
        const circle = `cx="${n(at.x)}" cy="${n(at.y)}"`;
        return `<path class="stem${plan}" d="${line(stem)}"/><a href="${esc(href(event.id))}" aria-label="${title}"><title>${title}</title><circle class="hit" ${circle} r="${TARGET / 2}"/><circle class="dot${plan}" ${circle} r="${DOT}"/></a>`;
      });
    return `<g class="${id}">${[...bars, ...names, ...dots].join('')}</g>`;
  });
  const own = scene.texts.filter(({ lane }) => lane === undefined).map(word);
  const markup = `<path class="hair" d="${scene.grid.map(line).join('')}"/>${own.join('')}${parts.join('')}<path class="now" d="${line(scene.now)}"/>`;
  return { variant, width: scene.width, height: scene.height, markup };
}

/** The lanes as Mermaid: a Gantt chart. */
export function lanesSource(words: LaneWords): string {
  const day = (date: string): string =>
    date.length === 10 ? date : `${date}${'-01'.repeat(date.length === 7 ? 1 : 2)}`;
  return [
    'gantt',
    '  dateFormat YYYY-MM-DD',
    '  axisFormat %Y',
    ...lanes().flatMap((lane) => [
      `  section ${lane.name}`,
      ...lane.bars.map(({ stage, event }, index) => {
        const next = lane.bars[index + 1]?.event.date ?? checkedMeta().date;
        return `  ${words.stages[stage].replace(/[,:#;]/g, ' ')} :${day(event.date)}, ${day(next)}`;
      }),
    ]),
  ].join('\n');
}
