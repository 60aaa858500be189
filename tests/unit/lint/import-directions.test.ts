import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint();

/** Messages of the direction rule for a file that does not exist. */
async function wallMessages(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === 'no-restricted-imports')
    .map(({ message }) => message);
}

test.each([
  ['src/lib/planted.ts', "import '../facts/index.ts';"],
  ['src/lib/planted.ts', "import '@facts';"],
  ['src/lib/planted.ts', "import 'node:fs';"],
  ['src/lib/planted.ts', "import 'astro:content';"],
  ['src/lib/deep/planted.ts', "import '../../components/page-context.ts';"],
  ['src/browser/planted.ts', "import '../facts/index.ts';"],
  ['src/browser/planted.ts', "import 'node:fs';"],
  ['src/config/planted.ts', "import '../features/search/query/rank.ts';"],
  ['src/features/search/planted.ts', "import '../../components/home/AskBox.astro';"],
  ['src/features/search/planted.ts', "import '@components/reference/Glossary.astro';"],
  ['src/components/content/planted.ts', "import '../../features/table/filter.ts';"],
  ['src/components/content/planted.ts', "import '@features/table/filter.ts';"],
  ['src/schemas/planted.ts', "import '../facts/index.ts';"],
  ['src/facts/planted.ts', "import '../components/page-context.ts';"],
  ['src/facts/planted.ts', "import '@components/content';"],
  ['src/components/content/planted.ts', "import '../../pages/planted.ts';"],
  ['src/markdown/planted.ts', "import '../components/page-context.ts';"],
])('%s must not say: %s', async (file, code) => {
  const [message] = await wallMessages(file, code);
  expect(message).toMatch(/must not import from here|has no files and no Astro/);
});

test.each([
  ['src/schemas/planted.ts', "import '../lib/text.ts';"],
  ['src/facts/planted.ts', "import '../schemas/ports.ts';\nimport 'node:fs';"],
  [
    'src/components/content/planted.ts',
    "import '@facts';\nimport '../page-context.ts';\nimport '@astrojs/starlight/components';",
  ],
  ['src/pages/planted.ts', "import '../components/page-context.ts';"],
  ['src/markdown/planted.ts', "import '../config/languages.ts';"],
])('%s may say: %s', async (file, code) => {
  expect(await wallMessages(file, code)).toEqual([]);
});
