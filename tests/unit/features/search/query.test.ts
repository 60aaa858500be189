import { expect, test } from 'vitest';
import { fold } from '../../../../src/lib/fold.ts';
import { plainText, readQuestion, replaceWord } from '../../../../src/features/search/query/query.ts';
import * as lists from '../../../../src/features/search/query/stop-words.ts';

const termsOf = (typed: string): string[] => readQuestion(typed).terms.map(({ text }) => text);

test.each([
  ['qual a porta do scheduler', ['scheduler']],
  ['o que é cri', ['cri']],
  ['what is the difference between CRI and OCI', ['cri', 'oci']],
  ['which port does the kubelet listen on', ['kubelet']],
  ['containerd ou cri-o', ['containerd', 'cri-o']],
  ['Comunicação Pod a Pod', ['comunicacao', 'pod']],
  // With nothing else to look for, what was asked is looked for after all.
  ['ports', ['ports']],
  ['porta?', ['porta']],
])('“%s” is about %j', (typed, terms) => {
  expect(termsOf(typed)).toEqual(terms);
});

test.each([
  [':10257', [[10257, 10257]]],
  ['10250/tcp', [[10250, 10250]]],
  [
    '2379 2380',
    [
      [2379, 2379],
      [2380, 2380],
    ],
  ],
  ['30000-32767', [[30000, 32767]]],
  ['porta 6443', [[6443, 6443]]],
])('“%s” asks for the numbers %j', (typed, numbers) => {
  expect(readQuestion(typed).numbers).toEqual(numbers);
});

test('sees what kind of question it is', () => {
  expect(readQuestion('qual a porta do etcd').asksPort).toBe(true);
  expect(readQuestion('crictl socket path').asksPath).toBe(true);
  expect(readQuestion('cni vs csi').compares).toBe(true);
  expect(readQuestion('SMI deprecated').terms.map(({ qualifies }) => qualifies)).toEqual([false, true]);
});

test.each(['', '   ', '?!', '🦀🦀', 'o que é', '.*+?^${}()|[]\\'])('“%s” asks for nothing', (typed) => {
  const { terms, numbers } = readQuestion(typed);
  expect([...terms, ...numbers]).toEqual([]);
});

test('a pasted page is cut to a few words', () => {
  const { terms, typed } = readQuestion('kubelet etcd scheduler proxy '.repeat(80));
  expect(typed.length).toBeLessThanOrEqual(200);
  expect(terms.length).toBeLessThanOrEqual(8);
});

test('the last word is open until a space follows', () => {
  expect(readQuestion('kube sched').terms.map(({ open }) => open)).toEqual([false, true]);
  expect(readQuestion('kube sched ').terms.map(({ open }) => open)).toEqual([false, false]);
});

test('Pagefind is asked without the words of the question', () => {
  expect(plainText(readQuestion('is docker still supported in kubernetes'))).toBe('docker');
  expect(plainText(readQuestion('porta 10250 do kubelet'))).toBe('10250 kubelet');
  expect(plainText(readQuestion('deprecated'))).toBe('deprecated');
});

test('a word is replaced as it was typed, with or without accents', () => {
  expect(replaceWord('O kubélt no nó', 'kubelt', 'kubelet')).toBe('O kubelet no nó');
});

test('every listed word is folded, as it will be compared', () => {
  for (const list of Object.values(lists)) for (const word of list) expect(word).toBe(fold(word));
});
