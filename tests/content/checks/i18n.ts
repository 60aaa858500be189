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

/** Words that do not tell two buttons apart. */
const SMALL_WORDS = /^(the|an?|my|your|this|these|os?|as?|um|uma|esta?s?|minha|sua|à|ao)$/;
/** Parts of the interface of which each has its own buttons, and the keys that are no button's. */
const FEATURE = /^(kit|check|tool|diagram|links\.copy|find|compare)\.(?!kind|group|format)/;

/**
 * A number in front of a word has a form for one and a form for many, and two functions of one tool never say the same.
 * @param file where the strings stand, for the finding
 */
export function uiPhrases(file: string, strings: Readonly<Record<string, string>>): Finding[] {
  const seen = new Map<string, string>();
  return Object.entries(strings).flatMap(([key, text]) => {
    const findings: Finding[] = [];
    const form = /_(one|other)$/.exec(key)?.[1];
    if (form !== undefined) {
      const counterpart = key.replace(/_\w+$/, form === 'one' ? '_other' : '_one');
      if (!(counterpart in strings))
        findings.push({ where: file, what: `"${key}" has no "${counterpart}".`, fix: 'Write both forms.' });
    } else if (
      /\{\{?count\}?\} (?!of|de|can|podem|were|foram|rows|linhas|characters|caracteres|links fit|links cabem)\p{L}/u.test(
        text,
      )
    ) {
      findings.push({
        where: file,
        what: `"${key}" has one form for every number: “${text}”.`,
        fix: `Write "${key}_one" and "${key}_other"; see src/lib/plural.ts.`,
      });
    }
    const feature = FEATURE.exec(key)?.[1];
    if (feature !== undefined && form === undefined) {
      const words = text
        .toLowerCase()
        .split(/[^\p{L}\p{N}{}]+/u)
        .filter((word) => word !== '' && !SMALL_WORDS.test(word));
      const phrase = `${feature}: ${words.join(' ')}`;
      const other = seen.get(phrase);
      if (other === undefined) seen.set(phrase, key);
      else
        findings.push({
          where: file,
          what: `"${other}" and "${key}" say the same: “${text}”.`,
          fix: 'Name what each of them does.',
        });
    }
    return findings;
  });
}

/** What a check of the strings of one file finds in those of every language. */
export function inEveryLanguage(
  root: string,
  check: (file: string, strings: Readonly<Record<string, string>>) => Finding[],
): Finding[] {
  return LANGUAGES.flatMap(({ tag }) => {
    const file = `src/content/i18n/${tag}.json`;
    return check(file, JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>);
  });
}
