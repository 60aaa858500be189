/**
 * The timeline as a drawing: a lane for Kubernetes and for each interface, a bar for each stage of its life, a dot for each
 * of its events. In a column of text time runs to the right, on a phone downwards.
 */
import {
  checkedMeta,
  eventsOf,
  getInterface,
  localize,
  timeline,
  type Lang,
  type TimelineEvent,
} from '../../facts/index.ts';
import { LANES, type STAGES } from '../../schemas/timeline.ts';
import { WIDTHS } from './compose.ts';
import { textWidth } from './measure.ts';
import type { Variant } from './template.ts';

type LaneId = (typeof LANES)[number];
type Stage = (typeof STAGES)[number];

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
  events: TimelineEvent[];
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

/** Every lane with its bars and its events since the first year shown, oldest first. */
export function lanes(): Lane[] {
  return LANES.map((id) => {
    const starts = timeline().filter((event) => event.stage?.of === id);
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
      events: eventsOf(id).filter((event) => yearOf(event.date) >= FIRST),
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

const n = (value: number): string => String(Math.round(value * 10) / 10);
const esc = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
/** Diameter of what a finger or a pointer can hit. */
const TARGET = 24;
const BAR = 18;

/** Gives dots that come too close to each other places of their own: in rows beside the bar, or later along it. */
function spread(places: readonly number[], rows: boolean): { at: number; row: number }[] {
  const last: number[] = [];
  return places.map((at) => {
    if (!rows) {
      const placed = Math.max(at, (last[0] ?? -Infinity) + TARGET);
      last[0] = placed;
      return { at: placed, row: 0 };
    }
    let row = last.findIndex((before) => at - before >= TARGET);
    if (row < 0) row = last.length;
    last[row] = at;
    return { at, row };
  });
}

function dot(
  event: TimelineEvent,
  x: number,
  y: number,
  lang: Lang,
  words: LaneWords,
  href: (id: string) => string,
): string {
  const said = `${event.planned ? `${words.planned}: ` : ''}${localize(event.text, lang)} (${words.day(event.date)})`;
  return `<a href="${esc(href(event.id))}" aria-label="${esc(said)}"><title>${esc(said)}</title><circle class="hit" cx="${n(x)}" cy="${n(y)}" r="${TARGET / 2}"/><circle class="dot${event.planned ? ' plan' : ''}" cx="${n(x)}" cy="${n(y)}" r="5"/></a>`;
}

/**
 * The drawing of all lanes.
 * @param href address of an event's row
 * @returns inner markup of the `<svg>` and its size
 */
export function drawLanes(
  lang: Lang,
  variant: Variant,
  words: LaneWords,
  href: (id: string) => string,
): { variant: Variant; width: number; height: number; markup: string } {
  const all = lanes();
  const width = WIDTHS[variant];
  const last = Math.ceil(
    Math.max(now(), ...all.flatMap(({ events }) => events.map(({ date }) => yearOf(date)))) + 0.01,
  );
  const years = Array.from({ length: last - FIRST + 1 }, (_, index) => FIRST + index);
  return variant === 'wide' ? across(all, years, width, lang, words, href) : down(all, years, width, lang, words, href);
}

function across(
  all: readonly Lane[],
  years: readonly number[],
  width: number,
  lang: Lang,
  words: LaneWords,
  href: (id: string) => string,
) {
  const left = 48;
  const right = 14;
  const x = (year: number): number => left + ((year - FIRST) * (width - left - right)) / (years.length - 1);
  const top = 30;
  let y = top;
  let body = '';
  for (const lane of all) {
    const placed = spread(
      lane.events.map(({ date }) => x(yearOf(date))),
      true,
    );
    const rows = Math.max(1, ...placed.map(({ row }) => row + 1));
    const middle = y + BAR / 2;
    let inside = `<text class="s lane" x="1" y="${n(middle + 4.6)}">${lane.name}</text>`;
    for (const bar of lane.bars) {
      const from = x(bar.from) + 0.5;
      const to = x(bar.to) - 0.5;
      inside += `<path class="bar ${bar.stage}" d="M${n(from)} ${n(middle)}H${n(to)}"/>`;
      if (bar.stage === 'early' || bar.stage === 'archived')
        inside += `<path class="rim ${bar.stage}" d="M${n(from)} ${n(y + 0.5)}H${n(to)}V${n(y + BAR - 0.5)}H${n(from)}z"/>`;
      const word = words.stages[bar.stage];
      const room = textWidth(word, 12, true) + 12;
      if (to - from >= room + 4) {
        inside += `<rect class="say ${bar.stage}" x="${n(from + 3)}" y="${n(y + 2)}" width="${n(room - 4)}" height="${BAR - 4}"/><text class="s say ${bar.stage}" x="${n(from + 7)}" y="${n(middle + 4.3)}">${esc(word)}</text>`;
      }
    }
    lane.events.forEach((event, index) => {
      const { at, row } = placed[index] ?? { at: 0, row: 0 };
      const dy = y + BAR + 13 + row * TARGET;
      inside += `<path class="stem${event.planned ? ' plan' : ''}" d="M${n(at)} ${n(y + BAR)}V${n(dy - 5)}"/>${dot(event, at, dy, lang, words, href)}`;
    });
    body += `<g class="lane-${lane.id} ${lane.id}">${inside}</g>`;
    y += BAR + 2 + rows * TARGET + 10;
  }
  const height = Math.ceil(y - 6);
  const grid = years
    .slice(0, -1)
    .map((year) => `M${n(x(year))} ${top - 8}V${height}`)
    .join('');
  const named = years
    .slice(0, -1)
    .map((year) => `<text class="year" x="${n((x(year) + x(year + 1)) / 2)}" y="14">${year}</text>`)
    .join('');
  const today = `<path class="now" d="M${n(x(now()))} ${top - 8}V${height}"/>`;
  return { variant: 'wide' as const, width, height, markup: `<path class="hair" d="${grid}"/>${named}${today}${body}` };
}

function down(
  all: readonly Lane[],
  years: readonly number[],
  width: number,
  lang: Lang,
  words: LaneWords,
  href: (id: string) => string,
) {
  const left = 38;
  const pitch = (width - left) / all.length;
  const top = 26;
  const perYear = 44;
  const y = (year: number): number => top + (year - FIRST) * perYear;
  const height = Math.ceil(y(years.at(-1) ?? FIRST) + 30);
  let body = '';
  all.forEach((lane, index) => {
    const x = left + index * pitch;
    const middle = x + 7;
    let inside = `<text class="lane" x="${n(x + pitch / 2)}" y="14">${lane.name}</text>`;
    for (const bar of lane.bars) {
      const from = y(bar.from) + 0.5;
      const to = y(bar.to) - 0.5;
      inside += `<path class="bar ${bar.stage}" d="M${n(middle)} ${n(from)}V${n(to)}"/>`;
      if (bar.stage === 'early' || bar.stage === 'archived')
        inside += `<path class="rim ${bar.stage}" d="M${n(middle - 6.5)} ${n(from)}H${n(middle + 6.5)}V${n(to)}H${n(middle - 6.5)}z"/>`;
    }
    const placed = spread(
      lane.events.map(({ date }) => y(yearOf(date))),
      false,
    );
    lane.events.forEach((event, one) => {
      const at = placed[one]?.at ?? 0;
      inside += `<path class="stem${event.planned ? ' plan' : ''}" d="M${n(middle + 7)} ${n(y(yearOf(event.date)))}L${n(x + 23)} ${n(at)}"/>${dot(event, x + 28, at, lang, words, href)}`;
    });
    body += `<g class="lane-${lane.id} ${lane.id}">${inside}</g>`;
  });
  const grid = years.map((year) => `M${left - 4} ${n(y(year))}H${width}`).join('');
  const named = years
    .slice(0, -1)
    .map((year) => `<text class="s year" x="1" y="${n(y(year) + 14)}">${year}</text>`)
    .join('');
  const today = `<path class="now" d="M${left - 4} ${n(y(now()))}H${width}"/>`;
  return { variant: 'tall' as const, width, height, markup: `<path class="hair" d="${grid}"/>${named}${today}${body}` };
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
