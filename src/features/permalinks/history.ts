/** The promise beyond the working copy: every line that the lock ever had, as Git remembers it. */
import { execFileSync } from 'node:child_process';
import { LOCK_FILE } from './lock.ts';

/** Where the lock was kept before: its promises count wherever they were written. */
const EARLIER_FILES = ['src/permalinks/permalinks.lock'];

/**
 * The addresses that some commit put into the lock.
 * @param root folder of the project
 * @returns undefined where there is no history to ask (an archive without `.git`, no Git): then the seals stand alone
 */
export function promisedBefore(root: string): string[] | undefined {
  try {
    const log = execFileSync(
      'git',
      ['log', '-p', '-U0', '--no-color', '--no-ext-diff', '--format=', '--', LOCK_FILE, ...EARLIER_FILES],
      {
        cwd: root,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    return [
      ...new Set(
        log
          .split('\n')
          .filter((line) => line.startsWith('+/'))
          .map((line) => line.slice(1)),
      ),
    ];
  } catch {
    return undefined;
  }
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
