import { expect, test } from 'vitest';
import { fold } from '../../../../src/lib/fold.ts';
import { askedRoots, readQuestion, replaceWord, withoutNoise } from '../../../../src/features/search/query/query.ts';
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

test('a pasted message is read to its end, a pasted page is cut', () => {
  expect(readQuestion(`${'kubelet '.repeat(100)}containerd`).terms.map(({ text }) => text)).toEqual([
    'kubelet',
    'containerd',
  ]);
  const { terms, typed } = readQuestion('kubelet etcd scheduler proxy '.repeat(80));
  expect(typed.length).toBeLessThanOrEqual(1000);
  expect(terms.length).toBeLessThanOrEqual(40);
});

test.each([
  ['dial tcp 192.0.2.1:443: i/o timeout', 'dial tcp host:443: i/o timeout'],
  // What installers take by themselves stays known: the Service range and the Pod range.
  ['dial tcp 10.96.0.1:443: i/o timeout', 'dial tcp ip10-96 :443: i/o timeout'],
  ['Get "http://10.244.1.5:8181/ready"', 'Get "http://host:8181/ready"'],
  ['what is 10.244.0.0/16', 'what is ip10-244'],
  ['E0412 10:11:12.123456    1234 reflector.go:1 failed', 'reflector.go:1 failed'],
  ['2026-11-27T10:00:00Z kubelet: sha256:0123456789abcdef0 gone', 'kubelet: gone'],
  ['http://127.0.0.1:10251/healthz', 'http://localhost:10251/healthz'],
  ['bound to 0.0.0.0', 'bound to 0.0.0.0'],
  [
    "0/10 nodes are available: 4 Insufficient cpu, 3 node(s) didn't match",
    "nodes are available: Insufficient cpu, node(s) didn't match",
  ],
  [
    'dial tcp: lookup host on 192.0.2.53:53, port 53 and 443 times',
    'dial tcp: lookup host on host:53, port 53 and times',
  ],
])('of “%s” what differs from cluster to cluster goes', (typed, kept) => {
  expect(withoutNoise(typed).replace(/\s+/g, ' ').trim()).toBe(kept);
});

test('a version alone is one of Kubernetes', () => {
  expect(readQuestion('1.24').whole).toEqual(['kubernetesv124']);
  expect(readQuestion('kubernetes v1.24').whole[0]).toBe('kubernetesv124');
  expect(readQuestion('containerd 1.7').whole[0]).toBe('containerdv17');
});

test('small words that say together what is wrong are one word', () => {
  expect(termsOf('Port 10250 is already in use')).toContain('inuse');
  expect(termsOf('porta 10250 em uso')).toContain('inuse');
});

test('the last word is open until a space follows', () => {
  expect(readQuestion('kube sched').terms.map(({ open }) => open)).toEqual([false, true]);
  expect(readQuestion('kube sched ').terms.map(({ open }) => open)).toEqual([false, false]);
});

test('a question is compared by roots, numbers and paths, without how it was asked', () => {
  expect(askedRoots(readQuestion('which file is /etc/cni/net.d for 10250 '))).toEqual(
    expect.arrayContaining(['10250', 'etccninetd', 'file']),
  );
});

test('who asks for the port of a thing does not ask for the thing', () => {
  expect(askedRoots(readQuestion('port of kube-proxy '))).toContain('port');
  expect(askedRoots(readQuestion('what is kube-proxy '))).not.toContain('port');
  // A number says by itself what is asked.
  expect(askedRoots(readQuestion('port 10250 '))).not.toContain('port');
});

test('a word is replaced as it was typed, with or without accents', () => {
  expect(replaceWord('O kubélt no nó', 'kubelt', 'kubelet')).toBe('O kubelet no nó');
});

test('every listed word is folded, as it will be compared', () => {
  const { SECTION_WORDS, ...sets } = lists;
  const words = [
    ...Object.values(sets).flatMap((list) => [...list]),
    ...SECTION_WORDS.flatMap(([, list]) => list.split(' ')),
  ];
  for (const word of words) expect(word).toBe(fold(word));
});

test('«nó» is a word beside others, however many; alone it stays the name that was typed', () => {
  expect(readQuestion('o nó não sobe').terms.map(({ text }) => text)).toContain('node');
  expect(askedRoots(readQuestion('os nós ficam NotReady '))).toContain('node');
  expect(readQuestion('no cluster').terms.map(({ text }) => text)).not.toContain('node');
  expect(readQuestion('nó').terms.map(({ text }) => text)).not.toContain('node');
});
