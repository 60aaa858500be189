import type { Built } from './built.ts';
import { REDIRECTS_FILE, type Redirects } from './redirects.ts';

/** Redirects that lead to an address which the build does not have, in either language. */
export function deadTargets(built: Built, redirects: Redirects): string[] {
  return [...redirects].flatMap(([from, to]) =>
    [...built].flatMap(([language, addresses]) => {
      const problems: string[] = [];
      if (!addresses.has(to)) {
        problems.push(
          `${REDIRECTS_FILE}: "${from}" leads to "${to}", which does not exist in "${language}". Let it lead to an address that exists.`,
        );
      }
      if (addresses.has(from)) {
        problems.push(
          `${REDIRECTS_FILE}: "${from}" still exists in "${language}", so its forward would hide it. Remove the line.`,
        );
      }
      return problems;
    }),
  );
}
