import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { Finding } from './finding.ts';
import { type Page, proseOf } from './pages.ts';

/** One idea and its word in Brazilian Portuguese: the form of an entry of src/data/terminology.yaml. */
const entrySchema = z.strictObject({
  /** The English word, for people. */
  en: z.string().min(1),
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
  const { entries } = fileSchema.parse(parseDocument(text).toJS());
  return entries.map(({ use, avoid, capitalIsName, except, max }) => ({
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

/** Portuguese pages use the words of the terminology. Code, links' addresses and attributes are exempt. */
export function pageTerminology(pages: readonly Page[], rules: readonly Rule[]): Finding[] {
  return pages
    .filter((page) => page.locale === 'pt-br')
    .flatMap((page) => {
      const head = ['title', 'description'].map((key) => ({ text: String(page.frontmatter[key] ?? ''), line: 1 }));
      // A quotation may span several pieces (“o `kubectl`…”), so a paragraph's pieces of one line are read together.
      const lines = new Map<number, string>();
      for (const { text, code, line } of proseOf(page)) lines.set(line, `${lines.get(line) ?? ''}${code ? '`' : text}`);
      const pieces = [...head, ...[...lines].map(([line, text]) => ({ text, line }))];
      return rules.flatMap((rule) =>
        pieces
          .flatMap(({ text, line }) => avoidedWords(text, rule).map((word) => ({ word, line })))
          .slice(rule.max)
          .map(({ word, line }) => ({
            where: `${page.file}:${line}`,
            what: `“${word}” is not this site's word.`,
            fix: `Use: ${rule.use} (src/data/terminology.yaml).`,
          })),
      );
    });
}

/** Fields that quote or discuss words: what a note claims, what the official pages say, other names of a term. */
const QUOTING = new Set([
  'claim',
  'term',
  'officialPt',
  'usageNote',
  'names',
  'name',
  'title',
  'alsoKnownAs',
  'aliases',
]);

/** Portuguese texts of the data use the words of the terminology, too. */
export function dataTerminology(root: string, rules: readonly Rule[]): Finding[] {
  const folder = join(root, 'src/data');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'terminology.yaml')
    .flatMap((name) => {
      const findings: Finding[] = [];
      const lines = new LineCounter();
      visit(parseDocument(readFileSync(join(folder, name), 'utf8'), { lineCounter: lines }), {
        Pair(_, pair, path) {
          const { key, value } = pair as {
            key: { value?: unknown };
            value: { value?: unknown; range?: [number, number, number] } | null;
          };
          if (QUOTING.has(String(key.value))) return visit.SKIP;
          if (key.value !== 'pt' || typeof value?.value !== 'string' || path.length === 0) return undefined;
          const text = value.value.replace(/`[^`]*`/g, '`');
          for (const rule of rules) {
            for (const word of avoidedWords(text, rule).slice(rule.max)) {
              findings.push({
                where: `src/data/${name}:${lines.linePos(value.range?.[0] ?? 0).line}`,
                what: `“${word}” is not this site's word.`,
                fix: `Use: ${rule.use} (src/data/terminology.yaml).`,
              });
            }
          }
          return undefined;
        },
      });
      return findings;
    });
}
