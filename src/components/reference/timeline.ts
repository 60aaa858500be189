import { timeline, timelineRow, type VersionFact, versionFacts } from '#facts';
import type { SourceRef, Checked } from '../../schemas/common.ts';
import type { Text } from '#lib/text.ts';

/** A line of the timeline: an event, or a dated fact about a version that no event tells. */
export interface Moment {
  id: string;
  /** As the data has it; undefined when a plan has no day yet. */
  date: string | undefined;
  dateLabel?: Text | undefined;
  text: Text;
  note?: Text | undefined;
  planned: boolean;
  tags: readonly string[];
  sources: readonly SourceRef[];
  checked: Checked;
  verified: boolean;
}

/** The moments of one year; what is planned stands apart, because it has not happened. */
interface Year {
  /** Four digits, or `planned`. */
  year: string;
  moments: readonly Moment[];
}

/**
 * Everything with a date, oldest first, year by year; plans come last.
 *
 * A fact about a version is a line of its own only where no event tells of the same day: the removal of dockershim is
 * in both files and should not be read twice.
 */
export function years(): Year[] {
  const events = new Set(timeline().map(({ id }) => id));
  const facts = versionFacts().flatMap((fact) => {
    const row = timelineRow(fact);
    return row === undefined || events.has(row) ? [] : [fromVersion(fact, row)];
  });
  const moments: Moment[] = [...timeline(), ...facts].sort((a, b) => compare(a.date ?? '9999', b.date ?? '9999'));
  const groups = new Map<string, Moment[]>();
  for (const moment of moments) {
    const year = moment.planned ? 'planned' : (moment.date ?? '').slice(0, 4);
    groups.set(year, [...(groups.get(year) ?? []), moment]);
  }
  return [...groups].map(([year, own]) => ({ year, moments: own }));
}

function fromVersion(fact: VersionFact, id: string): Moment {
  return {
    id,
    date: fact.date,
    text: fact.fact,
    note: fact.caveat,
    planned: fact.date === undefined,
    tags: ['k8s'],
    sources: fact.sources,
    checked: fact.checked,
    verified: fact.verified,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
