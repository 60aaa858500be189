import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';
import { at, type Page } from './pages.ts';

/** What a reader would see go wrong: a pattern of the block, what is wrong with it, what to write instead. */
interface Rule {
  language: 'bash' | 'text';
  /** Tells whether the line is wrong, after the lines of the block before it. */
  wrong: (line: string, before: readonly string[]) => boolean;
  what: string;
  fix: string;
}

// Each rule is a fault that a run of every block on real software found.
const RULES: readonly Rule[] = [
  {
    language: 'bash',
    wrong: (line) =>
      /\bcurl\b.*\/(healthz|livez|readyz|proxyMode)\b/.test(line) && !/; echo$|-o \/dev\/null|-w |\|/.test(line),
    what: 'The answer ends without a line break, and the next output sticks to it.',
    fix: 'End the command with "; echo".',
  },
  {
    language: 'bash',
    wrong: (line) =>
      /jsonpath=/.test(line) && !/\{"\\n"\}/.test(line) && !/\$\([^)]*jsonpath=/.test(line) && !/\bwait\b/.test(line),
    what: 'kubectl prints a jsonpath without a line break, and the prompt sticks to it.',
    fix: 'End the jsonpath with {"\\n"}.',
  },
  {
    language: 'bash',
    wrong: (line) => /get events\b.*creationTimestamp/.test(line),
    what: 'Events of one second come in no order by creationTimestamp.',
    fix: 'Sort by .metadata.resourceVersion.',
  },
  {
    language: 'bash',
    wrong: (line, before) =>
      /^kubectl (exec|logs|port-forward)\b/.test(line) &&
      before.findLastIndex((other) => /^kubectl (apply|create|run)\b/.test(other)) >
        before.findLastIndex((other) => /^kubectl (wait|rollout status)\b|\bsleep\b/.test(other)),
    what: 'Pasted in one go, it runs before the Pod does.',
    fix: 'Put "kubectl wait --for=condition=Ready pod/NAME" before it.',
  },
  {
    language: 'text',
    wrong: (line) => /^[a-z.]+ "[^"]+" deleted$/.test(line),
    what: 'kubectl from v1.34 on says from where it deleted.',
    fix: 'Write "… deleted from NAME namespace".',
  },
  {
    language: 'text',
    wrong: (line) => /^\+-[-+]+-\+$/.test(line),
    what: 'etcdctl and etcdutl 3.7 draw tables with box characters.',
    fix: 'Draw it with ┌─┬─┐.',
  },
];

/** No command and no expected output has one of the faults that readers hit when they run a page. */
export function soundCommands(pages: readonly Page[]): Finding[] {
  return pages.flatMap((page) => {
    const findings: Finding[] = [];
    visit(page.tree, 'code', ({ lang, value, position }: Code) => {
      findings.push(...faultsOf(lang, value).map((fault) => ({ where: at(page, { position }), ...fault })));
    });
    return findings;
  });
}

/** The same for the commands by which a reader checks a correction. */
export function soundChecks(corrections: Facts['corrections']['corrections']): Finding[] {
  return corrections.flatMap(({ id, check }) =>
    faultsOf('bash', check?.command ?? '').map((fault) => ({ where: `src/data/corrections.yaml, ${id}`, ...fault })),
  );
}

function faultsOf(language: string | null | undefined, code: string): Omit<Finding, 'where'>[] {
  // A line that ends in a backslash goes on in the next one.
  const lines = code
    .replace(/\\\n\s*/g, ' ')
    .trimEnd()
    .split('\n');
  return lines.flatMap((line, index) =>
    RULES.filter((rule) => rule.language === language && rule.wrong(line, lines.slice(0, index))).map(
      ({ what, fix }) => ({
        what: `${line}: ${what}`,
        fix,
      }),
    ),
  );
}
