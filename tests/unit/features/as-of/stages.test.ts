import { describe, expect, test } from 'vitest';
import {
  allComponents,
  allPorts,
  allSockets,
  changesByVersion,
  featureGates,
  getInterface,
  latestKubernetes,
  localize,
} from '../../../../src/facts/index.ts';
import { lensData } from '../../../../src/features/as-of/lens-data.ts';
import { minorBefore, minors, seenIn, stateAt } from '../../../../src/features/as-of/stages.ts';

const latest = latestKubernetes().minor;
const of = (id: string) => changesByVersion().find((change) => change.id === id)?.stages ?? [];

describe('the state of something in a version', () => {
  const stages = [
    { from: '1.29', code: 'alpha' },
    { from: '1.31', code: 'on' },
    { from: '1.33', code: 'stable' },
  ];
  test.each([
    ['1.28', 'absent'],
    ['1.29', 0],
    ['1.30', 0],
    ['1.31', 1],
    ['1.37', 2],
  ] as const)('v%s: %s', (minor, state) => {
    expect(stateAt(stages, minor)).toBe(state);
  });
  test('before the first known stage nothing is known', () => {
    expect(stateAt([{ from: '1.25', code: 'stable' }], '1.24')).toBe('unknown');
  });
});

describe('a row as of a version', () => {
  const removed = new Map([
    [
      3,
      [
        { from: '1.20', code: 'deprecated' },
        { from: '1.23', code: 'removed' },
      ],
    ],
  ]);
  const stable = new Map([[5, [{ from: '1.25', code: 'stable' }]]]);
  const known = { unchangedFrom: undefined, own: false };
  test('differs where a change that touches it was at another stage', () => {
    expect(seenIn('1.22', '1.37', removed, known)).toEqual({ kind: 'differs', changes: [3] });
    expect(seenIn('1.23', '1.37', removed, known)).toEqual({ kind: 'same' });
  });
  test('is unknown before the first stage that was read, and where nothing was', () => {
    expect(seenIn('1.24', '1.37', stable, known).kind).toBe('unknown');
    expect(seenIn('1.24', '1.37', new Map(), known).kind).toBe('unknown');
    expect(seenIn('1.20', '1.37', new Map(), { ...known, unchangedFrom: '1.21' }).kind).toBe('unknown');
  });
  test('is the same where the code of both was read, in the newest version, and of its own where it has versions', () => {
    expect(seenIn('1.21', '1.37', new Map(), { ...known, unchangedFrom: '1.21' }).kind).toBe('same');
    expect(seenIn('1.37', '1.37', new Map(), known).kind).toBe('same');
    expect(seenIn('1.24', '1.37', new Map(), { ...known, own: true }).kind).toBe('own');
  });
});

test('every row and cell of the lens is one of its tables', () => {
  const { records, unchanged, own } = lensData('en');
  const rows = new Set([
    ...allPorts().map(({ id }) => `ports/${id}`),
    ...allSockets().map(({ id }) => `sockets/${id}`),
    ...allComponents().map(({ id }) => `components/${id}`),
  ]);
  const asked = [...Object.keys(records), ...Object.keys(unchanged), ...own];
  expect(asked.filter((record) => !record.startsWith('interfaces/') && !rows.has(record))).toEqual([]);
  // What Kubernetes releases has no versions of its own.
  expect(own).not.toContain('components/kubelet');
  expect(own).toContain('components/etcd');
});

test('the versions go from v1.20 to the newest', () => {
  expect(minors('1.22')).toEqual(['1.20', '1.21', '1.22']);
  expect(minors(latest).at(-1)).toBe(latest);
  expect(minorBefore('1.37')).toBe('1.36');
});

test('every change has its stages in order, none after the newest version, and two of the same are no change', () => {
  for (const { id, stages } of changesByVersion()) {
    const order = stages.map(({ from }) => Number(from.split('.')[1]));
    expect(order, id).toEqual([...new Set(order)].sort((a, b) => a - b));
    expect(order.at(-1), id).toBeLessThanOrEqual(Number(latest.split('.')[1]));
    for (const [index, { code }] of stages.entries()) expect(code, id).not.toBe(stages[index - 1]?.code);
  }
});

test('a change of a gate has the versions of the gate', () => {
  const gate = featureGates().find((entry) => entry.gate === 'UserNamespacesSupport');
  expect(of('user-namespaces').map(({ from }) => from)).toEqual(['1.25', gate?.on, gate?.stable]);
});

test('the calls of CRI that came later are calls of the interface', () => {
  const operations =
    getInterface('cri').operations.groups?.flatMap(({ items }) => items.map((item) => localize(item, 'en'))) ?? [];
  const later = changesByVersion().flatMap(({ subject }) => {
    const [, calls] = /^CRI: (.*)$/.exec(localize(subject, 'en')) ?? [];
    return calls === undefined ? [] : calls.split(', ');
  });
  // 27 calls were there in v1.20, and no later change names one of them.
  expect(operations.length - later.length).toBe(27);
  expect(later.filter((call) => !operations.includes(call))).toEqual([]);
});

test('what was not there yet differs from what is there now', () => {
  const stages = [
    { from: '1.20', code: 'absent' },
    { from: '1.23', code: 'present' },
  ];
  const known = { unchangedFrom: undefined, own: false };
  expect(seenIn('1.22', '1.37', new Map([[0, stages]]), known)).toEqual({ kind: 'differs', changes: [0] });
  expect(seenIn('1.23', '1.37', new Map([[0, stages]]), known)).toEqual({ kind: 'same' });
});

test('a port is removed when its row says so', () => {
  for (const [change, port] of [
    ['controller-manager-10252', 'kube-controller-manager-10252-insecure'],
    ['scheduler-10251', 'kube-scheduler-10251-insecure'],
    ['cloud-controller-manager-10253', 'cloud-controller-manager-10253-insecure'],
    ['apiserver-8080', 'kube-apiserver-8080-insecure'],
  ] as const) {
    const removed = of(change).find(({ code }) => code === 'removed')?.from;
    const row = allPorts().find(({ id }) => id === port);
    expect(JSON.stringify(row?.removedIn), change).toContain(`v${removed}`);
  }
});
