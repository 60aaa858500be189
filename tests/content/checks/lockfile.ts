import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from './finding.ts';

interface LockEntry {
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  optionalDependencies?: Record<string, string>;
}

const WHERE = 'package-lock.json';

/**
 * The lock file serves every platform and every registry: each optional package (the binaries of other platforms) has
 * an entry, each entry a hash, none a download address; and package.json asks for exact versions.
 */
export function completeLock(root: string): Finding[] {
  const packages = (JSON.parse(readFileSync(join(root, WHERE), 'utf8')) as { packages: Record<string, LockEntry> })
    .packages;
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string> | undefined
  >;
  const findings: Finding[] = [];
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!visible(path, name, packages)) {
        findings.push({
          where: WHERE,
          what: `"${path}" may need "${name}" on another platform, but there is no entry for it: npm ci would refuse the lock there.`,
          fix: 'Resolve again with a version whose optional packages are all published (npm install --before=<day>).',
        });
      }
    }
    if (entry.resolved !== undefined && entry.link !== true) {
      findings.push({
        where: WHERE,
        what: `"${path}" names a download address.`,
        fix: 'Keep omit-lockfile-registry-resolved=true in .npmrc and resolve again.',
      });
    }
    if (path !== '' && entry.link !== true && entry.integrity === undefined) {
      findings.push({ where: WHERE, what: `"${path}" has no integrity hash.`, fix: 'Resolve this package again.' });
    }
  }
  for (const group of ['dependencies', 'devDependencies']) {
    for (const [name, asked] of Object.entries(manifest[group] ?? {})) {
      // One package may be there twice, in two versions: the second under a name of its own.
      const version = asked.replace(/^npm:(?:@[^@/]+\/)?[^@/]+@/, '');
      if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) {
        findings.push({
          where: 'package.json',
          what: `"${name}" asks for "${asked}".`,
          fix: 'Write one exact version.',
        });
      } else if (packages[`node_modules/${name}`]?.version !== version) {
        findings.push({
          where: WHERE,
          what: `"${name}" is not locked at ${version}.`,
          fix: 'Run npm install and commit the lock file.',
        });
      }
    }
  }
  return findings;
}

/** Whether a package can be found from another one: beside it or in a folder above. */
function visible(from: string, name: string, packages: Record<string, LockEntry>): boolean {
  for (let path = from; ; path = path.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (`${path === '' ? '' : `${path}/`}node_modules/${name}` in packages) return true;
    if (path === '') return false;
  }
}
