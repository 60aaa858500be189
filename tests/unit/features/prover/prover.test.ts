import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../../../src/facts/load.ts';
import { mask, missingLines } from '../../../../src/features/prover/compare.ts';
import {
  BEFORE,
  NEEDS,
  PRESENT,
  prove,
  report,
  type Place,
  unanswered,
} from '../../../../src/features/prover/prove.ts';
import { recorded, summary, withRecord } from '../../../../src/features/prover/record.ts';
import { checksOf, fingerprint, readChecks } from '../../../../src/features/prover/sections.ts';
import { tempFolder } from '../../../support/temp.ts';

const PAGE = `---
title: Demo
---
\`\`\`yaml title="web.yaml"
kind: Pod
\`\`\`

## Check it [#check]

\`\`\`bash
kubectl get pods node-1
\`\`\`

\`\`\`text
NAME           READY   AGE
web-sample-a   1/1     41d
\`\`\`

\`\`\`bash
curl -s http://127.0.0.1:10248/healthz; echo
\`\`\`

\`\`\`text
ok
\`\`\`

## After [#after]

\`\`\`bash
never
\`\`\`
`;
const checks = checksOf('demo', PAGE);
const place = (answers: Readonly<Record<string, string>>, more: Partial<Place> = {}): Place => {
  const run: Place['outside'] = (command) => ({ output: answers[command] ?? `no answer to ${command}`, code: 0 });
  return { outside: run, node: run, names: { 'node-1': 'kind-worker' }, write: false, ...more };
};
const PODS = 'NAME                  READY   AGE\nweb-6d4b9c7f5-x8k2p   0/1     12s\n';

test('the blocks of the check section, with their outputs and the files of the page', () => {
  expect(checks.map(({ id }) => id)).toEqual(['demo#check/1', 'demo#check/2']);
  expect(checks[1]).toMatchObject({ section: 'demo#check', expected: 'ok\n', files: { 'web.yaml': 'kind: Pod\n' } });
});

describe('comparing', () => {
  test.each([
    ['2026-11-21T03:50:07.114520Z', '2026-11-27T09:00:00Z'],
    ['"took = 8.1ms"', '"took = 612.43ms"'],
    ['10.96.40.12/32', '10.103.7.1/32'],
    ['-j KUBE-SVC-SAMPLE', '-j KUBE-SVC-LOLE4ISW44XBNF3G'],
  ])('%s and %s are the same, masked', (a, b) => expect(mask(a)).toBe(mask(b)));
  test('words are not masked', () => expect(mask('RuntimeReady true')).not.toBe(mask('RuntimeReady false')));
  test('the head of a table counts, its rows do not', () => {
    expect(missingLines('NAME   READY   AGE\nweb-a   1/1   2d', PODS)).toEqual([]);
    expect(missingLines('NAME   READY   STATUS\nweb-a   1/1   Running', PODS)).toEqual(['NAME   READY   STATUS']);
    expect(missingLines('NAME   READY   AGE\nweb-a   1/1   2d', 'NAME   READY   AGE\n')).toHaveLength(1);
  });
  test('what follows a table is no row of it, and a line counts as often as it is shown', () => {
    const shown = `NAME   READY   AGE\nweb-a   1/1   2d\nThe Pod "web" is invalid: spec`;
    expect(missingLines(shown, `${PODS}The Pod "web" is invalid: spec\n`)).toEqual([]);
    expect(missingLines(shown, `${PODS}The Pod "web" is fine\n`)).toEqual(['The Pod "web" is invalid: spec']);
    expect(missingLines('active\nactive', 'active\nactive\n')).toEqual([]);
    expect(missingLines('active\nactive', 'active\ninactive\n')).toEqual(['active']);
  });
  test('columns are left out where an ellipsis says so, and nowhere else', () => {
    const wide = 'NAME    READY   STATUS    AGE   IP           NODE\nweb-a   1/1     Running   2d    10.244.1.7   w\n';
    expect(missingLines('NAME    READY   …   NODE\nweb-a   1/1         node-1', wide)).toEqual([]);
    expect(missingLines('NAME    READY   NODE\nweb-a   1/1     node-1', wide)).toHaveLength(1);
    expect(missingLines('NAME    READY   …   ROLE\nweb-a   1/1         node-1', wide)).toHaveLength(1);
  });
  test('an ellipsis is any text', () => {
    expect(missingLines('3 nodes: full. …', '2 nodes: full. no new claims\n')).toEqual([]);
    expect(missingLines('3 nodes: full. …', '2 nodes: empty. no new claims\n')).toHaveLength(1);
  });
});

describe('proving', () => {
  test('names of the pages become names of the cluster, and what matches is the same', () => {
    const verdicts = prove(
      checks,
      place({ 'kubectl get pods kind-worker': PODS, 'curl -s http://127.0.0.1:10248/healthz; echo': 'ok\n' }),
    );
    expect(verdicts).toEqual([
      { id: 'demo#check/1', kind: 'same' },
      { id: 'demo#check/2', kind: 'same' },
    ]);
  });
  test('what differs is shown with what was printed', () => {
    const text = report(prove(checks, place({ 'kubectl get pods kind-worker': 'NAME   STATUS\nweb   Running\n' })));
    expect(text).toMatch(/differs {2}demo#check\/1[\s\S]*NAME +READY +AGE[\s\S]*printed:[\s\S]*NAME +STATUS/);
    expect(text).toMatch(/0 same, 2 differ, 0 could not run/);
  });
  test.each([
    [
      'E1128 13:50:00 1 memcache.go:265] "Unhandled Error" err="…"\nThe connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?\n',
      'no cluster answers to kubectl (The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?)',
    ],
    ['error: You must be logged in to the server (Unauthorized)', 'no cluster answers to kubectl (error: You must be'],
    ['', 'no cluster answers to kubectl'],
  ])('why no cluster answers, in the words of kubectl', (output, why) => {
    expect(unanswered(output)).toContain(why);
  });

  test('what cannot run says why', () => {
    const { node: _node, ...outside } = place({});
    expect(prove(checks, { ...outside, noCluster: 'no cluster answers' })).toEqual([
      { id: 'demo#check/1', kind: 'cannot', why: 'no cluster answers' },
      { id: 'demo#check/2', kind: 'cannot', why: 'needs a shell on a node' },
    ]);
  });
  test('without a cluster, a silent port and what only a node has are no difference', () => {
    const silent: Place['outside'] = (command) => ({ output: '', code: command.includes('/dev/tcp/') ? 1 : 0 });
    const here = { ...place({}, { node: silent }), noCluster: 'no cluster answers' };
    const block = (command: string) => ({ section: 's#check', id: 's#check/1', command, expected: 'ok', files: {} });
    expect(prove([block('curl -s http://127.0.0.1:10249/proxyMode')], here)).toEqual([
      { id: 's#check/1', kind: 'cannot', why: 'nothing listens on 127.0.0.1:10249 there' },
    ]);
    expect(prove([block('systemctl is-active kubelet')], here)).toMatchObject([{ kind: 'cannot' }]);
    // Of something that does answer, the output counts.
    const wrong: Place['outside'] = () => ({ output: 'no', code: 0 });
    expect(prove([block('curl -s http://127.0.0.1:2381/metrics')], { ...here, node: wrong })).toMatchObject([
      { kind: 'differs' },
    ]);
  });
  test.each([
    'The connection to the server 192.0.2.1:6443 was refused - did you specify the right host or port?',
    'Unable to connect to the server: dial tcp 192.0.2.1:6443: i/o timeout',
    'Unable to connect to the server: net/http: TLS handshake timeout',
    'Error from server (TooManyRequests): the server is currently unable to handle the request',
  ])('a cluster that is lost on the way is no difference: %s', (words) => {
    const lost: Place['outside'] = () => ({ output: `${words}\n`, code: 1 });
    const block = (expected: string) => ({
      section: 's#check',
      id: 's#check/1',
      command: 'kubectl get pods',
      expected,
      files: {},
    });
    expect(prove([block('ok')], place({}, { outside: lost }))).toEqual([
      { id: 's#check/1', kind: 'cannot', why: `the cluster was lost: ${words}` },
    ]);
    // A page that shows the message itself is compared.
    expect(prove([block(words)], place({}, { outside: lost }))).toMatchObject([{ kind: 'same' }]);
  });
  test('nothing is created or deleted on a cluster that was not made for it', () => {
    const ran: string[] = [];
    const run: Place['outside'] = (command) => {
      ran.push(command);
      return { output: '', code: 0 };
    };
    const writing = [
      'kubectl create namespace a',
      'kubectl delete pod b',
      'kubectl run c',
      'kubectl apply -f d.yaml',
    ].map((command, index) => ({
      section: 's#check',
      id: `s#check/${index}`,
      command,
      expected: undefined,
      files: {},
    }));
    expect(prove(writing, place({}, { outside: run })).every(({ kind }) => kind === 'cannot')).toBe(true);
    expect(ran).toEqual([]);
    expect(prove(writing, place({}, { outside: run, write: true })).every(({ kind }) => kind === 'same')).toBe(true);
  });
});

describe('what a check takes for granted', () => {
  const block = (id: string, command: string) => ({ section: 's#check', id, command, expected: 'ok', files: {} });
  const ran: string[] = [];
  const cluster = (codeOf: (command: string) => number, output = 'ok\n'): Place => {
    ran.length = 0;
    const run: Place['outside'] = (command) => {
      ran.push(command);
      return { output, code: codeOf(command) };
    };
    return place({}, { outside: run, node: run, write: true });
  };
  test('a part that the cluster has not got is no difference, one that it has got counts', () => {
    const check = block('components/coredns#check/1', 'kubectl -n kube-system get service');
    expect(
      prove(
        [check],
        cluster(() => 1),
      ),
    ).toMatchObject([{ kind: 'cannot', why: expect.stringContaining('CoreDNS') }]);
    expect(
      prove(
        [check],
        cluster(() => 0, 'other'),
      ),
    ).toMatchObject([{ kind: 'differs' }]);
  });
  test('what is looked at is made first, and only where commands may write', () => {
    const check = block('components/kube-proxy#check/2', 'sudo iptables-save -t nat');
    expect(
      prove(
        [check],
        cluster(() => 0),
      ),
    ).toMatchObject([{ kind: 'same' }]);
    expect(ran.map((command) => command.split(' ')[0])).toEqual(['kubectl', 'sudo']);
    // An image that no registry gives is not the page's fault.
    expect(
      prove(
        [check],
        cluster((command) => (command.startsWith('kubectl') ? 1 : 0), 'error: timed out waiting for the condition'),
      ),
    ).toMatchObject([{ kind: 'cannot', why: expect.stringContaining('timed out waiting') }]);
    expect(ran).toHaveLength(1);
    cluster(() => 0);
    expect(prove([check], { ...cluster(() => 0), write: false })).toMatchObject([{ kind: 'cannot' }]);
    expect(ran).toEqual([]);
  });
  test('a command without an end is stopped', () => {
    prove(
      [block('a#check/1', 'kubectl port-forward service/web 8080:80')],
      cluster(() => 0),
    );
    expect(ran).toEqual(['timeout 10 kubectl port-forward service/web 8080:80']);
  });
  test('a machine without systemd cannot answer for its services', () => {
    const without = cluster(() => 1, 'System has not been booted with systemd as init system (PID 1).');
    expect(prove([block('a#check/1', 'systemctl is-active kubelet')], without)).toMatchObject([{ kind: 'cannot' }]);
  });
});

test('only a section of which every block matched is recorded, and comments of the file stay', () => {
  const text = "# How\nproved:\n  - { section: old#check, kubernetes: 1.36.2, date: '2026-11-27', by: hand }\n";
  const run = { kubernetes: '1.37.1', date: '2026-12-01' };
  const same = (id: string) => ({ id, kind: 'same' as const });
  const half = recorded(text, checks, [same('demo#check/1')], run);
  expect(half).toContain('# How');
  expect(half).not.toContain('demo#check');
  const whole = recorded(
    text,
    checks,
    checks.map(({ id }) => same(id)),
    run,
  );
  expect(whole).toMatch(
    /section: demo#check, kubernetes: 1\.37\.1, date: "?'?2026-12-01"?'?, by: prover, blocks: [0-9a-f]{12} /,
  );
  expect(whole).toContain('old#check');
});

test('the last run is told in blocks, in the place of the one before', () => {
  const verdicts = [
    { id: 'a', kind: 'same' as const },
    { id: 'b', kind: 'cannot' as const, why: '' },
  ];
  const run = summary(verdicts, { date: '2026-12-01' });
  expect(run).toEqual({ date: '2026-12-01', same: 1, differ: 0, cannot: 1 });
  const before = withRecord('# How\nproved: []\n', 'lastRun', { ...run, same: 7 });
  const text = withRecord(before, 'lastRun', run);
  expect(text).toMatch(/^# How\nproved: \[\]\nlastRun: \{.*same: 1, differ: 0, cannot: 1 \}\n$/);
});

test('a page whose lines an editor of Windows has ended has the same checks', () => {
  const page = 'src/content/docs/en/components/kubelet.mdx';
  const [unix, windows] = [PAGE, PAGE.replaceAll('\n', '\r\n')].map((text) => readChecks(tempFolder({ [page]: text })));
  expect(unix?.map(({ id }) => id)).toContain('components/kubelet#check/1');
  expect(windows).toEqual(unix);
});

test('what is declared or recorded is a section that exists', () => {
  const known = readChecks(process.cwd());
  expect(known.length).toBeGreaterThan(40);
  const declared = [NEEDS, PRESENT, BEFORE].flatMap((table) => Object.keys(table));
  expect(declared.filter((id) => !known.some((check) => check.id === id))).toEqual([]);
  const sections = new Set(known.map(({ section }) => section));
  expect(loadFacts().proved.proved.filter(({ section }) => !sections.has(section))).toEqual([]);
});

test('what is said to have run is what the page shows now', () => {
  // Red here: a recorded section has changed. Run it again with --record, or take its line out of src/data/proved.yaml.
  const known = readChecks(process.cwd());
  const changed = loadFacts()
    .proved.proved.filter(
      ({ section, blocks }) => fingerprint(known.filter((check) => check.section === section)) !== blocks,
    )
    .map(({ section }) => section);
  expect(changed).toEqual([]);
  const before = fingerprint(checks);
  for (const [from, to] of [
    ['kubectl get', 'kubectl describe'],
    ['```text\n', '```text\nmore '],
  ] as const) {
    expect(fingerprint(checksOf('demo', PAGE.replace(from, to)))).not.toBe(before);
  }
  expect(fingerprint(checksOf('demo', `${PAGE}\n## After\n\nWords.\n`))).toBe(before);
});
