/** What makes a question wrong that a schema cannot say: whether it can be answered, and answered in one way only. */
import { byLang, LANGS } from '../../lib/languages.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Facts, FileName } from '../../schemas/index.ts';
import { QUESTION_TOPICS, type QuestionRecord } from '../../schemas/questions.ts';
import { type Port } from '../../schemas/ports.ts';
import type { Path } from '../problems.ts';
import { type Finding, idsOf } from './finding.ts';

type Texts = Readonly<Record<(typeof LANGS)[number], string>>;
type OwnFinding = readonly [path: Path, what: string, fix: string];

/** What a question may name. */
interface Known {
  ports: readonly Port[] | undefined;
  /** Ids of corrections.yaml. */
  corrections: ReadonlySet<string> | undefined;
}

/** What is wrong with the questions of all topics. */
export function* questionFindings(facts: Partial<Facts>): Generator<Finding> {
  const { ports, corrections } = facts;
  const known = { ports: ports?.ports, corrections: corrections && idsOf(corrections.corrections) };
  const home = new Map<string, FileName>();
  for (const topic of QUESTION_TOPICS) {
    const name = `questions/${topic}` as const;
    for (const [index, question] of (facts[name]?.questions ?? []).entries()) {
      const path: Path = ['questions', index];
      for (const finding of findingsOf(question, path, known)) yield [name, ...finding];
      const first = home.get(question.id) ?? name;
      // Twice in one file is found where the file is read.
      if (first !== name) {
        const what = `The question "${question.id}" stands in src/data/${first}.yaml already.`;
        yield [name, [...path, 'id'], what, 'Give one of the two another id, or remove one.'];
      }
      home.set(question.id, first);
    }
  }
}

/**
 * What is wrong with one question.
 * @param path where it stands in its file
 */
function findingsOf(question: QuestionRecord, path: Path, known: Known): OwnFinding[] {
  const name = `The question "${question.id}"`;
  const findings: OwnFinding[] = [];
  const add = (field: Path, what: string, fix: string): void =>
    void findings.push([[...path, ...field], `${name} ${what}`, fix]);

  for (const [index, id] of (question.corrections ?? []).entries()) {
    if (known.corrections === undefined || known.corrections.has(id)) continue;
    add(['corrections', index], `names the correction "${id}", which does not exist.`, near(id, known.corrections));
  }
  switch (question.kind) {
    case 'one':
    case 'several':
    case 'drawing':
      answers(question, add);
      break;
    case 'order':
      between(question.steps.length, 3, 7, 'steps', add);
      different(question.steps, 'steps', 'steps', add);
      break;
    case 'match':
      between(question.pairs.length, 3, 6, 'pairs', add);
      for (const side of ['left', 'right'] as const)
        different(
          question.pairs.map((pair) => pair[side]),
          `${side} sides`,
          'pairs',
          add,
        );
      break;
    case 'port':
      port(question, known.ports, add);
  }
  return findings;
}

type Add = (field: Path, what: string, fix: string) => void;
type Choice = Extract<QuestionRecord, { kind: 'one' | 'several' | 'drawing' }>;

/** “All of the above” is answered by form alone, and means nothing where answers are shuffled. */
const ABOUT_THE_LIST = /\b(all|none|both|neither) (of )?(the )?(above|below|these|them)\b|(acima|abaixo|anteriores)$/i;

function answers(question: Choice, add: Add): void {
  const { answers: all, kind } = question;
  const right = all.filter((answer) => answer.right === true);
  if (kind === 'several') {
    between(all.length, 4, 6, 'answers', add);
    if (right.length < 2 || right.length === all.length)
      add(
        ['answers'],
        `has ${right.length === all.length ? 'no wrong answer' : `${right.length} right ${right.length === 1 ? 'answer' : 'answers'}`} where several of many are asked.`,
        right.length === 1
          ? 'Make it "kind: one", or mark another with "right: true".'
          : 'Two or more are right, one or more wrong.',
      );
  } else {
    between(all.length, 4, 4, 'answers', add);
    if (right.length === 0) add(['answers'], 'has no right answer.', 'Mark the right one with "right: true".');
    if (right.length > 1)
      add(
        ['answers'],
        `has ${right.length} right answers where one is asked.`,
        'Keep one "right: true", or make it "kind: several".',
      );
  }
  different(
    all.map((answer) => answer.text),
    'answers',
    'answers',
    add,
  );
  for (const [index, answer] of all.entries()) {
    if (answer.right !== true && answer.why === undefined)
      add(
        ['answers', index],
        `does not say why “${answer.text.en}” is wrong.`,
        `Add "why:" in ${LANGS.map((lang) => `"${lang}"`).join(' and ')}: what the reader who chose it mixes up.`,
      );
    for (const lang of LANGS)
      if (ABOUT_THE_LIST.test(answer.text[lang]))
        add(
          ['answers', index, 'text', lang],
          `has an answer about the other answers, “${answer.text[lang]}”.`,
          'Write an answer that says something by itself; answers are shuffled.',
        );
  }
  // Whoever knows nothing takes the longest answer: a right one must not be told by its length.
  const [only] = right;
  if (kind !== 'several' && only !== undefined)
    for (const lang of LANGS) {
      const longest = Math.max(0, ...all.filter((answer) => answer !== only).map((answer) => answer.text[lang].length));
      if (only.text[lang].length > 1.5 * longest + 4)
        add(
          ['answers', all.indexOf(only), 'text', lang],
          `can be answered by form alone: its right answer is ${only.text[lang].length} characters long, the longest wrong one ${longest}.`,
          'Shorten the right answer, or give a wrong one as much to say.',
        );
    }
}

function port(question: Extract<QuestionRecord, { kind: 'port' }>, ports: Known['ports'], add: Add): void {
  if (question.mistakes.length === 0)
    add(
      ['mistakes'],
      'names no wrong number.',
      'Add one that people type, with "why:": what listens there, or used to.',
    );
  if (ports === undefined) return;
  const row = ports.find(({ id }) => id === question.port);
  if (row === undefined) {
    add(
      ['port'],
      `asks for the port "${question.port}", which does not exist.`,
      near(question.port, new Set(ports.map(({ id }) => id))),
    );
    return;
  }
  if (row.ranges.length !== 1)
    add(
      ['port'],
      `has no answer that can be typed: "${question.port}" is ${row.ranges.length === 0 ? 'no number' : 'several numbers'}.`,
      'Ask for a port that is one number or one range.',
    );
  for (const [index, { number }] of question.mistakes.entries())
    if (row.ranges.some(([from, to]) => from === number && to === number))
      add(['mistakes', index, 'number'], `calls its right answer, ${number}, a mistake.`, 'Name another number.');
}

function between(count: number, least: number, most: number, what: string, add: Add): void {
  if (count >= least && count <= most) return;
  const wanted = least === most ? String(least) : `${least} to ${most}`;
  add([what], `has ${count} ${what}; this kind has ${wanted}.`, `Write ${wanted}.`);
}

function different(list: readonly Texts[], what: string, field: string, add: Add): void {
  const seen = byLang(() => new Set<string>());
  for (const [index, entry] of list.entries())
    for (const lang of LANGS) {
      if (seen[lang].has(entry[lang]))
        add([field, index], `has two ${what} that read “${entry[lang]}”.`, 'Change one of them.');
      seen[lang].add(entry[lang]);
    }
}

const near = (id: string, known: ReadonlySet<string>): string => `Nearest known: ${nearest(id, known).join(', ')}.`;
