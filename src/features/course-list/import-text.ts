/** Reads addresses out of Markdown and plain prose: which part of a sentence is the address, and which its note. */
import type { Verdict } from '../permalinks/resolve.ts';

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

/**
 * A Markdown link, or an address in a sentence: with its scheme, or with the host's name and a path. No lookbehind, which
 * older browsers cannot read: what stands before a host's name is matched with it.
 */
const LINK =
  /\[(?:\\.|[^\]\\]){0,400}\]\(<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+(?:"[^"]*"|'[^']*'))?\)|(https?:\/\/(?:(?!(?:[;,']|[^!-~])https?:|&(?:quot|gt|lt)\b(?!=))[^\s<>"“”«»[\]{}|^\\]|\\[#%&_~])+)|(?:^|[^\w/.@-]|[:/]\/)([\w-]+(?:\.[\w-]+)+(?::\d+)?\/(?:(?!(?:[;,']|[^!-~])https?:|&(?:quot|gt|lt)\b(?!=))[^\s<>"“”«»[\]{}|^\\]|\\[#%&_~])*)/giu;
/** What a line may begin with before its link: the sign or the number of a list, a quotation. */
const MARK = /^\s*(?:[-*+•·–]|\d+[.)]|\[[ x]\]|>)\s+/i;

/** What stands behind an address and before its note: its words, where a language has them there; the marks of its sentence. */
const BEHIND =
  /^\]?(?:\[[^[\]]*\]\]?|\}?\{[^{}]*\})?["'”’»`}\]\u200B!?~。、，．！？؟،؛।॥」』》〉）】]*[)>\]\s\u200B.,;–—…:|*_`-]*/;

/** An address in a text. */
export interface Hit {
  url: string;
  start: number;
  end: number;
  own: boolean;
}

/** Every address of a text, and where in it each stands. */
export function addressesOf(text: string, reading: Reading): Hit[] {
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
export const leadsBy =
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

/** Links of Markdown and plain prose, line by line, each with the words that are its note. */
export function fromText(text: string, reading: Reading): Found {
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
        const note = own.length === 1 ? plain(rest.replace(BEHIND, '')) : '';
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

/** White space made one, and none at the ends. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
