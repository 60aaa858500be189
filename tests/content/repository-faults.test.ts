/** Faults of interface strings, imports, forms and the lock file, planted. */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { tempFolder } from '../support/temp.ts';
import { line } from './checks/finding.ts';
import { sameUiStrings, uiPhrases } from './checks/i18n.ts';
import { completeLock } from './checks/lockfile.ts';
import { declaredImports, sameForms, soundWorkflows } from './checks/repository.ts';
import { noCircles, readCode, usedExports, usedFields, usedStrings } from './checks/code.ts';

test('a number with one form, a form without the other and two functions with one phrase are seen', () => {
  const found = uiPhrases('en.json', {
    'compare.facts': '{{count}} facts',
    'kit.own_one': '{count} link',
    'kit.import': 'Bring a list back',
    'kit.restore': 'Bring my list back',
    'check.limit': 'Only the first {count} were read.',
    'diagram.copied': 'Copied.',
    'kit.copied': 'Copied.',
  })
    .map(line)
    .join('\n');
  expect(found.split('\n')).toHaveLength(3);
  expect(found).toMatch(/"compare\.facts" has one form/);
  expect(found).toMatch(/"kit\.own_one" has no "kit\.own_other"/);
  expect(found).toMatch(/"kit\.import" and "kit\.restore" say the same/);
});

test('a key of one language only, an empty text and another blank are seen', () => {
  const root = tempFolder({
    'src/content/i18n/en.json': '{ "a": "A {{count}}", "b": "B", "c": " " }',
    'src/content/i18n/pt-BR.json': '{ "a": "A {{total}}", "c": "C" }',
  });
  const found = sameUiStrings(root).map(line).join('\n');
  expect(found).toMatch(/pt-BR\.json .*"b"/);
  expect(found).toMatch(/en\.json .*"c" is empty/);
  expect(found).toMatch(/"a" fills in \{count\}/);
});

test('an import that a production install lacks is seen', () => {
  const files = {
    'package.json': '{ "dependencies": { "a": "1.0.0" } }',
    'src/one.ts':
      "import { x } from 'a/part';\nimport { join } from 'node:path';\nimport type { T } from 'types';\nimport { u } from '#lib/u.ts';\nimport y from './two.ts';\n",
    'src/two.ts': "import {\n  z,\n} from '@scope/b/deep';\nexport const w = import('c');\n",
  };
  const found = declaredImports(tempFolder(files)).map(line);
  expect(found).toEqual([expect.stringContaining('"@scope/b"'), expect.stringContaining('"c"')]);
});

test('an export that nobody uses, or only a test, a field that nothing reads and a string are seen', () => {
  const files = {
    'astro.config.mjs': "import { used } from './src/one.ts';\nexport default used;\n",
    '.github/workflows/a.yml': 'run: sed -n s/nextMinor/ versions.yaml\n',
    'src/one.ts': `/** As alone does. */
export const used = (): number => half();
export function alone(): void {}
export const half = (): number => t('one.asked') + t(\`one.made.\${x}\`);
export const tested = 2;
export interface Shape { id: string }
`,
    'tests/one.test.ts':
      "import { half, tested } from '../src/one.ts';\n// alone\nexport const kept = half() + tested;\n",
  };
  const code = readCode(tempFolder(files));
  expect(usedExports(code).map(line)).toEqual([
    expect.stringContaining('src/one.ts  Nobody imports alone'),
    expect.stringContaining('src/one.ts  Only tests use tested'),
    expect.stringContaining('src/one.ts  Nobody imports Shape'),
    expect.stringContaining('tests/one.test.ts  Nobody imports kept'),
  ]);
  const file = z.strictObject({ used: z.array(z.strictObject({ id: z.string(), lost: z.string().optional() })) });
  const schemas = {
    one: file.extend({ nextMinor: z.string() }),
    two: z.strictObject({ list: file, apart: z.string() }),
  };
  expect(usedFields(code, schemas, { two: z.strictObject({ list: file }) }).map(line)).toEqual([
    expect.stringContaining('src/data/one.yaml  No page, file or tool reads "lost"'),
    expect.stringContaining('src/data/two.yaml  No page, file or tool reads "apart"'),
  ]);
  expect(usedStrings(code, ['one.asked_other', 'one.made.up', 'one.lost']).map(line)).toEqual([
    expect.stringContaining('Nobody asks for "one.lost"'),
  ]);
});

test('a file that needs itself is seen, through other names and folders; types and what comes later need nothing', () => {
  const files = {
    'src/lib/one.ts': "import { two } from './two.ts';\n",
    'src/lib/two.ts': "import {\n  three,\n} from '#features/three';\nimport type { A } from './four.ts';\n",
    'src/features/three/index.ts': "export * from '../../lib/one.ts';\n",
    'src/lib/four.ts': "import './two.ts';\n",
    'src/lib/five.astro': "---\nimport './four.ts';\nconst six = () => import('./six.ts');\n---\n",
    'src/lib/six.ts': "import five from './five.astro';\n",
    'tests/one.ts': '',
    '.github/one.yml': '',
  };
  expect(noCircles(readCode(tempFolder(files))).map(line)).toEqual([
    expect.stringMatching(
      /It needs itself: src\/features\/three\/index\.ts → src\/lib\/one\.ts → src\/lib\/two\.ts → src/,
    ),
  ]);
});

test('a form that one language lacks, asks otherwise, or that GitHub does not show, is seen', () => {
  const form = (id: string, more = ''): string =>
    `name: n\ndescription: d\nlabels: [x]\nbody:\n  - type: input\n    id: ${id}\n    attributes: { label: l }\n${more}`;
  const found = (a: string, b: string): string[] =>
    sameForms(tempFolder({ '.github/ISSUE_TEMPLATE/a.yml': a, '.github/ISSUE_TEMPLATE/b.yml': b })).map(line);
  expect(found(form('one'), form('one'))).toEqual([]);
  expect(found(form('one'), form('two')).join('\n')).toMatch(/a\.yml .*input one.*\n.*b\.yml .*input two/);
  for (const fault of [
    form('one').replace('name: n\n', ''),
    form('one').replace('id: one', 'id: two words'),
    form('one').replace('label: l', 'labels: l'),
    form('one').replace('type: input', 'type: inputs'),
    form('one', 'title: t\ntitles: t\n').replace('title: t\n', ''),
    form('one', '  - type: textarea\n    id: one\n    attributes: { label: l }\n'),
    form('one').replace(/body:[^]*/, 'body:\n  - type: markdown\n    attributes: { value: v }\n'),
  ])
    expect(found(fault, fault).join('\n'), fault).toMatch(/a\.yml .*\n(?:.*\n)*.*b\.yml /);
});

test('a lock file for one platform, with addresses or loose versions is seen', () => {
  const root = tempFolder({
    'package.json': '{ "dependencies": { "a": "^1.0.0", "b": "1.0.0", "c": "npm:@d/c@2.0.0", "e": "npm:c@^2.0.0" } }',
    'package-lock.json': JSON.stringify({
      packages: {
        '': {},
        'node_modules/a': {
          version: '1.0.0',
          integrity: 'x',
          resolved: 'https://example.com/a.tgz',
          optionalDependencies: { 'a-linux': '1', 'a-windows': '1' },
        },
        'node_modules/a/node_modules/a-linux': { version: '1.0.0', integrity: 'x' },
        'node_modules/b': { version: '1.1.0' },
        'node_modules/c': { version: '2.0.0', integrity: 'x' },
      },
    }),
  });
  const found = completeLock(root).map(line).join('\n');
  expect(found).toMatch(/"a-windows" on another platform/);
  expect(found).not.toMatch(/"a-linux" on another platform/);
  expect(found).toMatch(/names a download address/);
  expect(found).toMatch(/"a" asks for "\^1\.0\.0"/);
  expect(found).toMatch(/"e" asks for "npm:c@\^2\.0\.0"/);
  expect(found).not.toMatch(/"c"/);
  expect(found).toMatch(/"b" is not locked at 1\.0\.0/);
  expect(found).toMatch(/"node_modules\/b" has no integrity/);
});

test('faults of a workflow are seen: grammar, expressions, shell, pins, permissions, places', async () => {
  const sha = (digit: string): string => digit.repeat(40);
  const root = tempFolder({
    '.github/workflows/a.yml': `on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-latest
    permissions:
      contants: read
    steps:
      - uses: actions/checkout@${sha('a')} # v7.0.1
      - uses: actions/checkout@${sha('b')} # v7.0.0
      - uses: actions/setup-node@v7
      - uses: ./.github/actions/absent
      - if: steps.nowhere.outputs.found
        run: echo $HOME/*.txt
      - run: |
          echo first
          if [ "$CODE" = 2 ]; then exit 2
`,
    '.github/workflows/b.yml': `on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: |
          cd folder
          ls
`,
    '.github/one.sh': '#!/usr/bin/env bash\nrm -r $1\n',
  });
  const found = (await soundWorkflows(root)).map(line).join('\n');
  expect(found).toMatch(/a\.yml:7 .*unknown permission scope "contants"/);
  expect(found).toMatch(/a\.yml:10 .*elsewhere "actions\/checkout@a+ # v7\.0\.1"/);
  expect(found).toMatch(/a\.yml:11 .*is no commit with its release/);
  expect(found).toMatch(/a\.yml:12 .*There is no \.\/\.github\/actions\/absent/);
  expect(found).toMatch(/a\.yml:13 .*property "nowhere" is not defined/);
  expect(found).toMatch(/a\.yml:14 .*SC2086/);
  expect(found).toMatch(/a\.yml:17 .*run: SC1073.*if/);
  expect(found).toMatch(/b\.yml .*permissions: \{\}/);
  expect(found).toMatch(/b\.yml:7 .*SC2164/);
  expect(found).toMatch(/one\.sh:2 .*SC2086/);
  // An "if" without its end is told in four lines.
  expect(found.split('\n')).toHaveLength(13);
});
