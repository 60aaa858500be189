/** Reads the lock and the forwards from the project's folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FORWARDS_FILE, readForwards, type Forwards } from './forwards.ts';
import { LOCK_FILE } from './lock.ts';

const read = (file: string): string => {
  const path = join(process.cwd(), file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** Content of the lock; empty when nothing was locked yet. */
export const lockText = (): string => read(LOCK_FILE);

/** The forwards. @param slugs every page of the site @throws Error as {@link readForwards} */
export function loadForwards(slugs: readonly string[]): Forwards {
  const table: unknown = parse(read(FORWARDS_FILE)) ?? {};
  if (typeof table !== 'object' || Array.isArray(table)) {
    throw new Error(`${FORWARDS_FILE} is not a table. Each line is: /old/: /new/`);
  }
  return readForwards(table as Record<string, unknown>, slugs);
}
