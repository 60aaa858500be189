import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const FORBIDDEN: readonly (readonly [file: string, code: string])[] = [
  ['src/lib/planted.ts', "import '../facts/index.ts';"],
  ['src/lib/planted.ts', "import '#facts';"],
  ['src/lib/planted.ts', "import 'node:fs';"],
  ['src/lib/planted.ts', "import 'astro:content';"],
  ['src/lib/deep/planted.ts', "import '../../components/page-context.ts';"],
  ['src/browser/planted.ts', "import '../facts/index.ts';"],
  ['src/browser/planted.ts', "import 'node:fs';"],
  ['src/config/planted.ts', "import '../features/search/query/rank.ts';"],
  ['src/features/search/planted.ts', "import '../../components/home/AskBox.astro';"],
  ['src/features/search/planted.ts', "import '#components/reference/Glossary.astro';"],
  ['src/components/content/planted.ts', "import '../../features/table/filter.ts';"],
  ['src/components/content/planted.ts', "import '#features/table/filter.ts';"],
  ['src/schemas/planted.ts', "import '../facts/index.ts';"],
  ['src/facts/planted.ts', "import '../components/page-context.ts';"],
  ['src/facts/planted.ts', "import '#components/content/index.ts';"],
  ['src/components/content/planted.ts', "import '../../pages/planted.ts';"],
  ['src/markdown/planted.ts', "import '../components/page-context.ts';"],
  ['src/markdown/planted.ts', "import '#browser/storage.ts';"],
  ['src/lib/planted.ts', 'document.title = String(location);'],
  ['src/features/search/planted.ts', "export const isEnglish = (lang: string): boolean => lang === 'en';"],
  ['src/pages/planted.ts', 'export const day = new Date().toISOString();'],
  ['src/features/book/planted.ts', 'export const now = Date.now();'],
  ['src/lib/planted.ts', 'export const salt = Math.random();'],
  ['src/lib/planted.ts', `${'//\n'.repeat(400)}export {};`],
  // In two pieces: whoever looks for skipped tests in this folder finds none.
  ['tests/unit/planted.test.ts', `test.${'skip'}('later', () => undefined);`],
];
const ALLOWED: readonly (readonly [file: string, code: string])[] = [
  ['src/schemas/planted.ts', "import '../lib/text.ts';"],
  ['src/facts/planted.ts', "import '../schemas/ports.ts';\nimport 'node:fs';"],
  [
    'src/components/content/planted.ts',
    "import '#facts';\nimport '../page-context.ts';\nimport '@astrojs/starlight/components';",
  ],
  ['src/pages/planted.ts', "import '../components/page-context.ts';"],
  ['src/markdown/planted.ts', "import '../config/languages.ts';"],
  ['src/browser/planted.ts', 'document.title = String(location);'],
  ['src/browser/planted.ts', 'export const now = Date.now();'],
  ['src/pages/planted.ts', "export const day = new Date('2026-11-21');"],
  ['tests/unit/planted.test.ts', "test('now', () => undefined);"],
  ['src/lib/planted.ts', `${'//\n'.repeat(399)}export {};`],
];

// The linter starts once: in a folder with the project's configuration and a file for each case.
const folder = mkdtempSync(join(tmpdir(), 'site-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cases = [...FORBIDDEN, ...ALLOWED].map(([file, code], index) => ({
  code,
  file,
  planted: file.replace('planted.', `planted-${index}.`),
}));
for (const { planted, code } of cases) {
  mkdirSync(dirname(join(folder, planted)), { recursive: true });
  writeFileSync(join(folder, planted), code);
}
copyFileSync(join(root, 'oxlint.config.ts'), join(folder, 'oxlint.config.ts'));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
const said = spawnSync(
  process.execPath,
  [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=json', 'src', 'tests'],
  {
    cwd: folder,
    encoding: 'utf8',
  },
);
const { diagnostics } = JSON.parse(said.stdout) as {
  diagnostics: { filename: string; code: string; message: string; help?: string }[];
};

/** What the rules of the house say of a case. */
function messagesOf(file: string, code: string): string[] {
  const planted = cases.find((each) => each.file === file && each.code === code)?.planted ?? '';
  return diagnostics
    .filter(
      ({ filename, code: rule }) =>
        filename.replaceAll('\\', '/') === planted && /no-restricted-(imports|globals|syntax)|max-lines/.test(rule),
    )
    .map(({ message, help }) => `${message} ${help ?? ''}`);
}

test.each(FORBIDDEN)('%s must not say: %s', (file, code) => {
  expect(messagesOf(file, code).join()).toMatch(
    /must not import from here|has no files and no Astro|src\/lib is pure|No language is named|No test is skipped|the same bytes|too many lines/,
  );
});

test.each(ALLOWED)('%s may say: %s', (file, code) => {
  expect(messagesOf(file, code)).toEqual([]);
});
