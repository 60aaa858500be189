/** The store as it stood at the end of each day on which it changed, as Git remembers it. */
import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';

/**
 * The moment of the commit that is built: what a file says of its age is the same whenever and wherever the commit is built.
 * `SOURCE_DATE_EPOCH`, by which distributions say it, goes before.
 * @param root folder of the project
 * @param without the day of a copy of the files without their history, as `2026-11-27`
 */
export function timeOfCommit(root: string, without: string): Date {
  const epoch = process.env['SOURCE_DATE_EPOCH'] ?? '';
  if (epoch !== '') return new Date(Number(epoch) * 1000);
  try {
    const seconds = execFileSync('git', ['log', '-1', '--format=%ct'], {
      cwd: root,
      env: ownHistory(root),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Date(Number(seconds) * 1000);
  } catch {
    return new Date(without);
  }
}

/** An archive may lie in a folder of another project: Git looks for no history above the root. */
const ownHistory = (root: string): NodeJS.ProcessEnv => ({
  ...process.env,
  GIT_CEILING_DIRECTORIES: dirname(realpathSync(root)),
});

/** The data files as one commit has them: content by path from the root of the project. */
interface Snapshot {
  /** The moment of the commit, in UTC: `2026-11-27T22:15:00Z`. */
  at: string;
  files: ReadonlyMap<string, unknown>;
}

/**
 * The last snapshot of each of the newest days, the newest first, and the one before them to compare with.
 * @param root folder of the project
 * @param paths the files to read
 * @param days how many days with changes
 * @returns nothing where the history is not whole (no Git, an archive, a shallow clone): its end would look like a beginning
 */
export function storeHistory(root: string, paths: readonly string[], days: number): Snapshot[] {
  const git = (args: readonly string[], input?: string): Buffer =>
    execFileSync('git', args, {
      cwd: root,
      env: ownHistory(root),
      maxBuffer: 1 << 28,
      stdio: ['pipe', 'pipe', 'ignore'],
      ...(input && { input }),
    });
  const lines = (...args: string[]): string[] => git(args).toString().split('\n').filter(Boolean);
  let log: string[];
  try {
    if (lines('rev-parse', '--is-shallow-repository')[0] !== 'false') return [];
    log = lines('log', '--first-parent', '--format=%H %cI', '--', ...paths);
  } catch {
    return [];
  }
  const last = new Map<string, { commit: string; at: string }>();
  for (const line of log) {
    const [commit = '', date = ''] = line.split(' ');
    const at = new Date(date).toISOString().replace('.000Z', 'Z');
    if (!last.has(at.slice(0, 10))) last.set(at.slice(0, 10), { commit, at });
  }
  const snapshots = [...last.values()].slice(0, days + 1);
  // All in one question: to start a program takes longer than to read a file.
  const asked = snapshots.flatMap(({ commit }) => paths.map((path) => `${commit}:${path}\n`));
  const answers = blobs(git(['cat-file', '--batch'], asked.join('')));
  // A file that did not change from day to day is read once.
  const known = new Map<string, unknown>();
  return snapshots.map(({ at }) => {
    const files = new Map<string, unknown>();
    for (const path of paths) {
      const blob = answers.next().value;
      if (!blob) continue;
      if (!known.has(blob.hash)) known.set(blob.hash, read(blob.text));
      files.set(path, known.get(blob.hash));
    }
    return { at, files };
  });
}

/** Each file that `git cat-file --batch` was asked for, in turn; undefined for one that was not there on that day. */
function* blobs(answer: Buffer): Generator<{ hash: string; text: string } | undefined, undefined> {
  for (let at = 0; at < answer.length;) {
    const end = answer.indexOf('\n', at);
    // Hash, kind, size; or what was asked for, and that it is missing.
    const [hash = '', kind, size = ''] = answer.toString('utf8', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') {
      yield undefined;
      continue;
    }
    const text = answer.toString('utf8', at, at + Number(size));
    at += Number(size) + 1;
    yield { hash, text };
  }
  return undefined;
}

/** What a file says; undefined when it could not be read on that day. */
function read(text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}
