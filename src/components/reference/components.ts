import { allComponents, label, labelCodes, portsOf, socketsOf } from '#facts';
import type { Facet, RowSpec } from '#features/table/table-spec.ts';
import { otherLangs } from '#lib/languages.ts';
import type { Lang } from '#lib/text.ts';
import type { UiKey } from '../../schemas/ui.ts';
import { componentPage } from './component-page.ts';
import { usedFacets, wordsOnlyIn } from '../../features/table/search-words.ts';

/** The ways to filter components, with labels in one language. */
export function componentFacets(t: (key: UiKey) => string, lang: Lang): Facet[] {
  const named = (kind: 'plane' | 'componentStatus') =>
    labelCodes(kind).map((code) => ({ code, label: label(kind, code, lang) }));
  const facets: Facet[] = [
    { key: 'plane', label: t('facet.plane'), values: named('plane') },
    { key: 'status', label: t('facet.status'), values: named('componentStatus') },
    {
      key: 'need',
      label: t('facet.need'),
      values: [
        { code: 'required', label: t('facet.need.required') },
        { code: 'optional', label: t('facet.need.optional') },
      ],
    },
    {
      key: 'has',
      label: t('facet.has'),
      values: [
        { code: 'ports', label: t('facet.has.ports') },
        { code: 'sockets', label: t('facet.has.sockets') },
        { code: 'page', label: t('facet.has.page') },
      ],
    },
  ];
  return usedFacets(facets, componentRows(lang));
}

/** What the table tool must know of every component. */
export function componentRows(lang: Lang): Record<string, RowSpec> {
  return Object.fromEntries(
    allComponents().map((component) => [
      component.id,
      {
        codes: {
          plane: [component.plane],
          status: [component.status],
          need: [component.optional ? 'optional' : 'required'],
          has: [
            ...(component.ports.length > 0 ? ['ports'] : []),
            ...(socketsOf(component.id).length > 0 ? ['sockets'] : []),
            ...(componentPage(component.id) ? ['page'] : []),
          ],
        },
        ranges: portsOf(component.id).flatMap((port) => port.ranges),
        other: wordsOnlyIn(component, otherLangs(lang)),
      },
    ]),
  );
}
