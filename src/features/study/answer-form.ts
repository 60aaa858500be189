/** The forms in which questions of the trainer are answered. */
import { fill } from '#lib/fill.ts';
import { make } from '#browser/elements.ts';
import { mixedOrder, shuffled } from './draw.ts';
import {
  answerOf,
  piecesOf,
  type CardItem,
  type ChoiceItem,
  type Item,
  type MatchItem,
  type OrderItem,
  type PortItem,
} from './item.ts';
import type { TrainerStrings } from './strings.ts';

/** A text with its code. */
export function said<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  attributes: Readonly<Record<string, string>> = {},
): HTMLElementTagNameMap[Name] {
  const element = make(name, '', attributes);
  element.append(...piecesOf(text).map((piece) => (piece.code ? make('code', piece.text) : piece.text)));
  return element;
}

/** What is asked of the reader, and how well it was answered. */
export interface Form {
  fields: HTMLElement[];
  /** @returns the verdict, or what is missing before there can be one */
  judge: () => { right: boolean; notes: HTMLElement[] } | string;
}

/**
 * The form of a question that is not a card.
 * @param base address before that of a picture
 */
export function answerForm(item: Exclude<Item, CardItem>, t: TrainerStrings, base: string): Form {
  return item.kind === 'order'
    ? orderForm(item, t)
    : item.kind === 'match'
      ? matchForm(item, t)
      : item.kind === 'port'
        ? portForm(item, t)
        : choiceForm(item, t, base);
}

/** Answers of which one or several are right, in another order each time. */
function choiceForm(item: ChoiceItem, t: TrainerStrings, base: string): Form {
  const several = item.kind === 'several';
  const group = make('fieldset', '', { 'aria-labelledby': 'study-ask' });
  const answers = shuffled(item.answers, String(Math.random()), ({ text }) => text);
  const boxes = answers.map((answer) => {
    const label = make('label', '', { class: 'choice' });
    const box = make('input', '', { type: several ? 'checkbox' : 'radio', name: 'answer' });
    label.append(box, said('span', answer.text));
    group.append(label);
    return { answer, box, label };
  });
  const fields: HTMLElement[] = [group];
  if (item.picture) {
    const { src, width, height, alt } = item.picture;
    fields.unshift(
      make('img', '', {
        src: `${base}${src}`,
        width: String(width),
        height: String(height),
        alt,
      }),
    );
  }
  return {
    fields,
    judge: () => {
      if (!boxes.some(({ box }) => box.checked)) return t.chooseFirst;
      for (const { answer, box, label } of boxes) {
        if (answer.right) label.classList.add('is-right');
        else if (box.checked) label.classList.add('is-wrong');
        const note = [answer.right ? t.rightAnswer : '', box.checked ? t.yourAnswer : '']
          .filter((part) => part !== '')
          .join(', ');
        if (note !== '') label.append(make('small', ` (${note})`));
        // Every wrong answer has its reason; those that were not chosen are told too: they are what others believe.
        if (!answer.right && answer.why !== undefined) label.append(said('span', answer.why, { class: 'reason' }));
      }
      const right = boxes.every(({ answer, box }) => box.checked === (answer.right === true));
      return { right, notes: [] };
    },
  };
}

/** Steps to be put in order, with buttons. */
function orderForm(item: OrderItem, t: TrainerStrings): Form {
  const list = make('ol', '', { class: 'steps', 'aria-labelledby': 'study-ask' });
  const status = make('p', '', { role: 'status', class: 'quiet' });
  const move = (line: HTMLElement, by: -1 | 1): void => {
    if (by < 0) line.previousElementSibling?.before(line);
    else line.nextElementSibling?.after(line);
    const at = [...list.children].indexOf(line) + 1;
    status.textContent = fill(t.moved, { place: at });
  };
  const lines = mixedOrder(item.steps.length, String(Math.random())).map((index) => {
    const line = make('li', '');
    const text = item.steps[index] ?? '';
    const buttons = ([-1, 1] as const).map((by) => {
      const button = make('button', by < 0 ? '↑' : '↓', {
        type: 'button',
        'aria-label': `${by < 0 ? t.up : t.down}: ${text.replaceAll('`', '')}`,
      });
      button.addEventListener('click', () => {
        move(line, by);
        button.focus();
      });
      return button;
    });
    line.append(said('span', text), ...buttons);
    list.append(line);
    return { index, line };
  });
  return {
    fields: [list, status],
    judge: () => {
      status.remove();
      const now = [...list.children];
      const right = lines.every(({ index, line }) => now.indexOf(line) === index);
      const key = make('ol', '');
      key.append(...item.steps.map((step) => said('li', step)));
      return { right, notes: right ? [] : [make('p', t.rightOrder), key] };
    },
  };
}

/** Pairs: to each left side its right one is chosen. */
function matchForm(item: MatchItem, t: TrainerStrings): Form {
  const group = make('fieldset', '', { 'aria-labelledby': 'study-ask', class: 'pairs' });
  const rights = shuffled(item.pairs, String(Math.random()), ({ right }) => right);
  const rows = item.pairs.map(({ left, right }) => {
    const label = make('label', '');
    const select = make('select', '');
    select.append(make('option', t.choose, { value: '' }));
    for (const other of rights) select.append(make('option', other.right.replaceAll('`', ''), { value: other.right }));
    label.append(said('span', left), select);
    group.append(label);
    return { right, select, label };
  });
  return {
    fields: [group],
    judge: () => {
      if (rows.some(({ select }) => select.value === '')) return t.chooseFirst;
      let all = true;
      for (const { right, select, label } of rows) {
        const fits = select.value === right;
        all &&= fits;
        label.classList.add(fits ? 'is-right' : 'is-wrong');
        if (!fits) label.append(said('span', `${t.rightAnswer}: ${right}`, { class: 'reason' }));
      }
      return { right: all, notes: [] };
    },
  };
}

/** A number to be typed; whoever takes one for another is told what that is. */
function portForm(item: PortItem, t: TrainerStrings): Form {
  const label = make('label', t.number, { class: 'typed' });
  const field = make('input', '', {
    type: 'text',
    inputmode: 'numeric',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: '11',
  });
  label.append(field);
  return {
    fields: [label],
    judge: () => {
      const typed = field.value.replace(/\s/g, '').replace(/[–—]/g, '-');
      if (!/^\d{1,5}(-\d{1,5})?$/.test(typed)) return t.notNumber;
      const right = typed === item.port;
      const mistake = item.mistakes.find(({ number }) => String(number) === typed);
      return {
        right,
        notes: right
          ? []
          : [...(mistake ? [said('p', mistake.why)] : []), said('p', `${t.rightAnswer}: ${answerOf(item).join('')}`)],
      };
    },
  };
}
