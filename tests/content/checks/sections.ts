import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../../../src/content-index/read-source.ts';
import type { Facts } from '../../../src/facts/load.ts';
import { nearest } from '../../../src/lib/nearest.ts';
import type { Finding } from './finding.ts';
import { LOCALES } from './pages.ts';

/** A record that names a section of the site. */
export interface Pointer {
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

/**
 * The sections of each language, read from the headings alone: parsing the pages as well would cost seconds.
 * @param root folder that holds `src/content/docs`
 */
export function readSections(root: string): Map<string, Set<string>> {
  const sections = new Map<string, Set<string>>();
  for (const locale of LOCALES) {
    const folder = join(root, 'src/content/docs', locale);
    const own = new Set<string>();
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.mdx?$/.test(name)) continue;
      const slug = name
        .replaceAll('\\', '/')
        .replace(/\.mdx?$/, '')
        .replace(/\/index$/, '');
      for (const [, id] of readSource(join(folder, name)).matchAll(/^#{2,3} .+ \[#([a-z0-9-]+)\]$/gm)) {
        own.add(`${slug}#${id ?? ''}`);
      }
    }
    sections.set(locale, own);
  }
  return sections;
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
