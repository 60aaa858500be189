import { expect, test } from 'vitest';
import { packLists, packWords, unpackLists, unpackWords } from '../../../../src/features/search/query/packed-lists.ts';

test.each([
  ['nothing', [], 10],
  ['empty lists, alone and between others', [[], [3], []], 4],
  ['every number there is', [[0, 1, 2, 3, 4, 5, 6]], 7],
  ['both ends', [[0, 1160], [1160], [0]], 1161],
  ['the only number', [[0], []], 1],
  ['long lists with gaps of every size', [Array.from({ length: 300 }, (_, at) => at * (at + 1))], 300 * 301],
])('lists come back as they went in: %s', (_, lists, size) => {
  const text = packLists(lists, size);
  expect(text).toMatch(/^[\w-]*$/);
  expect(unpackLists(text, lists.length, size)).toEqual(lists);
});

test('many random lists come back, in fewer signs than their numbers', () => {
  // A generator of its own, so that a failure can be seen again (Park and Miller).
  let seed = 1;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const lists = Array.from({ length: 200 }, () =>
    [...new Set(Array.from({ length: random(40) }, () => random(1000)))].sort((a, b) => a - b),
  );
  const text = packLists(lists, 1000);
  expect(unpackLists(text, lists.length, 1000)).toEqual(lists);
  expect(text.length).toBeLessThan(lists.flat().length * 1.6);
});

test('a file that was cut off is read without an end that is not there', () => {
  expect(unpackLists('', 3, 10)).toHaveLength(3);
});

test('words come back in their order, whatever they share', () => {
  const words = ['', 'a', 'ab', 'ab2', 'abcdefghijklmnopqrstuvwxyz1', 'abcdefghijklmnopqrstuvwxyz12', 'b', 'kube'];
  expect(unpackWords(packWords(words))).toEqual(words);
  expect(packWords(['kube', 'kubelet'])).toBe('AkubeElet');
  expect(unpackWords('')).toEqual([]);
});
