import { expect, test } from 'vitest';
import { suggest, suggestJoined, suggestNumber } from '../../../../src/features/search/query/spelling.ts';

const KNOWN = ['kubelet', 'etcd', 'scheduler', 'kube-controller-manager', 'node', 'containerd', 'cubes'];

test.each([
  ['kubelt', 'kubelet'],
  ['ectd', 'etcd'],
  ['schedular', 'scheduler'],
  ['kube-controler-manager', 'kube-controller-manager'],
  ['containred', 'containerd'],
  ['kubelett', 'kubelet'],
])('“%s” was meant to be “%s”', (typed, meant) => {
  expect(suggest(typed, KNOWN)).toBe(meant);
});

test('a part of a joined word is mended by itself', () => {
  expect(suggestJoined('containe-runtime', new Set(['container', 'runtime']))).toBe('container-runtime');
  // Two words are as near; one of them makes a name.
  const known = new Set(['kube', 'controle', 'controller', 'manager', 'kubecontrollermanager']);
  expect(suggestJoined('kube-controler-manager', known)).toBe('kube-controller-manager');
  expect(suggestJoined('some-thing', new Set(['container', 'runtime']))).toBeUndefined();
});

// A short word must have two letters swapped, and the first letter is hardly ever the wrong one.
test.each(['zebra', 'cri', '10257', '', 'nods', 'qubelet', 'ecd'])('“%s” is not guessed', (typed) => {
  expect(suggest(typed, KNOWN)).toBeUndefined();
});

test('of two that are equally near the first wins', () => {
  expect(suggest('proxi', ['proxy', 'proxa'])).toBe('proxy');
});

test('a number is guessed from swapped or single wrong digits, never from fewer', () => {
  const numbers = ['10257', '10259', '6443'];
  expect(suggestNumber('10275', numbers)).toBe('10257');
  expect(suggestNumber('6444', numbers)).toBe('6443');
  expect(suggestNumber('999', numbers)).toBeUndefined();
  expect(suggestNumber('55555', numbers)).toBeUndefined();
});
