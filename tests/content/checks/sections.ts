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

/** What the data names sections in: the claims' coverage, corrections, glossary, changes of versions, runs, questions of readers. */
export function pointersOf({ coverage, corrections, glossary, versions, proved, asked }: Facts): Pointer[] {
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
    ...versions.changes.map(({ id, page }) => ({ from: `src/data/versions.yaml  change ${id}:`, section: page })),
    ...proved.proved.map(({ section }) => ({ from: `src/data/proved.yaml  run of ${section}:`, section })),
    ...asked.asked
      .map(({ to }) => to.replace('/#', '#'))
      // A page as a whole, or the row of a table, is looked up once the site is built.
      .filter((section) => section.includes('#') && !section.startsWith('reference/'))
      .map((section) => ({ from: `src/data/asked.yaml  to ${section}:`, section })),
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
