/** What holds for something in one version of Kubernetes. */

/** From a version on, something is in this state. */
export interface Stage {
  /** A minor version: `1.24`. */
  from: string;
  code: string;
}

/** Key of the address under which the version stands that is looked at. */
export const PARAM = 'asof';

const number = (minor: string): number => Number(minor.split('.')[1]);

/** The minor versions from the oldest that the page looks at to the newest that is known. */
export function minors(latest: string, oldest = '1.20'): string[] {
  return Array.from({ length: number(latest) - number(oldest) + 1 }, (_, step) => `1.${number(oldest) + step}`);
}

/** The minor version before one: where a reader who asks for another version begins. */
export function minorBefore(minor: string): string {
  return `1.${number(minor) - 1}`;
}

/**
 * The state in a version. Before the first stage nothing is known, unless that stage is the alpha with which it began.
 * @param stages oldest first
 * @returns the index of the stage, `absent` or `unknown`
 */
export function stateAt(stages: readonly Stage[], minor: string): number | 'absent' | 'unknown' {
  const index = stages.filter(({ from }) => number(from) <= number(minor)).length - 1;
  if (index >= 0) return index;
  return stages[0]?.code === 'alpha' ? 'absent' : 'unknown';
}

/** What the store knows of a row in a version: which changes differ, that it is the same, or that nothing is known. */
export type Seen =
  | { kind: 'differs'; changes: readonly number[] }
  | { kind: 'same' }
  | { kind: 'unknown' }
  /** Its versions are its own. */
  | { kind: 'own' };

/**
 * @param stagesOf the changes that touch the row, each with its stages, by position in the list of changes
 * @param unchangedFrom since when the row is known to be as it is now
 */
export function seenIn(
  minor: string,
  latest: string,
  stagesOf: ReadonlyMap<number, readonly Stage[]>,
  { unchangedFrom, own }: { unchangedFrom: string | undefined; own: boolean },
): Seen {
  const states = [...stagesOf].map(([change, stages]) => ({
    change,
    then: stateAt(stages, minor),
    now: stateAt(stages, latest),
  }));
  const changes = states.flatMap(({ change, then, now }) => (then !== 'unknown' && then !== now ? [change] : []));
  if (changes.length > 0) return { kind: 'differs', changes };
  if (minor === latest) return { kind: 'same' };
  if (unchangedFrom !== undefined) return { kind: number(unchangedFrom) <= number(minor) ? 'same' : 'unknown' };
  if (states.length > 0) return { kind: states.some(({ then }) => then === 'unknown') ? 'unknown' : 'same' };
  return { kind: own ? 'own' : 'unknown' };
}
