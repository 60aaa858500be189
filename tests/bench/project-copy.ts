import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const NOT_COPIED = new Set([
  'node_modules',
  'dist',
  'dist.next',
  'dist.old',
  '.git',
  '.astro',
  '.cache',
  'test-results',
]);

/**
 * A copy of the project with its packages, to change and to build. It is gone when this program ends.
 * @param name what its folder's name begins with
 * @returns where it is
 */
export function copyProject(root: string, name: string): string {
  const copy = mkdtempSync(join(tmpdir(), `${name}-`));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  cpSync(root, copy, { recursive: true, filter: (path) => path === root || !NOT_COPIED.has(basename(path)) });
  linkPackages(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/**
 * The packages under another name, without their bytes where the file system can do that. Not one link to the folder: a build
 * writes caches into it, and Astro finds only what lies below the project.
 */
export function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (['.astro', '.vite', '.cache'].includes(entry.name)) continue;
    if (entry.isDirectory()) linkPackages(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      try {
        linkSync(source, target);
      } catch {
        // Another disk.
        copyFileSync(source, target);
      }
    }
  }
}
