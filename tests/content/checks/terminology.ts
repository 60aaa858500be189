import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load } from 'js-yaml';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { readSource } from '../../../src/content-index/read-source.ts';
import { LANGUAGES } from '../../../src/config/languages.ts';
import type { Lang } from '../../../src/lib/text.ts';
import type { Finding } from './finding.ts';
import { type Page, proseOf } from './pages.ts';

/** One idea and its word: the form of an entry of src/data/terminology.yaml. */
const entrySchema = z.strictObject({
  /** The English word, for people. */
  en: z.string().min(1),
  /** The language that is held to it: Portuguese, unless it says otherwise. */
  language: z.literal('en').optional(),
  /** What to write. */
  use: z.string().min(1),
  /** What not to write: regular expressions of whole words; case does not matter unless a capital makes a name. */
  avoid: z.array(z.string().min(1)).min(1),
  /** A capital first letter makes it a name, which stays. */
  capitalIsName: z.boolean().optional(),
  /** Regular expressions of phrases in which the word is right. */
  except: z.array(z.string().min(1)).optional(),
  /** How often a page may use it: a gloss at the first mention. */
  max: z.int().positive().optional(),
});
const fileSchema = z.strictObject({ entries: z.array(entrySchema).min(1) });

/** An entry ready to be looked for. */
export interface Rule {
  lang: Lang;
  use: string;
  pattern: RegExp;
  except: readonly RegExp[];
  max: number;
}

/**
 * Reads the terminology of the site.
 * @throws ZodError when an entry is not of its form
 */
export function readTerminology(root: string): Rule[] {
  const text = readFileSync(join(root, 'src/data/terminology.yaml'), 'utf8');
  const { entries } = fileSchema.parse(load(text, { schema: CORE_SCHEMA }));
  return entries.map(({ language, use, avoid, capitalIsName, except, max }) => ({
    lang: language ?? 'pt',
    use,
    // Not \b: it knows no accents. A hyphen, dot or slash makes it part of a name (`node-exporter`, `csi.storage`).
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}_/.-])(?:${avoid.join('|')})(?![\\p{L}\\p{N}_/-]|\\.[\\p{L}\\p{N}])`,
      capitalIsName === true ? 'gu' : 'giu',
    ),
    except: (except ?? []).map((phrase) => new RegExp(phrase, 'gu')),
    max: max ?? 0,
  }));
}

/** The words that a text should not use. Quoted text is exempt: it says what others write. */
export function avoidedWords(text: string, rule: Rule): string[] {
  let clean = text.replace(/“[^”]*”/g, '“”');
  for (const phrase of rule.except) clean = clean.replace(phrase, (match) => ' '.repeat(match.length));
  return [...clean.matchAll(rule.pattern)].map(([match]) => match);
}

/** What is wrong with one text. */
function inText(text: string, lang: Lang, where: string, rules: readonly Rule[]): Finding[] {
  return rules
    .filter((rule) => rule.lang === lang)
    .flatMap((rule) =>
      avoidedWords(text.replace(/`[^`]*`/g, '`'), rule)
        .slice(rule.max)
        .map((word) => finding(word, where, rule)),
    );
}

const finding = (word: string, where: string, { use }: Rule): Finding => ({
  where,
  what: `“${word}” is not this site's word.`,
  fix: `Use: ${use} (src/data/terminology.yaml).`,
});

/** Pages use the words of the terminology. Code, links' addresses and attributes are exempt. */
export function pageTerminology(pages: readonly Page[], rules: readonly Rule[]): Finding[] {
  return pages.flatMap((page) => {
    const head = ['title', 'description'].map((key) => ({ text: String(page.frontmatter[key] ?? ''), line: 1 }));
    // A quotation may span several pieces (“o `kubectl`…”), so a paragraph's pieces of one line are read together.
    const lines = new Map<number, string>();
    for (const { text, code, line } of proseOf(page)) {
      const before = lines.get(line) ?? '';
      // Two words that touch stand in two cells.
      const gap = /[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text) ? ' | ' : '';
      lines.set(line, `${before}${gap}${code ? '`' : text}`);
    }
    const pieces = [...head, ...[...lines].map(([line, text]) => ({ text, line }))];
    const lang = page.locale === 'en' ? 'en' : 'pt';
    return rules
      .filter((rule) => rule.lang === lang)
      .flatMap((rule) =>
        pieces
          .flatMap(({ text, line }) => avoidedWords(text, rule).map((word) => ({ word, line })))
          .slice(rule.max)
          .map(({ word, line }) => finding(word, `${page.file}:${line}`, rule)),
      );
  });
}

/** Fields that quote or discuss words: what a note claims, what the official pages say, other names of a term. */
const QUOTING = new Set(['claim', 'officialPt', 'usageNote', 'alsoKnownAs', 'aliases']);

/** The texts of the data use the words of the terminology, too: whatever stands under `en` or `pt`, and plain names. */
export function dataTerminology(root: string, rules: readonly Rule[]): Finding[] {
  const folder = join(root, 'src/data');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml') && name !== 'terminology.yaml')
    .flatMap((name) => inYaml(readFileSync(join(folder, name), 'utf8'), `src/data/${name}`, rules));
}

/** The titles, captions and labels of the diagrams use the words of the terminology. */
export function diagramTerminology(root: string, rules: readonly Rule[]): Finding[] {
  const folder = join(root, 'src/features/diagrams/templates');
  return readdirSync(folder).flatMap((name) => {
    const [, head = ''] = readSource(join(folder, name)).split(/^---$/m);
    return inYaml(head.replace(/<br\/>_?/g, ' '), `src/features/diagrams/templates/${name}`, rules);
  });
}

/** The strings of the interface use the words of the terminology. */
export function uiTerminology(root: string, rules: readonly Rule[]): Finding[] {
  return LANGUAGES.flatMap(({ tag }) => {
    const file = `src/content/i18n/${tag}.json`;
    const strings = JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
    return Object.entries(strings).flatMap(([key, text]) =>
      inText(text, tag === 'en' ? 'en' : 'pt', `${file}  ${key}:`, rules),
    );
  });
}

function inYaml(source: string, file: string, rules: readonly Rule[]): Finding[] {
  const texts: { text: string; lang: Lang; path: readonly string[] }[] = [];
  const collect = (value: unknown, path: readonly string[]): void => {
    const name = path.at(-1) ?? '';
    // The title of a correction is what notes say.
    if (QUOTING.has(name) || (name === 'title' && file.endsWith('corrections.yaml'))) return;
    if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key]);
    else if (typeof value !== 'string') return;
    else if (name === 'en' || name === 'pt') texts.push({ text: value, lang: name, path });
    // A name without languages is read by both.
    else if (name === 'name') texts.push({ text: value, lang: 'pt', path });
  };
  collect(load(source, { schema: CORE_SCHEMA }), []);
  // Each rule looks at the whole file at once, and only one that finds something at text by text: much quicker.
  const whole = texts.map(({ text }) => text.replace(/`[^`]*`/g, '`')).join('\n');
  const found = rules.filter(({ pattern }) => whole.search(pattern) !== -1);
  const wrong = texts.filter(({ text, lang }) => inText(text, lang, file, found).length > 0);
  if (wrong.length === 0) return [];
  // Only the slower reader knows lines: it is asked where something is wrong.
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  return wrong.flatMap(({ text, lang, path }) => {
    const node = document.getIn(path, true) as { range: [number, number, number] };
    return inText(text, lang, `${file}:${lines.linePos(node.range[0]).line}`, found);
  });
}
