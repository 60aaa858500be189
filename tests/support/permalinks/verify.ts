/** The gate: what the site promised (the lock), what it has (the build), what leads from one to the other (the redirects). */
import { parseAddress } from '../../../src/features/permalinks/address.ts';
import type { Built } from '../../../src/features/permalinks/built.ts';
import { deadTargets } from '../../../src/features/permalinks/dead-targets.ts';
import { follow, REDIRECTS_FILE, type Redirects } from '../../../src/features/permalinks/redirects.ts';
import { COMMAND, readLock } from '../../../src/features/permalinks/lock.ts';

/**
 * Compares the promise with the built site.
 * @returns one message per broken promise, each naming the address and what to do; empty when all hold
 */
export function findBrokenPermalinks(lock: string, built: Built, redirects: Redirects): string[] {
  const { addresses, problems } = readLock(lock);
  const locked = new Set(addresses);
  const languages = [...built.keys()];
  const everywhere = new Set([...built.values()].flatMap((set) => [...set]));

  for (const address of [...everywhere].sort()) {
    const lacking = languages.filter((language) => !built.get(language)?.has(address));
    if (lacking.length > 0) {
      problems.push(
        `${address} is not in "${lacking.join('", "')}": a reader who changes the language lands nowhere. Give both pages the same ids.`,
      );
    }
    try {
      parseAddress(address);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      continue;
    }
    if (!locked.has(address))
      problems.push(`${address} is new and not in the lock. Promise it with \`${COMMAND}\`, and commit the lock.`);
  }

  for (const address of addresses) {
    if (everywhere.has(address)) continue;
    let target;
    try {
      target = follow(parseAddress(address), redirects);
    } catch {
      continue; // The lock's own reading has named it.
    }
    if (target === undefined) {
      problems.push(
        `${address} was published and is gone. Bring it back, or add to ${REDIRECTS_FILE}: "${address}: <where its content is now>".`,
      );
    }
  }
  return [...problems, ...deadTargets(built, redirects)];
}
