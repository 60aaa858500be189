/**
 * Reads links out of what teachers have: our own exports, a spreadsheet's CSV in any of its separators, HTML of a learning
 * platform or a word processor, Markdown, and plain prose with addresses in it.
 */
import { readCsv, withoutGuard } from '../../lib/csv.ts';
import { fold } from '../../lib/fold.ts';
import { asText } from './as-text.ts';
import { exportAs } from './export.ts';
import {
  addressesOf,
  type Found,
  type FoundLink,
  fromText,
  type Hit,
  leadsBy,
  type Reading,
  squeeze,
} from './import-text.ts';

/** More is no list: the reader is told so before anything is read. In characters. */
export const MAX_IMPORT = 1_000_000;

/**
 * Finds every link of a text.
 * @param text an export, a file's content, or whatever was pasted
 * @returns links of this site with their notes, and links of others that stand on lines of their own
 */
export function readLinks(text: string, reading: Reading): Found {
  const clean = asText(text, leadsBy(reading));
  return fromForm(clean, reading) ?? fromText(clean, reading);
}

/**
 * Every address of a text, for whoever wants to know of each where it leads. A line that is one word is taken for an
 * address whatever it looks like: what is not found must be said of it.
 */
export function addressesIn(text: string, reading: Reading): string[] {
  const clean = asText(text, leadsBy(reading)).replace(APART, (whole, before: string, page: string) =>
    reading.isOwn(page) ? `${before}${page}#` : whole,
  );
  const form = fromForm(clean, reading);
  if (form) return form.links.map(({ url }) => url);
  return clean.split(/[\r\n]+/).flatMap((line) => {
    const found = fromText(line.trim(), reading).links.map(({ url }) => url);
    return found.length === 0 && /^\s*\S+\s*$/.test(line) ? [line.trim()] : found;
  });
}

/** A page and a section apart from it. That may be no section but a word; who asks of an address wants to know. */
const APART =
  /(^|[\s<>"'(;,|])((?:https?:\/\/|[\w-]{1,60}\.)[^\s<>"'(;,|#]{1,300})(?:[^\S\r\n]{1,9}#|#[^\S\r\n]{1,9})(?=[\w-])/g;

/**
 * As much of a text as is read at once, and the rest: cut at the end of a line, or of a word where one line is that long, so
 * that no address is cut in two.
 */
export function firstPart(text: string, max = MAX_IMPORT): [read: string, rest: string] {
  if (text.length <= max) return [text, ''];
  const [whole = text.slice(0, max)] =
    /^[^]*[\r\n]/.exec(text.slice(0, max)) ?? /^[^]*\s/.exec(text.slice(0, max)) ?? [];
  return [whole, text.slice(whole.length).trimStart()];
}

/** What a text of a form holds: HTML, or a table. */
function fromForm(text: string, reading: Reading): Found | undefined {
  const html = (): Found => fromHtml(reading.parseHtml(text), reading);
  if (/^\s*<(?:!--|!?[a-z][\w-]*[\s>/])/i.test(text)) return html();
  const hasLinks = /\bhref\s*=/i.test(text) && /(?:^|[^\\])<(?:html|body|a|p|li|ol|ul|div|table)\b[^<]*>/i.test(text);
  return fromTable(text, reading) ?? (hasLinks ? html() : undefined);
}

/**
 * Links that were copied out of a page, a document or a classroom, where they are not in the text.
 * @returns them as lines of Markdown; nothing when the text alone holds as many
 */
export function pastedLinks(html: string, text: string, reading: Reading): string | undefined {
  if (!/\bhref\s*=/i.test(html)) return undefined;
  const { title, links } = readLinks(html, reading);
  if (links.length <= readLinks(text, reading).links.length) return undefined;
  const lines = links.map(({ url, note }) => ({ title: url, url, note }));
  return exportAs('markdown', { title, lines, tag: '', credit: '' }).replace(/\n---\s*$/, '');
}

/** The bytes of a file as text: UTF-8, what its mark says, or the code page of Windows that spreadsheets still save in. */
export function decodeFile(bytes: ArrayBuffer): string | undefined {
  const [first, second, third, fourth] = new Uint8Array(bytes);
  // With its mark or without: of a letter that every language writes one byte is zero.
  const isLow = (first === 0xff && second === 0xfe) || (first && third && second === 0 && fourth === 0);
  const isHigh = (first === 0xfe && second === 0xff) || (second && fourth && first === 0 && third === 0);
  const wide = isLow ? 'utf-16le' : isHigh ? 'utf-16be' : '';
  if (wide !== '') return new TextDecoder(wide).decode(bytes);
  // A document, a workbook or a picture is no text.
  if (new Uint8Array(bytes).includes(0) || (first === 0x50 && second === 0x4b)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

// ---- Tables ----

/** What the column of the addresses and that of the notes are called, folded. */
const ADDRESS = /^(?:address(?:es)?|urls?|links?|enderecos?|href|uri)$/;
const NOTE =
  /^(?:notes?|comments?|remarks?|description|notas?|anotac(?:ao|oes)|observac(?:ao|oes)|obs\.?|comentarios?|descricao)$/;
const TITLE = /^(?:titles?|titulos?|names?|nomes?)$/;
/** A link of a spreadsheet that was saved with its formulas: =HYPERLINK("…";"…"), in any language. */
const FORMULA = /^=\s*[\p{L}.]+\(\s*"(https?:[^"]+)"/iu;

/** Undefined when the text is no table, by any separator: addresses do not stand in cells of their own. */
function fromTable(text: string, reading: Reading): Found | undefined {
  // A list of Markdown is none, whatever signs and addresses stand in its title and its notes.
  if (/^ *(?:\d+[.)]|[*+-]) +\[.*\]\(/m.test(text)) return undefined;
  // Excel's own first line says which sign separates.
  const [said = '', own] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  // Lists and marked words have commas in their addresses; what cuts one separates no cells.
  const whole = /#list=|:~:/.test(text) ? addressesOf(text, reading).filter(({ url }) => /#list=|:~:/.test(url)) : [];
  const lines = text
    .slice(said.length)
    .trim()
    .split(/[\r\n]+/)
    .map((line) => line.trim());
  for (const separator of own === undefined ? ['\t', ';', ','] : [own]) {
    // LibreOffice can be told to quote by apostrophes; then no line is without.
    const quoted = lines.every((line) => line.startsWith("'") && line.endsWith("'") && line.includes(`'${separator}'`));
    const found = tableOf(readCsv(text.slice(said.length), separator, quoted ? "'" : '"'), reading);
    const urls = new Set(found?.links.map(({ url }) => url));
    if (found && whole.every(({ url }) => urls.has(url))) return found;
  }
  return undefined;
}

/** Which columns a head names; -1 for none. */
interface Head {
  names: string;
  address: number[];
  note: number;
  title: number;
}

function tableOf(cells: readonly (readonly string[])[], reading: Reading): Found | undefined {
  const rows = cells.map((line) =>
    line.map((written) => {
      const text = FORMULA.exec(written.trim())?.[1] ?? withoutGuard(written.trim());
      const hits = addressesOf(text, reading).filter(({ own, url }) => own || /^https?:/i.test(url));
      // Besides its addresses it holds nothing but what stands between and around them.
      const rest = hits.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
      return { text, hits, alone: hits.length > 0 && /^[\s<>,;.|]*$/.test(rest) };
    }),
  );
  const found: Found = { title: '', links: [] };
  let head: Head | undefined;
  // Headings, blank lines and totals say neither that it is a table nor that it is none.
  const told = rows.filter((row) => row.some(({ hits }) => hits.length > 0));
  const exact = told.filter((row) => row.some(({ alone }) => alone));
  let isTable = exact.length * 2 > told.length && rows.some((row) => row.length > 1);
  for (const row of rows) {
    if (row.length > 1 && row.every(({ hits }) => hits.length === 0)) {
      const names = row.map(({ text }) => fold(text));
      const columns = names.flatMap((name, at) => (ADDRESS.test(name) ? [at] : []));
      const [note, title] = [NOTE, TITLE].map((kind) => names.findIndex((name) => kind.test(name)));
      if (head === undefined && (columns.length > 0 || (note ?? -1) >= 0)) {
        head = { names: names.join('\n'), address: columns, note: note ?? -1, title: title ?? -1 };
        isTable ||= columns.some((at) => told.length === 0 || rows.some((other) => other[at]?.alone));
        continue;
      }
      if (head?.names === names.join('\n')) continue;
    }
    found.links.push(...linksOfRow(row, head));
    // The title of the list stands in a line without an address, above the links.
    if (found.links.length === 0 && found.title === '' && head) found.title = row[head.title]?.text ?? '';
  }
  return isTable ? found : undefined;
}

/** The links of a row, each with the words after it; what its head calls a note is the note of all. */
function linksOfRow(
  row: readonly { text: string; hits: readonly Hit[]; alone: boolean }[],
  head: Head | undefined,
): FoundLink[] {
  const written = row.filter(({ text }, at) => text !== '' && head?.address.includes(at));
  const inColumn = written.some(({ hits }) => hits.length > 0);
  const isEmpty = head !== undefined && head.address.length > 0 && written.length === 0;
  // A note is the teacher's whole; a title may name an address, and where the column of addresses speaks, it is not meant.
  const isWords = (at: number): boolean => at === head?.note || (at === head?.title && (inColumn || isEmpty));
  const places = row.flatMap(({ hits }, at) => (hits.length > 0 && !isWords(at) ? [at] : []));
  const whole = head && head.note >= 0 ? row[head.note] : undefined;
  const [wrong] = written;
  // Nothing in the column is an address: what stands there is said to be none.
  if (places.length === 0 && wrong) return [{ url: wrong.text, note: whole?.text ?? '' }];
  const links = places.flatMap((at, index) => {
    const after = row.slice(at + 1, places[index + 1]).map(({ text }) => text);
    const note = whole?.text ?? after.filter(Boolean).join(' ');
    return (row[at]?.hits ?? []).map(({ url, own }) => ({ url, note: own ? note : '', own }));
  });
  // Beside no link of this site nobody reads the note.
  const more = links.some(({ own }) => own) ? [] : (whole?.hits ?? []);
  return [...links, ...more.map(({ url }) => ({ url, note: '' }))].map(({ url, note }) => ({ url, note }));
}

// ---- HTML ----

/** What a link and its note stand in together. */
const ITEM = /^(?:li|tr|dt)$/;
const BLOCK = /^(?:li|tr|dd|dt|p|div|blockquote|section|article|h[1-6]|ol|ul|dl|table|body|header|footer|figure)$/;
const UNSEEN = /^(?:script|style|template|head|title)$/;

/** Links with the words after them in the same item: of a list, a row of a table, else a paragraph. */
function fromHtml(root: Node, reading: Reading): Found {
  const { isOwn } = reading;
  const found: Found = { title: '', links: [] };
  /** The link whose words are being read. */
  let current: FoundLink | undefined;
  /** Notes that begin on a line of their own: what they begin with is theirs. */
  const apart = new Set<FoundLink>();
  const add = (url: string, note = ''): void => {
    if (current?.url === url) return;
    current = { url, note };
    found.links.push(current);
  };
  const walk = (node: Node, inItem: boolean): void => {
    if (node.nodeType === 3) {
      const text = node.nodeValue ?? '';
      if (current && isOwn(current.url)) current.note += text;
      else {
        // Addresses that are shown and not linked.
        const shown = addressesOf(text, reading).filter(({ own, url }) => own || /^https?:/i.test(url));
        for (const { url, end } of shown) add(url, shown.length === 1 ? text.slice(end) : '');
      }
      return;
    }
    if (node.nodeType !== 1) return;
    const name = node.nodeName.toLowerCase();
    if (UNSEEN.test(name)) return;
    const isTitle = found.title === '' && /^h[1-3]$/.test(name);
    if (isTitle) found.title = squeeze(node.textContent ?? '');
    const item = ITEM.test(name);
    // A paragraph inside an item goes on with its note; one outside begins anew. What explains a term is its note.
    const ends = item || (BLOCK.test(name) && !inItem && name !== 'dd');
    if (ends) current = undefined;
    else if (current && (BLOCK.test(name) || name === 'br' || name === 'td' || name === 'th')) {
      if (current.note.trim() === '') apart.add(current);
      current.note += ' ';
    }
    const values = [...(node as Element).attributes].map(({ value }) => value.trim());
    const href = name === 'a' ? ((node as Element).getAttribute('href') ?? '').trim() : '';
    // Whatever leads here: a link, an area of a picture, a frame, a cell of a spreadsheet and its formula.
    const within = (): string | undefined =>
      values.flatMap((value) => (value.includes('://') ? addressesOf(value, reading) : [])).find(({ own }) => own)?.url;
    const own = isOwn(href) ? href : (values.find((value) => isOwn(value)) ?? within());
    if (own !== undefined) add(own);
    else if (href !== '' && !current && !/^(?:#|mailto:|tel:|javascript:|data:)/i.test(href)) add(href);
    if (href !== '' && (own !== undefined || current?.url === href)) return;
    for (const child of node.childNodes) if (!isTitle || child.nodeType !== 3) walk(child, inItem || item);
    if (ends && name !== 'dt') current = undefined;
  };
  walk(root, false);
  for (const link of found.links) {
    const note = squeeze(link.note);
    link.note = apart.has(link) ? note : note.replace(/^[\s.,;–—:-]+/, '');
  }
  // Addresses that a platform shows in pieces.
  return found.links.length > 0 ? found : fromText(textOf(root), reading);
}

/** The text of a piece of HTML, each block on lines of its own. */
function textOf(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue ?? '';
  const name = node.nodeName.toLowerCase();
  if (UNSEEN.test(name)) return '';
  const inner = [...node.childNodes].map(textOf).join('');
  return BLOCK.test(name) || name === 'br' ? `\n${inner}\n` : inner;
}
