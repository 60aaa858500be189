import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../../../src/content-index/read-source.ts';
import type { Facts } from '../../../src/facts/load.ts';
import { QUESTION_TOPICS, type QuestionRecord } from '../../../src/schemas/questions.ts';
import { LANGUAGES, type Lang } from '../../../src/lib/languages.ts';
import { nearest } from '../../../src/lib/nearest.ts';
import { diagramIds, getPicture, nodeName, VARIANTS } from '../../../src/features/diagrams/index.ts';
import type { Finding } from './finding.ts';
import { readSections } from './sections.ts';

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
export function sectionText(
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
 * Every question leads to a section or row that both languages have, and the words that answer it stand there; a covered
 * part of a drawing is on the drawing.
 * @param root folder that holds `src/content/docs`
 */
export function answeredQuestions(root: string, facts: Facts, questions = questionsIn(facts)): Finding[] {
  const sections = readSections(root);
  const rows = Object.entries(rowsOf(facts)).flatMap(([slug, list]) => list.map(({ id }) => `${slug}#${id}`));
  return questions.flatMap(({ file, question }) => {
    const where = `${file}  question ${question.id}:`;
    return [
      ...LANGUAGES.flatMap((language): Finding[] => {
        const { locale, lang } = language;
        const text = sectionText(root, facts, question.section, language);
        if (text === undefined)
          return [
            {
              where,
              what: `There is no section "${question.section}" in ${locale}.`,
              fix: `Nearest known: ${nearest(question.section, [...(sections.get(locale) ?? []), ...rows]).join(', ')}.`,
            },
          ];
        if (text.includes(plain(question.evidence[lang]))) return [];
        return [
          {
            where,
            what: `Its answer is not in its section: “${question.evidence[lang]}” does not stand in ${locale}/${question.section}.`,
            fix: `Copy into "evidence: ${lang}:" the words of the section that answer, or name the section where they stand.`,
          },
        ];
      }),
      ...(question.kind === 'drawing' ? knownPart(question, where) : []),
    ];
  });
}

function knownPart(question: Extract<QuestionRecord, { kind: 'drawing' }>, where: string): Finding[] {
  const known = diagramIds();
  if (!known.includes(question.diagram))
    return [
      {
        where,
        what: `There is no drawing "${question.diagram}".`,
        fix: `Nearest known: ${nearest(question.diagram, known).join(', ')}.`,
      },
    ];
  const { nodes } = getPicture(question.diagram, 'en', 'wide').drawing;
  if (!nodes.some(({ id }) => id === question.part))
    return [
      {
        where,
        what: `The drawing "${question.diagram}" has no part "${question.part}".`,
        fix: `Its parts: ${nodes.map(({ id }) => id).join(', ')}.`,
      },
    ];
  // Whoever knows nothing rules out the names that stand beside the covered one.
  return LANGUAGES.flatMap(({ lang }) => {
    const seen = new Set(
      VARIANTS.flatMap((variant) => getPicture(question.diagram, lang, variant).drawing.nodes)
        .filter(({ id }) => id !== question.part)
        .map((node) => bare(nodeName(node))),
    );
    return question.answers
      .filter(({ text }) => seen.has(bare(text[lang])))
      .map(({ text }) => ({
        where,
        what: `Its answer “${text[lang]}” stands on the drawing, beside the covered part (${lang}).`,
        fix: 'Offer the name of something that the drawing does not show.',
      }));
  });
}

/** A name without its article, capitals and hyphens, which a drawing breaks lines at. */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(the|an?|os?|as?) /, '')
    .replace(/[\s-]+/g, '');

/** How many questions a page that students read has at least: the end of the page asks three. */
const PER_PAGE = 3;

/**
 * Every page that students read has its questions, and every correction is asked about.
 * @param slugs the pages of the site
 */
export function missingQuestions(facts: Facts, slugs: readonly string[], questions = questionsIn(facts)): Finding[] {
  const topics = new Set<string>(QUESTION_TOPICS);
  const read = slugs.filter((slug) => topics.has(slug.split('/')[0] ?? ''));
  const about = new Set(questions.flatMap(({ question }) => question.corrections ?? []));
  return [
    ...read.flatMap((slug) => {
      const count = questions.filter(({ question }) => question.section.startsWith(`${slug}#`)).length;
      return count >= PER_PAGE
        ? []
        : [
            {
              where: slug,
              what: `Its sections answer ${count} questions.`,
              fix: `Write ${PER_PAGE - count} more in src/data/questions/, of what its reader should know afterwards.`,
            },
          ];
    }),
    ...facts.corrections.corrections
      .filter(({ id }) => !about.has(id))
      .map(({ id }) => ({
        where: `src/data/corrections.yaml  correction ${id}:`,
        what: 'No question asks about it.',
        fix: `Write one whose wrong answer is this idea, with "corrections: [${id}]".`,
      })),
  ];
}

type Choice = Extract<QuestionRecord, { kind: 'one' | 'drawing' }>;

/** The questions of which one answer of four is right. */
export const choicesOf = (questions: ReturnType<typeof questionsIn>): Choice[] =>
  questions.flatMap(({ question }) => (question.kind === 'one' || question.kind === 'drawing' ? [question] : []));

/** A number, or none, marks out no right answer: where the others are all the other way, whoever knows nothing takes it. */
export function toldByNumbers(questions: ReturnType<typeof questionsIn>): Finding[] {
  return questions.flatMap(({ file, question }) =>
    choicesOf([{ file, question }]).flatMap(({ id, answers }) =>
      LANGUAGES.flatMap(({ lang }) => {
        const own = (wanted: boolean): boolean =>
          answers.every(({ right, text }) => /\d/.test(text[lang]) === (right === true ? wanted : !wanted));
        return own(true) || own(false)
          ? [
              {
                where: `${file}  question ${id}:`,
                what: `Its right answer is the only one ${own(true) ? 'with' : 'without'} a number (${lang}).`,
                fix: 'Give a wrong answer the same form, or say the right one in words.',
              },
            ]
          : [];
      }),
    ),
  );
}

/** What somebody who knows nothing takes: the longest answer, the shortest, or the one in a certain place. */
export type Guess = 'longest' | 'shortest' | 0 | 1 | 2 | 3;

/** Which share of the questions this guess answers. Answers of the same length share the guess. */
export function shareGuessed(questions: readonly Choice[], lang: Lang, guess: Guess): number {
  const hits = questions.map(({ answers }) => {
    if (typeof guess === 'number') return answers[guess]?.right === true ? 1 : 0;
    const lengths = answers.map(({ text }) => text[lang].length);
    const length = guess === 'longest' ? Math.max(...lengths) : Math.min(...lengths);
    const taken = answers.filter((_, index) => lengths[index] === length);
    return taken.filter(({ right }) => right === true).length / taken.length;
  });
  return hits.reduce<number>((sum, hit) => sum + hit, 0) / hits.length;
}
