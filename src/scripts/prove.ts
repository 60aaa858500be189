/**
 * `npm run prove [-- --kind | --here] [--record] [--image IMAGE] [page …]`: runs the commands of the check sections and compares what they print
 * with what the pages show. Against the kubeconfig in force it only reads; `--kind` makes a cluster of its own, where commands
 * may also write, and removes it; `--here` takes this machine for a node. `--record` writes what ran into src/data/proved.yaml. Ends with 1
 * where an output differs, with 2 where no cluster could be made or nothing at all could run.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prove, report, unanswered, type Place } from '../features/prover/prove.ts';
import { recorded, summary, withRecord } from '../features/prover/record.ts';
import { readChecks } from '../features/prover/sections.ts';
import { commandLine } from './command-line.ts';

const CLUSTER = 'interfaces';
const NODES =
  'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes: [{role: control-plane}, {role: worker}, {role: worker}]\n';
const RECORD = 'src/data/proved.yaml';
const { values, positionals } = commandLine(() =>
  parseArgs({
    options: {
      kind: { type: 'boolean' },
      here: { type: 'boolean' },
      record: { type: 'boolean' },
      image: { type: 'string' },
    },
    allowPositionals: true,
  }),
);
const all = readChecks(process.cwd());
const strange = positionals.filter((page) => !all.some(({ section }) => section.startsWith(page)));
if (strange.length > 0) {
  const pages = [...new Set(all.map(({ section }) => section.replace('#check', '')))];
  console.error(`No page with a check section is called ${strange.join(', ')}. These are:\n${pages.join('\n')}`);
  process.exit(2);
}

/** Ctrl-C reaches the command that runs, too. The prover ends with it, but takes its cluster down first. */
class Stopped extends Error {}
process.on('SIGINT', () => undefined);

const run = (
  program: string,
  args: string[],
  input?: string,
  cwd?: string,
): { output: string; code: number; missing: boolean } => {
  const { stdout, stderr, status, signal, error } = spawnSync(program, args, {
    input,
    cwd,
    encoding: 'utf8',
    timeout: 600_000,
  });
  if (signal === 'SIGINT' || status === 130) throw new Stopped();
  const missing = (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
  return { output: `${stdout ?? ''}${stderr ?? ''}${error ? String(error.message) : ''}`, code: status ?? 1, missing };
};
/** Root of a machine needs no sudo, and a node of kind has none. */
const AS_ROOT = '[ "$(id -u)" = 0 ] && sudo() { "$@"; }; ';
const shell: Place['outside'] = (command, files) => {
  const folder = mkdtempSync(join(tmpdir(), 'prove-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  try {
    return run('bash', ['-c', AS_ROOT + command], undefined, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const CREATE = ['create', 'cluster', '--name', CLUSTER, '--wait', '5m', '--config', '-'];
// A cluster that another run has made is not taken down.
let ours = false;
try {
  if (values.kind === true) {
    ours = true;
    const made = run('kind', [...CREATE, ...(values.image === undefined ? [] : ['--image', values.image])], NODES);
    if (made.code !== 0) {
      console.error(
        made.missing
          ? 'kind is not installed: https://kind.sigs.k8s.io/docs/user/quick-start/#installation'
          : `kind could not make a cluster:\n${made.output}`,
      );
      process.exit(2);
    }
  }
  const version = run('kubectl', ['version', '-o', 'json']);
  const server = (/"serverVersion"[\s\S]*?"gitVersion": "v([\d.]+(?:-(?:alpha|beta|rc)\.\d+)?)/.exec(version.output) ??
    [])[1];
  const first = run('kubectl', ['get', 'nodes', '-o', 'name']).output.split('\n')[0]?.replace('node/', '') ?? '';
  const place: Place = {
    outside: shell,
    names: server === undefined ? {} : { 'node-1': first },
    write: values.kind === true,
    ...(server === undefined && {
      noCluster: version.missing ? 'kubectl is not installed' : unanswered(version.output),
    }),
    ...(values.here === true && { node: shell }),
    ...(values.kind === true && {
      node: (command: string) => run('docker', ['exec', `${CLUSTER}-control-plane`, 'bash', '-c', AS_ROOT + command]),
    }),
  };
  const checks = all.filter(
    ({ section }) => positionals.length === 0 || positionals.some((page) => section.startsWith(page)),
  );
  const verdicts = prove(checks, place);
  console.log(report(verdicts));
  if (verdicts.some(({ kind }) => kind === 'differs')) process.exitCode = 1;
  else if (verdicts.every(({ kind }) => kind === 'cannot')) process.exitCode = 2;
  if (values.record === true) {
    const date = new Date().toISOString().slice(0, 10);
    const before = readFileSync(RECORD, 'utf8');
    const after = server === undefined ? before : recorded(before, checks, verdicts, { kubernetes: server, date });
    const run = summary(verdicts, { date, ...(server !== undefined && { kubernetes: server }) });
    // A run of some pages says nothing about the whole.
    writeFileSync(RECORD, positionals.length > 0 ? after : withRecord(after, 'lastRun', run));
  }
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  console.error('Stopped.');
  process.exitCode = 130;
} finally {
  if (ours) run('kind', ['delete', 'cluster', '--name', CLUSTER]);
}
