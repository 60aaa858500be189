/** What a filtered list shows: the logic, without the page. */
import { fold } from '../../lib/fold.ts';

/** What the reader chose: words, and one letter or topic. */
export interface ListChoice {
  q: string;
  value: string;
}

/**
 * Reads the choice from an address.
 * @param search query of the address, with or without `?`
 * @param key name of the choice beside `q`: `letter`, `topic`
 * @param known the values there are; any other is no choice
 */
export function readChoice(search: string, key: string, known: readonly string[]): ListChoice {
  const query = new URLSearchParams(search);
  const value = (query.get(key) ?? '').toLowerCase();
  return { q: (query.get('q') ?? '').trim(), value: known.includes(value) ? value : '' };
}

/**
 * Writes the choice into an address; what is not chosen is not in it, what belongs to others stays.
 * @returns the query with its `?`, or the empty string
 */
export function writeChoice(search: string, key: string, choice: ListChoice): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of [
    ['q', choice.q.trim()],
    [key, choice.value],
  ] as const) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  const text = query.toString();
  return text && `?${text}`;
}

/**
 * What words find, without regard to accents and case.
 * @returns whether they find an item, told all of its words, already folded
 */
export function finder(q: string): (text: string) => boolean {
  const asked = fold(q).split(/\s/);
  return (text) => asked.every((word) => text.includes(word));
}
