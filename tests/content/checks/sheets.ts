import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';
import { componentsOf, LOCALES, type Page } from './pages.ts';

/** The study sheet of each course note: the note as claims.yaml names it, and the slug of its page. */
const SHEETS: Readonly<Record<string, string>> = {
  'note-0': 'notes/interfaces-and-extensibility',
  'note-1': 'notes/summary',
  'note-2': 'notes/cluster-architecture',
  'note-3': 'notes/six-interfaces',
  'note-4': 'notes/major-interfaces',
};

/** Every claim of a course note stands on the sheet of that note, once, in each language, and on no other. */
export function claimsOnSheets(pages: readonly Page[], { claims }: Facts): Finding[] {
  const places = new Map<string, string[]>();
  for (const page of pages) {
    for (const { name, attributes } of componentsOf(page)) {
      if (name !== 'Point' || !Array.isArray(attributes['claims'])) continue;
      for (const claim of attributes['claims']) {
        const key = `${page.locale} ${claim}`;
        places.set(key, [...(places.get(key) ?? []), page.slug]);
      }
    }
  }
  return LOCALES.flatMap((locale) =>
    claims.claims.flatMap(({ id, seed }) => {
      const sheet = SHEETS[seed] ?? `a sheet that SHEETS in tests/content/checks/sheets.ts names for "${seed}"`;
      const found = places.get(`${locale} ${id}`) ?? [];
      if (found.length === 1 && found[0] === sheet) return [];
      return [
        {
          where: `src/content/docs/${locale}/${sheet}.mdx`,
          what: `The claim "${id}" should stand here once; it stands on ${found.join(', ') || 'no sheet'}.`,
          fix: `Name it in the "claims" of the <Point> that answers it, on this page alone.`,
        },
      ];
    }),
  );
}
