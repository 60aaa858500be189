import { parseDocument } from 'yaml';
import type { Check } from './sections.ts';
import type { Verdict } from './prove.ts';

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
    if (!checks.filter((check) => check.section === section).every(({ id }) => same.has(id))) continue;
    const index = proved.findIndex((entry) => entry.section === section);
    const entry = document.createNode({ section, ...run, by: 'prover' }, { flow: true });
    if (index >= 0) document.setIn(['proved', index], entry);
    else document.addIn(['proved'], entry);
  }
  return document.toString({ lineWidth: 120 });
}
