import { placeOf, questionsIn, unansweredQuestions } from '../../../src/content-index/answered-questions.ts';
import type { Facts } from '../../../src/facts/load.ts';
import { QUESTION_TOPICS, type QuestionRecord } from '../../../src/schemas/questions.ts';
import { LANGUAGES, type Lang } from '../../../src/lib/languages.ts';
import { nearest } from '../../../src/lib/nearest.ts';
import { diagramIds, getPicture, nodeName, VARIANTS } from '../../../src/features/diagrams/index.ts';
import type { Finding } from './finding.ts';

/**
 * Every question leads to a section or row that both languages have, and the words that answer it stand there; a covered
 * part of a drawing is on the drawing.
 * @param root folder that holds `src/content/docs`
 */
export const answeredQuestions = (root: string, facts: Facts, questions = questionsIn(facts)): Finding[] => [
  ...unansweredQuestions(root, facts, questions),
  ...questions.flatMap(({ file, question }) =>
    question.kind === 'drawing' ? knownPart(question, placeOf(file, question)) : [],
  ),
];

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
