/** What a reader pastes, and what it means. Nothing of it leaves the page: the address holds the choices only. */
import { afterPause } from '../../browser/after-pause.ts';
import { inertHtml } from '../../browser/inert-html.ts';
import { replaceAddress } from '../../browser/replace-address.ts';
import { fill } from '../../lib/fill.ts';
import { MACHINES, type Machine } from '../firewall/model.ts';
import { readAddress, writeAddress } from '../table/url-state.ts';
import type { LookupSpec, Place } from './explain.ts';
import { type ReadLine, readPaste } from './read.ts';
import { answer, type Answered, lineHtml, type Page, summary, unreadHtml } from './view.ts';

/** More is a paste by mistake: the field keeps so many characters, and so many lines are read. */
const MAX_CHARACTERS = 200_000;
const MAX_LINES = 2000;
/** So many lines are shown at once. */
const AT_ONCE = 60;

/** Makes the tool work. */
export function setUp(host: HTMLElement): void {
  const { spec, page, example } = JSON.parse(host.querySelector('script')?.textContent ?? '{}') as {
    spec: LookupSpec;
    page: Page;
    example: string;
  };
  const find = <Kind extends Element>(selector: string): Kind => host.querySelector(selector) as Kind;
  const field = find<HTMLTextAreaElement>('textarea');
  const machine = find<HTMLSelectElement>('select[name="machine"]');
  const cluster = find<HTMLSelectElement>('select[name="cluster"]');
  const said = find<HTMLElement>('.lk-said');
  const list = find<HTMLElement>('.lk-lines');
  const more = find<HTMLElement>('.lk-more');
  const { words } = page;
  const known = { lines: new Map<string, ReadLine>(), answers: new Map<string, Answered['answers']>() };
  const forget = (): void => {
    known.lines.clear();
    known.answers.clear();
  };
  let lines: Answered[] = [];
  let drawn: string[] = [];
  let before: Answered[] = [];
  let drawnRest = '';
  let left = 0;

  /** Shows so many lines. What stands there already stays: who types into a long paste changes one line of it. */
  const draw = (count: number): void => {
    const next = lines
      .slice(0, count)
      .map((line, at) =>
        before[at]?.line === line.line && before[at].answers === line.answers
          ? (drawn[at] ?? '')
          : lineHtml(line, page),
      );
    const changed = [...next.keys()].filter((at) => next[at] !== drawn[at]);
    const made = [...inertHtml(changed.map((at) => next[at]).join('')).childNodes];
    for (const [place, at] of changed.entries()) {
      const item = made[place] as HTMLElement;
      const old = list.children[at];
      // A new element would cost a new style for all that stand beside it: some rule asks what comes after what.
      if (old) {
        old.replaceChildren(...item.childNodes);
        old.id = item.id;
        old.className = item.className;
      } else list.append(item);
    }
    while (list.children.length > next.length) list.lastElementChild?.remove();
    drawn = next;
    before = lines.slice(0, count);
    more.hidden = next.length >= lines.length;
    find('.lk-more button').textContent = fill(words.more, {
      count: String(Math.min(AT_ONCE, lines.length - next.length)),
    });
  };

  const show = (): void => {
    if (field.value.length > MAX_CHARACTERS) {
      left = field.value.length - MAX_CHARACTERS;
      field.value = field.value.slice(0, MAX_CHARACTERS);
    }
    if (known.lines.size > 2 * MAX_LINES) forget();
    const { lines: read, total } = readPaste(field.value, MAX_LINES, known.lines);
    const place: Place = { machine: machine.value as Machine | '', cluster: cluster.value };
    const all = answer(read, spec, place, known.answers);
    lines = all.filter(({ answers }) => answers.length > 0);
    draw(AT_ONCE);
    const rest = unreadHtml(read, page);
    if (rest !== drawnRest) find('.lk-rest').replaceChildren(...inertHtml(rest).childNodes);
    drawnRest = rest;
    const limits = [
      ...(left > 0 ? [fill(words.tooLong, { count: left.toLocaleString(page.language) })] : []),
      ...(total > MAX_LINES
        ? [
            fill(words.tooManyLines, {
              count: MAX_LINES.toLocaleString(page.language),
              rest: (total - MAX_LINES).toLocaleString(page.language),
            }),
          ]
        : []),
    ];
    said.textContent = [field.value.trim() === '' ? words.empty : summary(all, page), ...limits].join(' ');
  };

  const keepAddress = (): void => {
    replaceAddress(
      window.location.pathname +
        writeAddress(
          new Map(),
          new Map([
            ['machine', machine.value === '' ? [] : [machine.value]],
            ['cluster', cluster.value === '' ? [] : [cluster.value]],
          ]),
        ) +
        window.location.hash,
    );
  };

  const actions: Record<string, () => void> = {
    example: () => {
      field.value = example;
      left = 0;
      show();
    },
    clear: () => {
      field.value = '';
      left = 0;
      show();
      field.focus();
    },
    more: () => {
      draw(drawn.length + AT_ONCE);
    },
  };

  const { lists } = readAddress(window.location.search, {
    machine: { kind: 'list', known: new Set(MACHINES) },
    cluster: { kind: 'list', known: new Set(spec.clusters.map(([id]) => id)) },
  });
  machine.value = lists.get('machine')?.[0] ?? machine.value;
  cluster.value = lists.get('cluster')?.[0] ?? cluster.value;
  // A field that takes in megabytes stops the page: what is too much never gets there.
  field.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    left = Math.max(0, text.length - MAX_CHARACTERS);
    if (left === 0) return;
    event.preventDefault();
    field.setRangeText(text.slice(0, MAX_CHARACTERS), field.selectionStart, field.selectionEnd, 'end');
    show();
  });
  const typed = afterPause(show);
  field.addEventListener('input', () => {
    if (field.value.length < MAX_CHARACTERS) left = 0;
    typed.later();
  });
  for (const select of [machine, cluster]) {
    select.addEventListener('change', () => {
      forget();
      show();
      keepAddress();
    });
  }
  host.addEventListener('click', (event) => {
    const name = (event.target as Element).closest<HTMLElement>('button[data-do]')?.dataset['do'];
    if (name !== undefined) actions[name]?.();
  });
  if (field.value !== '') show();
}
