import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { filesBelow, readSource } from '../../content-index/read-source.ts';

/** One command block of a check section, with the output that the page shows for it. */
export interface Check {
  /** `components/kubelet#check`, as the record names it. */
  section: string;
  /** `components/kubelet#check/2`: the second block of the section. */
  id: string;
  command: string;
  /** Undefined where the page shows no output for this block. */
  expected: string | undefined;
  /** Files that the page shows with a name, and that a command may apply. */
  files: Readonly<Record<string, string>>;
}

const FENCE = /^( *)```(\w+)([^\n]*)\n([\s\S]*?)^\1```$/gm;

/** The checks of one page, in its order. @param source the page as its author wrote it */
export function checksOf(slug: string, source: string): Check[] {
  const start = source.indexOf('[#check]');
  if (start < 0) return [];
  const end = source.indexOf('\n## ', start);
  const files: Record<string, string> = {};
  for (const [, , , meta = '', code = ''] of source.matchAll(FENCE)) {
    const title = /title="([^"/]+\.ya?ml)"/.exec(meta)?.[1];
    if (title !== undefined) files[title] = code;
  }
  const checks: { command: string; expected?: string }[] = [];
  for (const [, , language, , code = ''] of source.slice(start, end < 0 ? undefined : end).matchAll(FENCE)) {
    const last = checks.at(-1);
    if (language === 'bash') checks.push({ command: code.trimEnd() });
    else if (language === 'text' && last !== undefined) last.expected = `${last.expected ?? ''}${code}`;
  }
  return checks.map(({ command, expected }, index) => ({
    section: `${slug}#check`,
    id: `${slug}#check/${index + 1}`,
    command,
    expected,
    files,
  }));
}

/** The checks of every page, by slug. One language is enough: the code of both is the same. @param root the project */
export function readChecks(root: string): Check[] {
  const folder = join(root, 'src/content/docs/en');
  return filesBelow(folder, '.mdx').flatMap((name) =>
    checksOf(name.replace(/\.mdx$/, ''), readSource(join(folder, name))),
  );
}

/**
 * What the blocks of a section run, show and apply, as twelve letters: a run is one of these very lines, and no longer counts
 * once any of them is another.
 */
export function fingerprint(checks: readonly Check[]): string {
  const lines = [
    ...checks.map(({ command }) => command),
    ...checks.flatMap(({ expected }) => expected?.trimEnd() ?? []),
    ...Object.entries(checks[0]?.files ?? {})
      .filter(([name]) => checks.some(({ command }) => command.includes(name)))
      .flat(),
  ];
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 12);
}
