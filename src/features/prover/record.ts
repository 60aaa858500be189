import { parseDocument } from 'yaml';
import { fingerprint, type Check } from './sections.ts';
import type { Verdict } from './prove.ts';

/** What came of one run of the prover, as the page about quality tells it. */
export interface Run {
  date: string;
  /** Undefined where no cluster answered: then only what needs none ran. */
  kubernetes?: string;
  same: number;
  differ: number;
  cannot: number;
}

/** @param run the day, and the patch version of the cluster where there was one */
export function summary(verdicts: readonly Verdict[], run: Pick<Run, 'date' | 'kubernetes'>): Run {
  const count = (kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length;
  return { ...run, same: count('same'), differ: count('differs'), cannot: count('cannot') };
}

/** The file with another record under a name; its comments stay. @param text the file as it is */
export function withRecord(text: string, name: 'lastRun' | 'lastDrift' | 'lastSearch', record: object): string {
  const document = parseDocument(text);
  document.set(name, document.createNode(record, { flow: true }));
  return document.toString({ lineWidth: 0 });
}

/**
 * The record of runs with a new one: a section is recorded when each of its blocks ran and printed what the page shows. A
 * section that could not run, or that differs, keeps what it had.
 *
 * @param text the file as it is; its comments stay
 * @returns the file as it will be
 */
export function recorded(
  text: string,
  checks: readonly Check[],
  verdicts: readonly Verdict[],
  run: { kubernetes: string; date: string },
): string {
  const document = parseDocument(text);
  const same = new Set(verdicts.filter(({ kind }) => kind === 'same').map(({ id }) => id));
  const proved = (document.toJS() as { proved: { section: string }[] }).proved;
  for (const section of new Set(checks.map((check) => check.section))) {
    const own = checks.filter((check) => check.section === section);
    if (!own.every(({ id }) => same.has(id))) continue;
    const index = proved.findIndex((entry) => entry.section === section);
    const entry = document.createNode({ section, ...run, by: 'prover', blocks: fingerprint(own) }, { flow: true });
    if (index >= 0) document.setIn(['proved', index], entry);
    else document.addIn(['proved'], entry);
  }
  return document.toString({ lineWidth: 0 });
}
