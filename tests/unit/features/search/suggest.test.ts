import { expect, test } from 'vitest';
import { suggest, suggestNumber } from '../../../../src/features/search/query/suggest.ts';

const KNOWN = ['kubelet', 'etcd', 'scheduler', 'kube-controller-manager', 'node', 'containerd', 'cubes'];

test.each([
  ['kubelt', 'kubelet'],
  ['ectd', 'etcd'],
  ['schedular', 'scheduler'],
  ['kube-controler-manager', 'kube-controller-manager'],
  ['containred', 'containerd'],
])('“%s” was meant to be “%s”', (typed, meant) => {
  expect(suggest(typed, KNOWN)).toBe(meant);
});

test.each(['zebra', 'cri', '10257', ''])('“%s” is not guessed', (typed) => {
  expect(suggest(typed, KNOWN)).toBeUndefined();
});

test('of two that are equally near the first wins', () => {
  expect(suggest('nodd', ['node', 'nods'])).toBe('node');
});

test('a number is guessed from swapped or single wrong digits, never from fewer', () => {
  const numbers = ['10257', '10259', '6443'];
  expect(suggestNumber('10275', numbers)).toBe('10257');
  expect(suggestNumber('6444', numbers)).toBe('6443');
  expect(suggestNumber('999', numbers)).toBeUndefined();
  expect(suggestNumber('55555', numbers)).toBeUndefined();
});
