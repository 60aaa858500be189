/** The questions and flash cards of the store in one language. Runs at build time. */
import { fill } from '#lib/fill.ts';
import {
  allInterfaces,
  allPorts,
  allQuestions,
  allTerms,
  getComponent,
  getPort,
  label,
  localize,
  QUESTION_TOPICS,
  type Lang,
  type Phrase,
  type Question,
} from '#facts';
import { CARD_SETS, INTERFACE_CARDS } from '../../schemas/labels.ts';
import { getPicture, nodeName } from '../diagrams/index.ts';
import type { CardItem, Item, ItemFile, Picture, QuestionItem } from './item.ts';
import { pictureFile } from './pictures.ts';

/** The title of a section: `content-index/section-title.ts` has it. */
type TitleOf = (section: string) => string;

/** One question in one language. */
export function questionItem(question: Question, lang: Lang, titleOf: TitleOf): QuestionItem {
  const say = (text: Phrase): string => localize(text, lang);
  const common = {
    id: question.id,
    topic: question.topic,
    ...(question.corrections === undefined ? {} : { corrects: true as const }),
    level: question.difficulty,
    ask: say(question.ask),
    why: say(question.why),
    to: question.section,
    place: titleOf(question.section),
  };
  switch (question.kind) {
    case 'order':
      return { ...common, kind: 'order', steps: question.steps.map(say) };
    case 'match':
      return {
        ...common,
        kind: 'match',
        pairs: question.pairs.map(({ left, right }) => ({ left: say(left), right: say(right) })),
      };
    case 'port':
      return {
        ...common,
        kind: 'port',
        port: say(getPort(question.port).port),
        mistakes: question.mistakes.map(({ number, why }) => ({ number, why: say(why) })),
      };
    default: {
      const answers = question.answers.map(({ text, right, why }) => ({
        text: say(text),
        ...(right === true ? { right } : {}),
        ...(why === undefined ? {} : { why: say(why) }),
      }));
      return question.kind === 'drawing'
        ? { ...common, kind: 'drawing', answers, picture: coveredPicture(question.diagram, question.part, lang) }
        : { ...common, kind: question.kind, answers };
    }
  }
}

/** A drawing with one covered name, and its arrows in words for who does not see it. */
function coveredPicture(diagram: string, part: string, lang: Lang): Picture {
  const { drawing, scene } = getPicture(diagram, lang, 'wide');
  const name = (id: string): string => {
    const node = drawing.nodes.find((one) => one.id === id);
    return id === part
      ? '?'
      : node === undefined
        ? (drawing.groups.find((one) => one.id === id)?.name ?? id)
        : nodeName(node);
  };
  const arrows = drawing.edges
    .filter(({ from, to }) => from === part || to === part)
    .map(
      ({ from, to, plain, label: said }) =>
        `${name(from)} ${plain ? '—' : '→'} ${name(to)}${said === '' ? '' : ` (${said})`}`,
    );
  return {
    src: `/${pictureFile({ diagram, part, lang })}`,
    width: scene.width,
    height: scene.height,
    alt: `${drawing.title}: ${arrows.join('; ')}.`,
  };
}

/** The topics that have questions, in order, with their names. */
export function questionTopics(lang: Lang): ItemFile['topics'] {
  const used = new Set(allQuestions().map(({ topic }) => topic));
  return QUESTION_TOPICS.filter((id) => used.has(id)).map((id) => ({ id, name: label('questionTopic', id, lang) }));
}

/** All questions of a language, with the topics that have any. */
export function questionFile(lang: Lang, titleOf: TitleOf): ItemFile {
  return {
    topics: questionTopics(lang),
    items: allQuestions().map((question) => questionItem(question, lang, titleOf)),
  };
}

/** All flash cards of a language: a term and its meaning, a service and its port, an interface and what it is. */
export function cardFile(lang: Lang): ItemFile {
  const card = (topic: string, id: string, front: string, back: string, to: string, place: string): CardItem => ({
    kind: 'card',
    id,
    topic,
    level: 1,
    ask: front,
    why: back,
    to,
    place,
  });
  const glossary = allTerms().map((entry) =>
    card(
      'glossary',
      `term-${entry.id}`,
      entry.term[lang],
      entry.definition[lang],
      `reference/glossary#${entry.id}`,
      entry.term[lang],
    ),
  );
  const ports = allPorts()
    .filter(({ ranges, statusCode }) => ranges.length > 0 && statusCode === 'current')
    .map((port) => {
      const name = localize(getComponent(port.component).names, lang);
      return card(
        'ports',
        `port-${port.id}`,
        `${name}: ${localize(port.purpose, lang)}`,
        `${localize(port.port, lang)}/${port.protocols.join('/')}, ${localize(port.appProtocol, lang)}`,
        `reference/ports#${port.id}`,
        `${localize(port.port, lang)} ${name}`,
      );
    });
  const interfaces = allInterfaces().flatMap((entry) =>
    INTERFACE_CARDS.map((part) =>
      card(
        'interfaces',
        `interface-${entry.id}-${part}`,
        fill(label('cardAsk', part, lang), { name: entry.abbrev }),
        localize(entry[part].text, lang),
        `interfaces/${entry.id}#why`,
        entry.abbrev,
      ),
    ),
  );
  const items: Item[] = [...glossary, ...ports, ...interfaces];
  return { topics: CARD_SETS.map((id) => ({ id, name: label('cardSet', id, lang) })), items };
}
