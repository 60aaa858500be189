/** Whether every implementation says of every feature that its group compares what may be said of it. */
import { nearest } from '../../lib/nearest.ts';
import type { Facts } from '../../schemas/index.ts';
import type { Path } from '../problems.ts';
import type { Finding } from './finding.ts';

/** The values that a feature of free words may take when nobody knows the words. */
const WORDLESS = ['not-checked', 'not-applicable'];

/** What is wrong with the features of implementations. */
export function featureFindings({ implementations: file }: Partial<Facts>): Finding[] {
  if (file === undefined) return [];
  const findings: Finding[] = [];
  const add = (path: Path, what: string, fix: string): void => void findings.push(['implementations', path, what, fix]);
  const groups = new Map(file.groups.map((group) => [group.id, group]));
  for (const [index, implementation] of file.implementations.entries()) {
    const at: Path = ['implementations', index];
    const group = groups.get(implementation.group);
    if (group === undefined) {
      add(
        [...at, 'group'],
        `There is no group "${implementation.group}".`,
        `Nearest known: ${nearest(implementation.group, groups.keys()).join(', ')}. If it is new, add it under "groups:".`,
      );
      continue;
    }
    const keys = group.features.map((feature) => feature.key);
    for (const key of Object.keys(implementation.features).filter((own) => !keys.includes(own))) {
      add(
        [...at, 'features', key],
        `The group "${group.id}" does not compare the feature "${key}".`,
        `It compares: ${keys.join(', ') || 'nothing'}. Correct the key, or add the feature to the group and to all of its implementations.`,
      );
    }
    for (const { key, values } of group.features) {
      const feature = implementation.features[key];
      const path = [...at, 'features', key];
      if (feature === undefined) {
        add(
          path,
          `The feature "${key}" is missing; every implementation of the group "${group.id}" has it.`,
          'Add it; "value: not-checked" says that nobody looked.',
        );
        continue;
      }
      if (values === 'text') {
        if (feature.value !== undefined && !WORDLESS.includes(feature.value)) {
          add(
            [...path, 'value'],
            `"${feature.value}" is not a value of the feature "${key}".`,
            `Write a "text:" in both languages, or one of ${WORDLESS.join(', ')}.`,
          );
        }
        continue;
      }
      const allowed = Object.keys(file.vocabulary[values]);
      if (feature.value === undefined) {
        add(
          path,
          `The feature "${key}" takes a value, not a text.`,
          `Use "value:" with one of ${allowed.join(', ')}; words go under "note:".`,
        );
      } else if (!allowed.includes(feature.value)) {
        add(
          [...path, 'value'],
          `"${feature.value}" is not a value of the feature "${key}".`,
          `Use one of ${allowed.join(', ')}, or add it to "vocabulary: ${values}:".`,
        );
      }
    }
  }
  return findings;
}
