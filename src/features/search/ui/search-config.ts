import { KINDS, type Kind } from '../query/name-index.ts';
import { type SearchConfig, type SearchWords } from './config.ts';

/** What the words and addresses of the search are made of, on any page. */
export interface ConfigInput {
  /** Sub-path of the site, without a slash at its end. */
  base: string;
  locale: string;
  otherLocale: string;
  ownsQuery: boolean;
  /** The UI string of a key. */
  t: (key: `find.${string}`) => string;
}

/** Everything that the scripts of the search are told, as one value for a `data-` attribute. */
export function searchConfig({ base, locale, otherLocale, ownsQuery, t }: ConfigInput): SearchConfig {
  const byKind = (part: 'kind' | 'group'): Record<Kind, string> =>
    Object.fromEntries(KINDS.map((kind) => [kind, t(`find.${part}.${kind}`)])) as Record<Kind, string>;
  const words: SearchWords = {
    label: t('find.label'),
    placeholder: t('find.placeholder'),
    close: t('find.close'),
    best: t('find.best'),
    kinds: byKind('kind'),
    groups: byKind('group'),
    count_one: t('find.count_one'),
    count_other: t('find.count_other'),
    corrected: t('find.corrected'),
    foreign: t('find.foreign'),
    none: t('find.none'),
    noneHint: t('find.noneHint'),
    loading: t('find.loading'),
    failed: t('find.failed'),
    retry: t('find.retry'),
    map: t('find.map'),
    ports: t('find.ports'),
    page: t('find.page'),
    recent: t('find.recent'),
    forget: t('find.forget'),
    try: t('find.try'),
    keys: t('find.keys'),
  };
  return {
    index: `${base}/search-index/`,
    here: `${base}/${locale}/`,
    there: `${base}/${otherLocale}/`,
    locale,
    otherLocale,
    ownsQuery,
    words,
  };
}
