/**
 * The timeline as a drawing: a lane for Kubernetes and for each interface, a bar for each stage of its life, a dot for each
 * of its events. In a column of text time runs to the right, on a phone downwards. What is planned stands behind the day of
 * the last check, on a dashed line.
 */
import {
  checkedMeta,
  eventsOf,
  getInterface,
  timeline,
  timelineRow,
  type TimelineEvent,
  versionFacts,
} from '../../../facts/index.ts';
import { LANES, type STAGES } from '../../../schemas/timeline.ts';

/** Whose lane: an interface's, or that of Kubernetes. */
export type LaneId = (typeof LANES)[number];
/** How far an interface is. */
export type Stage = (typeof STAGES)[number];
/** What a dot stands for; `id` is its row on the timeline. */
export type Told = Pick<TimelineEvent, 'id' | 'date' | 'text' | 'planned'>;

/** A stage of a lane's life: from an event until the next stage, or until the day of the last check. */
interface Bar {
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
export const FIRST = 2014;

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
