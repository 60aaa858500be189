/** Questions for people and for spreadsheets: Markdown, CSV, and the text files that Anki imports. */
import { spreadsheetCsv } from '../../../lib/csv.ts';
import { mixedOrder, shuffled } from '../draw.ts';
import { answerOf, plainText, type Item, type QuestionItem } from '../item.ts';
import { escaped, explanation, html, type Surroundings } from './markup.ts';

/** `a`, `b`, `c` … */
export const letter = (index: number): string => String.fromCharCode(97 + index);

/** What a question shows on paper below its words, in an order that does not tell the answer. */
export function shownOf(item: QuestionItem): { lines: string[]; key: string } {
  switch (item.kind) {
    case 'order': {
      const order = mixedOrder(item.steps.length, item.id);
      return {
        lines: order.map((step, index) => `${letter(index)}) ${item.steps[step] ?? ''}`),
        key: item.steps.map((_step, index) => letter(order.indexOf(index))).join(', '),
      };
    }
    case 'match': {
      const order = mixedOrder(item.pairs.length, item.id);
      return {
        // One list below the other: side by side, a number and a letter in one line would look like a pair.
        lines: [
          ...item.pairs.map(({ left }, index) => `${index + 1}. ${left}`),
          ...order.map((pair, index) => `${letter(index)}) ${item.pairs[pair]?.right ?? ''}`),
        ],
        key: item.pairs.map((_pair, index) => `${index + 1}${letter(order.indexOf(index))}`).join(', '),
      };
    }
    case 'port':
      return { lines: ['________'], key: item.port };
    default: {
      const answers = shuffled(item.answers, item.id, ({ text }) => text);
      return {
        lines: answers.map(({ text }, index) => `${letter(index)}) ${text}`),
        key: answers.flatMap(({ right }, index) => (right ? [letter(index)] : [])).join(', '),
      };
    }
  }
}

/** The questions as a numbered list, and the answers with their reasons below it. */
export function toMarkdown(items: readonly QuestionItem[], title: string, around: Surroundings): string {
  const questions = items.map((item, index) => {
    const picture =
      'picture' in item && item.picture ? `\n\n   ![${item.picture.alt}](${around.pictureOf(item.picture.src)})` : '';
    return `${index + 1}. ${item.ask} _(${around.words[item.kind]})_${picture}\n\n${shownOf(item)
      .lines.map((line) => `   - ${line}`)
      .join('\n')}`;
  });
  const answers = items.map(
    (item, index) =>
      `${index + 1}. **${shownOf(item).key}**: ${item.why} [${item.place}](${around.addressOf(item.to)})`,
  );
  return `# ${title}\n\n${questions.join('\n\n')}\n\n## ${around.words.answers}\n\n${answers.join('\n')}\n`;
}

/** The questions as a table; the first line names its columns. */
export function toQuestionCsv(items: readonly QuestionItem[], around: Surroundings): string {
  const most = Math.max(0, ...items.map((item) => shownOf(item).lines.length));
  const head = [
    'id',
    'topic',
    'kind',
    'level',
    'question',
    ...Array.from({ length: most }, (_none, index) => `option_${index + 1}`),
    'key',
    'explanation',
    'address',
  ];
  const lines = items.map((item) => {
    const { lines: shown, key } = shownOf(item);
    const options = item.kind === 'port' ? [] : shown;
    return [
      item.id,
      around.topicOf(item.topic),
      item.kind,
      String(item.level),
      plainText(item.ask),
      ...Array.from({ length: most }, (_none, index) => plainText(options[index] ?? '')),
      key,
      plainText(item.why),
      around.addressOf(item.to),
    ];
  });
  return spreadsheetCsv([head, ...lines], around.language);
}

/** The two sides of a card, as HTML. */
export function sidesOf(
  item: Item,
  around: Surroundings,
  pictureSrc: (src: string) => string,
): { front: string; back: string } {
  if (item.kind === 'card') {
    return {
      front: html(item.ask),
      back: `<p>${html(item.why)}</p><p><a href="${escaped(around.addressOf(item.to))}">${escaped(item.place)}</a></p>`,
    };
  }
  const picture =
    'picture' in item && item.picture
      ? `<p><img src="${escaped(pictureSrc(item.picture.src))}" alt="${escaped(item.picture.alt)}"></p>`
      : '';
  const { lines } = shownOf(item);
  const options =
    item.kind === 'port'
      ? ''
      : `<ul style="list-style:none;text-align:left;display:inline-block;padding:0">${lines.map((line) => `<li>${html(line)}</li>`).join('')}</ul>`;
  return {
    front: `<p>${html(item.ask)}</p>${picture}${options}`,
    back: `<p><b>${answerOf(item).map(html).join('<br>')}</b></p>${explanation(item, around)}`,
  };
}

/** What stays the same in every later deck, so that an import changes a card and keeps what was learned. */
export const guidOf = (id: string, language: string): string => `kubernetes-interfaces ${language} ${id}`;

/**
 * Notes as Anki imports text: https://docs.ankiweb.net/importing/text-files.html. Pictures are linked, not brought along:
 * the ready-made deck has them in it.
 * @param notetype the name of Anki's simple note type in the reader's language
 */
export function toAnkiText(items: readonly Item[], deck: string, notetype: string, around: Surroundings): string {
  const cell = (text: string): string => (/["\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = items.map((item) => {
    const { front, back } = sidesOf(item, around, around.pictureOf);
    return [guidOf(item.id, around.language), front, back, item.topic].map(cell).join('\t');
  });
  return `#separator:Tab\n#html:true\n#notetype:${notetype}\n#deck:${deck}\n#guid column:1\n#tags column:4\n${lines.join('\n')}\n`;
}
