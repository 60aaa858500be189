/**
 * Moodle's two formats: GIFT, which a person can read, and XML, which brings the drawings along and keeps the id of each
 * question as its id number. Steps to be put in order are pairs of place and step: what every Moodle has.
 * Sources: https://docs.moodle.org/en/GIFT_format, https://docs.moodle.org/en/Moodle_XML_format
 */
import type { ChoiceItem, QuestionItem } from '../item.ts';
import { plainText } from '../item.ts';
import { escaped, explanation, html, numbersOf, type Surroundings } from './markup.ts';

/** Shares that Moodle accepts, by the number of answers among which a mark is shared. */
const SHARE: Readonly<Record<number, string>> = { 1: '100', 2: '50', 3: '33.33333', 4: '25', 5: '20', 6: '16.66667' };

/** What each answer of several is worth, in percent: the right ones share the mark, the wrong ones take it away. */
function worth(item: ChoiceItem): (right: boolean) => string {
  const right = item.answers.filter((answer) => answer.right).length;
  return (isRight) => (isRight ? (SHARE[right] ?? '100') : `-${SHARE[item.answers.length - right] ?? '100'}`);
}

const pairsOf = (item: QuestionItem): { left: string; right: string }[] =>
  item.kind === 'match'
    ? item.pairs
    : item.kind === 'order'
      ? item.steps.map((step, index) => ({ left: step, right: String(index + 1) }))
      : [];

/** Signs that mean something in GIFT. */
const gift = (text: string): string => text.replace(/[\\~=#{}:]/g, '\\$&').replace(/\n/g, '\\n');

/** The questions as GIFT. */
export function toGift(items: readonly QuestionItem[], around: Surroundings): string {
  let topic = '';
  const written = items.map((item) => {
    const category = item.topic === topic ? '' : `$CATEGORY: ${around.site}/${around.topicOf(item.topic)}\n\n`;
    topic = item.topic;
    const picture =
      'picture' in item && item.picture
        ? `<p><img src="${escaped(around.pictureOf(item.picture.src))}" alt="${escaped(item.picture.alt)}"/></p>`
        : '';
    return `${category}// id: ${item.id}\n::${gift(item.id)}::[html]${gift(`<p>${html(item.ask)}</p>${picture}`)} {\n${giftAnswers(
      item,
    )
      .map((line) => `  ${line}\n`)
      .join('')}  ####${gift(explanation(item, around))}\n}\n`;
  });
  return written.join('\n');
}

function giftAnswers(item: QuestionItem): string[] {
  switch (item.kind) {
    case 'order':
    case 'match':
      return pairsOf(item).map(({ left, right }) => `=${gift(html(left))} -> ${gift(plainText(right))}`);
    case 'port': {
      const [from = 0, to] = numbersOf(item.port);
      // A range is typed as one: text; a single number is numerical.
      if (to !== undefined) return [`=${gift(`${from}-${to}`)}`, `=${gift(`${from}–${to}`)}`];
      return [`#=%100%${from}:0`, ...item.mistakes.map(({ number, why }) => ` =%0%${number}:0#${gift(html(why))}`)];
    }
    default: {
      const value = worth(item);
      return item.answers.map(({ text, right, why }) => {
        const sign = item.kind === 'several' ? `~%${value(right === true)}%` : right ? '=' : '~';
        return `${sign}${gift(html(text))}${why === undefined ? '' : `#${gift(html(why))}`}`;
      });
    }
  }
}

const cdata = (text: string): string => `<text><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></text>`;

/** Bytes of a text as base64, which is how Moodle takes files. */
export function base64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

/** The questions as Moodle XML. */
export function toMoodleXml(items: readonly QuestionItem[], around: Surroundings): string {
  let topic = '';
  const written = items.map((item) => {
    const category =
      item.topic === topic
        ? ''
        : `  <question type="category">\n    <category>${`<text>${escaped(`$course$/top/${around.site}/${around.topicOf(item.topic)}`)}</text>`}</category>\n  </question>\n`;
    topic = item.topic;
    return category + moodleQuestion(item, around);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${written.join('')}</quiz>\n`;
}

function moodleQuestion(item: QuestionItem, around: Surroundings): string {
  const picture = 'picture' in item ? item.picture : undefined;
  const name = picture?.src.split('/').at(-1) ?? '';
  const file =
    picture === undefined
      ? ''
      : `<file name="${escaped(name)}" path="/" encoding="base64">${base64(around.svgOf(picture.src))}</file>`;
  const shown =
    picture === undefined ? '' : `<p><img src="@@PLUGINFILE@@/${escaped(name)}" alt="${escaped(picture.alt)}"/></p>`;
  const range = item.kind === 'port' && numbersOf(item.port).length > 1;
  const type = {
    one: 'multichoice',
    several: 'multichoice',
    drawing: 'multichoice',
    order: 'matching',
    match: 'matching',
    port: range ? 'shortanswer' : 'numerical',
  }[item.kind];
  const lines = [
    `<name><text>${escaped(plainText(item.ask))}</text></name>`,
    `<questiontext format="html">${cdata(`<p>${html(item.ask)}</p>${shown}`)}${file}</questiontext>`,
    `<generalfeedback format="html">${cdata(explanation(item, around))}</generalfeedback>`,
    '<defaultgrade>1</defaultgrade>',
    '<penalty>0.3333333</penalty>',
    '<hidden>0</hidden>',
    `<idnumber>${escaped(item.id)}</idnumber>`,
    ...moodleAnswers(item),
    `<tags><tag><text>${escaped(around.topicOf(item.topic))}</text></tag></tags>`,
  ];
  return `  <question type="${type}">\n${lines.map((line) => `    ${line}\n`).join('')}  </question>\n`;
}

function moodleAnswers(item: QuestionItem): string[] {
  const answer = (fraction: string, text: string, feedback: string, extra = ''): string =>
    `<answer fraction="${fraction}" format="html">${text}<feedback format="html">${cdata(feedback)}</feedback>${extra}</answer>`;
  switch (item.kind) {
    case 'order':
    case 'match':
      return [
        '<shuffleanswers>true</shuffleanswers>',
        ...pairsOf(item).map(
          ({ left, right }) =>
            `<subquestion format="html">${cdata(html(left))}<answer>${cdata(plainText(right))}</answer></subquestion>`,
        ),
      ];
    case 'port': {
      const [from = 0, to] = numbersOf(item.port);
      const plain = (text: string): string => `<text>${escaped(text)}</text>`;
      if (to !== undefined)
        return [
          '<usecase>0</usecase>',
          ...[`${from}-${to}`, `${from}–${to}`].map((text) => answer('100', plain(text), '')),
        ];
      return [
        answer('100', plain(String(from)), '', '<tolerance>0</tolerance>'),
        ...item.mistakes.map(({ number, why }) =>
          answer('0', plain(String(number)), html(why), '<tolerance>0</tolerance>'),
        ),
      ];
    }
    default: {
      const value = worth(item);
      const single = item.kind !== 'several';
      return [
        `<single>${String(single)}</single>`,
        '<shuffleanswers>true</shuffleanswers>',
        '<answernumbering>ABCD</answernumbering>',
        ...item.answers.map(({ text, right, why }) =>
          answer(single ? (right ? '100' : '0') : value(right === true), cdata(html(text)), html(why ?? '')),
        ),
      ];
    }
  }
}
