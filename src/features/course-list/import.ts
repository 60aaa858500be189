/**
 * Reads links out of what teachers have: our own exports, a spreadsheet's CSV in any of its separators, HTML of a learning
 * platform or a word processor, Markdown, and plain prose with addresses in it.
 */
import { readCsv, withoutGuard } from '../../lib/csv.ts';
import { fold } from '../../lib/fold.ts';
import type { Verdict } from '../permalinks/resolve.ts';
import { asText } from './as-text.ts';
import { exportAs } from './export.ts';

/** One link that was found, and the words that stand beside it. */
export interface FoundLink {
  url: string;
  note: string;
}

/** What a text holds. */
export interface Found {
  /** The heading above the links; empty when there is none. */
  title: string;
  /** In the order of the text. */
  links: FoundLink[];
}

/** What the reader of a text is told about the world. */
export interface Reading {
  /** Whether an address is one of this site, whatever its state. */
  isOwn: (url: string) => boolean;
  /** Where an address leads. */
  check: (url: string) => Verdict;
  /** The body of a piece of HTML. Nothing in it may run or be fetched. */
  parseHtml: (html: string) => Node;
}

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
  for (const separator of own === undefined ? ['\t', ';', ','] : [own]) {
    const found = tableOf(readCsv(text.slice(said.length), separator), reading);
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

// ---- Text ----

/**
 * A Markdown link, or an address in a sentence: with its scheme, or with the host's name and a path. No lookbehind, which
 * older browsers cannot read: what stands before a host's name is matched with it.
 */
const LINK =
  /\[(?:\\.|[^\]\\]){0,400}\]\(<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\)|(https?:\/\/(?:(?!(?:[;,']|[^!-~])https?:|&(?:quot|gt|lt)\b(?!=))[^\s<>"“”«»[\]{}|^\\]|\\[#%&_~])+)|(?:^|[^\w/.@-]|[:/]\/)([\w-]+(?:\.[\w-]+)+(?::\d+)?\/(?:(?!(?:[;,']|[^!-~])https?:|&(?:quot|gt|lt)\b(?!=))[^\s<>"“”«»[\]{}|^\\]|\\[#%&_~])*)/giu;
/** What a line may begin with before its link: the sign or the number of a list, a quotation. */
const MARK = /^\s*(?:[-*+•·–]|\d+[.)]|\[[ x]\]|>)\s+/i;

/** An address in a text. */
interface Hit {
  url: string;
  start: number;
  end: number;
  own: boolean;
}

function addressesOf(text: string, reading: Reading): Hit[] {
  if (!text.includes('/')) return [];
  return [...text.matchAll(LINK)].map(({ 0: whole, 1: target, 2: full, 3: short = '', index }) => {
    const written = full ?? short;
    const kept = target === undefined ? known(bare(written), reading) : '';
    const end = index + whole.length - (written.length - kept.length);
    const url = target ?? kept.replace(/\\([#%&_~])/g, '$1').replace(UNSEEN_SIGNS, '');
    return { url, start: target === undefined ? end - kept.length : index, end, own: reading.isOwn(url) };
  });
}

/** An address without the marks of the sentence that it stands in: a bracket goes when it was not opened inside. */
function bare(address: string): string {
  const open = new Map(
    [...')]}'].map((sign, at) => [sign, address.split(sign).length - address.split('([{'[at] ?? '').length]),
  );
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address[end - 1] ?? '';
    const more = open.get(last);
    // A list whose last place is home ends with a dot.
    const isMark = /[.,;:!?'’‘*_`~|\\—–…]/.test(last) && !/[=,]\.$/.test(address.slice(end - 2, end));
    if (more === undefined ? !isMark : more <= 0) break;
    if (more !== undefined) open.set(last, more - 1);
  }
  return address.slice(0, end);
}

/** Signs that separate cells, words and sentences, and stand in few addresses; beyond ASCII, in none of this site. */
const ENDS = /[;,'&?)]|[^!-~]/g;
/** What is not seen, and stands where a program lets a long address break. */
const UNSEEN_SIGNS = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;
/** An address without what only a way of writing puts into it. */
const meant = (written: string): string => written.replaceAll('\\', '').replace(UNSEEN_SIGNS, '');
/** Behind so many of them nothing that is still part of an address is looked for. */
const MAX_ENDS = 8;

/** Whether an address is one of a place of this site, without the marks of its sentence. */
const leadsBy =
  ({ isOwn, check }: Reading) =>
  (written: string): boolean => {
    const url = bare(written);
    return isOwn(url) && ['here', 'moved', 'form'].includes(check(url).kind);
  };

/** Of an address of this site, as much as leads to a place; where nothing does, up to the first sign that ends words. */
function known(written: string, { isOwn, check }: Reading): string {
  const leads = (url: string): boolean => ['here', 'moved', 'form'].includes(check(meant(url)).kind);
  if (!isOwn(meant(written)) || leads(written)) return written;
  // Where there is no such page, no section of it is looked for: to know that takes long.
  const [page = ''] = written.split('#');
  const end = check(meant(page)).kind === 'dead' ? page.length : written.length;
  const places = [...written.slice(0, end + 1).matchAll(ENDS)].slice(0, MAX_ENDS);
  const cuts = places.map(({ index }) => bare(written.slice(0, index)));
  const [first = written] = cuts.filter((cut) => !/[?&]/.test(written[cut.length] ?? ''));
  return cuts.reverse().find(leads) ?? first;
}

function fromText(text: string, reading: Reading): Found {
  const { isOwn } = reading;
  const found: Found = { title: '', links: [] };
  let goesOn = false;
  const holdsOwn = (line: string): boolean => addressesOf(line, reading).some(({ own }) => own);
  for (const line of text.split(/\r\n|[\n\r\u2028]/)) {
    const last = found.links.at(-1);
    const indented = /^(?: {2,}|\t)\S/.test(line);
    // A line that a hard break continues is the note, whatever stands in it; so is an indented one without an item or an address.
    if (last && indented && (goesOn || !(MARK.test(line) || holdsOwn(line)))) {
      last.note = `${last.note} ${plain(line)}`.trim();
      goesOn = /(?: {2}|\\)$/.test(line);
      continue;
    }
    goesOn = false;
    const hits = addressesOf(line, reading);
    const [, level = '', title = ''] = /^(#{1,3}) +(.+)/.exec(line) ?? [];
    // The first line of all may be called as it likes.
    const first = level === '#' && found.links.length === 0;
    if (title !== '' && found.title === '' && (first || hits.length === 0)) {
      found.title = plain(title);
      continue;
    }
    const own = hits.filter((hit) => hit.own);
    const [only] = own;
    const alone = line.replace(MARK, '').trim();
    // An address from the root of the site, alone on its line; the name of another host with a path.
    if (hits.length === 0 && /^\/\S*$/.test(alone) && isOwn(alone)) found.links.push({ url: alone, note: '' });
    if (hits[0]?.url === alone && !only && /^[\w.-]+\.[a-z]{2,}\//i.test(alone))
      found.links.push({ url: alone, note: '' });
    for (const hit of hits) {
      if (hit.own) {
        const rest = line.slice(hit.end).replace(line.trimStart().startsWith('|') ? /[\s|]+$/ : /$^/, '');
        const note = own.length === 1 ? plain(rest.replace(/^["'”’»`}\]\u200B]*[)>\]\s\u200B.,;–—…:|*_`-]*/, '')) : '';
        found.links.push({ url: hit.url, note });
        // What stands behind the one link of a line is its note, other sites' addresses too.
        if (own.length === 1) break;
      } else if (/^https?:/i.test(hit.url)) found.links.push({ url: hit.url, note: '' });
    }
    goesOn = only !== undefined && /(?: {2}|\\)$/.test(line);
  }
  return found;
}

/** A line of Markdown as the words that it shows. */
function plain(line: string): string {
  return squeeze(line.replace(/(?: {2}|\\)$/, '').replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
