import type { Facts } from '../../facts/load.ts';
import type { Difference } from './upstream.ts';

/**
 * Lines of the store whose last day upstream's table gives otherwise, or no longer gives although it is still to come.
 * @param today day of the comparison, `2026-11-28`
 */
export function ended(
  facts: Facts,
  project: Facts['versions']['support'][number]['project'],
  url: string,
  upstream: ReadonlyMap<string, string>,
  today: string,
): Difference[] {
  if (upstream.size === 0) throw new Error('no release line in the file: its form has changed');
  return facts.versions.support
    .filter((entry) => entry.project === project)
    .flatMap(({ line, ends }) => {
      const theirs = upstream.get(line) ?? (ends < today ? ends : undefined);
      return theirs === ends
        ? []
        : [
            {
              title:
                theirs === undefined
                  ? `${project} ${line} is no longer in the table of its support`
                  : `${project} ${line} is supported until ${theirs}`,
              url,
              detail: `The store says ${ends}.`,
              records: [`versions/support/${project} ${line}`],
            },
          ];
    });
}
