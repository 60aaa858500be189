import { describe, expect, test } from 'vitest';
import { pack, squash, stem, unpack, type Answer } from '../../../../src/features/search/query/name-index.ts';
import { readQuestion } from '../../../../src/features/search/query/query.ts';
import { EXACT, Names } from '../../../../src/features/search/query/rank.ts';

const answer = (given: Partial<Answer> & Pick<Answer, 'kind' | 'path' | 'names'>): Answer => ({
  title: given.names[0] ?? '',
  ranges: [],
  current: true,
  ...given,
});
const ANSWERS: Answer[] = [
  answer({ kind: 'page', path: 'components/kube-scheduler/', names: ['kube-scheduler', 'scheduler', 'agendador'] }),
  answer({ kind: 'page', path: 'architecture/overview/', names: ['Cluster architecture', 'master node'] }),
  answer({ kind: 'page', path: 'architecture/control-plane/', names: ['The control plane', 'nó master'] }),
  answer({ kind: 'page', path: 'interfaces/runtimes/', names: ['Container runtimes'] }),
  answer({
    kind: 'port',
    path: 'reference/ports/#kube-scheduler-10259',
    title: '10259/TCP — kube-scheduler — HTTPS: metrics and health',
    names: ['10259', 'kube-scheduler', 'scheduler', 'TCP'],
    ranges: [[10259, 10259]],
  }),
  answer({
    kind: 'port',
    path: 'reference/ports/#kube-scheduler-10251-insecure',
    names: ['10251', 'kube-scheduler', 'scheduler'],
    ranges: [[10251, 10251]],
    current: false,
  }),
  answer({
    kind: 'port',
    path: 'reference/ports/#nodeport-range',
    names: ['30000-32767', 'nodeport range'],
    ranges: [[30000, 32767]],
  }),
  answer({
    kind: 'implementation',
    path: 'interfaces/runtimes/#containerd',
    names: ['containerd'],
  }),
  answer({
    kind: 'implementation',
    path: 'interfaces/runtimes/#cri-o',
    names: ['CRI-O'],
  }),
];
const names = new Names(ANSWERS, [['control plane', 'plano de controle', 'no master']]);
const first = (typed: string): string | undefined => names.rank(readQuestion(typed))[0]?.answer.path;

describe('the first answer', () => {
  test.each([
    ['scheduler', 'components/kube-scheduler/'],
    ['agendador', 'components/kube-scheduler/'],
    ['kube scheduler', 'components/kube-scheduler/'],
    ['kubescheduler', 'components/kube-scheduler/'],
    ['10259', 'reference/ports/#kube-scheduler-10259'],
    ['qual a porta do scheduler', 'reference/ports/#kube-scheduler-10259'],
    ['10251 kube-scheduler', 'reference/ports/#kube-scheduler-10251-insecure'],
    ['31234', 'reference/ports/#nodeport-range'],
    ['plano de controle', 'architecture/control-plane/'],
    ['crio', 'interfaces/runtimes/#cri-o'],
    ['master nod', 'architecture/overview/'],
  ])('to “%s” is %s', (typed, path) => {
    expect(first(typed)).toBe(path);
  });
});

test('half a port number gives the rows that begin so, below what is exact', () => {
  const ranked = names.rank(readQuestion('1025'));
  expect(ranked.map(({ answer: { path } }) => path)).toEqual([
    'reference/ports/#kube-scheduler-10259',
    'reference/ports/#kube-scheduler-10251-insecure',
  ]);
  expect(ranked.every(({ score }) => score < EXACT)).toBe(true);
});

test('only a whole name or number is exact', () => {
  const exact = (typed: string): boolean => (names.rank(readQuestion(typed))[0]?.score ?? 0) >= EXACT;
  expect(exact('10259')).toBe(true);
  expect(exact('CRI-O')).toBe(true);
  expect(exact('cluster')).toBe(false);
});

test('what nothing is called gives nothing', () => {
  expect(names.rank(readQuestion('zebra'))).toEqual([]);
  expect(names.rank(readQuestion(''))).toEqual([]);
});

test('the file holds what was packed', () => {
  const section = answer({
    kind: 'section',
    path: 'interfaces/runtimes/#choose',
    title: 'How to choose',
    names: [],
  });
  const packed = pack([...ANSWERS, section]);
  expect(unpack(JSON.parse(JSON.stringify(packed)))).toEqual([...ANSWERS, { ...section, page: 'Container runtimes' }]);
});

test('spellings of one word are one', () => {
  expect(new Set(['CRI-O', 'cri o', 'Crio'].map(squash))).toEqual(new Set(['crio']));
  expect(['portas', 'conteineres', 'operacoes', 'classes', 'policies', 'dns'].map(stem)).toEqual([
    'porta',
    'conteiner',
    'operacao',
    'classe',
    'policy',
    'dns',
  ]);
});

test('names that the rest of a row says are written as one sign, and read back', () => {
  const one = answer({
    kind: 'port',
    path: 'reference/ports/#etcd-client-2379',
    title: '2379/TCP — etcd — gRPC',
    names: ['2379/TCP', 'etcd client 2379', 'etcd-client-2379', 'etcd', 'a ^ b'],
  });
  const packed = pack([one]);
  expect(packed.rows[0]?.[3]).toBe('^|~|=|etcd|a ^ b');
  expect(unpack(packed)[0]?.names).toEqual(one.names);
});
