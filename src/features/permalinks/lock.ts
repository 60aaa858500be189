/**
 * The lock: one address a line, in the order in which they were published, never edited by hand. `npm run permalinks`
 * adds a block of new lines and closes it with a seal: `= <number of addresses so far> <first 16 digits of the SHA-256
 * of all of them>`. A line that is removed, changed or moved breaks the seal below it.
 */
import { createHash } from 'node:crypto';
import { parseAddress } from './address.ts';

/** Where the lock lives, from the root of the project. */
export const LOCK_FILE = 'src/features/permalinks/permalinks.lock';
/** What to run when something new is to be promised. */
export const COMMAND = 'npm run build && npm run permalinks';

const HEAD = [
  '# Every address that this site has promised to keep. Written by `npm run permalinks`; lines are only ever added.',
  '# A page or an id that moves leaves its line here and gets a redirect in src/features/permalinks/redirects.yaml.',
];

/** What a lock holds, and what is wrong with it. */
interface Lock {
  addresses: string[];
  problems: string[];
}

const seal = (addresses: readonly string[]): string =>
  `= ${addresses.length} ${createHash('sha256').update(addresses.join('\n')).digest('hex').slice(0, 16)}`;

/** Reads a lock. Never throws: each problem says the line and what to do. @param text content of the file, empty for a new site */
export function readLock(text: string): Lock {
  const addresses: string[] = [];
  const seen = new Map<string, number>();
  const problems: string[] = [];
  let open = false;
  let isBroken = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const at = `${LOCK_FILE}:${index + 1}`;
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('= ')) {
      open = false;
      // What breaks a seal breaks all below it: the first says where.
      if (line !== seal(addresses) && !isBroken) {
        isBroken = true;
        problems.push(
          `${at}: the seal does not fit the ${addresses.length} addresses above it (it says "${line}"): a line was removed, ` +
            `changed, moved or added by hand. Bring the file back with \`git checkout -- ${LOCK_FILE}\`; ` +
            `to add addresses run \`${COMMAND}\`; to move one write a forward.`,
        );
      }
      continue;
    }
    open = true;
    const first = seen.get(line);
    if (first !== undefined) {
      problems.push(
        `${at}: "${line}" stands already on line ${first}. Take the second one out: the lock is written by \`npm run permalinks\` only.`,
      );
      continue;
    }
    seen.set(line, index + 1);
    addresses.push(line);
    try {
      parseAddress(line);
    } catch (error) {
      problems.push(`${at}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (open)
    problems.push(
      `${LOCK_FILE}: the last lines have no seal: they were added by hand. Remove them and run \`${COMMAND}\`.`,
    );
  return { addresses, problems };
}

/**
 * Adds new addresses below the old lines and seals them. The same input gives the same bytes.
 * @param text content of the lock so far, empty for a new site
 * @param built addresses of the built site
 * @throws Error when the lock is broken: then nothing may be added before it is whole again
 */
export function addToLock(text: string, built: readonly string[]): { text: string; added: string[] } {
  const { addresses, problems } = readLock(text);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const known = new Set(addresses);
  const added = [...new Set(built)].filter((address) => !known.has(address)).sort();
  if (added.length === 0) return { text, added };
  const old = text === '' ? `${HEAD.join('\n')}\n` : text;
  return { text: `${old}${added.join('\n')}\n${seal([...addresses, ...added])}\n`, added };
}
