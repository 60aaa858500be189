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
