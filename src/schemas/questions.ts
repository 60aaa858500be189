import { z } from 'zod';
import { checked, type DeepReadonly, fileMeta, kebabId, section, sources, text } from './common.ts';

/** The topics of the questions, each a file of src/data/questions (labels: questionTopic), in the order of the site. */
export const QUESTION_TOPICS = [
  'first-steps',
  'foundations',
  'architecture',
  'components',
  'networking',
  'interfaces',
  'extensibility',
  'corrections',
  'ports',
] as const;

/** How hard a question is: a word to know, an idea to have understood, a case to think through. */
const DIFFICULTIES = [1, 2, 3] as const;

/** One of the answers that a reader chooses from. */
const answerSchema = z.strictObject({
  /** True for a right answer; left out for a wrong one. */
  right: z.literal(true).optional(),
  /** The answer, in a few words; `code` stands between backticks, here and in every text of a question. */
  text,
  /** Why it is wrong: what the reader who chose it mixes up. A right answer needs none: the question's own `why` says it. */
  why: text.optional(),
});

const common = {
  /** The question's id, its address on the practice page and in every deck: it stays when the words are improved. */
  id: kebabId,
  /** The section or row that answers it: `components/kube-scheduler#role`, `reference/ports#etcd-2379`. */
  section,
  /** A few words of that section, as they stand there, in which the answer is. A gate looks them up. */
  evidence: text,
  /** 1 a word to know, 2 an idea to have understood, 3 a case to think through. */
  difficulty: z.literal(DIFFICULTIES),
  /** What is asked. */
  ask: text,
  /** Why the right answer is right, in one to three sentences. */
  why: text,
  /** The corrections (corrections.yaml) whose idea it asks about. */
  corrections: z.array(kebabId).min(1).optional(),
  /** Where the answer was read. */
  sources,
  /** When it was last checked, where it differs from the "meta" of the file. */
  checked: checked.optional(),
};

/** A question, by its kind. */
const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    /** Four answers, one of them right. */
    kind: z.literal('one'),
    ...common,
    answers: z.array(answerSchema),
  }),
  z.strictObject({
    /** Four to six answers, two or more of them right. */
    kind: z.literal('several'),
    ...common,
    answers: z.array(answerSchema),
  }),
  z.strictObject({
    /** Steps to be put in order. */
    kind: z.literal('order'),
    ...common,
    /** Three to seven steps, in the right order. */
    steps: z.array(text),
  }),
  z.strictObject({
    /** Pairs to be matched. */
    kind: z.literal('match'),
    ...common,
    /** Three to six pairs; no two have the same left or the same right side. */
    pairs: z.array(z.strictObject({ left: text, right: text })),
  }),
  z.strictObject({
    /** A part of a drawing, whose name is covered; four names, one of them right. */
    kind: z.literal('drawing'),
    ...common,
    /** The drawing: a file of src/features/diagrams/templates, without ".mmd". */
    diagram: kebabId,
    /** The node of that template whose name is covered. */
    part: z.string().regex(/^\w+$/, 'must be the id of a node of the template'),
    answers: z.array(answerSchema),
  }),
  z.strictObject({
    /** A port to be typed. */
    kind: z.literal('port'),
    ...common,
    /** The port (ports.yaml): its number, or its range, is the answer. */
    port: kebabId,
    /** Wrong numbers that people type, and what each really is. */
    mistakes: z.array(
      z.strictObject({
        /** The wrong number. */
        number: z.int().min(1).max(65535),
        /** Why it is wrong. */
        why: text,
      }),
    ),
  }),
]);

/** A file of questions: one topic. */
export const questionsFile = z.strictObject({ meta: fileMeta, questions: z.array(questionSchema) });

/** A topic of questions. */
export type QuestionTopic = (typeof QUESTION_TOPICS)[number];
/** A question as its file has it. */
export type QuestionRecord = DeepReadonly<z.infer<typeof questionSchema>>;
/** A question with its topic. */
export type Question = QuestionRecord & { readonly topic: QuestionTopic };
