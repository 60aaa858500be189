/** The promise beyond the working copy: every line that the lock ever had, as Git remembers it. */
import { execFileSync } from 'node:child_process';
import { LOCK_FILE } from '../../../src/features/permalinks/lock.ts';

/** Where the lock was kept before: its promises count wherever they were written. */
const EARLIER_FILES = ['src/permalinks/permalinks.lock'];

/**
 * The addresses that some commit put into the lock.
 * @param root folder of the project
 * @returns undefined where there is no history to ask (an archive without `.git`, no Git): then the seals stand alone
 * @throws Error in a shallow clone, whose short history would find nothing lost, whatever was
 */
export function promisedBefore(root: string): string[] | undefined {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  let shallow: boolean;
  try {
    shallow = git('rev-parse', '--is-shallow-repository').trim() === 'true';
  } catch {
    return undefined;
  }
  if (shallow) {
    throw new Error(
      'This clone is shallow: what was promised before its first commit cannot be compared. ' +
        'Run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`.',
    );
  }
  const log = git('log', '-p', '-U0', '--no-color', '--no-ext-diff', '--format=', '--', LOCK_FILE, ...EARLIER_FILES);
  const added = log.split('\n').filter((line) => line.startsWith('+/'));
  return [...new Set(added.map((line) => line.slice(1)))];
}

/** One message per address that history promised and the lock no longer holds. */
export function lostLines(addresses: readonly string[], before: readonly string[]): string[] {
  const now = new Set(addresses);
  return before
    .filter((address) => !now.has(address))
    .map(
      (address) =>
        `${LOCK_FILE}: the line "${address}" was there before and is gone. Put it back: what was published stays promised.`,
    );
}
