/**
 * What is wrong with the sources and would show only minutes later, as a strange word of the framework: seen in a second,
 * before it starts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFacts } from '../facts/load.ts';
import { textProblems, type TextProblem } from '../facts/text-problems.ts';
import { lockText, loadRedirects } from '../features/permalinks/load.ts';
import { readLock } from '../features/permalinks/lock.ts';
import { LANGUAGES } from '../config/languages.ts';

/** Files whose bytes are text that people write. The facts look at their own. */
const WRITTEN = /\.(?:mdx?|json|ya?ml|mmd|lock|astro|ts|css|svg)$/;
const DOCS = 'src/content/docs';

const told = (file: string, { line, what, fix }: TextProblem): string => `${file}:${line}: ${what} ${fix}`;

/**
 * Everything that stops a build before it begins, each with what, where and what to do.
 * @param root folder of the project
 */
export function sourceProblems(root: string): string[] {
  const problems: string[] = [];
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((name) => WRITTEN.test(name) && !name.startsWith('src/data/'))
    .sort();
  for (const file of files) {
    const { text, problems: own } = textProblems(readFileSync(join(root, file)));
    problems.push(...own.map((problem) => told(file, problem)));
    if (own.length === 0 && file.endsWith('.json')) problems.push(...jsonProblems(file, text));
  }
  const pages = new Map(
    LANGUAGES.map(({ locale }) => [
      locale,
      new Set(
        files
          .filter((file) => file.startsWith(`${DOCS}/${locale}/`))
          .map((file) => file.slice(DOCS.length + locale.length + 2)),
      ),
    ]),
  );
  for (const [locale, own] of pages) {
    for (const [other, theirs] of pages) {
      for (const page of theirs) {
        if (!own.has(page))
          problems.push(
            `${DOCS}/${locale}/${page} is missing: ${other} has it. Every page is in every language; write it, or remove the other.`,
          );
      }
    }
  }
  for (const check of [
    () => loadFacts(join(root, 'src/data')),
    () => problems.push(...readLock(lockText()).problems),
    () => loadRedirects(slugsOf(pages)),
  ]) {
    try {
      check();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}

function slugsOf(pages: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return [
    ...new Set(
      [...pages.values()].flatMap((own) => [...own].map((page) => page.replace(/(?:(?:^|\/)index)?\.mdx?$/, ''))),
    ),
  ];
}

function jsonProblems(file: string, text: string): string[] {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = /at position (\d+)/.exec(message)?.[1];
    const line = at === undefined ? text.split('\n').length : text.slice(0, Number(at)).split('\n').length;
    return [
      `${file}:${line}: This is not JSON: ${message.replace(/ at position.*/, '')}. Look for a missing comma or quote on this line or the one above.`,
    ];
  }
}
