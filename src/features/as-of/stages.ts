/** What holds for something in one version of Kubernetes. */

/** From a version on, something is in this state. */
export interface Stage {
  /** A minor version: `1.24`. */
  from: string;
  code: string;
}

const number = (minor: string): number => Number(minor.split('.')[1]);

/** The minor versions from the oldest that the page looks at to the newest that is known. */
export function minors(latest: string, oldest = '1.20'): string[] {
  return Array.from({ length: number(latest) - number(oldest) + 1 }, (_, step) => `1.${number(oldest) + step}`);
}

/**
 * The state in a version. Before the first stage nothing is known, unless that stage is the alpha with which it began.
 * @param stages oldest first
 * @returns the index of the stage, `absent` or `unknown`
 */
export function stateAt(stages: readonly Stage[], minor: string): number | 'absent' | 'unknown' {
  const index = stages.findLastIndex(({ from }) => number(from) <= number(minor));
  if (index >= 0) return index;
  return stages[0]?.code === 'alpha' ? 'absent' : 'unknown';
}
