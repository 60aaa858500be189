/** Shows in a small page what its address asks for. */
import { fill } from '#lib/fill.ts';
import { languageNamed, LANGUAGES, type Lang } from '#lib/languages.ts';
import { localize, type Phrase } from '#lib/text.ts';
import { fetchJson } from '../../browser/fetch-text.ts';
import { shownOf } from '../study/formats/text.ts';
import { piecesOf, type ItemFile, type QuestionItem } from '../study/item.ts';
import { make } from '#browser/elements.ts';
import type { EmbedStrings } from './strings.ts';

interface Own {
  lang: Lang;
  tag: string;
  site: string;
  words: EmbedStrings;
  drawings: [id: string, title: string, width: number, height: number, slug: string][];
}
interface PortRow {
  id: string;
  port: Phrase;
  protocols: string[];
  appProtocol: Phrase;
  purpose: Phrase;
  whoConnects: Phrase;
  tls: Phrase;
  component: string;
}
type InterfaceRow = { id: string; abbrev: string } & Record<string, { text: Phrase }>;

const main = document.querySelector('main') as HTMLElement;
const asked = new URL(location.href).searchParams;
const base = main.dataset['base'] ?? '';
const all = JSON.parse(main.dataset['own'] ?? '{}') as Record<string, Own>;
const wanted = asked.get('lang') ?? navigator.language.toLowerCase();
const { locale } = LANGUAGES.find((language) => wanted.startsWith(language.lang)) ?? languageNamed('en');
const own = all[locale] as Own;
const theme = asked.get('theme');

document.documentElement.lang = own.tag;
// The page stands in the first language until its address is read.
document.title = (main.firstElementChild as HTMLElement).innerText = own.site;
if (theme === 'dark' || theme === 'light') document.documentElement.style.colorScheme = theme;

const say = (text: Phrase): string => localize(text, own.lang);
const said = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  text: string,
  attributes: Record<string, string> = {},
): HTMLElementTagNameMap[Name] => {
  const element = make(name, '', attributes);
  element.append(...piecesOf(text).map((piece) => (piece.code ? make('code', piece.text) : piece.text)));
  return element;
};

const image = (src: string, { width, height }: { width: number; height: number }, alt: string): HTMLElement =>
  make('img', '', { src: base + src, width: String(width), height: String(height), alt });

/** The line below: whose it is, with the way to the page; it opens outside of the frame. */
function from(to: string, title: string): HTMLElement {
  const [slug = '', id = ''] = to.split('#');
  const line = make('p', `${own.words['embed.from']} `, { class: 'from' });
  line.append(
    make('a', `${own.site}: ${title}`, {
      href: `${base}/${locale}/${slug}/${id === '' ? '' : `#${id}`}`,
      target: '_top',
    }),
  );
  return line;
}

function missing(what: string): HTMLElement[] {
  return [make('p', fill(own.words['embed.missing'], { what })), from('', own.site)];
}

async function content(): Promise<HTMLElement[]> {
  const drawing = asked.get('drawing');
  if (drawing !== null) {
    const found = own.drawings.find(([id]) => id === drawing);
    if (!found) return missing(drawing);
    const [id, title, width, height, slug] = found;
    return [image(`/pictures/${id}.${locale}.svg`, { width, height }, title), from(`${slug}#diagram-${id}`, title)];
  }
  const port = asked.get('port');
  if (port !== null) {
    const { records } = await fetchJson<{ records: PortRow[] }>(`${base}/data/v1/ports.json`);
    const row = records.find(({ id }) => id === port);
    if (!row) return missing(port);
    // ICMP has types and no ports: its name says which protocol it is.
    const number = say(row.port);
    return [
      make('p', `${[number, ...(/^\d/.test(number) ? row.protocols : [])].join('/')} · ${say(row.appProtocol)}`, {
        class: 'number',
      }),
      make('p', say(row.purpose)),
      make('p', say(row.whoConnects)),
      from(`reference/ports#${row.id}`, row.component),
    ];
  }
  const question = asked.get('question');
  if (question !== null) {
    const { items } = await fetchJson<ItemFile>(`${base}/study/questions.${locale}.json`);
    const item = items.find(({ id }) => id === question) as QuestionItem | undefined;
    if (!item) return missing(question);
    const { lines, key } = shownOf(item);
    const list = make('ul', '');
    if (item.kind !== 'port') list.append(...lines.map((text) => said('li', text)));
    const answer = make('details', '');
    answer.append(make('summary', own.words['study.answer']), make('p', key), said('p', item.why));
    const picture = 'picture' in item ? item.picture : undefined;
    return [
      said('p', item.ask, { class: 'ask' }),
      ...(picture ? [image(picture.src, picture, picture.alt)] : []),
      list,
      answer,
      from(item.to, item.place),
    ];
  }
  const compare = asked.get('compare') ?? '';
  const { records } = await fetchJson<{ records: InterfaceRow[] }>(`${base}/data/v1/interfaces.json`);
  const chosen = compare.split(',').flatMap((id) => records.filter((row) => row.id === id));
  if (chosen.length === 0) return missing(compare);
  const table = make('table', '');
  const head = make('tr', '');
  head.append(make('td', ''), ...chosen.map(({ abbrev }) => make('th', abbrev, { scope: 'col' })));
  table.append(head);
  const rows = (asked.get('rows') ?? 'purpose,client,server,transport')
    .split(',')
    .filter((key) => chosen.every((row) => row[key]?.text !== undefined));
  for (const key of rows) {
    const line = make('tr', '');
    line.append(
      make('th', own.words[`dimension.${key}`] ?? key, { scope: 'row' }),
      ...chosen.map((row) => make('td', say(row[key]?.text ?? ''))),
    );
    table.append(line);
  }
  return [table, from('interfaces/comparison', chosen.map(({ abbrev }) => abbrev).join(', '))];
}

const plain = main.lastElementChild;
content().then(
  (parts) => plain?.replaceWith(...parts),
  () => plain?.replaceWith(make('p', own.words['embed.failed']), from('', own.site)),
);
