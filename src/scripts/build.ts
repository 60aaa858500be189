/**
 * Builds the site from an empty cache. The result replaces `dist` only when the build has ended without an error and
 * without an unknown warning: a half-finished build never replaces a finished one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { filesBelow } from '../content-index/read-source.ts';
import { sourceProblems } from './check-sources.ts';

/** Lines of the build that look like warnings and are not: each with the reason why nothing is wrong. */
export const KNOWN_LINES: readonly { line: RegExp; reason: string }[] = [
  {
    line: /MODULE_LEVEL_DIRECTIVE.*"use astro:head-inject"/,
    reason: 'Astro marks each MDX page with this directive for its own plugins; the bundler, which drops it, says so.',
  },
];

const SUSPICIOUS = /\[(WARN|ERROR)\]|\bwarnings?\b|^\(!\)/i;

/** What a build may be told; the defaults build this site. Tests put a small command in Astro's place. */
interface BuildOptions {
  root: string;
  command: readonly string[];
  /** Receives the build's output as it comes. */
  echo: (text: string) => void;
  /** Stops the build when aborted. */
  signal?: AbortSignal;
  known?: typeof KNOWN_LINES;
}

/** Figures of a finished build. */
interface BuildFigures {
  seconds: number;
  pages: number;
  bytes: number;
}

/**
 * Lines of a build's output that speak of trouble and are not on the list of known ones.
 * @param output what the build printed, with or without colours
 */
export function troubleLines(output: string, known: typeof KNOWN_LINES = KNOWN_LINES): string[] {
  return stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => SUSPICIOUS.test(line) && !known.some((entry) => entry.line.test(line)));
}

/** What belongs to the line before: the picture that the bundler draws below a warning, and the empty line after it. */
const FRAME = /^(?:\s|\d+ │|[─╭│╰╯]|$)/;

/**
 * Passes on a build's output but for the known lines, which come by the hundred and would hide the one that matters.
 * @param echo receives whole lines
 * @returns call it with each piece as it comes; with the last one, with `true`
 */
export function withoutKnown(
  echo: (text: string) => void,
  known: typeof KNOWN_LINES = KNOWN_LINES,
): (piece: string, end?: boolean) => void {
  let rest = '';
  let isHiding = false;
  return (piece, end = false) => {
    const lines = (rest + piece).split('\n');
    rest = end ? '' : (lines.pop() ?? '');
    const shown = lines.filter((line) => {
      const plain = stripVTControlCharacters(line);
      isHiding = known.some((entry) => entry.line.test(plain)) || (isHiding && FRAME.test(plain));
      return !isHiding;
    });
    if (shown.length > 0) echo(end ? shown.join('\n') : `${shown.join('\n')}\n`);
  };
}

/**
 * Takes the folder for one build: a second one beside it would write into the same caches, and mix its pages with these.
 * @returns gives the folder back
 * @throws Error that names the process which has it, or says why nothing can be written there
 */
function lock(root: string): () => void {
  const file = join(root, 'dist.lock');
  const take = (): boolean => {
    try {
      writeFileSync(file, `${process.pid}`, { flag: 'wx' });
      return true;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') return false;
      // A folder that is only to be read, a disk that is full: no other build is to blame.
      throw new Error(`Nothing can be written into ${root}, and a build writes there: ${message}.`, { cause: error });
    }
  };
  if (!take()) {
    const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    if (isAlive(owner))
      throw new Error(
        `Process ${owner} builds in this folder. Wait until it has ended, or stop it. If it is no build, remove ${file}.`,
      );
    // Its owner was killed.
    rmSync(file, { force: true });
    if (!take()) throw new Error('Another build in this folder has just begun. Wait until it has ended.');
  }
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Of a folder that another program looks into just now, Windows removes nothing: once more, for a second. */
const REMOVED = { recursive: true, force: true, maxRetries: 10, retryDelay: 20 } as const;
/** What Windows answers where another program holds a file of a folder open. */
const HELD = new Set(['EPERM', 'EBUSY', 'EACCES', 'ENOTEMPTY']);

/**
 * Puts a new folder in the place of another one. On Windows a virus scanner holds what was just written for a moment, and
 * whatever shows the old one (a preview, an editor, a terminal) for longer: it is tried for a second.
 * @param rename moves a folder; tests put what fails in its place
 * @throws Error that says what to close; the old folder is where it was then
 */
export async function replace(folder: string, next: string, rename = renameSync): Promise<void> {
  const old = `${folder}.old`;
  const move = async (from: string, to: string): Promise<void> => {
    for (let tries = 20; ; tries--) {
      try {
        rename(from, to);
        return;
      } catch (error) {
        const { code = '', message } = error as NodeJS.ErrnoException;
        if (!HELD.has(code)) throw error;
        if (tries === 0) {
          const advice = `Close what has a file or a folder in ${folder} open (a preview, an editor, a terminal), and build again.`;
          throw new Error(`The finished build could not take its place: ${message}.\n${advice}`, { cause: error });
        }
        await setTimeout(50);
      }
    }
  };
  rmSync(old, REMOVED);
  const isNew = !existsSync(folder);
  if (!isNew) await move(folder, old);
  try {
    await move(next, folder);
  } catch (error) {
    if (!isNew) await move(old, folder);
    throw error;
  }
  rmSync(old, REMOVED);
}

/**
 * Runs the build into `dist.next` and swaps it with `dist` when all is well.
 * @returns seconds, number of pages, bytes of all files
 * @throws Error that says what stopped it; `dist` is untouched then
 */
export async function build(options: BuildOptions): Promise<BuildFigures> {
  const { root, command, echo, signal, known } = options;
  const started = performance.now();
  const dist = join(root, 'dist');
  const next = join(root, 'dist.next');
  const giveBack = lock(root);
  // A clean build: Astro keeps rendered Markdown between builds and does not notice a change in a plugin's code.
  for (const stale of [next, join(root, 'node_modules/.astro'), join(root, '.astro')]) {
    rmSync(stale, REMOVED);
  }
  try {
    const { code, output } = await run(command, root, withoutKnown(echo, known), signal);
    if (signal?.aborted) throw new Error('The build was interrupted. `dist` is as it was before.');
    if (code !== 0)
      throw new Error(`The build failed with exit code ${code}. Read its output above. \`dist\` is as it was before.`);
    const trouble = troubleLines(output, known);
    if (trouble.length > 0) {
      throw new Error(
        `The build printed ${trouble.length} warning or error line(s). \`dist\` is as it was before.\n` +
          trouble.map((line) => `  ${line.trim()}`).join('\n') +
          '\nMend the cause. If nothing is wrong, add the line with its reason to KNOWN_LINES in src/scripts/build.ts.',
      );
    }
    if (!existsSync(join(next, 'index.html'))) {
      throw new Error('The build ended well but wrote no dist.next/index.html. `dist` is as it was before.');
    }
    await replace(dist, next);
  } finally {
    rmSync(next, REMOVED);
    giveBack();
  }
  return { seconds: (performance.now() - started) / 1000, ...measure(dist) };
}

/**
 * Left alone, glibc gives the memory of a picture's pixels back to the system and asks for it anew for the next one, page by
 * page: a tenth of a build. Whatever a person has set goes before; other systems do not read it (mallopt(3)).
 */
const KEPT_MEMORY = {
  MALLOC_MMAP_THRESHOLD_: `${32 << 20}`,
  MALLOC_TRIM_THRESHOLD_: `${1 << 30}`,
  MALLOC_TOP_PAD_: `${32 << 20}`,
};

function run(
  command: readonly string[],
  root: string,
  echo: (piece: string, end?: boolean) => void,
  signal?: AbortSignal,
): Promise<{ code: number; output: string }> {
  const [file = '', ...args] = command;
  return new Promise((done, fail) => {
    const child: ChildProcess = spawn(file, args, {
      cwd: root,
      // Whatever a shell or a container says of itself: a site that is built is built for its readers.
      env: { ...KEPT_MEMORY, ...process.env, NODE_ENV: 'production', OUT_DIR: './dist.next', END_WITH_PARENT: '1' },
      // Its input ends when this process does, however that ends: then it ends too (require-node.mjs).
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(signal && { signal }),
    });
    let output = '';
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      echo(chunk.toString());
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.on('error', (error) => (signal?.aborted ? undefined : fail(error)));
    child.on('close', (code) => {
      echo('', true);
      done({ code: code ?? 1, output });
    });
  });
}

/** Counts the pages and bytes below a folder. */
function measure(folder: string): { pages: number; bytes: number } {
  const files = filesBelow(folder);
  return {
    pages: files.filter((name) => name.endsWith('.html')).length,
    bytes: files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
  };
}

if (import.meta.main) {
  const root = resolve(import.meta.dirname, '../..');
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort());
  try {
    const problems = sourceProblems(root);
    if (problems.length > 0)
      throw new Error(`${problems.join('\n\n')}\n\nNothing was built. \`dist\` is as it was before.`);
    const { seconds, pages, bytes } = await build({
      root,
      command: [
        process.execPath,
        '--import',
        pathToFileURL(join(root, 'src/scripts/require-node.mjs')).href,
        join(root, 'node_modules/astro/bin/astro.mjs'),
        'build',
        '--force',
      ],
      echo: (text) => process.stdout.write(text),
      signal: interrupted.signal,
    });
    console.log(`Built ${pages} pages, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s: dist/`);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
