/** Draws what a search gives. Text goes in as text only: nothing that was typed or indexed is ever read as markup. */
import { KINDS, type Kind } from '../query/name-index.ts';
import { markWords } from '../query/highlight.ts';
import type { Card, Outcome, Result } from '../query/result.ts';
import type { SearchConfig, SearchWords } from './config.ts';

/** How results are drawn: as options of a combobox, or as plain lists under headings. */
export type Form = 'options' | 'lists';

/** How many results stand above the groups, whatever their kind; how many in a group, and in all. */
const BEST = 3;
const PER_GROUP = 6;
const SHOWN = 20;

type Child = Node | string;

/** An element with its attributes and children. An attribute that is undefined is left out. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function marked(text: string, wanted: readonly string[]): Child[] {
  return markWords(text, wanted).map((stretch) => (stretch.marked ? element('mark', {}, stretch.text) : stretch.text));
}

/** The name stands out from the line that explains it: `10259/TCP` — kube-scheduler — … */
function titled(title: string, wanted: readonly string[]): Child[] {
  const end = title.indexOf(' — ');
  if (end < 0) return [element('strong', {}, ...marked(title, wanted))];
  return [element('strong', {}, ...marked(title.slice(0, end), wanted)), ...marked(title.slice(end), wanted)];
}

/** Kinds that a reader chooses between; each stands for itself and the kinds that are read alike. */
export const CHIPS: Readonly<Record<'page' | 'port' | 'term' | 'correction', readonly Kind[]>> = {
  page: ['page', 'section'],
  port: ['port', 'socket'],
  term: ['term', 'component', 'implementation', 'dimension'],
  correction: ['correction', 'event'],
};
export type Chip = keyof typeof CHIPS;

/** The results of an outcome, the best first, then by kind: groups of at most {@link SHOWN} in all. */
export function groupResults(results: readonly Result[]): { kind: Kind | undefined; results: Result[] }[] {
  const rest = results.slice(BEST, SHOWN);
  const groups = kindsByBest(rest).map((kind) => ({
    kind: kind as Kind | undefined,
    results: rest.filter((result) => result.kind === kind).slice(0, PER_GROUP),
  }));
  return [{ kind: undefined, results: results.slice(0, BEST) }, ...groups];
}

/** Draws the groups of results. */
export function drawResults(
  config: SearchConfig,
  { marks }: Outcome,
  groups: ReturnType<typeof groupResults>,
  form: Form,
  idPrefix: string,
): Node[] {
  const { words, here } = config;
  let number = 0;
  const draw = (result: Result): HTMLElement => {
    number += 1;
    const { kind, page, hue, title, excerpt, path } = result;
    const place = page === undefined ? words.kinds[kind] : `${words.kinds[kind]} · ${page}`;
    const link = element(
      'a',
      {
        href: here + path,
        class: `search-result${hue === undefined ? '' : ` hue-${hue}`}`,
        'data-kind': kind,
        ...(form === 'options' && { role: 'option', id: `${idPrefix}-${number}`, 'aria-selected': 'false' }),
      },
      element('span', { class: 'search-title' }, ...titled(title, marks)),
      element('span', { class: 'search-place' }, place),
    );
    // A fact's title says it all; of a page or section the words around the hit help to choose.
    if (excerpt !== '' && (kind === 'section' || kind === 'page')) {
      link.append(element('span', { class: 'search-excerpt' }, ...marked(excerpt, marks)));
    }
    return link;
  };
  return groups.map(({ kind, results }) => {
    const id = `${idPrefix}-group-${kind ?? 'best'}`;
    const name = kind === undefined ? words.best : words.groups[kind];
    if (form === 'options') {
      return element(
        'div',
        { role: 'group', 'aria-labelledby': id, class: 'search-group' },
        element('div', { id, class: 'search-heading', role: 'presentation' }, name),
        ...results.map(draw),
      );
    }
    return element(
      'section',
      { 'aria-labelledby': id, class: 'search-group' },
      element('h2', { id, class: 'search-heading' }, name),
      element('ul', { role: 'list' }, ...results.map((result) => element('li', {}, draw(result)))),
    );
  });
}

function kindsByBest(results: readonly Result[]): Kind[] {
  const best = new Map<Kind, number>();
  for (const { kind, score } of results) best.set(kind, Math.max(best.get(kind) ?? 0, score));
  return [...best.keys()].sort(
    (a, b) => (best.get(b) ?? 0) - (best.get(a) ?? 0) || KINDS.indexOf(a) - KINDS.indexOf(b),
  );
}

/** What the store says of the first result, with its source. */
export function drawCard({ words }: SearchConfig, { lines, source }: Card, title: string): HTMLElement {
  const alone = lines.filter(([label]) => label === '').map(([, value]) => element('p', { class: 'alone' }, value));
  const rows = lines
    .filter(([label]) => label !== '')
    .flatMap(([label, value]) => [element('dt', {}, label), element('dd', {}, value)]);
  return element(
    'section',
    { class: 'search-card', 'aria-label': words.card },
    element('p', { class: 'search-card-title' }, title.split(' — ')[0] ?? title),
    ...alone,
    ...(rows.length > 0 ? [element('dl', {}, ...rows)] : []),
    ...(source
      ? [
          element(
            'p',
            { class: 'search-card-source' },
            `${words.source} `,
            element('a', { href: source.url }, source.title),
          ),
        ]
      : []),
  );
}

/** The kinds that are among the results, as buttons; `chosen` is pressed. Nothing where there is no choice. */
export function drawChips(
  { words }: SearchConfig,
  results: readonly Result[],
  chosen: Chip | undefined,
): HTMLElement[] {
  const present = (Object.keys(CHIPS) as Chip[]).filter((chip) =>
    results.some(({ kind }) => CHIPS[chip].includes(kind)),
  );
  if (present.length < 2) return [];
  return [undefined, ...present].map((chip) =>
    element(
      'button',
      { type: 'button', 'data-chip': chip ?? '', 'aria-pressed': String(chip === chosen) },
      chip === undefined ? words.all : words.groups[chip],
    ),
  );
}

/** Where else to go: the map of the site and the ports. */
function drawWays({ here, words }: SearchConfig): HTMLElement {
  return element(
    'p',
    { class: 'search-ways' },
    element('a', { href: `${here}search/#site-map` }, words.map),
    element('a', { href: `${here}reference/ports/` }, words.ports),
  );
}

/**
 * Address of the issue form for ideas, in which the question and what was shown are filled in.
 * https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue#creating-an-issue-from-a-url-query
 */
export function reportOf(
  { repository, words, locale }: SearchConfig,
  typed: string,
  results: readonly Pick<Result, 'path'>[],
): string {
  const shown = results.slice(0, 5).map(({ path }, place) => `${place + 1}. /${locale}/${path}`);
  const asked = typed.trim().replace(/\s+/g, ' ');
  const query = new URLSearchParams({
    template: words.reportForm,
    title: `${words.label}: ${asked.slice(0, 80)}`,
    question: [asked.slice(0, 500), '', ...shown].join('\n').trim(),
  });
  return `${repository}/issues/new?${query}`;
}

/** The way to tell what was not found. Nothing is sent by itself. */
export function drawReport(config: SearchConfig, typed: string, results: readonly Result[]): HTMLElement {
  const href = reportOf(config, typed, results);
  return element('p', { class: 'search-ways' }, element('a', { href, rel: 'noopener' }, config.words.report));
}

/** What an empty search offers: what was looked for lately, and examples. */
export function drawStart(config: SearchConfig, recent: readonly string[]): Node[] {
  const { words, examples } = config;
  const chips = (list: readonly string[]): HTMLElement =>
    element(
      'div',
      { class: 'search-chips' },
      ...list.map((text) => element('button', { type: 'button', 'data-query': text }, text)),
    );
  const drawn: Node[] = [];
  if (recent.length > 0) {
    drawn.push(
      element(
        'p',
        { class: 'search-heading' },
        words.recent,
        ' ',
        element('button', { type: 'button', class: 'search-forget', 'data-forget': '' }, words.forget),
      ),
      chips(recent),
    );
  }
  drawn.push(element('p', { class: 'search-heading' }, words.try), chips(examples), drawWays(config));
  return drawn;
}

/** Nothing was found. */
export function drawNothing(config: SearchConfig, typed: string): Node[] {
  return [element('p', {}, config.words.noneHint), drawWays(config), drawReport(config, typed, [])];
}

/** Reads the index anew and asks again. */
export function drawRetry(words: SearchWords): HTMLElement {
  return element('button', { type: 'button', class: 'search-retry', 'data-retry': '' }, words.retry);
}

/** The index could not be read. */
export function drawFailure(config: SearchConfig): Node[] {
  const { words } = config;
  return [element('p', {}, words.failed), element('p', {}, drawRetry(words)), drawWays(config)];
}
