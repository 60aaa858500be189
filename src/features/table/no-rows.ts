/** What stands in the place of the rows when none fits. */
import { make } from '#browser/elements.ts';

/** What was asked for, and the ways out of it. */
interface Nothing {
  /** What was typed. */
  typed: string;
  /** How many rows the text alone would show. */
  found: number;
  /** Numbers that rows have, near the one that was typed. */
  near: readonly number[];
  /** A text of the tool in the reader's language. */
  say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** Looks for a number instead. */
  look: (number: string) => void;
  /** Takes the filters away, and the text too unless rows fit it. */
  clear: (text: boolean) => void;
}

/** Says what was looked for, names the nearest numbers, and offers a way out. */
export function noRows({ typed, found, near, say, look, clear }: Nothing): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (found === 0) {
    parts.push(make('p', say('none', { query: typed.slice(0, 80) })));
    if (near.length > 0) {
      const line = make('p', say('nearest'));
      for (const number of near) {
        const link = make('a', String(number), { href: `?q=${number}` });
        link.addEventListener('click', (event) => {
          event.preventDefault();
          look(link.textContent);
        });
        line.append(link, ' ');
      }
      parts.push(line);
    }
  } else {
    parts.push(make('p', `${say('noneFilters')} ${say('noneHidden', { count: found })}`));
  }
  const out = make('button', say(found > 0 ? 'clearFilters' : 'clear'), { type: 'button' });
  out.addEventListener('click', () => clear(found === 0));
  return [...parts, out];
}
