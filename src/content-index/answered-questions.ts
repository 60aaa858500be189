/** Whether each question of the bank is answered where it says so: what no schema sees, since the pages say it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Lang } from '../lib/languages.ts';
import { nearest } from '../lib/nearest.ts';
import { QUESTION_TOPICS, type QuestionRecord } from '../schemas/questions.ts';
import type { Facts } from '../facts/load.ts';
import { filesBelow, readSource } from './read-source.ts';

/** Every question with the file it stands in. */
export function questionsIn(facts: Facts): { file: string; question: QuestionRecord }[] {
  return QUESTION_TOPICS.flatMap((topic) =>
    facts[`questions/${topic}`].questions.map((question) => ({ file: `src/data/questions/${topic}.yaml`, question })),
  );
}

/** The tables of the store whose rows are sections of a reference page. */
const rowsOf = (facts: Facts): Readonly<Record<string, readonly { readonly id: string }[]>> => ({
  'reference/ports': [...facts.ports.ports, ...facts.sockets.sockets],
  'reference/components': facts.components.components,
  'reference/glossary': facts.glossary.terms,
  'reference/timeline': [...facts.timeline.events, ...facts.timeline.planned],
  'reference/corrections': facts.corrections.corrections,
});

/** Which records a component of a page shows, by the beginning of its name. */
const SHOWN: readonly [name: RegExp, records: (facts: Facts, id: string) => readonly unknown[]][] = [
  [/^Port$/, ({ ports }, id) => ports.ports.filter((row) => row.id === id).map((row) => row.port)],
  [/^Socket$/, ({ sockets }, id) => sockets.sockets.filter((row) => row.id === id).map((row) => row.path)],
  [/^PortTable/, ({ ports }, id) => ports.ports.filter((row) => row.id === id)],
  [/^SocketTable/, ({ sockets }, id) => sockets.sockets.filter((row) => row.id === id)],
  [/^ComponentPorts/, ({ ports }, id) => ports.ports.filter((row) => row.component === id)],
  [/^ComponentFacts/, ({ components }, id) => components.components.filter((row) => row.id === id)],
  [/^ComponentRelations/, ({ relations }, id) => relations.relations.filter((row) => row.from === id || row.to === id)],
  [/^Interface/, ({ interfaces }, id) => interfaces.interfaces.filter((row) => row.id === id)],
  [/^(Flow|Story)/, ({ flows }, id) => flows.flows.filter((row) => row.id === id)],
  [
    /^Extension/,
    ({ extensibility }, id) =>
      [...extensibility.extensions, ...extensibility.neighbours].filter((row) => row.id === id),
  ],
  [/^Point/, ({ corrections }, id) => corrections.corrections.filter((row) => row.claims.includes(id))],
];

/** The strings of a value, in one language. */
function said(value: unknown, lang: Lang): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map((item) => said(item, lang)).join(' ');
  if (typeof value !== 'object' || value === null) return '';
  if (lang in value) return said((value as Record<string, unknown>)[lang], lang);
  return Object.values(value)
    .map((item) => said(item, lang))
    .join(' ');
}

/** Text as it is compared: no marks of Markdown, one space, no capitals. */
const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*|`|(?<!\w)_|_(?!\w)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/**
 * What a reader of one section is told: its text down to the next heading of its rank, and the records that it shows.
 * @param root folder that holds `src/content/docs`
 * @returns undefined when there is no such section or row
 */
function sectionText(
  root: string,
  facts: Facts,
  section: string,
  language: (typeof LANGUAGES)[number],
): string | undefined {
  const [slug = '', id = ''] = section.split('#');
  const row = rowsOf(facts)[slug]?.find((entry) => entry.id === id);
  if (row !== undefined) return plain(said(row, language.lang));
  const file = [`${slug}.mdx`, `${slug}/index.mdx`]
    .map((name) => join(root, 'src/content/docs', language.locale, name))
    .find((path) => existsSync(path));
  if (file === undefined) return undefined;
  const source = readSource(file);
  const heading = new RegExp(`^(#{2,3}) .*\\[#${id}\\]$`, 'm').exec(source);
  if (heading === null) return undefined;
  const rest = source.slice(heading.index + heading[0].length);
  const end = new RegExp(`^#{2,${heading[1]?.length ?? 2}} `, 'm').exec(rest)?.index ?? rest.length;
  const shown = rest
    .slice(0, end)
    .replace(/<([A-Z]\w*)((?:\s[^<>]*?)?)\/?>/g, (_tag, name: string, attributes: string) => {
      const records = SHOWN.find(([pattern]) => pattern.test(name))?.[1];
      const ids = [...attributes.matchAll(/["']([a-z0-9-]+)["']/g)].map((match) => match[1] ?? '');
      return ids
        .flatMap((one) => records?.(facts, one) ?? [])
        .map((record) => said(record, language.lang))
        .join(' ');
    });
  return plain(shown.replace(/<\/?[a-zA-Z][^<>]*>/g, ''));
}

/**
 * The sections of each language, read from the headings alone: parsing the pages as well would cost seconds.
 * @param root folder that holds `src/content/docs`
 */
export function readSections(root: string): Map<string, Set<string>> {
  const sections = new Map<string, Set<string>>();
  for (const locale of LANGUAGES.map((language) => language.locale)) {
    const folder = join(root, 'src/content/docs', locale);
    const own = new Set<string>();
    for (const name of filesBelow(folder)) {
      if (!/\.mdx?$/.test(name)) continue;
      const slug = name.replace(/\.mdx?$/, '').replace(/\/index$/, '');
      for (const [, id] of readSource(join(folder, name)).matchAll(/^#{2,3} .+ \[#([a-z0-9-]+)\]$/gm)) {
        own.add(`${slug}#${id ?? ''}`);
      }
    }
    sections.set(locale, own);
  }
  return sections;
}

/** What is wrong with a question, where, and what to do. */
interface QuestionFinding {
  where: string;
  what: string;
  fix: string;
}

/** Where a question stands, for people. @param file where it was read */
export const placeOf = (file: string, { id }: QuestionRecord): string => `${file}  question ${id}:`;

/**
 * Questions that lead to no section or row of both languages, or whose section does not hold the words that answer them.
 * @param root folder that holds `src/content/docs`
 */
export function unansweredQuestions(root: string, facts: Facts, questions = questionsIn(facts)): QuestionFinding[] {
  // Only a section that is not there asks for all that are; several questions are answered by one.
  let sections: ReturnType<typeof readSections> | undefined;
  const rows = Object.entries(rowsOf(facts)).flatMap(([slug, list]) => list.map(({ id }) => `${slug}#${id}`));
  const texts = new Map<string, string | undefined>();
  return questions.flatMap(({ file, question }) => {
    const where = placeOf(file, question);
    return LANGUAGES.flatMap((language): QuestionFinding[] => {
      const { locale, lang } = language;
      const asked = `${locale} ${question.section}`;
      if (!texts.has(asked)) texts.set(asked, sectionText(root, facts, question.section, language));
      const text = texts.get(asked);
      if (text === undefined) {
        sections ??= readSections(root);
        return [
          {
            where,
            what: `There is no section "${question.section}" in ${locale}.`,
            fix: `Nearest known: ${nearest(question.section, [...(sections.get(locale) ?? []), ...rows]).join(', ')}.`,
          },
        ];
      }
      if (text.includes(plain(question.evidence[lang]))) return [];
      return [
        {
          where,
          what: `Its answer is not in its section: “${question.evidence[lang]}” does not stand in ${locale}/${question.section}.`,
          fix: `Copy into "evidence: ${lang}:" the words of the section that answer, or name the section where they stand.`,
        },
      ];
    });
  });
}
