/** A question or a flash card in one language, as pages, files and decks have it. */

/** One answer to choose from. */
export interface Choice {
  text: string;
  right?: true | undefined;
  /** Why it is wrong. */
  why?: string | undefined;
}

/** A picture that belongs to the question. */
export interface Picture {
  /** Address below the sub-path, with a slash in front: `/pictures/worker-node--rt.en.svg`. */
  src: string;
  width: number;
  height: number;
  /** The same in words, with the covered name left out. */
  alt: string;
}

interface Common {
  /** The same in every language and in every later version. */
  id: string;
  /** Id of its topic; of a card, of its set. */
  topic: string;
  /** It asks about a correction, whatever its topic is. */
  corrects?: true | undefined;
  level: 1 | 2 | 3;
  /** What is asked; `code` stands between backticks, here and in every text. */
  ask: string;
  why: string;
  /** The section that answers it: `components/kube-scheduler#role`. */
  to: string;
  /** The title of that section. */
  place: string;
}

/** A question to choose from answers; a drawing has one covered part. */
export interface ChoiceItem extends Common {
  kind: 'one' | 'several' | 'drawing';
  answers: Choice[];
  picture?: Picture | undefined;
}
/** Steps, in the right order. */
export interface OrderItem extends Common {
  kind: 'order';
  steps: string[];
}
/** Pairs that belong together. */
export interface MatchItem extends Common {
  kind: 'match';
  pairs: { left: string; right: string }[];
}
/** A port to be typed. */
export interface PortItem extends Common {
  kind: 'port';
  /** As a reader sees it: `10259`, `30000-32767`. */
  port: string;
  mistakes: { number: number; why: string }[];
}
/** A flash card: `ask` is its front, `why` its back. */
export interface CardItem extends Common {
  kind: 'card';
}
/** A question. */
export type QuestionItem = ChoiceItem | OrderItem | MatchItem | PortItem;
/** A question or a card. */
export type Item = QuestionItem | CardItem;

/** The file that holds the items of one language. */
export interface ItemFile {
  /** Topics or sets that have items, in order, with their names. */
  topics: { id: string; name: string }[];
  items: Item[];
}

/** A piece of text: words, or code. */
export interface Piece {
  text: string;
  code: boolean;
}

/** Takes a text apart at its backticks; one that nothing closes is a sign like any other. */
export function piecesOf(text: string): Piece[] {
  return text
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) => (/^`.+`$/.test(part) ? { text: part.slice(1, -1), code: true } : { text: part, code: false }));
}

/** A text without the marks of its code. */
export const plainText = (text: string): string => text.replaceAll('`', '');

/** The right answer in words, on one line for each of its parts. */
export function answerOf(item: QuestionItem): string[] {
  switch (item.kind) {
    case 'order':
      return item.steps;
    case 'match':
      return item.pairs.map(({ left, right }) => `${left} → ${right}`);
    case 'port':
      return [item.port];
    default:
      return item.answers.filter(({ right }) => right).map(({ text }) => text);
  }
}
