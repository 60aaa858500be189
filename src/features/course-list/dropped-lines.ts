import { fill } from '../../lib/fill.ts';
import type { Dropped } from './course-list.ts';
import { MAX_ITEMS } from './list-fragment.ts';
import type { KitStrings } from './strings.ts';

/** What was left out of a list that was read, a line for each reason: how many, and the first of them by name. */
export function droppedLines(
  { unreadable, unknown, doubled, beyond, cut, sections, foreign }: Dropped,
  strings: KitStrings,
): HTMLElement[] {
  // The end of an address says more than its middle.
  const short = (one: string): string => (one.length > 80 ? `${one.slice(0, 20)}…${one.slice(-58)}` : one);
  const some = (all: readonly string[]): string =>
    `${all.slice(0, 5).map(short).join(', ')}${all.length > 5 ? ', …' : ''}`;
  const lines = [
    [sections.length, strings.sections, some(sections)],
    [foreign.length, strings.foreign, some(foreign)],
    [unreadable.length, strings.unreadable, some(unreadable)],
    [unknown.length, strings.unknown, some(unknown)],
    [doubled.length, strings.doubled, some(doubled)],
    [beyond, strings.beyond, String(MAX_ITEMS)],
    [cut, strings.cut, ''],
  ] as const;
  return lines
    .filter(([count]) => count > 0)
    .map(([count, words, which]) => {
      const line = document.createElement('div');
      line.textContent = fill(words, { count, which });
      return line;
    });
}
