import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';
import type { Page } from './pages.ts';

/** A day on which somebody looked, and where it is written. */
interface Dated {
  where: string;
  day: string;
}

/** Every day of the pages and of the data on which something was checked or run, each once. */
export function daysChecked(pages: readonly Page[], facts: Facts): Dated[] {
  const found: Dated[] = pages.flatMap(({ file, frontmatter }) => {
    const { date } = (frontmatter['checked'] ?? {}) as { date?: unknown };
    return typeof date === 'string' ? [{ where: file, day: date }] : [];
  });
  const seen = new Set<string>();
  const walk = (value: unknown, where: string, isPast: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, item] of Object.entries(value)) {
      if (key !== 'date' || !isPast || typeof item !== 'string') walk(item, where, isPast || key === 'checked');
      // A file says its day once, and every record of it has it.
      else if (seen.size < seen.add(`${where} ${item}`).size) found.push({ where, day: item });
    }
  };
  // What was run says its day without "checked". Days of releases are others, and may be ahead.
  for (const [file, content] of Object.entries(facts)) walk(content, `src/data/${file}`, file === 'proved');
  return found;
}

/**
 * Days that are not yet: nobody has checked anything on them.
 * @param now the clock or the commit, whichever is later: a clock that is behind makes nothing red, and what was green stays
 */
export function daysAhead(dated: readonly Dated[], now: Date): Finding[] {
  // Where the day begins first, fourteen hours before Greenwich, it is already tomorrow.
  const last = new Date(now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10);
  return dated
    .filter(({ day }) => day > last)
    .map(({ where, day }) => ({
      where,
      what: `Something is said to be checked on ${day}, which is not yet.`,
      fix: `Write the day on which you checked it, ${last} at the latest.`,
    }));
}
