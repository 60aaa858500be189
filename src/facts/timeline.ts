/** What happened when, and what is planned. */
import type { TimelineEvent, VersionFact } from '../schemas/index.ts';
import { label } from './labels.ts';
import { facts, groupBy, once } from './store.ts';

const sortedEvents = once(() =>
  [...facts().timeline.events, ...facts().timeline.planned].sort((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  ),
);
const eventsByTag = once(() => groupBy(sortedEvents(), (event) => event.tags));

/** Every event, oldest first; what has not happened yet has `planned: true`. */
export function timeline(): readonly TimelineEvent[] {
  return sortedEvents();
}

/** The events with a tag, oldest first. The id of an interface is a tag. Throws when no label knows the tag. */
export function eventsOf(tag: string): readonly TimelineEvent[] {
  label('eventTag', tag, 'en');
  return eventsByTag().get(tag) ?? [];
}

/**
 * Id of the row of the timeline that tells a fact about a version. An event of the same day tells it; a fact that no event
 * tells has a row of its own. Undefined for what has neither a date nor is planned: the timeline does not show it.
 */
export function timelineRow({ id, date, status }: VersionFact): string | undefined {
  if (date === undefined && status !== 'planned') return undefined;
  return timeline().find((event) => event.date === date)?.id ?? `version-${id}`;
}
