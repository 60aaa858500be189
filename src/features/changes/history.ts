/** The store as it stood at the end of each day on which it changed, as Git remembers it. */
import { execFileSync } from 'node:child_process';
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
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Date(Number(seconds) * 1000);
  } catch {
    return new Date(without);
  }
}

/** The data files as one commit has them: content by path from the root of the project. */
export interface Snapshot {
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
  const known = new Map<string, unknown>();
  return [...last.values()].slice(0, days + 1).map(({ commit, at }) => {
    // Each line: mode, kind, hash, a tab, the path.
    const blobs = lines('ls-tree', '-r', commit, '--', ...paths).map(
      (line) => /(\w+)\t(.+)$/.exec(line)?.slice(1) ?? [],
    );
    const files = new Map<string, unknown>();
    for (const [hash = '', path = ''] of blobs) {
      // A file that did not change from day to day is read once.
      if (!known.has(hash)) known.set(hash, read(git(['cat-file', 'blob', hash]).toString()));
      files.set(path, known.get(hash));
    }
    return { at, files };
  });
}

/** What a file says; undefined when it could not be read on that day. */
function read(text: string): unknown {
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}
