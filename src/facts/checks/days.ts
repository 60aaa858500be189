/** Whether days can be: releases in their order, and nothing read or happened after the last day on which anything was checked. */
import type { Facts, FileName } from '../../schemas/index.ts';
import { type Path, pathsTo, valueAt } from '../problems.ts';
import type { Finding } from './finding.ts';

/** In days: so near to each other, and so far apart, are two releases that follow each other; the longest was 155. */
const CYCLE = [30, 300] as const;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The days of what was released, as [minor, day, path], by version. */
function releasesOf({ versions }: Partial<Facts>): [minor: number, day: string, path: Path][] {
  return (versions?.versions ?? [])
    .flatMap(({ topic, status, version, date }, index): [number, string, Path][] =>
      topic === 'release' && status !== 'end of life' && typeof version === 'string' && date?.length === 10
        ? [[Number(version.slice(2)), date, ['versions', index, 'date']]]
        : [],
    )
    .toSorted(([a], [b]) => a - b);
}

/** Releases: each some months after the one before it, and the newest is the one that the site calls so. */
export function* releaseFindings(facts: Partial<Facts>): Generator<Finding> {
  const { latest } = facts.versions ?? {};
  const releases = releasesOf(facts);
  for (const [index, [minor, day, path]] of releases.entries()) {
    const [before = 0, dayBefore = ''] = releases[index - 1] ?? [];
    const apart = daysBetween(dayBefore, day);
    if (before === minor - 1 && !(apart >= CYCLE[0] && apart <= CYCLE[1]))
      yield [
        'versions',
        path,
        `v1.${minor} of ${day} would come ${apart} days after v1.${before} of ${dayBefore}; it is some months.`,
        'Correct one of the two days.',
      ];
  }
  const newest = `1.${releases.at(-1)?.[0] ?? 0}`;
  if (latest !== undefined && latest.minor !== newest)
    yield [
      'versions',
      ['latest', 'minor'],
      `v${latest.minor} is the newest one here, and v${newest} under "versions".`,
      'Add the release that is missing, or correct the version.',
    ];
}

/** Checks: while the version that they name was the newest. What was read and what happened: not after the last of them. */
export function* dayFindings(facts: Partial<Facts>): Generator<Finding> {
  const releases = new Map(releasesOf(facts).map(([minor, day]) => [minor, day]));
  let last = '';
  for (const name of Object.keys(facts) as FileName[]) {
    const head = valueAt(facts[name], ['meta', 'checked', 'date']);
    for (const path of pathsTo('checked', facts[name])) {
      const { kubernetes, date } = valueAt(facts[name], path) as { kubernetes: string; date: string };
      if (date > last) last = date;
      if (path[0] !== 'meta' && date === head) continue;
      const minor = Number(kubernetes.slice(2));
      const [from, to] = [releases.get(minor), releases.get(minor + 1)];
      if (from !== undefined && (date < from || (to === undefined ? daysBetween(from, date) > CYCLE[1] : date >= to)))
        yield [
          name,
          [...path, 'date'],
          `On ${date} v${kubernetes}, released on ${from}, was not the newest version.`,
          'Correct the day or the version of the check.',
        ];
    }
  }
  if (last === '') return;
  const late = (file: FileName, path: Path, day: string): Finding => [
    file,
    path,
    `${day} is after ${last}, the last day on which anything was checked.`,
    'Correct the day; or write the day of the check under "checked" of the fact that rests on it.',
  ];
  for (const [index, { ref = '' }] of (facts.sources?.sources ?? []).entries())
    for (const [day] of ref.matchAll(/\d{4}-\d\d-\d\d/g))
      if (day > last) yield late('sources', ['sources', index, 'ref'], day);
  for (const [index, { date }] of (facts.timeline?.events ?? []).entries())
    if (date > last) yield late('timeline', ['events', index, 'date'], date);
}
