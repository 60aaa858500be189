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
  ['src/lib/table/planted.ts', "import '../../components/here.ts';"],
  ['src/schemas/planted.ts', "import '../facts/index.ts';"],
  ['src/facts/planted.ts', "import '../components/here.ts';"],
  ['src/facts/planted.ts', "import '@components/content';"],
  ['src/components/content/planted.ts', "import '../../pages/planted.ts';"],
  ['src/markdown/planted.ts', "import '../components/here.ts';"],
  ['src/search/planted.ts', "import '../components/here.ts';"],
  ['src/site/planted.ts', "import '../components/here.ts';"],
])('%s must not say: %s', async (file, code) => {
  const [message] = await wallMessages(file, code);
  expect(message).toMatch(/src\/\w+ (must not import from|is pure TypeScript)/);
});

test.each([
  ['src/schemas/planted.ts', "import '../lib/text.ts';"],
  ['src/facts/planted.ts', "import '../schemas/ports.ts';\nimport 'node:fs';"],
  [
    'src/components/content/planted.ts',
    "import '@facts';\nimport '../here.ts';\nimport '@astrojs/starlight/components';",
  ],
  ['src/pages/planted.ts', "import '../components/here.ts';"],
  ['src/markdown/planted.ts', "import '../site/languages.ts';"],
])('%s may say: %s', async (file, code) => {
  expect(await wallMessages(file, code)).toEqual([]);
});
