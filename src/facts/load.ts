import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Facts, FILE_SCHEMAS, type FileName } from '../schemas/index.ts';
import { crossCheck } from './checks/index.ts';
import { describePath, FactsError, type Problem } from './problems.ts';
import { readFactFile, type ReadFile, type ReadFinding } from './read.ts';
import { textProblems } from './text-problems.ts';

export type { Facts } from '../schemas/index.ts';

const NAMES = Object.keys(FILE_SCHEMAS) as FileName[];
/** Every file that somebody reads; the rules about words are the content tests'. */
const KNOWN: ReadonlySet<string> = new Set([...NAMES, 'terminology'].map((name) => `${name}.yaml`));

/**
 * Reads, checks and joins the data files.
 *
 * @param directory where they are; the project's own `src/data` when not given
 * @throws FactsError that names everything wrong in every file: what, where (file, line, record, field), what to do
 */
export function loadFacts(directory: string = join(process.cwd(), 'src', 'data')): Facts {
  const files = new Map<FileName, ReadFile>();
  const problems: Problem[] = [];
  const label = (name: FileName): string => {
    const path = join(directory, `${name}.yaml`);
    const fromRoot = relative(process.cwd(), path);
    return fromRoot.startsWith('..') ? path : fromRoot;
  };
  const report = (name: FileName, findings: readonly ReadFinding[]): void => {
    const file = files.get(name);
    for (const { path, what, fix, line } of findings) {
      problems.push({
        file: label(name),
        line: line ?? file?.lineOf(path),
        where: describePath(file?.raw, path),
        what,
        fix,
      });
    }
  };

  for (const name of NAMES) {
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(directory, `${name}.yaml`));
    } catch {
      problems.push({
        file: label(name),
        where: '',
        what: 'The file is missing.',
        fix: 'Restore it, or take it out of src/schemas/index.ts.',
      });
      continue;
    }
    const { text, problems: broken } = textProblems(bytes);
    if (broken.length > 0) {
      for (const problem of broken) problems.push({ file: label(name), where: '', ...problem });
      continue;
    }
    const file = readFactFile(name, text);
    files.set(name, file);
    report(name, file.findings);
  }

  // The files and those of its folders, parted by the sign that they are named with here.
  const found = (existsSync(directory) ? readdirSync(directory, { withFileTypes: true }) : []).flatMap((entry) =>
    entry.isDirectory()
      ? readdirSync(join(directory, entry.name)).map((name) => `${entry.name}/${name}`)
      : [entry.name],
  );
  // What systems and editors leave has no such ending.
  for (const file of found.filter((path) => /\.(?:ya?ml|json|csv|txt|md)$/i.test(path))) {
    if (KNOWN.has(file)) continue;
    const fix = 'Give it the name of one that src/schemas/index.ts lists, or add it there.';
    problems.push({ file: join(directory, file), where: '', what: 'Nothing reads this file.', fix });
  }

  const valid = Object.fromEntries(
    [...files].filter(([, file]) => file.content !== undefined).map(([name, file]) => [name, file.content]),
  );
  const crossed = Map.groupBy(crossCheck(valid as Partial<Facts>), ([name]) => name);
  for (const name of NAMES)
    report(
      name,
      (crossed.get(name) ?? []).map(([, path, what, fix]) => ({ path, what, fix })),
    );

  if (problems.length > 0) throw new FactsError(problems);
  return valid as Facts;
}
