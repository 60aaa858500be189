import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LANGUAGES } from '../../../src/config/languages.ts';
import type { Finding } from './finding.ts';

interface Form {
  labels: string[];
  body: { type: string; id?: string; validations?: { required?: boolean } }[];
}

/** Every issue form asks the same questions, required or not, in every language. */
export function sameForms(root: string): Finding[] {
  const folder = '.github/ISSUE_TEMPLATE';
  const shapes = readdirSync(join(root, folder))
    .filter((file) => file !== 'config.yml')
    .map((file) => {
      const { labels, body } = parse(readFileSync(join(root, folder, file), 'utf8')) as Form;
      const fields = body.map(({ type, id = '', validations }) => `${type} ${id}${validations?.required ? '!' : ''}`);
      return { file, shape: `${labels.join()}: ${fields.join(', ')}` };
    });
  return shapes
    .filter(({ shape }) => shapes.filter((other) => other.shape === shape).length !== LANGUAGES.length)
    .map(({ file, shape }) => ({
      where: `${folder}/${file}`,
      what: `No form in the other language has these labels and fields: ${shape}.`,
      fix: 'Give both the same, in the same order.',
    }));
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
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: { paths: Record<string, unknown> };
  };
  const aliases = Object.keys(compilerOptions.paths).map((path) => path.replace(/\/.*/, ''));
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.(ts|mjs|astro)$/.test(file) && !BY_HAND.includes(file))
    .flatMap((file) => {
      const names = [...readFileSync(join(root, file), 'utf8').matchAll(IMPORTS)].map((match) => match[1] ?? '');
      return [...new Set(names)]
        .filter((name) => !(name in dependencies) && !aliases.includes(name.replace(/\/.*/, '')))
        .map((name) => ({
          where: file,
          what: `It imports "${name}", which is no dependency of package.json.`,
          fix: 'Move it from "devDependencies" to "dependencies".',
        }));
    });
}
