import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../../../src/facts/load.ts';
import { drift, driftChecks, type DriftReport } from '../../../../src/features/drift/checks.ts';

const facts = loadFacts();
const checks = driftChecks(facts, '2026-11-28');

/** Answers in the form that upstream's files had when they were read, cut to what is compared. */
const PORTS = `const (
	ProxyStatusPort = 10249
	KubeletPort = 10250
	KubeletHealthzPort = 10248
	ProxyHealthzPort = 10256
	KubeControllerManagerPort = 10257
	CloudControllerManagerPort = 10258
)
`;
const GATE = `---
title: KubeletFineGrainedAuthz
stages:
  - stage: alpha
    defaultValue: false
    fromVersion: "1.32"
  - stage: beta
    defaultValue: true
    fromVersion: "1.33"
  - stage: stable
    defaultValue: true
    fromVersion: "1.36"
---
Text.`;

/** One check of the list, with what upstream answers. */
async function one(name: string, answer: string | Error): Promise<DriftReport> {
  const check = checks.find((candidate) => candidate.name === name);
  if (check === undefined) throw new Error(`no check ${name}`);
  return drift([check], () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)));
}
const titles = ({ differences }: DriftReport): string[] => differences.map(({ title }) => title);
const proto = (names: readonly string[]): string =>
  `${names.map((name) => `    rpc ${name}(A) returns (B) {}`).join('\n')}\n}\n`;
const operations = (id: string): string[] =>
  (facts.interfaces.interfaces.find((entry) => entry.id === id)?.operations.groups ?? []).flatMap(({ items }) =>
    items.map((item) => /\w+/.exec(typeof item === 'string' ? item : item.en)?.[0] ?? ''),
  );
const tags = (...names: string[]): string => JSON.stringify(names.map((name) => ({ name })));

describe('what is the same is silent, what differs is named', () => {
  test('port constants', async () => {
    expect((await one('port constants of Kubernetes', PORTS)).differences).toEqual([]);
    const found = await one('port constants of Kubernetes', PORTS.replace('10248', '10247'));
    expect(found.differences).toMatchObject([
      {
        title: 'KubeletHealthzPort is 10247',
        detail: 'The store says 10248.',
        records: ['ports/kubelet-healthz-10248'],
      },
    ]);
  });
  test.each(['cri', 'csi'])('calls of %s', async (id) => {
    const name = `calls of ${id.toUpperCase()}`;
    expect(operations(id).length).toBeGreaterThan(15);
    expect(titles(await one(name, proto(operations(id))))).toEqual([]);
    const [first = '', ...rest] = operations(id);
    expect(titles(await one(name, proto([...rest, 'FlyToMoon'])))).toEqual([
      `${id.toUpperCase()} has the call FlyToMoon`,
      `${id.toUpperCase()} has no call ${first}`,
    ]);
  });
  test('versions of specifications: the greatest tag counts, other tags do not', async () => {
    const name = 'newest version of containernetworking/cni';
    expect(titles(await one(name, tags('v1.3.0', 'spec-v1.1.0', 'spec-v0.4.0', 'spec-v1.0.0')))).toEqual([]);
    expect(titles(await one(name, tags('spec-v1.1.0', 'spec-v1.10.0', 'spec-v1.2.0')))).toEqual([
      'containernetworking/cni 1.10.0 is out',
    ]);
    expect(titles(await one('newest version of opencontainers/image-spec', tags('v1.1.1')))).toEqual([]);
  });
  test('feature gates', async () => {
    expect(titles(await one('feature gate KubeletFineGrainedAuthz', GATE))).toEqual([]);
    expect(titles(await one('feature gate KubeletFineGrainedAuthz', GATE.replace('"1.33"', '"1.34"')))).toEqual([
      'KubeletFineGrainedAuthz is on since v1.34, stable since v1.36',
    ]);
    // Turned off again, and not stable: it is not on.
    const off = GATE.replace(
      / {2}- stage: stable[\s\S]*?\n---/,
      '  - stage: beta\n    defaultValue: false\n    fromVersion: "1.36"\n---',
    );
    expect((await one('feature gate KubeletFineGrainedAuthz', off)).differences).toMatchObject([
      {
        title: 'KubeletFineGrainedAuthz is not on, not stable',
        records: ['versions/gates/KubeletFineGrainedAuthz', 'versions/changes/kubelet-authorization'],
      },
    ]);
  });
  test('default values: one whose words are gone from the code is named, blanks between words do not count', async () => {
    const name = 'default values in kubernetes-sigs/controller-runtime: pkg/manager/internal.go';
    const code = `const (
	defaultLeaseDuration          = 15 * time.Second
	defaultRenewDeadline   = 10 * time.Second
	defaultRetryPeriod = 2 * time.Second
)
`;
    expect(titles(await one(name, code))).toEqual([]);
    const found = await one(name, code.replace('15 *', '150 *'));
    expect(found.differences).toMatchObject([
      {
        title: 'controller-runtime LeaseDuration may not be 15 s any more',
        records: ['versions/defaults/leader-lease'],
      },
    ]);
    expect((await one(name, code.slice(0, 60))).unreadable).toHaveLength(1);
    const watched = facts.versions.defaults.filter((entry) => entry.code !== undefined);
    expect(watched.length).toBeGreaterThan(20);
    for (const {
      id,
      sources: [first],
    } of watched) {
      const source = facts.sources.sources.find((entry) => entry.id === first?.id);
      expect(`${source?.repo}/${source?.path}`, id).toMatch(/^[\w-]+\/[\w-]+\/.+\.go$/);
    }
  });
  test('flags and fields: one that has another name is named with the rows that tell it', async () => {
    const page =
      '---\ntitle: kube-scheduler\n---\n<td colspan="2">--secure-port int     Default: 10259</td>\n<td colspan="2">--bind-address ip</td>\n';
    expect(titles(await one('settings of kube-scheduler', page))).toEqual([]);
    const found = await one('settings of kube-scheduler', page.replace('--secure-port', '--secure-port-number'));
    expect(found.differences).toMatchObject([
      { title: 'kube-scheduler has no --secure-port', records: ['ports/kube-scheduler-10259'] },
    ]);
    expect((await one('settings of kube-scheduler', '---\ntitle: moved\n---\n')).unreadable).toHaveLength(1);
    const fields = facts.ports.ports.flatMap(({ config }) =>
      [...JSON.stringify(config).matchAll(/KubeletConfiguration\.(\w+)/g)].map(([, name = '']) => name),
    );
    expect(fields).toContain('healthzPort');
    const types = ['port', 'address', 'healthzPort', 'healthzBindAddress', 'readOnlyPort']
      .map((name) => `\tX int \`json:"${name},omitempty"\`\n`)
      .join('');
    expect(titles(await one('settings of KubeletConfiguration', types))).toEqual([]);
    expect(titles(await one('settings of KubeletConfiguration', types.replace('"healthzPort', '"healthPort')))).toEqual(
      ['KubeletConfiguration has no healthzPort'],
    );
  });
  test('the newest Kubernetes', async () => {
    expect(titles(await one('newest Kubernetes', `v${facts.versions.latest.minor}.1`))).toEqual([]);
    expect(titles(await one('newest Kubernetes', 'v1.99.0\n'))).toEqual(['Kubernetes 1.99 is out']);
  });
  test('archived projects', async () => {
    expect(titles(await one('state of containerd/containerd', '{"archived":false}'))).toEqual([]);
    expect(titles(await one('state of containerd/containerd', '{"archived":true}'))).toEqual([
      'containerd/containerd is archived',
    ]);
  });
  test('two rows of one repository are one look and one difference', async () => {
    const found = await one('state of ceph/ceph-csi', '{"archived":true}');
    expect(found.differences).toMatchObject([
      { title: 'ceph/ceph-csi is archived', records: ['implementations/ceph-rbd-csi', 'implementations/cephfs-csi'] },
    ]);
  });
  test('projects that moved', async () => {
    const moved = await one('state of containerd/containerd', '{"archived":false,"full_name":"elsewhere/containerd"}');
    expect(titles(moved)).toEqual(['containerd/containerd has moved to elsewhere/containerd']);
    expect(
      titles(await one('state of containerd/containerd', '{"archived":false,"full_name":"Containerd/containerd"}')),
    ).toEqual([]);
  });
  test('releases: a newer minor is named, a patch, a candidate and a chart are not', async () => {
    const seen = facts.implementations.implementations.find(({ id }) => id === 'containerd')?.latestSeen;
    expect(JSON.stringify(seen)).toContain('v2.4.0');
    const list = (...tags: string[]): string =>
      JSON.stringify(tags.map((tag) => ({ tag_name: tag, prerelease: tag.includes('-rc') })));
    const name = 'newest release of containerd/containerd';
    expect(titles(await one(name, list('v1.7.99', 'v2.4.9', 'v2.5.0-rc.1', 'chart-9.0.0')))).toEqual([]);
    expect(titles(await one(name, list()))).toEqual([]);
    expect((await one(name, list('v2.4.9', 'v2.10.0', 'v2.9.0'))).differences).toMatchObject([
      { title: 'containerd/containerd 2.10 is out', records: ['implementations/containerd'] },
    ]);
  });
});

test('what cannot be reached is not a difference, and what has another form is neither', async () => {
  const gone = await one('newest Kubernetes', new Error('getaddrinfo ENOTFOUND'));
  expect(gone).toMatchObject({ differences: [], unreadable: [], unreachable: [{ why: 'getaddrinfo ENOTFOUND' }] });
  const other = await one('port constants of Kubernetes', 'package ports\n');
  expect(other).toMatchObject({ differences: [], unreachable: [], unreadable: [{ why: /no ProxyStatusPort/ }] });
  expect((await one('calls of CRI', 'syntax = "proto3";')).unreadable).toHaveLength(1);
});

test('a page of an error and an empty answer are not reached, a file that is gone is told, half a file is no difference', async () => {
  for (const answer of ['', '\n', '<!doctype html><title>502 Bad Gateway</title>\n'])
    expect(await one('license of containerd', answer)).toMatchObject({
      differences: [],
      unreadable: [],
      unreachable: [{ name: 'license of containerd' }],
    });
  for (const status of [403, 429, 500, 503])
    expect((await one('license of containerd', new Error(`HTTP ${status}`))).unreachable).toHaveLength(1);
  expect(await one('license of containerd', new Error('HTTP 404'))).toMatchObject({
    unreachable: [],
    unreadable: [{ why: 'HTTP 404: moved or gone' }],
  });
  const whole = proto(operations('cri'));
  for (const [name, answer] of [
    ['calls of CRI', whole.slice(0, whole.length / 2)],
    ['port constants of Kubernetes', PORTS.slice(0, -4)],
    ['license of containerd', '      Apac'],
    ['support of Kubernetes', 'schedules:\n- release: 1.36\n  endOfLifeDate: 2027-'],
    ['newest release of containerd/containerd', '[{"tag_name":"v9'],
  ] as const)
    expect(await one(name, answer)).toMatchObject({ differences: [], unreachable: [], unreadable: [{ name }] });
});

describe('ends of support and licenses', () => {
  const schedule = (end: string): string =>
    `schedules:\n${['1.37', '1.36', '1.35']
      .map(
        (line) =>
          `- release: ${line}\n  endOfLifeDate: ${ends('kubernetes', line)}\n  previousPatches:\n    - release: ${line}.1\n`,
      )
      .join('')}`.replace(ends('kubernetes', '1.36'), end);
  const ends = (project: string, line: string): string =>
    facts.versions.support.find((entry) => entry.project === project && entry.line === line)?.ends ?? '';
  const table = (day: string): string =>
    `| [2.2](https://x/v2.2.5)  | Active | November 5, 2025 | November 6, 2026 | @a |\n| [2.3](https://x/v2.3.2)  | LTS | April 30, 2026 | ${day} | @a |\n`;

  test('Kubernetes: a line that ended may be gone, a day that moved is named', async () => {
    expect(titles(await one('support of Kubernetes', schedule(ends('kubernetes', '1.36'))))).toEqual([]);
    expect(titles(await one('support of Kubernetes', schedule('2027-07-28')))).toEqual([
      'kubernetes 1.36 is supported until 2027-07-28',
    ]);
    expect((await one('support of Kubernetes', 'schedules: []\n')).unreadable).toHaveLength(1);
  });
  test('containerd: the days of its table', async () => {
    expect(titles(await one('support of containerd', table('April 30, 2028')))).toEqual([]);
    expect(titles(await one('support of containerd', table('May 1, 2028 (_tentative_)')))).toEqual([
      'containerd 2.3 is supported until 2028-05-01',
    ]);
  });
  test('a license that changed', async () => {
    expect(titles(await one('license of nomad', 'Notice\n\nBusiness Source License 1.1\n'))).toEqual([]);
    const apache = '                      Apache License\n                Version 2.0, January 2004\n';
    expect(titles(await one('license of containerd', apache))).toEqual([]);
    expect(titles(await one('license of nomad', apache))).toEqual(['nomad is no longer under BUSL-1.1']);
  });
});

test('names and addresses of the checks are unique, and every address is https', () => {
  expect(checks.length).toBeGreaterThan(60);
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  for (const url of checks.flatMap(({ urls }) => urls)) expect(url).toMatch(/^https:\/\//);
});
