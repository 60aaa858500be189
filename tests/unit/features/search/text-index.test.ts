import { expect, test } from 'vitest';
import { packPostings, rankText, TextIndex } from '../../../../src/features/search/query/text-index.ts';
import { pathsUp, pathWords } from '../../../../src/features/search/query/text-words.ts';

const WORDS = new Map([
  [
    'kubelet',
    new Map([
      [0, 1],
      [40, 0.3],
      [1200, 0.6],
    ]),
  ],
  ['kube', new Map([[3, 0.1]])],
  ['probe', new Map([[40, 1]])],
]);
const index = new TextIndex(JSON.parse(JSON.stringify(packPostings(WORDS, 1300))));

test('the file holds what was packed, weights in thirds rounded up', () => {
  expect([...index.hits('kubelet')]).toEqual([
    [0, 1],
    [40, 1 / 3],
    [1200, 2 / 3],
  ]);
  expect([...index.hits('kube')]).toEqual([[3, 1 / 3]]);
  expect([...index.hits('proxy')]).toEqual([]);
  expect(index.has('probe')).toBe(true);
});

test('a word that is still being typed stands for all that begin so', () => {
  expect([...index.begun('kube').keys()].sort((a, b) => a - b)).toEqual([0, 3, 40, 1200]);
});

test('the words of the question bank belong to the places that answer, as if they stood there', () => {
  const bank = [
    { number: 7, roots: ['stuck', 'kubelet'] },
    { number: 40, roots: ['kubelet'] },
  ];
  const asked = new TextIndex(packPostings(WORDS, 1300), bank);
  expect(asked.has('stuck')).toBe(true);
  expect([...asked.hits('stuck').keys()]).toEqual([7]);
  // What the text says strongly stays strong, what it says in passing does not.
  expect(asked.hits('kubelet').get(0)).toBe(1);
  expect(asked.hits('kubelet').get(40)).toBeGreaterThan(1 / 3);
  expect([...asked.begun('stu').keys()]).toEqual([7]);
});

test('a weak word decides nothing where a strong one does', () => {
  const wanted = [
    { word: 'probe', hits: index.hits('probe') },
    { word: 'kube', hits: index.hits('kube'), counts: 0.35 },
  ];
  const [first, second] = rankText(wanted, index.size);
  expect([first?.number, second?.number]).toEqual([40, 3]);
  expect(second?.share).toBeLessThan(0.3);
});

test('an index of nothing finds nothing', () => {
  expect(new TextIndex(packPostings(new Map(), 0)).hits('kube').size).toBe(0);
});

test('a record that holds more of the question is better, whatever holds one word strongly', () => {
  const wanted = ['kubelet', 'probe'].map((word) => ({ word, hits: index.hits(word) }));
  expect(rankText(wanted, index.size).map(({ number }) => number)).toEqual([40, 0, 1200]);
});

test('a path is one word, and stands for the folders above it', () => {
  expect(pathWords('see /etc/cni/net.d and a/b, not /etc')).toEqual(['etccninetd']);
  expect(pathsUp('/etc/cni/net.d/10-flannel.conflist')).toEqual([
    ['etccninetd10flannelconflist', 'etccninetd', 'etccni'],
  ]);
});
