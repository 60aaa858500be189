import type { Facts } from '../../../src/facts/load.ts';
import { nearest } from '../../../src/lib/nearest.ts';
import type { Finding } from './finding.ts';

/** A record that names a section of the site. */
interface Pointer {
  /** File and record, for people: `src/data/coverage.yaml  claim s1-01:` */
  from: string;
  /** `interfaces/cri#docker` */
  section: string;
}

/** Everything in the data that names a section: the claims' coverage, the corrections, the glossary. */
export function pointersOf({ coverage, corrections, glossary }: Facts): Pointer[] {
  return [
    ...coverage.coverage.map(({ claim, page }) => ({ from: `src/data/coverage.yaml  claim ${claim}:`, section: page })),
    ...corrections.corrections.flatMap(({ id, page, also = [] }) =>
      [page, ...also].map((section) => ({ from: `src/data/corrections.yaml  correction ${id}:`, section })),
    ),
    ...glossary.terms.flatMap(({ id, page, taught }) =>
      [page, ...(taught === undefined ? [] : [taught])].map((section) => ({
        from: `src/data/glossary.yaml  term ${id}:`,
        section,
      })),
    ),
  ];
}

/** Every section that the data names exists in both languages. */
export function knownSections(
  pointers: readonly Pointer[],
  sections: ReadonlyMap<string, ReadonlySet<string>>,
): Finding[] {
  return pointers.flatMap(({ from, section }) =>
    [...sections]
      .filter(([, known]) => !known.has(section))
      .map(([locale, known]) => ({
        where: from,
        what: `There is no section "${section}" in ${locale}.`,
        fix: `Nearest known: ${nearest(section, known).join(', ')}.`,
      })),
  );
}
