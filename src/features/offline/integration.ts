/**
 * Writes the service worker that keeps the site on a device, and what that weighs. Runs when all files are as they will be
 * published: it knows each by its content.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { buildSync } from 'esbuild';
import { filesBelow } from '../../content-index/read-source.ts';
import { BASE_PATH } from '../../config/site.ts';

/** What is for search engines, for other programs, or to be taken away: of no use without a network. */
const LEFT_OUT =
  /^(?:og|book)\/|^pictures\/.*\.png$|\.(?:md|apkg|xml|atom|map)$|^(?:robots|llms[\w-]*)\.txt$|^(?:sw\.js|offline\.json)$/;

/** The files of a copy, as Workbox takes them. @param files content by path below the root of the site */
export function listed(files: Iterable<readonly [string, Buffer]>): { url: string; revision: string | null }[] {
  return [...files]
    .filter(([name]) => !LEFT_OUT.test(name))
    .map(([name, content]) => ({
      url: `${BASE_PATH}/${name}`,
      // A name that is made from the content needs no second mark.
      revision: name.startsWith('_astro/')
        ? null
        : createHash('sha256').update(content).digest('base64url').slice(0, 10),
    }));
}

/** How many files are fetched side by side. */
const GROUPS = 8;

/** The files in groups; one stays in its group from version to version, so that it is fetched anew only when it changed. */
export function grouped<File extends { url: string }>(files: readonly File[]): File[][] {
  const groups = Array.from({ length: GROUPS }, (): File[] => []);
  for (const file of files) groups[createHash('sha256').update(file.url).digest().readUInt8(0) % GROUPS]?.push(file);
  return groups;
}

/** What an answer has besides its content, in bytes over the line: measured, 241 on average with this project's own server. */
const HEADERS = 240;

/** What a copy of the site holds. */
interface CopyFigures {
  files: number;
  /** Bytes over the line. */
  transfer: number;
}

/**
 * Writes the service worker of a finished site and what it says of itself; again whenever a file has changed since.
 * @param folder the built site, with all files as they will be published
 */
export function writeServiceWorker(folder: string): CopyFigures {
  const files = filesBelow(folder).map((name): readonly [string, Buffer] => [name, readFileSync(join(folder, name))]);
  const kept = listed(files);
  const names = new Set(kept.map(({ url }) => url));
  const own = files.filter(([name]) => names.has(`${BASE_PATH}/${name}`));
  const version = createHash('sha256').update(JSON.stringify(kept)).digest('base64url').slice(0, 10);
  const { outputFiles } = buildSync({
    entryPoints: [join(process.cwd(), 'src/features/offline/worker.ts')],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    // None: it would look for one above the folder too.
    tsconfigRaw: '{}',
    define: { 'process.env.NODE_ENV': '"production"', 'self.__FILES': JSON.stringify(grouped(kept)) },
  });
  writeFileSync(join(folder, 'sw.js'), outputFiles[0]?.text ?? '');
  const bytes = own.reduce((sum, [, content]) => sum + content.length, 0);
  // What goes over the line, as servers compress it; pictures and faces are compressed already.
  const transfer = own.reduce(
    (sum, [name, content]) =>
      sum + HEADERS + (/\.(?:png|ico|woff2)$/.test(name) ? content.length : gzipSync(content, { level: 4 }).length),
    0,
  );
  writeFileSync(join(folder, 'offline.json'), JSON.stringify({ version, files: own.length, bytes, transfer }));
  return { files: own.length, transfer };
}

/** Works on the finished build. Must come after everything that changes a file. */
export function offline(): AstroIntegration {
  return {
    name: 'offline',
    hooks: {
      'astro:build:done': ({ dir, logger }) => {
        const { files, transfer } = writeServiceWorker(fileURLToPath(dir));
        logger.info(`${files} files, ${Math.round(transfer / 1e5) / 10} MB over the line`);
      },
    },
  };
}
