/**
 * Pages that nobody wrote, for measuring how the site grows: as long as the real ones, of their words, with headings, tables,
 * code, links and a few words of their own on each, so that an index grows as it would. The same number gives the same page.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../src/config/languages.ts';
import type { Query } from '../support/search/measure.ts';

/** Folder of the made-up pages inside a language. */
const FOLDER = 'made-up';
const SECTIONS = 6;
const PARAGRAPHS = 3;
const SENTENCES = 4;

/** Numbers between 0 and 1 that are the same every time: mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = [
  'ka',
  'ro',
  'mi',
  'ten',
  'vol',
  'su',
  'dra',
  'pel',
  'nor',
  'gi',
  'fa',
  'lux',
  'bre',
  'quo',
  'zan',
  'he',
];

/** A name that no other page has. */
function nameOf(page: number, nth: number): string {
  const next = numbers(page * 1000 + nth + 1);
  const part = (): string => SYLLABLES[Math.floor(next() * SYLLABLES.length)] ?? '';
  return `${part()}${part()}${part()}${page.toString(36)}${part()}${nth.toString(36)}`;
}

const slugOf = (page: number): string => `page-${String(page).padStart(4, '0')}`;

/** The words of the real pages of a language, each as often as it is used, without markup. */
function vocabulary(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.mdx') && !name.startsWith(FOLDER),
  );
  return files.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8').replace(
      /^---.*?---|```.*?```|<[^>]*>|`[^`]*`|\{[^}]*\}/gs,
      ' ',
    );
    return [...text.matchAll(/\p{Letter}{2,}/gu)].map(([word]) => word);
  });
}

/**
 * Writes pages into both languages; those that were there before are taken away.
 * @param docs folder with one folder for each language
 * @param count pages in each language
 */
export function writePages(docs: string, count: number): void {
  for (const { locale } of LANGUAGES) {
    const folder = join(docs, locale, FOLDER);
    rmSync(folder, { recursive: true, force: true });
    if (count === 0) continue;
    const words = vocabulary(join(docs, locale));
    mkdirSync(folder);
    for (let page = 1; page <= count; page += 1) {
      writeFileSync(join(folder, `${slugOf(page)}.mdx`), pageText(locale, page, count, words));
    }
  }
}

/** One page in a language. Both languages have the same structure and the same names; the words are the language's. */
function pageText(locale: string, page: number, count: number, words: readonly string[]): string {
  const next = numbers(page);
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(next() * from.length)] as Value;
  const link = (n: number): string => `[${nameOf(n, 0)}](/${locale}/${FOLDER}/${slugOf(n)}/#${nameOf(n, 1)})`;
  let own = 0;
  const name = (): string => nameOf(page, (own += 1) % 30);
  const sentence = (): string => {
    const text = Array.from({ length: 8 + Math.floor(next() * 12) }, () => pick(words).toLowerCase()).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${name()}.`;
  };
  const paragraph = (): string => Array.from({ length: SENTENCES }, sentence).join(' ');
  const row = (): string => `| ${name()} | ${pick(words)} ${pick(words)} | ${sentence()} |`;
  const section = (nth: number): string => {
    const id = nameOf(page, nth);
    return [
      `## ${pick(words)} ${pick(words)} ${id} [#${id}]`,
      ...Array.from({ length: PARAGRAPHS }, paragraph),
      nth === 2 ? [`| ${id} | A | B |`, '|---|---|---|', ...Array.from({ length: 6 }, row)].join('\n') : '',
      nth === 3
        ? `\`\`\`yaml title="${id}.yaml"\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${id}\ndata:\n  ${name()}: "${name()}"\n\`\`\``
        : '',
      nth === 4
        ? `- ${link(1 + (page % count))}: ${sentence()}\n- [CRI](/${locale}/interfaces/cri/): ${sentence()}`
        : '',
      nth === 5 ? `:::note[${name()}]\n${sentence()}\n:::` : '',
    ]
      .filter((part) => part !== '')
      .join('\n\n');
  };
  const title = nameOf(page, 0);
  return `---
title: ${title}
description: ${`${sentence()} ${sentence()}`.slice(0, 120)}
checked: { kubernetes: '1.37', date: '2026-11-21' }
aliases: [${name()}, ${name()}]
sources: [k8s-137]
---
import { Day, Sources } from '#components/content/index.ts';

${paragraph()} <Day iso="2026-08-26" />

${Array.from({ length: SECTIONS }, (_, index) => section(index + 1)).join('\n\n')}

## Sources [#sources]

<Sources />
`;
}

/** A few questions in each language that one made-up page answers. @param count pages in each language */
export function generatedQueries(count: number): Query[] {
  const pages = count === 0 ? [] : [1, Math.ceil(count / 2), count];
  return [...new Set(pages)].flatMap((page) =>
    LANGUAGES.map(({ tag }): Query => ({
      lang: tag,
      query: nameOf(page, 0),
      accept: [`${FOLDER}/${slugOf(page)}/`],
      kind: 'made-up',
      at: 1,
    })),
  );
}
