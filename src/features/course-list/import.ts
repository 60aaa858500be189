/**
 * Reads links out of what teachers have: our own exports, a spreadsheet's CSV in any of its separators, HTML of a learning
 * platform or a word processor, Markdown, and plain prose with addresses in it.
 */
import { readCsv, withoutGuard } from '../../lib/csv.ts';
import { fold } from '../../lib/fold.ts';
import { formatAddress } from '../permalinks/address.ts';
import type { Verdict } from '../permalinks/resolve.ts';
import { exportAs } from './export.ts';
import type { RawItem } from './list-fragment.ts';

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
export function readLinks(text: string, { isOwn, parseHtml }: Reading): Found {
  const clean = text.replace(/^\uFEFF/, '');
  if (/<(?:!doctype|html|body|a|p|li|ol|ul|div|table)\b[^<]*>/i.test(clean) && /\bhref\s*=/i.test(clean))
    return fromHtml(parseHtml(clean), isOwn);
  return fromTable(clean) ?? fromText(clean, isOwn);
}

/**
 * Every address of a text, for whoever wants to know of each where it leads. A line that is one word is taken for an
 * address whatever it looks like: what is not found must be said of it.
 */
export function addressesIn(text: string, reading: Reading): string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  const isPlain = fromTable(text) === undefined && !/\bhref\s*=/i.test(text);
  if (!isPlain) return readLinks(text, reading).links.map(({ url }) => url);
  return lines.flatMap((line) => {
    const found = fromText(line, reading.isOwn).links.map(({ url }) => url);
    return found.length === 0 && /^\S+$/.test(line) ? [line] : found;
  });
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

/** What becomes of links that were read: places for the list, and what is said of the rest. */
export interface Places {
  /** Of this site, whether or not it knows them. */
  raw: RawItem[];
  /** Addresses whose section is unknown; their pages are among the places. */
  sections: string[];
  /** Addresses of other sites. */
  foreign: string[];
}

/** Sorts links by where they lead. @param check what the site knows of an address */
export function placesOf(links: readonly FoundLink[], check: (url: string) => Verdict | undefined): Places {
  const sections: string[] = [];
  const foreign: string[] = [];
  const raw = links.flatMap(({ url, note }): RawItem[] => {
    const verdict = check(url);
    if (!verdict || verdict.kind === 'foreign') {
      foreign.push(url);
      return [];
    }
    if (verdict.kind === 'top') sections.push(url);
    return [{ address: 'now' in verdict ? formatAddress(verdict.now) : url, note }];
  });
  return { raw, sections, foreign };
}

/** The bytes of a file as text: UTF-8, what its mark says, or the code page of Windows that spreadsheets still save in. */
export function decodeFile(bytes: ArrayBuffer): string | undefined {
  const [first, second] = new Uint8Array(bytes);
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : '';
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
/** A cell that is one address and nothing else. */
const ONLY_ADDRESS = /^https?:\/\/\S+$/i;
/** A link of a spreadsheet that was saved with its formulas: =HYPERLINK("…";"…"), in any language. */
const FORMULA = /^=\s*[\p{L}.]+\(\s*"(https?:[^"]+)"/iu;
/** What a column is called: words, no address that has gone wrong. */
const WORDS = /^[\p{L}\d .()º°]*\p{L}[\p{L}\d .()º°]*$/u;

/** Undefined when the text is no table, by any separator: no column is one of addresses. */
function fromTable(text: string): Found | undefined {
  // Excel's own first line says which sign separates.
  const [said = '', own] = /^sep=(.)\r?\n/i.exec(text) ?? [];
  for (const separator of own === undefined ? ['\t', ';', ','] : [own]) {
    const found = tableOf(readCsv(text.slice(said.length), separator));
    if (found) return found;
  }
  return undefined;
}

function tableOf(cells: readonly (readonly string[])[]): Found | undefined {
  const lines = cells.map((line) => line.map((cell) => FORMULA.exec(cell.trim())?.[1] ?? withoutGuard(cell.trim())));
  const [head = []] = lines;
  const names = head.map((name) => fold(name));
  const isAddress = (cell: string | undefined): boolean => ONLY_ADDRESS.test(cell ?? '');
  const named = head.length > 1 && !head.some(isAddress) ? names.findIndex((name) => ADDRESS.test(name)) : -1;
  const found = lines.map((row) => row.findIndex(isAddress)).filter((at) => at >= 0);
  const address = named < 0 ? (found[0] ?? -1) : named;
  // A head may call its columns as it likes: words, and an address in every line below.
  const headed = named >= 0 || (WORDS.test(head[address] ?? '') && found.length === lines.length - 1);
  const rows = headed ? lines.slice(1) : lines;
  if (named < 0) {
    // It is the column that holds an address in most lines. Two in a line are no table, but a list of addresses.
    if (rows.some((row) => row.filter(isAddress).length > 1) || !rows.some((row) => row.length > 1)) return undefined;
    if (found.filter((at) => at === address).length * 2 <= rows.length) return undefined;
  }
  const noteAt = headed ? names.findIndex((name) => NOTE.test(name)) : -1;
  const titleAt = headed ? names.findIndex((name) => TITLE.test(name)) : -1;
  // The title of the list stands in a line without an address, above the links.
  const title = (rows[0]?.[address] ?? '') === '' ? (rows[0]?.[titleAt] ?? '') : '';
  const links = rows.flatMap((row) => {
    const url = row[address] ?? '';
    const note =
      noteAt >= 0
        ? row[noteAt]
        : row
            .slice(address + 1)
            .filter(Boolean)
            .join(' ');
    return url === '' ? [] : [{ url, note: note ?? '' }];
  });
  return { title, links };
}

// ---- HTML ----

/** What a link and its note stand in together. */
const ITEM = /^(?:li|tr|dd|dt)$/;
const BLOCK = /^(?:li|tr|dd|dt|p|div|blockquote|section|article|h[1-6]|ol|ul|dl|table|body|header|footer|figure)$/;
const UNSEEN = /^(?:script|style|template|head|title)$/;

/** Links with the words after them in the same item: of a list, a row of a table, else a paragraph. */
function fromHtml(root: Node, isOwn: Reading['isOwn']): Found {
  const found: Found = { title: '', links: [] };
  /** The link whose words are being read. */
  let current: FoundLink | undefined;
  /** Notes that begin on a line of their own: what they begin with is theirs. */
  const apart = new Set<FoundLink>();
  const walk = (node: Node, inItem: boolean): void => {
    if (node.nodeType === 3) {
      if (current) current.note += node.nodeValue ?? '';
      return;
    }
    const name = node.nodeName.toLowerCase();
    if (UNSEEN.test(name)) return;
    if (found.title === '' && /^h[1-3]$/.test(name)) found.title = squeeze(node.textContent ?? '');
    const href = name === 'a' ? ((node as Element).getAttribute('href') ?? '').trim() : '';
    if (href !== '' && !href.startsWith('#') && (isOwn(href) || (/^https?:/i.test(href) && !current))) {
      current = { url: href, note: '' };
      found.links.push(current);
      return;
    }
    const item = ITEM.test(name);
    // A paragraph inside an item goes on with its note; one outside begins anew.
    const ends = item || (BLOCK.test(name) && !inItem);
    if (ends) current = undefined;
    else if (current && (BLOCK.test(name) || name === 'br' || name === 'td' || name === 'th')) {
      if (current.note.trim() === '') apart.add(current);
      current.note += ' ';
    }
    for (const child of node.childNodes) walk(child, inItem || item);
    if (ends) current = undefined;
  };
  walk(root, false);
  for (const link of found.links) {
    const note = squeeze(link.note);
    link.note = apart.has(link) ? note : note.replace(/^[\s.,;–—:-]+/, '');
  }
  // Addresses that a platform shows as text and does not link.
  return found.links.length > 0 ? found : fromText(textOf(root), isOwn);
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
  /\[(?:\\.|[^\]\\]){0,400}\]\(<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\)|(https?:\/\/(?:[^\s<>"“”«»[\]{}|^\\\u200B]|\\[#%&_~])+)|(?:^|[^\w/.@-])([\w-]+(?:\.[\w-]+)+(?::\d+)?\/(?:[^\s<>"“”«»[\]{}|^\\\u200B]|\\[#%&_~])*)/giu;
/** What a line may begin with before its link: the sign or the number of a list, a quotation. */
const MARK = /^\s*(?:[-*+•·–]|\d+[.)]|\[[ x]\]|>)\s+/i;

/** An address without the marks of the sentence that it stands in, nor the backslash that LaTeX puts before some signs. */
function bare(address: string): string {
  let url = address.replace(/\\([#%&_~])/g, '$1');
  for (;;) {
    const last = url.at(-1) ?? '';
    const closes = { ')': '(', ']': '[', '}': '{' }[last];
    const opened = closes === undefined ? 0 : url.split(closes).length - url.split(last).length;
    if (closes === undefined ? !/[.,;:!?'’*_`~|\\]/.test(last) : opened >= 0) return url;
    url = url.slice(0, -1);
  }
}

function fromText(text: string, isOwn: Reading['isOwn']): Found {
  const found: Found = { title: '', links: [] };
  let goesOn = false;
  for (const line of text.split(/\r\n|[\n\r\u2028]/)) {
    const last = found.links.at(-1);
    const indented = /^(?: {2,}|\t)\S/.test(line);
    // A line that a hard break continues is the note, whatever stands in it; so is an indented one that is no item itself.
    if (last && indented && (goesOn || !(MARK.test(line) || startsWithLink(line)))) {
      last.note = `${last.note} ${plain(line)}`.trim();
      goesOn = /(?: {2}|\\)$/.test(line);
      continue;
    }
    goesOn = false;
    const hits = [...line.matchAll(LINK)].map(({ 0: whole, 1: target, 2: full, 3: short = '', index }) => {
      const written = full ?? short;
      const url = target ?? bare(written);
      const escapes = written.length - written.replace(/\\([#%&_~])/g, '$1').length;
      const end = index + whole.length - (target === undefined ? written.length - escapes - url.length : 0);
      return { url, end, own: isOwn(url) };
    });
    const [, level = '', title = ''] = /^(#{1,3}) +(.+)/.exec(line) ?? [];
    // The first line of all may be called as it likes.
    const first = level === '#' && found.links.length === 0;
    if (title !== '' && found.title === '' && (first || hits.length === 0)) {
      found.title = plain(title);
      continue;
    }
    const own = hits.filter((hit) => hit.own);
    const [only] = own;
    // An address from the root of the site, alone on its line.
    const rooted = line.replace(MARK, '').trim();
    if (hits.length === 0 && /^\/\S*$/.test(rooted) && isOwn(rooted)) found.links.push({ url: rooted, note: '' });
    for (const hit of hits) {
      if (hit.own) {
        const note =
          own.length === 1
            ? plain(line.slice(hit.end).replace(/^["'”’»`}\]\u200B]*[)>\]\s\u200B.,;–—:|*_`-]*/, ''))
            : '';
        found.links.push({ url: hit.url, note });
        // What stands behind the one link of a line is its note, other sites' addresses too.
        if (own.length === 1) break;
      } else if (/^https?:/i.test(hit.url) && (!only || hit.end < only.end))
        found.links.push({ url: hit.url, note: '' });
    }
    goesOn = only !== undefined && /(?: {2}|\\)$/.test(line);
  }
  return found;
}

function startsWithLink(line: string): boolean {
  const hit = new RegExp(LINK).exec(line.trimStart());
  return hit?.index === 0;
}

/** A line of Markdown as the words that it shows. */
function plain(line: string): string {
  return squeeze(line.replace(/(?: {2}|\\)$/, '').replace(/\\([!-/:-@[-`{-~])/g, '$1'));
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
