/** How fresh and how sure the site is, counted from the store, the pages and the record of runs. */
import { join } from 'node:path';
import { readSource } from '../../content-index/read-source.ts';
import {
  allClaims,
  allInterfaces,
  allCorrections,
  allSources,
  asked,
  claimCoverage,
  localize,
  provedSections,
  versionLists,
  type Lang,
  type Phrase,
} from '../../facts/index.ts';
import { LANGUAGES, byLang } from '../../config/languages.ts';
import { pageSlugs } from '../../content-index/slugs.ts';
import { rowTitle } from '../../content-index/row-titles.ts';
import { allDatasets } from '../datasets/datasets.ts';
import { readChecks } from '../prover/sections.ts';

interface Checkable {
  readonly id?: string;
  readonly verified: boolean;
  readonly sources: readonly unknown[];
  readonly checked: { readonly date: string };
}

/** The facts of one dataset. */
interface FactFigures {
  /** The dataset, and the page on which its records stand, where there is one. */
  id: string;
  page: string | undefined;
  records: number;
  /** Records whose primary source somebody opened. */
  verified: number;
  /** Records that rest on one source, and on two or more. */
  oneSource: number;
  moreSources: number;
  /** The day of the check that is longest ago. */
  oldest: string;
}

/** A fact of a dataset, with what a list of facts calls it and where it stands. */
interface Listed extends Checkable {
  readonly name?: Phrase;
  readonly title?: Phrase;
  readonly dimension?: string;
  /** The page of an interface; terms and corrections have a field `page` of their own, which is another thing. */
  readonly interfacePage?: string;
}

/** The facts of a dataset. An interface is not one fact but many: each of its dimensions is looked up on its own. */
function listed(dataset: string, records: () => readonly unknown[]): readonly Listed[] {
  if (dataset !== 'interfaces') return records() as readonly Listed[];
  return allInterfaces().flatMap((entry) =>
    Object.entries(entry)
      .filter(([, value]) => typeof value === 'object' && value !== null && 'verified' in value)
      .map(([code, value]) => ({
        ...(value as Listed),
        checked: (value as Partial<Listed>).checked ?? entry.checked,
        id: `${entry.id}-${code}`,
        name: entry.abbrev,
        dimension: code,
        interfacePage: `interfaces/${entry.id}`,
      })),
  );
}

/** Every fact that is counted: the public datasets, in the order of the data page, and what the file of versions has beside them. */
function counted(): { id: string; page: string | undefined; list: readonly Listed[] }[] {
  const { gates, changes, defaults, support } = versionLists();
  return [
    ...allDatasets().map(({ id, page, records }) => ({ id, page, list: listed(id, records) })),
    { id: 'gates', page: 'reference/as-of', list: gates },
    { id: 'changes', page: 'reference/as-of', list: changes },
    { id: 'defaults', page: undefined, list: defaults },
    { id: 'support', page: undefined, list: support },
  ];
}

/** The figures of everything that is counted. */
export function factFigures(): FactFigures[] {
  return counted().map(({ id, page, list }) => ({
    id,
    page,
    records: list.length,
    verified: list.filter(({ verified }) => verified).length,
    oneSource: list.filter(({ sources }) => sources.length === 1).length,
    moreSources: list.filter(({ sources }) => sources.length > 1).length,
    oldest: list.map(({ checked }) => checked.date).sort()[0] ?? '',
  }));
}

/** How many facts were checked on which day, the oldest first. */
export function factsByDay(): [day: string, facts: number][] {
  const days = new Map<string, number>();
  for (const { list } of counted())
    for (const { checked } of list) days.set(checked.date, (days.get(checked.date) ?? 0) + 1);
  return [...days].sort(([a], [b]) => a.localeCompare(b));
}

/** The register of sources: how many, how many speak for themselves, how many somebody opened. */
export function sourceFigures(): { all: number; primary: number; read: number } {
  const all = allSources();
  return {
    all: all.length,
    primary: all.filter(({ kind }) => kind === 'primary').length,
    read: all.filter(({ read }) => read).length,
  };
}

/** The check sections: how many have commands, how many were run, and by whom. @param root the project */
export function checkFigures(root: string): { sections: number; blocks: number; prover: number; hand: number } {
  const checks = readChecks(root);
  const by = (who: 'prover' | 'hand'): number => provedSections().filter((run) => run.by === who).length;
  return {
    sections: new Set(checks.map(({ section }) => section)).size,
    blocks: checks.length,
    prover: by('prover'),
    hand: by('hand'),
  };
}

/** The claims of the course notes: how many, how many a section covers, how many corrections they led to. */
export function noteFigures(): { claims: number; covered: number; corrections: number } {
  const covered = new Set(claimCoverage().map(({ claim }) => claim));
  return {
    claims: allClaims().length,
    covered: allClaims().filter(({ id }) => covered.has(id)).length,
    corrections: allCorrections().filter(({ claims }) => claims.length > 0).length,
  };
}

/** Words of prose of a page: without its head, its code and what the store writes into it. */
function wordsOf(source: string): number {
  const prose = source
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^import .*$/gm, '')
    .replace(/^ *```[\s\S]*?^ *```$/gm, '')
    .replace(/<[^>]*>|\]\([^)]*\)|\[#[\w-]+\]/g, ' ');
  return prose.match(/[\p{L}\p{N}][\p{L}\p{N}.’'/-]*/gu)?.length ?? 0;
}

/** The site itself: pages of a language, words of prose in each, questions of the bank. @param root the project */
export function siteFigures(root: string): { pages: number; words: Record<Lang, number>; questions: number } {
  const docs = join(root, 'src/content/docs');
  const slugs = pageSlugs(docs);
  const read = (locale: string, slug: string): string => {
    const file = join(docs, locale, slug);
    try {
      return readSource(`${file}.mdx`);
    } catch {
      return readSource(join(file, 'index.mdx'));
    }
  };
  return {
    pages: slugs.length,
    words: byLang(({ locale }) => slugs.reduce((sum, slug) => sum + wordsOf(read(locale, slug)), 0)),
    questions: asked().reduce(
      (sum, entry) => sum + entry.errors.length + LANGUAGES.reduce((own, { lang }) => own + entry[lang].length, 0),
      0,
    ),
  };
}

/** A record whose primary source nobody has opened, with the place where it stands, where it has one. */
interface Doubt {
  dataset: string;
  id: string;
  title: string;
  /** Of an interface: which of its dimensions (UI string `dimension.…`). */
  dimension: string | undefined;
  page: string | undefined;
}

/** Every fact that is not verified. */
export function doubts(lang: Lang): Doubt[] {
  return counted().flatMap(({ id: dataset, page, list }) =>
    list
      .filter(({ verified }) => !verified)
      .map(({ id = '', name, title, dimension, interfacePage: own }) => {
        const row = page === undefined ? undefined : rowTitle(page, id, lang);
        const words = row ?? localize(name ?? title ?? id, lang);
        return {
          dataset,
          id: own === undefined ? id : '',
          title: words,
          dimension,
          page: own ?? (row === undefined ? undefined : page),
        };
      }),
  );
}
