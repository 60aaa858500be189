/**
 * What is wrong with the sources and would show only minutes later, as a strange word of the framework: seen in a second,
 * before it starts.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { litterIn } from '../build/without-litter.ts';
import { filesBelow } from '../content-index/read-source.ts';
import { unansweredQuestions } from '../content-index/answered-questions.ts';
import { loadFacts } from '../facts/load.ts';
import { textProblems, type TextProblem } from '../facts/text-problems.ts';
import { lockText, loadRedirects } from '../features/permalinks/load.ts';
import { LOCK_FILE, readLock } from '../features/permalinks/lock.ts';
import { REDIRECTS_FILE } from '../features/permalinks/redirects.ts';
import { LANGUAGES } from '../config/languages.ts';
import { pageFields } from '../schemas/page.ts';

/** Files whose bytes are text that people write. The facts look at their own. */
const WRITTEN = /\.(?:mdx?|json|ya?ml|mmd|lock|astro|ts|css|svg)$/;
const DOCS = 'src/content/docs';

/** Folders of which every file is read, the names that are read there, and what such a name is like. */
const READ: readonly [folder: string, name: RegExp, form: string][] = [
  [
    DOCS,
    new RegExp(`^(?:${LANGUAGES.map(({ locale }) => locale).join('|')})/(?:[a-z\\d-]+/)*[a-z\\d-]+\\.mdx$`),
    'A page is <language>/<folder>/<name>.mdx, all in small letters, without blanks and accents',
  ],
  [
    'src/content/i18n',
    new RegExp(`^(?:${LANGUAGES.map(({ tag }) => tag).join('|')})\\.json$`),
    'The words of the interface are in one file for each language, named by its tag as src/lib/languages.ts has it',
  ],
  ['src/features/diagrams/templates', /^[a-z\d-]+\.mmd$/, 'A template is <id>.mmd, all in small letters'],
];

/** Files that would be left out without a word: of another ending, in capitals, in no language. What systems leave is none. */
function unreadFiles(root: string): string[] {
  return READ.flatMap(([folder, name, form]) => {
    const files = existsSync(join(root, folder)) ? filesBelow(join(root, folder)) : [];
    const litter = new Set(litterIn(files));
    return files
      .filter((file) => !name.test(file) && !litter.has(file))
      .map((file) => `${folder}/${file}:1: Nothing reads this file. ${form}: rename it, or take it away.`);
  });
}

/** Links to other places: not every system brings them along, one into the void is no file to anybody, and a loop has no end. */
function linksIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isSymbolicLink())
      return [`${name}: This is a link to another place. Put here what it leads to, or take it away.`];
    return entry.isDirectory() ? linksIn(root, name) : [];
  });
}

/** What stands in the head of a page beside what the framework reads. */
const HEAD = z.object(pageFields);

const told = (file: string, { line, what, fix }: TextProblem): string => `${file}:${line}: ${what} ${fix}`;

/** What is wrong with the lock: without its lines nobody would notice which promised address is gone. */
export const lockProblems = (text: string): string[] =>
  text === ''
    ? [`${LOCK_FILE} is missing or empty. Bring it back with \`git checkout -- ${LOCK_FILE}\`.`]
    : readLock(text).problems;

/**
 * Everything that stops a build before it begins, each with what, where and what to do.
 * @param root folder of the project
 */
export function sourceProblems(root: string): string[] {
  const links = ['src', 'public'].flatMap((folder) => linksIn(root, folder));
  // What else is read through them is not what is wrong.
  if (links.length > 0) return links;
  const problems = unreadFiles(root);
  const files = ['src', 'public']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => filesBelow(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((name) => WRITTEN.test(name) && !name.startsWith('src/data/'));
  for (const file of files) {
    const { text, problems: own } = textProblems(readFileSync(join(root, file)));
    problems.push(...own.map((problem) => told(file, problem)));
    if (own.length === 0 && file.endsWith('.json')) problems.push(...jsonProblems(file, text));
    if (own.length === 0 && file.endsWith('.svg')) problems.push(...svgProblems(file, text));
    if (own.length === 0 && /^src\/content\/docs\/.*\.mdx?$/.test(file)) problems.push(...headProblems(file, text));
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
    () =>
      problems.push(
        ...unansweredQuestions(root, loadFacts(join(root, 'src/data'))).map(
          ({ where, what, fix }) => `${where} ${what} ${fix}`,
        ),
      ),
    () => problems.push(...lockProblems(lockText())),
    // Where a conflict stands in it, that is what is wrong.
    () => problems.some((problem) => problem.startsWith(REDIRECTS_FILE)) || loadRedirects(slugsOf(pages)),
    () => problems.push(...patternProblems(root)),
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

/** What runs or loads something when a picture is opened by its own address: there no policy of a page holds. */
const LIVE = /<script|<foreignObject|\son\w+\s*=|javascript:|<!ENTITY|(?:href|src)\s*=\s*["'](?:https?:)?\/\//i;

function svgProblems(file: string, text: string): string[] {
  const found = LIVE.exec(text);
  if (!found) return [];
  const line = text.slice(0, found.index).split('\n').length;
  return [
    `${file}:${line}: ${JSON.stringify(found[0].trim())} would run or load something when the picture is opened. A picture holds shapes only: take it out.`,
  ];
}

/** The patterns of the terminology: one that cannot be read is named with its line. */
function patternProblems(root: string): string[] {
  const file = 'src/data/terminology.yaml';
  if (!existsSync(join(root, file))) return [];
  const text = readFileSync(join(root, file), 'utf8');
  const { entries } = load(text, { schema: CORE_SCHEMA }) as { entries: Record<string, unknown>[] };
  return entries.flatMap(({ en, avoid, except }) =>
    [avoid, except].flat().flatMap((pattern): string[] => {
      if (typeof pattern !== 'string') return [];
      try {
        new RegExp(pattern, 'u');
        return [];
      } catch (error) {
        const line = text.slice(0, Math.max(0, text.indexOf(pattern))).split('\n').length;
        const why = error instanceof Error ? error.message.replace(/^.*: /, '') : String(error);
        return [
          `${file}:${line}: ${JSON.stringify(pattern)}, of "${String(en)}", is no regular expression: ${why}. Put a backslash before a sign that is meant as it is.`,
        ];
      }
    }),
  );
}

/** The head of a page: there, closed, YAML, with a title, and with nothing else than it may say. */
function headProblems(file: string, text: string): string[] {
  const [, head] = /^---\r?\n([^]*?)\r?\n---\r?(?:\n|$)/.exec(text) ?? [];
  const form = 'A page begins with a line "---", then its title and description, then "---" again.';
  if (head === undefined) return [`${file}:1: The head of the page is not there, or never ends. ${form}`];
  try {
    const said = load(head, { schema: CORE_SCHEMA });
    if (typeof (said as { title?: unknown } | null)?.title !== 'string')
      return [`${file}:2: The page has no title. ${form}`];
    const lines = head.split('\n');
    return (HEAD.safeParse(said).error?.issues ?? []).map(({ path, message }) => {
      const line = lines.findIndex((written) => written.startsWith(`${String(path[0])}:`));
      return `${file}:${line + 2}: "${path.join('.')}" in the head of the page: ${message}. Correct it; src/schemas/page.ts says what may stand there.`;
    });
  } catch (error) {
    const { mark, reason } = error as { mark?: { line: number }; reason?: string };
    return [
      `${file}:${(mark?.line ?? 0) + 2}: The head of the page is not YAML: ${reason ?? String(error)}. Text with ": " or with a special first character stands in quotes.`,
    ];
  }
}

function jsonProblems(file: string, text: string): string[] {
  try {
    JSON.parse(text);
    // It is no error in JSON: the last one counts.
    const seen = new Set<string>();
    return text.split('\n').flatMap((line, index) => {
      const [key] = /^ {2}"[^"]+":/.exec(line) ?? [];
      const isTwice = key !== undefined && seen.has(key);
      if (key !== undefined) seen.add(key);
      return isTwice
        ? [`${file}:${index + 1}: The key ${key.trim().slice(0, -1)} stands here twice. Take one of them out.`]
        : [];
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const at = /at position (\d+)/.exec(message)?.[1];
    const line = at === undefined ? text.split('\n').length : text.slice(0, Number(at)).split('\n').length;
    return [
      `${file}:${line}: This is not JSON: ${message.replace(/ at position.*/, '')}. Look for a missing comma or quote on this line or the one above.`,
    ];
  }
}
