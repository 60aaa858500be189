/** A made-up language: English with an accent on every vowel, two fifths longer. What stays as it was, was missed. */
import { parseDocument, Scalar, visit } from 'yaml';

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú',
}; // prettier-ignore

/** What is no word: places to fill in, code, addresses, tags, names of keys. */
const KEPT = /(\{\{[^}]*\}\}|\{[^}]*\}|`[^`]*`|\[[^\]]*\]\([^)]*\)|<[^>]*>|https?:\S+|\/\S*|--\S+|\$t\([^)]*\))/;

/**
 * A text in the made-up language. What is filled in, code and addresses stay as they are.
 * @param longer false for a name that drawings hold: one that is too long the build itself refuses, with the drawing's name
 */
export function pseudo(text: string, longer = true): string {
  const parts = text.split(KEPT);
  const accented = parts.map((part, index) =>
    index % 2 === 1 ? part : part.replace(/[aeiou]/gi, (sign) => ACCENTS[sign] ?? sign),
  );
  const letters = parts.filter((_, index) => index % 2 === 0).join('').length;
  return !longer ? accented.join('') : `${accented.join('')}${' ñandú'.repeat(Math.ceil((letters * 0.4) / 6))}`;
}

/** Whether a text, or a part of it, is in the made-up language. */
export const isPseudo = (text: string): boolean => /[áéíóúñ]/i.test(text);

/** A data file whose English texts are in the made-up language. */
export function pseudoYaml(yaml: string): string {
  const document = parseDocument(yaml);
  visit(document, {
    Pair(_key, pair) {
      const { key, value } = pair as { key: unknown; value: unknown };
      if (!(key instanceof Scalar) || key.value !== 'en' || !(value instanceof Scalar)) return;
      if (typeof value.value === 'string') value.value = pseudo(value.value, value.value.length > 40);
    },
  });
  return document.toString({ lineWidth: 0 });
}
