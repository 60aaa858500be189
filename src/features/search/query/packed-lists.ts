/**
 * Lists of ascending numbers and sorted words, written as shortly as they can be read without a library: of each list the
 * middle first, in as many bits as its neighbors leave it, then each half the same way.
 * @see Moffat and Stuiver, Binary Interpolative Coding for Effective Index Compression (2000)
 */

/** What a text of bits is written with, six bits to a sign; none of them needs an escape in JSON. */
const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PER_SIGN = 6;

/** How many whole bits a number from 0 to `range` - 1 takes, and how many of the smallest get along with those. */
function bitsOf(range: number): [bits: number, short: number] {
  const bits = 31 - Math.clz32(range);
  return [bits, 2 ** (bits + 1) - range];
}

/** Calls `place` for the middle of a list, then for the middles of its halves, with the numbers that are possible there. */
function inside(
  list: number[],
  place: (at: number, low: number, range: number) => void,
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number] = [0, list.length - 1],
): void {
  if (from > to) return;
  const at = (from + to) >> 1;
  const least = low + at - from;
  place(at, least, high - (to - at) - least + 1);
  inside(list, place, [low, (list[at] ?? 0) - 1], [from, at - 1]);
  inside(list, place, [(list[at] ?? 0) + 1, high], [at + 1, to]);
}

/**
 * Writes lists of different numbers, each in ascending order.
 * @param size one more than the largest number that may occur
 */
export function packLists(lists: readonly (readonly number[])[], size: number): string {
  let signs = '';
  let [held, bits] = [0, 0];
  const put = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; bit -= 1) {
      held = held * 2 + ((value >> bit) & 1);
      bits += 1;
      if (bits === PER_SIGN) {
        signs += SIGNS[held] ?? '';
        [held, bits] = [0, 0];
      }
    }
  };
  for (const list of lists) {
    // How long it is, in Elias' gamma code: a zero for each further bit, then the bits.
    const [length] = bitsOf(list.length + 1);
    put(0, length);
    put(list.length + 1, length + 1);
    inside(
      [...list],
      (at, low, range) => {
        const [whole, short] = bitsOf(range);
        const value = (list[at] ?? 0) - low;
        if (value < short) put(value, whole);
        else put(value + short, whole + 1);
      },
      [0, size - 1],
    );
  }
  if (bits > 0) put(0, PER_SIGN - bits);
  return signs;
}

/**
 * Reads what {@link packLists} has written.
 * @param count how many lists there are
 * @param size as it was when they were written
 */
export function unpackLists(signs: string, count: number, size: number): number[][] {
  const codes = new Map([...SIGNS].map((sign, code) => [sign, code]));
  let next = 0;
  const take = (many: number): number => {
    let value = 0;
    for (let bit = 0; bit < many; bit += 1, next += 1) {
      const code = codes.get(signs.charAt(Math.floor(next / PER_SIGN))) ?? 0;
      value = value * 2 + ((code >> (PER_SIGN - 1 - (next % PER_SIGN))) & 1);
    }
    return value;
  };
  return Array.from({ length: count }, () => {
    let length = 0;
    while (next < signs.length * PER_SIGN && take(1) === 0) length += 1;
    const list = Array<number>(2 ** length + take(length) - 1).fill(0);
    inside(
      list,
      (at, low, range) => {
        const [whole, short] = bitsOf(range);
        const value = take(whole);
        list[at] = low + (value < short ? value : value * 2 + take(1) - short);
      },
      [0, size - 1],
    );
    return list;
  });
}

/** Writes words of small letters and digits in their order: a capital says how many letters one shares with the word before. */
export function packWords(words: readonly string[]): string {
  return words
    .map((word, place) => {
      const before = words[place - 1] ?? '';
      let shared = 0;
      while (shared < 25 && shared < word.length && word[shared] === before[shared]) shared += 1;
      return String.fromCharCode(65 + shared) + word.slice(shared);
    })
    .join('');
}

/** Reads what {@link packWords} has written. */
export function unpackWords(text: string): string[] {
  let word = '';
  return Array.from(text.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared = 'A', rest = '']) => {
    word = word.slice(0, shared.charCodeAt(0) - 65) + rest;
    return word;
  });
}
