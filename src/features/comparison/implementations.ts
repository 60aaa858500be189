/** What the table tool must know of the implementations: the ways to filter them and the codes of every row. */
import { getGroup, implementationsOf, label, labelCodes, type Implementation, type LabelKind } from '#facts';
import type { Facet, RowSpec } from '#features/table/table-spec.ts';
import { otherLangs } from '#lib/languages.ts';
import { localize, type Lang, type Text } from '#lib/text.ts';
import type { UiKey } from '../../schemas/ui.ts';
import { usedFacets, wordsOnlyIn } from '../table/search-words.ts';

/** The implementations of some groups, in the order of the groups. */
export function entriesOf(groups: readonly string[]): Implementation[] {
  return groups.flatMap((group) => [...implementationsOf(group)]);
}

/** Main languages of an entry as codes: "Rust (4.x), Go" → rust, go. */
function programming(entry: Implementation): { code: string; label: string }[] {
  return entry.language.split(',').map((part) => {
    const name = part.replace(/\(.*?\)/g, '').trim();
    return { code: name.toLowerCase(), label: name };
  });
}

/** The features that have a fixed list of values, once each: a key shared by groups is one filter. */
function listed(groups: readonly string[]): Map<string, { name: Text; values: LabelKind }> {
  const found = new Map<string, { name: Text; values: LabelKind }>();
  for (const group of groups) {
    for (const { key, name, values } of getGroup(group).features) {
      if (values !== 'text' && !found.has(key)) found.set(key, { name, values });
    }
  }
  return found;
}

/** The words for a value of a feature, short enough for a narrow column. */
export function valueWords(value: string, kind: LabelKind, t: (key: UiKey) => string, lang: Lang): string {
  if (value === 'not-checked' || value === 'not-listed' || value === 'not-applicable') return t(`impl.value.${value}`);
  return label(kind, value, lang);
}

/** The ways to filter the implementations of some groups. */
export function implementationFacets(groups: readonly string[], t: (key: UiKey) => string, lang: Lang): Facet[] {
  const entries = entriesOf(groups);
  const languages = new Map(
    entries
      .flatMap(programming)
      .map(({ code, label: name }) => [code, code === 'not-checked' ? t('impl.value.not-checked') : name]),
  );
  const facets: Facet[] = [
    {
      key: 'compare',
      label: t('impl.compare'),
      values: entries.map(({ id, name }) => ({ code: id, label: name })),
    },
    {
      key: 'status',
      label: t('facet.status'),
      values: labelCodes('implementationStatus').map((code) => ({
        code,
        label: label('implementationStatus', code, lang),
      })),
    },
    ...[...listed(groups)].map(([key, { name, values }]) => ({
      key,
      label: localize(name, lang),
      values: labelCodes(values).map((code) => ({ code, label: valueWords(code, values, t, lang) })),
    })),
    ...(groups.length > 1
      ? [
          {
            key: 'group',
            label: t('impl.group'),
            values: groups.map((group) => ({ code: group, label: localize(getGroup(group).name, lang) })),
          },
        ]
      : []),
    {
      key: 'language',
      label: t('impl.language'),
      values: [...languages].sort().map(([code, name]) => ({ code, label: name })),
    },
  ];
  return usedFacets(facets, implementationRows(groups, lang)).filter(({ values }) => values.length > 1);
}

/** What the table tool must know of every implementation of some groups. */
export function implementationRows(groups: readonly string[], lang: Lang): Record<string, RowSpec> {
  return Object.fromEntries(
    entriesOf(groups).map((entry) => {
      const features = Object.entries(entry.features).flatMap(([key, { value }]) =>
        value === undefined ? [] : [[key, [value]] as const],
      );
      const codes = {
        compare: [entry.id],
        status: [entry.status.key],
        group: [entry.group],
        language: programming(entry).map(({ code }) => code),
        ...Object.fromEntries(features),
      };
      return [entry.id, { codes, other: wordsOnlyIn(entry, otherLangs(lang)) }];
    }),
  );
}
