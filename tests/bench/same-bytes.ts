/**
 * `npm run bench:same`: builds the commit twice, as two people would: in another folder, time zone and language, the second
 * time on a busy machine. Ends with code 1 and names every file that differs by a byte.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { linkPackages } from './link-packages.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'same-bytes-'));

/** What differs from one build to the other, and must not show. */
const BUILDERS = [
  { name: 'plain', env: { TZ: 'UTC', LANG: 'C', LC_ALL: 'C' }, busy: 0 },
  {
    name: 'outer/a folder [x] with ç',
    env: { TZ: 'Pacific/Kiritimati', LANG: 'pt_BR.UTF-8', LC_ALL: 'pt_BR.UTF-8' },
    busy: 3,
  },
] as const;

/** The SHA-256 of every file of a build, by its path. */
function sums(dist: string): Map<string, string> {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const file = join(parentPath, name);
      const path = file.slice(dist.length + 1).replaceAll('\\', '/');
      return [path, createHash('sha256').update(readFileSync(file)).digest('hex')];
    }),
  );
}

const children: ChildProcess[] = [];
try {
  const built = BUILDERS.map(({ name, env, busy }) => {
    const copy = join(folder, name);
    mkdirSync(copy, { recursive: true });
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, copy]);
    linkPackages(join(root, 'node_modules'), join(copy, 'node_modules'));
    const load = Array.from({ length: busy }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
    children.push(...load);
    const started = performance.now();
    try {
      execFileSync(process.execPath, ['--import', './src/scripts/require-node.mjs', 'src/scripts/build.ts'], {
        cwd: copy,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
        maxBuffer: 64 * 1024 * 1024,
      });
    } catch (error) {
      console.error(String((error as { stdout?: Buffer }).stdout ?? '').slice(-3000));
      throw error;
    } finally {
      for (const child of load) child.kill();
    }
    const files = sums(join(copy, 'dist'));
    console.log(
      `${files.size} files in ${((performance.now() - started) / 1000).toFixed(0)} s: ${name}, ${env.TZ}, ${env.LANG}`,
    );
    return files;
  });
  const [first = new Map<string, string>(), second = new Map<string, string>()] = built;
  const paths = [...new Set([...first.keys(), ...second.keys()])].sort();
  const different = paths.filter((path) => first.get(path) !== second.get(path));
  for (const path of different) console.error(`differs: ${path}`);
  console.log(`${paths.length - different.length} files are the same to the byte, ${different.length} differ.`);
  process.exitCode = different.length > 0 || paths.length === 0 ? 1 : 0;
} finally {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
