/** The questions of the study path, and those that people ask. */
import { QUESTION_TOPICS } from '../schemas/questions.ts';
import type { Asked, Question } from '../schemas/index.ts';
import { facts, groupBy, once } from './store.ts';

const questionsByPage = once(() => groupBy(allQuestions(), ({ section }) => [section.split('#')[0] ?? '']));
const everyQuestion = once((): readonly Question[] =>
  QUESTION_TOPICS.flatMap((topic) =>
    facts()[`questions/${topic}`].questions.map((question): Question => ({ ...question, topic })),
  ),
);

/** Every question, topic by topic, in the order of its file. */
export function allQuestions(): readonly Question[] {
  return everyQuestion();
}

/** The questions that sections of a page answer; none for a page that no question names. */
export function questionsOf(slug: string): readonly Question[] {
  return questionsByPage().get(slug) ?? [];
}

/** The question bank: what people ask and which errors they paste, by the place that answers. */
export function asked(): readonly Asked[] {
  return facts().asked.asked;
}
