/**
 * Builds the site from an empty cache. The result replaces `dist` only when the build has ended without an error and
 * without an unknown warning: a half-finished build never replaces a finished one.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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
export interface BuildOptions {
  root: string;
  command: readonly string[];
  /** Receives the build's output as it comes. */
  echo: (text: string) => void;
  /** Stops the build when aborted. */
  signal?: AbortSignal;
  known?: typeof KNOWN_LINES;
}

/** Figures of a finished build. */
export interface BuildFigures {
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
  const old = join(root, 'dist.old');
  // A clean build: Astro keeps rendered Markdown between builds and does not notice a change in a plugin's code.
  for (const stale of [next, join(root, 'node_modules/.astro'), join(root, '.astro')]) {
    rmSync(stale, { recursive: true, force: true });
  }
  try {
    const { code, output } = await run(command, root, echo, signal);
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
    rmSync(old, { recursive: true, force: true });
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(next, dist);
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(next, { recursive: true, force: true });
  }
  return { seconds: (performance.now() - started) / 1000, ...measure(dist) };
}

function run(command: readonly string[], root: string, echo: (text: string) => void, signal?: AbortSignal) {
  const [file = '', ...args] = command;
  return new Promise<{ code: number; output: string }>((done, fail) => {
    const child: ChildProcess = spawn(file, args, {
      cwd: root,
      env: { ...process.env, OUT_DIR: './dist.next' },
      stdio: ['ignore', 'pipe', 'pipe'],
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
    child.on('close', (code) => done({ code: code ?? 1, output }));
  });
}

/** Counts the pages and bytes below a folder. */
function measure(folder: string): { pages: number; bytes: number } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return {
    pages: files.filter((file) => file.name.endsWith('.html')).length,
    bytes: files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0),
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
      command: [process.execPath, join(root, 'node_modules/astro/bin/astro.mjs'), 'build', '--force'],
      echo: (text) => process.stdout.write(text),
      signal: interrupted.signal,
    });
    console.log(`Built ${pages} pages, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s: dist/`);
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  }
}
