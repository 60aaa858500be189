/** Draws what a search gives. Text goes in as text only: nothing that was typed or indexed is ever read as markup. */
import { KINDS, type Kind } from '../query/name-index.ts';
import { EXAMPLES, type SearchConfig } from './config.ts';
import { type Outcome, type Result } from '../query/engine.ts';
import { markWords } from '../query/highlight.ts';

/** How results are drawn: as options of a combobox, or as plain lists under headings. */
export type Form = 'options' | 'lists';

/** How many results stand above the groups, whatever their kind. */
const BEST = 3;
const PER_GROUP = 6;

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

/** The results of an outcome, the best first, then by kind. */
export function drawResults(config: SearchConfig, outcome: Outcome, form: Form, idPrefix: string): Node[] {
  const { words } = config;
  const base = outcome.foreign ? config.there : config.here;
  let number = 0;
  const draw = (result: Result): HTMLElement => {
    number += 1;
    const { kind, page, hue, title, excerpt, path } = result;
    const place = page === undefined ? words.kinds[kind] : `${words.kinds[kind]} · ${page}`;
    const link = element(
      'a',
      {
        href: base + path,
        class: `search-result${hue === undefined ? '' : ` hue-${hue}`}`,
        'data-kind': kind,
        ...(form === 'options' && { role: 'option', id: `${idPrefix}-${number}`, 'aria-selected': 'false' }),
        ...(outcome.foreign && { lang: config.otherLocale === 'en' ? 'en' : 'pt-BR' }),
      },
      element('span', { class: 'search-title' }, ...titled(title, outcome.marks)),
      element('span', { class: 'search-place' }, place),
    );
    // A fact's title says it all; of a page or section the words around the hit help to choose.
    if (excerpt !== '' && (kind === 'section' || kind === 'page')) {
      link.append(element('span', { class: 'search-excerpt' }, ...marked(excerpt, outcome.marks)));
    }
    return link;
  };
  const group = (name: string, key: string, results: readonly Result[]): HTMLElement => {
    const id = `${idPrefix}-group-${key}`;
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
  };
  const rest = outcome.results.slice(BEST);
  return [
    group(words.best, 'best', outcome.results.slice(0, BEST)),
    ...kindsByBest(rest).map((kind) =>
      group(words.groups[kind], kind, rest.filter((result) => result.kind === kind).slice(0, PER_GROUP)),
    ),
  ];
}

function kindsByBest(results: readonly Result[]): Kind[] {
  const best = new Map<Kind, number>();
  for (const { kind, score } of results) best.set(kind, Math.max(best.get(kind) ?? 0, score));
  return [...best.keys()].sort(
    (a, b) => (best.get(b) ?? 0) - (best.get(a) ?? 0) || KINDS.indexOf(a) - KINDS.indexOf(b),
  );
}

/** Where else to go: the map of the site and the ports. */
export function drawWays({ here, words }: SearchConfig): HTMLElement {
  return element(
    'p',
    { class: 'search-ways' },
    element('a', { href: `${here}search/#site-map` }, words.map),
    element('a', { href: `${here}reference/ports/` }, words.ports),
  );
}

/** What an empty search offers: what was looked for lately, and examples. */
export function drawStart(config: SearchConfig, recent: readonly string[]): Node[] {
  const { words, locale } = config;
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
  drawn.push(element('p', { class: 'search-heading' }, words.try), chips(EXAMPLES[locale] ?? []), drawWays(config));
  return drawn;
}

/** Nothing was found. */
export function drawNothing(config: SearchConfig): Node[] {
  return [element('p', {}, config.words.noneHint), drawWays(config)];
}

/** The index could not be read. */
export function drawFailure(config: SearchConfig): Node[] {
  const { words } = config;
  return [
    element('p', {}, words.failed),
    element('p', {}, element('button', { type: 'button', class: 'search-retry', 'data-retry': '' }, words.retry)),
    drawWays(config),
  ];
}
