/** Chance that can be repeated: the same seed gives the same test on every device. */
import type { Item } from './item.ts';

/** A number from 0 up to, not including, 1 that depends on the text alone (FNV-1a, then the finish of MurmurHash3). */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** A list in an order that depends on the seed and on what is in it, not on where it stood. */
export function shuffled<Entry>(list: readonly Entry[], seed: string, nameOf: (entry: Entry) => string): Entry[] {
  return list
    .map((entry) => ({ entry, at: chance(`${seed} ${nameOf(entry)}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

/** The positions of a list of that length, in an order that is not the right one. */
export function mixedOrder(length: number, seed: string): number[] {
  const order = shuffled([...Array(length).keys()], seed, String);
  return order.every((place, index) => place === index) ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

/** What to draw from a list of items. */
interface Wish {
  /** Topics; empty for all. Corrections are asked about on every topic: they have the questions of all. */
  topics: readonly string[];
  /** Levels; empty for all. */
  levels: readonly number[];
  /** A page: only what it answers. */
  page?: string | undefined;
  /** How many; 0 for all. */
  count: number;
  /** Empty: in the order of the bank. */
  seed: string;
}

/**
 * The items of a wish. A seed puts them in an order that each question keeps when others are added to the bank: a test
 * changes then by the questions that are new, and no further.
 */
export function drawn<Kind extends Item>(items: readonly Kind[], { topics, levels, page, count, seed }: Wish): Kind[] {
  const fitting = items.filter(
    (item) =>
      (topics.length === 0 ||
        topics.includes(item.topic) ||
        (item.corrects === true && topics.includes('corrections'))) &&
      (levels.length === 0 || levels.includes(item.level)) &&
      (page === undefined || item.to.split('#')[0] === page),
  );
  const ordered = seed === '' ? fitting : shuffled(fitting, seed, ({ id }) => id);
  return count > 0 ? ordered.slice(0, count) : ordered;
}
