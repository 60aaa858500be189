import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../../src/config/languages.ts';
import type { Finding } from './finding.ts';

const blanks = (text: string): string =>
  [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)]
    .map((match) => match[1])
    .sort()
    .join(', ');

/** Both files of interface strings have the same keys, no empty text, and the same `{{blanks}}` in each text. */
export function sameUiStrings(root: string): Finding[] {
  const files = LANGUAGES.map(({ tag }) => {
    const file = `src/content/i18n/${tag}.json`;
    return { file, strings: JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string> };
  });
  return files.flatMap(({ file, strings }) =>
    files
      .filter((other) => other.file !== file)
      .flatMap((other) => [
        ...Object.keys(strings)
          .filter((key) => !(key in other.strings))
          .map((key) => ({
            where: other.file,
            what: `The key "${key}" of ${file} is missing.`,
            fix: 'Translate it here.',
          })),
        ...Object.entries(strings)
          .filter(([, text]) => text.trim() === '')
          .map(([key]) => ({ where: file, what: `The text of "${key}" is empty.`, fix: 'Write it.' })),
        ...Object.entries(strings)
          .filter(([key, text]) => key in other.strings && blanks(text) !== blanks(other.strings[key] ?? ''))
          .map(([key, text]) => ({
            where: file,
            what: `"${key}" fills in {${blanks(text)}}, but not so in ${other.file}.`,
            fix: 'Use the same {{names}} in both.',
          })),
      ]),
  );
}
