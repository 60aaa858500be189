/** What pasted lines mean, as HTML. Whatever was pasted is text and stays text. */
import { plural } from '../../lib/plural.ts';
import { escapeHtml } from '../firewall/view.ts';
import { fill } from '../../lib/fill.ts';
import { explain, type LookupRow, type LookupSpec, type Meaning, type Place } from './explain.ts';
import type { Endpoint, ReadLine } from './read.ts';
import type { Words } from './words.ts';

/** What the view must know of the page it stands on. */
export interface Page {
  words: Words;
  /** Address of the ports page in the reader's language. */
  ports: string;
  corrections: string;
  /** BCP 47 tag. */
  language: string;
}

/** A line with the meaning of each port in it. */
export interface Answered {
  line: ReadLine;
  answers: readonly { endpoint: Endpoint; meaning: Meaning }[];
}

/**
 * Gives every line its meaning.
 * @param known meanings of lines that were asked for before in the same place, by their text; gets those that are new
 */
export const answer = (
  lines: readonly ReadLine[],
  spec: LookupSpec,
  place: Place,
  known = new Map<string, Answered['answers']>(),
): Answered[] =>
  lines.map((line) => {
    const before = known.get(line.text);
    const answers = before ?? line.endpoints.map((endpoint) => ({ endpoint, meaning: explain(endpoint, spec, place) }));
    if (!before) known.set(line.text, answers);
    return { line, answers };
  });

const link = (id: string, text: string, { ports }: Page): string => `<a href="${ports}#${id}">${escapeHtml(text)}</a>`;

const numberOf = ({ from, to }: Endpoint): string => (from === to ? String(from) : `${String(from)}-${String(to)}`);

function warningText(row: LookupRow, warning: Meaning['warnings'][number], page: Page): string {
  const { words } = page;
  const instead = row.instead.map(([id, port]) => link(id, port, page)).join(', ');
  const key = warning === 'removed' && instead !== '' ? 'warn.removedInstead' : (`warn.${warning}` as const);
  const text = escapeHtml(words[key]);
  const more =
    row.correction === undefined ? '' : ` <a href="${page.corrections}#${row.correction}">${words.correction}</a>`;
  return `<p class="lk-warning">${fill(text, { port: escapeHtml(row.port), owner: escapeHtml(row.owner), instead })}${more}</p>`;
}

function meaningHtml(endpoint: Endpoint, { rows, by, verdict, warnings }: Meaning, page: Page): string {
  const { words } = page;
  const [main, ...others] = rows;
  const values = { process: endpoint.process.slice(0, 60), port: numberOf(endpoint) };
  const head = `<span class="lk-port">${main ? link(main.id, numberOf(endpoint), page) : numberOf(endpoint)}</span>`;
  const mark = `<span class="lk-verdict lk-${verdict}">${words[`verdict.${verdict}`]}</span>`;
  if (!main || verdict === 'connected') {
    const text =
      verdict === 'connected' ? words.connectedText : verdict === 'otherPort' ? words.otherPortText : words.unknownText;
    return `<div class="lk-meaning">${head} ${mark}<p>${escapeHtml(fill(text, values))}</p></div>`;
  }
  const also = others.filter(
    ({ component }, at) =>
      component !== main.component && others.findIndex((one) => one.component === component) === at,
  );
  const reach = `reach.${main.open}` as keyof Words;
  return (
    `<div class="lk-meaning">${head} <b>${escapeHtml(main.owner)}</b> ${mark}` +
    `<p>${escapeHtml(main.purpose)} <span class="lk-reach">${words[reach]}</span></p>` +
    warnings.map((warning) => warningText(main, warning, page)).join('') +
    (by === 'process' && endpoint.process !== ''
      ? `<p class="lk-by">${escapeHtml(fill(words.byProcess, values))}</p>`
      : '') +
    (also.length > 0
      ? `<p class="lk-by">${words.also} ${also.map((row) => link(row.id, `${row.owner} ${row.port}`, page)).join(', ')}</p>`
      : '') +
    '</div>'
  );
}

/** A line with what it means. */
export const lineHtml = ({ line, answers }: Answered, page: Page): string =>
  `<li id="line-${String(line.number)}"${answers.some(({ meaning }) => meaning.warnings.length > 0) ? ' class="lk-warned"' : ''}>` +
  `<code>${escapeHtml(line.text.slice(0, 400))}</code>` +
  answers.map(({ endpoint, meaning }) => meaningHtml(endpoint, meaning, page)).join('') +
  '</li>';

/** The lines that nothing was read in. */
export function unreadHtml(lines: readonly ReadLine[], { words }: Page): string {
  const unread = lines.filter(({ kind }) => kind === 'unread');
  if (unread.length === 0) return '';
  return (
    `<details class="lk-unread"><summary>${words.unreadTitle} (${String(unread.length)})</summary><ol>` +
    unread
      .map(({ number, text }) => `<li value="${String(number)}"><code>${escapeHtml(text.slice(0, 400))}</code></li>`)
      .join('') +
    '</ol></details>'
  );
}

/** What was read, in one sentence. */
export function summary(answered: readonly Answered[], { words, language }: Page): string {
  const read = answered.filter(({ answers }) => answers.length > 0).length;
  const unread = answered.filter(({ line }) => line.kind === 'unread').length;
  const warned = answered.filter(({ answers }) => answers.some(({ meaning }) => meaning.warnings.length > 0)).length;
  return [
    plural(words, 'read', read, language),
    ...(warned > 0 ? [plural(words, 'warnings', warned, language)] : []),
    ...(unread > 0 ? [plural(words, 'unread', unread, language)] : []),
  ].join(' ');
}
