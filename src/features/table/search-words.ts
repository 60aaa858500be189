import { synonyms } from '#facts';
import { fold, words } from '#lib/fold.ts';
import { isText, LANGS } from '#lib/languages.ts';
import type { Facet, RowSpec } from '#features/table/table-spec.ts';
import type { Lang } from '#lib/text.ts';

/** Fields of a record whose words nobody looks for: where it was read, how it is kept, ids of other rows. */
const SILENT = new Set([
  'sources',
  'checked',
  'verified',
  'kind',
  'category',
  'ranges',
  'replacedBy',
  'ports',
  'portStart',
  'portEnd',
]);

/** Every text of a record in one language. */
function textOf(value: unknown, lang: Lang): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map((part) => textOf(part, lang)).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  if (isText(value)) return value[lang];
  return Object.entries(value)
    .filter(([key]) => !SILENT.has(key))
    .map(([, part]) => textOf(part, lang))
    .join(' ');
}

/** The words that a record has in these other languages only, so that any language finds it. */
export function wordsOnlyIn(record: unknown, others: readonly Lang[]): string {
  const own = new Set(LANGS.filter((lang) => !others.includes(lang)).flatMap((lang) => words(textOf(record, lang))));
  const silent = new Set(synonyms().stopWords);
  return [...new Set(others.flatMap((other) => words(textOf(record, other))))]
    .filter((word) => word.length > 2 && !own.has(word) && !silent.has(word) && !/^\d/.test(word))
    .join(' ');
}

/** The groups of synonyms that can lead to one of these records. */
export function synonymsFor(records: readonly unknown[]): string[][] {
  const known = new Set(records.flatMap((record) => LANGS.flatMap((lang) => words(textOf(record, lang)))));
  return synonyms()
    .groups.map((group) => [...new Set(group.map(fold))])
    .filter((group) => group.length > 1 && group.some((phrase) => words(phrase).every((word) => known.has(word))));
}

/** Facets without the values that no row has. */
export function usedFacets(facets: readonly Facet[], rows: Readonly<Record<string, RowSpec>>): Facet[] {
  const used = (key: string, code: string): boolean =>
    Object.values(rows).some((row) => row.codes?.[key]?.includes(code));
  return facets
    .map((facet) => ({ ...facet, values: facet.values.filter(({ code }) => used(facet.key, code)) }))
    .filter((facet) => facet.values.length > 0);
}
