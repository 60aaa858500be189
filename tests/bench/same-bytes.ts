/**
 * `npm run bench:same`: builds the commit twice, as two people would: in another folder, time zone and language, the second
 * time seven weeks later, as Git for Windows checks out, below a foreign tsconfig.json, with a strict umask, on a busy machine. Ends with code 1
 * and names every file that differs, and where. Interrupted, or killed, it leaves nothing that runs.
 * `--against dist` takes a build of this commit that is there already for the first of the two.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { filesBelow } from '../../src/content-index/read-source.ts';
import { linkPackages } from './project-copy.ts';

const root = resolve(import.meta.dirname, '../..');

/** Sets the clock of a program and of all that it starts seven weeks ahead. */
const LATER = `--import data:text/javascript,${encodeURIComponent(`
  const now = () => real.now() + 49 * 86_400_000;
  const real = Date;
  globalThis.Date = new Proxy(real, {
    construct: (_, args, made) => Reflect.construct(real, args.length > 0 ? args : [now()], made),
    apply: () => new real(now()).toString(),
    get: (_, name) => (name === 'now' ? now : Reflect.get(real, name)),
  });
`)}`;

/** What differs from one build to the other, and must not show. */
const BUILDERS = [
  { name: 'plain', env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' }, busy: 0, crlf: false, umask: 0o022 },
  {
    name: 'outer/a folder [x] with ç & more (of it)',
    env: {
      TZ: 'Pacific/Kiritimati',
      LANG: 'pt_BR.UTF-8',
      LC_ALL: 'pt_BR.UTF-8',
      NODE_OPTIONS: LATER,
      NODE_ENV: 'development',
      FORCE_COLOR: '1',
    },
    busy: 3,
    crlf: true,
    umask: 0o077,
  },
] as const;

/** Works without a rest until what it reads from ends, which it does with this process, however that ends. */
const BUSY =
  'process.stdin.on("end", () => process.exit()).resume(); (function spin() { const end = Date.now() + 50; while (Date.now() < end); setImmediate(spin); })()';

/** Runs a build with a machine as busy as asked. @throws Error with the end of its output when it fails */
async function build(copy: string, env: Readonly<Record<string, string>>, busy: number): Promise<void> {
  const load = Array.from({ length: busy }, () =>
    spawn(process.execPath, ['-e', BUSY], { stdio: ['pipe', 'ignore', 'ignore'] }),
  );
  try {
    const child: ChildProcess = spawn(
      process.execPath,
      ['--import', './src/scripts/require-node.mjs', 'src/scripts/build.ts'],
      { cwd: copy, env: { ...process.env, ...env, END_WITH_PARENT: '1' }, stdio: 'pipe' },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
    const code = await new Promise<number | null>((ended, fail) => child.on('close', ended).on('error', fail));
    if (code !== 0) throw new Error(`The build in ${copy} failed:\n${said.slice(-3000)}`);
  } finally {
    for (const child of load) child.kill();
  }
}

/** Every file of a build, by its path. */
function filesOf(dist: string): Map<string, Buffer> {
  return new Map(filesBelow(dist).map((name) => [name, readFileSync(join(dist, name))]));
}

/** In words, how two files differ; undefined when they do not. */
function difference(first: Buffer | undefined, second: Buffer | undefined): string | undefined {
  if (first === undefined || second === undefined)
    return `only in the ${first === undefined ? 'second' : 'first'} build`;
  if (first.equals(second)) return undefined;
  const at = first.findIndex((byte, index) => byte !== second[index]);
  const from = at < 0 ? Math.min(first.length, second.length) : at;
  const near = (bytes: Buffer): string => JSON.stringify(bytes.subarray(Math.max(0, from - 30), from + 50).toString());
  return `from byte ${from} of ${first.length} and ${second.length}: ${near(first)} / ${near(second)}`;
}

const { values: options } = parseArgs({ options: { against: { type: 'string' } } });
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'same-bytes-'));
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(code);
  });
try {
  const built: Map<string, Buffer>[] = [];
  if (options.against !== undefined) built.push(filesOf(resolve(options.against)));
  for (const { name, env, busy, crlf, umask } of BUILDERS.slice(built.length)) {
    process.umask(umask);
    const copy = join(folder, name);
    mkdirSync(copy, { recursive: true });
    execFileSync('git', ['-c', `core.autocrlf=${crlf}`, 'clone', '--quiet', '--no-hardlinks', root, copy]);
    if (crlf) writeFileSync(join(copy, 'public/.DS_Store'), 'what a system leaves in a folder');
    if (crlf) writeFileSync(join(copy, '../tsconfig.json'), '{ "extends": "a-package-that-is-not-there" }');
    linkPackages(join(root, 'node_modules'), join(copy, 'node_modules'));
    const started = performance.now();
    await build(copy, env, busy);
    const files = filesOf(join(copy, 'dist'));
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    console.log(`${files.size} files in ${seconds} s: ${name}, ${env.TZ}, ${env.LANG}, ${busy} busy beside it`);
    built.push(files);
  }
  const [first = new Map<string, Buffer>(), second = new Map<string, Buffer>()] = built;
  const paths = [...new Set([...first.keys(), ...second.keys()])].sort();
  const differences = paths.flatMap((path) => {
    const how = difference(first.get(path), second.get(path));
    return how === undefined ? [] : [`${path}: ${how}`];
  });
  for (const line of differences) console.error(`differs: ${line}`);
  console.log(`${paths.length - differences.length} files are the same to the byte, ${differences.length} differ.`);
  process.exitCode = differences.length > 0 || paths.length === 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
