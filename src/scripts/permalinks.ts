/** `npm run permalinks`: adds what the built site has and the lock has not. Never removes a line. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { idProblem, parseAddress } from '../features/permalinks/address.ts';
import { readBuilt } from '../features/permalinks/built.ts';
import { follow, pageRedirects } from '../features/permalinks/redirects.ts';
import { loadRedirects, lockText } from '../features/permalinks/load.ts';
import { addToLock, LOCK_FILE, readLock } from '../features/permalinks/lock.ts';
import { pageSlugs } from '../content-index/slugs.ts';

try {
  const redirects = loadRedirects(pageSlugs());
  const built = readBuilt(resolve(process.env['OUT_DIR'] ?? 'dist'), new Set(pageRedirects(redirects).keys()));
  const sets = [...built.values()];
  const all = [...new Set(sets.flatMap((set) => [...set]))];
  const both = all.filter((address) => sets.every((set) => set.has(address)));
  const bad = [
    ...all
      .filter((address) => !both.includes(address))
      .map((address) => `${address} exists in one language only. Give both pages the same ids.`),
    ...both.flatMap((address) => {
      const problem = idProblem(address.split('#')[1] ?? 'page');
      return problem === undefined ? [] : [`${address}: ${problem}`];
    }),
  ];
  if (bad.length > 0) throw new Error(`Nothing was locked:\n${bad.map((line) => `  ${line}`).join('\n')}`);
  const { text, added } = addToLock(lockText(), both);
  if (added.length > 0) writeFileSync(LOCK_FILE, text);
  const { addresses } = readLock(text);
  const gone = addresses.filter((address) => !both.includes(address));
  console.log(
    `${added.length} addresses added to ${LOCK_FILE}; it holds ${addresses.length}, ${gone.length} of them forwarded or gone.`,
  );
  for (const address of gone) {
    if (follow(parseAddress(address), redirects) === undefined) {
      console.log(`  ${address} is gone without a forward: \`npm run test:site\` will say what to do.`);
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
