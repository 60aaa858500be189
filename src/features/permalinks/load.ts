/** Reads the lock and the redirects from the project's folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { REDIRECTS_FILE, readRedirects, type Redirects } from './redirects.ts';
import { LOCK_FILE } from './lock.ts';

const read = (file: string): string => {
  const path = join(process.cwd(), file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

/** Content of the lock; empty when nothing was locked yet. */
export const lockText = (): string => read(LOCK_FILE);

let parsed: { text: string; table: unknown } | undefined;

/** The redirects. @param slugs every page of the site @throws Error as {@link readRedirects}, and for what is no YAML */
export function loadRedirects(slugs: readonly string[]): Redirects {
  let table: unknown;
  try {
    const text = read(REDIRECTS_FILE);
    // Every page asks, and one file is the same for all.
    if (parsed?.text !== text) parsed = { text, table: parse(text) ?? {} };
    ({ table } = parsed);
  } catch (error) {
    const [what = '', line = ''] = /^(.*?) at line (\d+)/.exec((error as Error).message)?.slice(1) ?? [];
    throw new Error(`${REDIRECTS_FILE}:${line}: This is not YAML: ${what}. Each line is: /old/: /new/`, {
      cause: error,
    });
  }
  if (typeof table !== 'object' || Array.isArray(table)) {
    throw new Error(`${REDIRECTS_FILE} is not a table. Each line is: /old/: /new/`);
  }
  return readRedirects(table as Record<string, unknown>, slugs);
}
