import { asked } from '#facts';
import { KINDS, type Kind } from '../query/name-index.ts';
import { REPOSITORY_URL } from '../../../config/site.ts';
import type { Language } from '../../../config/languages.ts';
import type { SearchConfig, SearchWords } from './config.ts';

/** What the words and addresses of the search are made of, on any page. */
interface ConfigInput {
  /** Sub-path of the site, without a slash at its end. */
  base: string;
  language: Language;
  /** Slug of the page: its own questions are offered first. */
  slug: string;
  ownsQuery: boolean;
  /** The UI string of a key. */
  t: (key: `find.${string}`) => string;
}

/** The examples that an empty search offers, `find.example.<n>`: one of each kind of question. */
const EXAMPLES = [1, 2, 3, 4, 5];
/** How many questions of the page itself are offered. */
const EXAMPLES_OF_PAGE = 3;

/** Everything that the scripts of the search are told. */
export function searchConfig({ base, language, slug, ownsQuery, t }: ConfigInput): SearchConfig {
  const own = asked()
    .filter(({ to }) => to.startsWith(`${slug}/`))
    .flatMap((entry) => entry[language.lang].slice(0, 1));
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
    literal: t('find.literal'),
    foreign: t('find.foreign'),
    partial: t('find.partial'),
    unknownNumber: t('find.unknownNumber'),
    card: t('find.card'),
    source: t('find.source'),
    all: t('find.all'),
    report: t('find.report'),
    reportForm: t('find.reportForm'),
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
    here: `${base}/${language.locale}/`,
    locale: language.locale,
    repository: REPOSITORY_URL,
    examples: [
      ...own.slice(0, EXAMPLES_OF_PAGE),
      ...EXAMPLES.slice(own.length > 0 ? EXAMPLES_OF_PAGE : 0).map((place) => t(`find.example.${place}`)),
    ],
    ownsQuery,
    words,
  };
}
