/** What of two states of a data file is another fact: what differs for the readers of every language. */
import { byLang, isText, type Lang, LANGS } from '../../lib/languages.ts';

type Loose = Readonly<Record<string, unknown>>;

/** A text before and after; undefined where there was or is none. */
export interface Difference {
  before: string | undefined;
  after: string | undefined;
}

/** A record that is new, gone or different. */
export interface Change {
  id: string;
  kind: 'new' | 'changed' | 'removed';
  /** What it says of itself: a name for one that no page has any more. */
  name: Readonly<Record<Lang, string>>;
  /** Of one that changed: what is different, in the words of each language. */
  differences: Readonly<Record<Lang, readonly Difference[]>>;
}

/** The word of a code: the name of its field and the code; undefined where the field holds no codes. */
export type Word = (field: string, code: string, lang: Lang) => string | undefined;

/** Fields that say where a record is from, how it is looked for, or to what it belongs: no part of what it states. */
const ASIDE = /^(?:id|sources|verified|checked|claims|seeds|page|aliases|synonyms|category|topic|taught|component)$/;
/** What a record is called, the best first. */
const NAMES = ['title', 'term', 'names', 'name', 'path', 'port', 'text', 'purpose'];

const isMap = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const records = (file: unknown, lists: readonly string[]): Map<string, Loose> =>
  new Map(
    (isMap(file) ? lists.flatMap((list) => file[list] ?? []) : [])
      .filter(isMap)
      .flatMap((record) => (typeof record['id'] === 'string' ? [[record['id'], record]] : [])),
  );

/**
 * The records that differ between two states of a file.
 * @param lists the keys under which its records stand
 */
export function changesBetween(before: unknown, after: unknown, lists: readonly string[], word: Word): Change[] {
  const [old, now] = [records(before, lists), records(after, lists)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((id): Change[] => {
    const [was, is] = [old.get(id), now.get(id)];
    const name = byLang(({ lang }) => nameOf(is ?? was, lang));
    const none = byLang(() => []);
    if (was === undefined) return [{ id, kind: 'new', name, differences: none }];
    if (is === undefined) return [{ id, kind: 'removed', name, differences: none }];
    const told = byLang(({ lang }) => different(was, is, lang, word));
    const [first, ...others] = LANGS.map((lang) => told[lang]);
    // What was said in another way in one language only is no other fact.
    const paths = [...(first?.keys() ?? [])].filter((path) => others.every((other) => other.has(path)));
    const differences = byLang(({ lang }) => paths.flatMap((path) => told[lang].get(path) ?? []));
    return paths.length > 0 ? [{ id, kind: 'changed', name, differences }] : [];
  });
}

function nameOf(record: Loose | undefined, lang: Lang): string {
  for (const field of NAMES) {
    const value = record?.[field];
    const text = isMap(value) ? value[lang] : value;
    if (typeof text === 'string') return text;
  }
  return '';
}

/** What is different in one language, by where it stands. */
function different(was: Loose, is: Loose, lang: Lang, word: Word): Map<string, Difference> {
  const [before, after] = [new Map<string, string>(), new Map<string, string>()];
  collect(was, lang, word, '', before);
  collect(is, lang, word, '', after);
  return new Map(
    [...new Set([...before.keys(), ...after.keys()])]
      .map((path) => [path, { before: before.get(path), after: after.get(path) }] as const)
      .filter(([, pair]) => pair.before !== pair.after),
  );
}

/** The words of a record in one language, by where they stand. */
function collect(value: unknown, lang: Lang, word: Word, path: string, into: Map<string, string>): void {
  if (Array.isArray(value)) {
    const plain = value.flat().filter((part) => typeof part === 'number' || typeof part === 'string');
    if (plain.length > 0 && plain.length === value.flat().length)
      into.set(path, plain.map((part) => said(path, part, lang, word)).join(' '));
    else
      for (const [index, part] of value.entries())
        collect(
          part,
          lang,
          word,
          `${path}/${isMap(part) && typeof part['id'] === 'string' ? part['id'] : index}`,
          into,
        );
  } else if (isMap(value)) {
    if (isText(value)) into.set(path, squeeze(value[lang]));
    else
      for (const [key, part] of Object.entries(value))
        if (!ASIDE.test(key)) collect(part, lang, word, `${path}/${key}`, into);
  } else if (typeof value === 'string' || typeof value === 'number') into.set(path, said(path, value, lang, word));
}

const said = (path: string, value: string | number, lang: Lang, word: Word): string =>
  word(path.split('/').at(-1) ?? '', `${value}`, lang) ?? squeeze(`${value}`);

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
