import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp.ts';

/** What a tool answers, by the beginning of its command line; what is not named here fails as kubectl does. */
type Answers = Readonly<Record<string, { stdout?: string; stderr?: string; status?: number; signal?: string }>>;

/** A run of the prover whose kind, kubectl and docker are these answers, and the command lines that they were given. */
function prove(args: readonly string[], answers: Answers): { out: string; code: number | null; asked: string[] } {
  const folder = tempFolder({});
  const log = join(folder, 'asked.txt');
  const tools = join(folder, 'tools.mjs');
  writeFileSync(log, '');
  writeFileSync(
    tools,
    `import child from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const answers = ${JSON.stringify(answers)};
child.spawnSync = (program, args) => {
  const line = (program === 'bash' ? args[1].replace(/^.*?; }; /, '') : [program, ...args].join(' ')).trim();
  appendFileSync(${JSON.stringify(log)}, line + '\\n');
  const found = Object.entries(answers).find(([start]) => line.startsWith(start))?.[1];
  return { stdout: '', stderr: '', status: 1, signal: null, ...(found && { status: 0, ...found }) };
};
syncBuiltinESMExports();
`,
  );
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', pathToFileURL(tools).href, 'src/scripts/prove.ts', ...args],
    { encoding: 'utf8' },
  );
  return { out: stdout + stderr, code: status, asked: readFileSync(log, 'utf8').trim().split('\n') };
}

const PAGE = 'components/kube-scheduler';
const LEASE = 'kubectl -n kube-system get lease kube-scheduler';
const CLUSTER: Answers = {
  'kind create cluster': { stderr: ' ✓ Starting control-plane\n' },
  'kind delete cluster': {},
  'kubectl version -o json': { stdout: '{ "serverVersion": { "gitVersion": "v1.37.1" } }' },
  'kubectl get nodes -o name': { stdout: 'node/interfaces-control-plane\n' },
  'docker exec interfaces-control-plane bash -c': { stdout: 'ok\n' },
  [LEASE]: { stdout: 'NAME             HOLDER          AGE\nkube-scheduler   interfaces_1   5m\n' },
};

test('it makes a cluster, runs on it, tells, and takes it down', () => {
  const { out, code, asked } = prove(['--kind', '--image', 'prover:1.37', PAGE], CLUSTER);
  expect(asked[0]).toBe('kind create cluster --name interfaces --wait 5m --config - --image prover:1.37');
  expect(asked.at(-1)).toBe('kind delete cluster --name interfaces');
  expect(out).toMatch(/^same +components\/kube-scheduler#check\/1$/m);
  expect(out).toMatch(/^same +components\/kube-scheduler#check\/2$/m);
  expect(out).toMatch(/^2 same, 0 differ, 1 could not run$/m);
  expect(code).toBe(0);
});

test('what differs ends with 1, and the cluster goes all the same', () => {
  const { out, code, asked } = prove(['--kind', PAGE], { ...CLUSTER, [LEASE]: { stdout: 'nothing\n' } });
  expect(out).toMatch(/^differs +components\/kube-scheduler#check\/1$/m);
  expect(asked.at(-1)).toMatch(/^kind delete cluster/);
  expect(code).toBe(1);
});

test('a run that is stopped takes its cluster down', () => {
  const { out, code, asked } = prove(['--kind', PAGE], { ...CLUSTER, [LEASE]: { signal: 'SIGINT' } });
  expect(asked.slice(-2)).toEqual([LEASE, 'kind delete cluster --name interfaces']);
  expect(out).toBe('Stopped.\n');
  expect(code).toBe(130);
});

test('a cluster that kind could not make is told, and none is taken down', () => {
  const { out, code, asked } = prove(['--kind'], {
    'kind create cluster': {
      stderr: 'ERROR: node(s) already exist for a cluster with the name "interfaces"',
      status: 1,
    },
  });
  expect(out).toMatch(/kind could not make a cluster:\nERROR: node\(s\) already exist/);
  expect(asked).toHaveLength(1);
  expect(code).toBe(2);
});
