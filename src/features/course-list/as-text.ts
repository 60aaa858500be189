/** Takes the wrappings off a text, by which the same address is written in another way; what it says stays as it is. */

import { decoded } from '../../lib/decoded.ts';

/**
 * A text with its addresses as they are meant.
 * @param text whatever was pasted, or a file's content
 * @param leads whether an address is one of a place of this site
 */
export function asText(text: string, leads: (url: string) => boolean): string {
  let clean = text.replace(/^\uFEFF/, '');
  // A mail or a web archive that was saved as it travels.
  if (isQuotedPrintable(clean, leads)) clean = fromQuotedPrintable(clean);
  // A calendar and a card break each line at 75 bytes, and begin the rest with a blank.
  if (FOLDED.test(clean)) clean = clean.replace(/\r?\n[ \t]/g, '');
  // Some programs put a backslash before each slash in JSON, or write its number.
  if (/https?:\\\/\\\//i.test(clean)) clean = clean.replaceAll('\\/', '/');
  if (/https?(?::|\\u003a)\\u002f/i.test(clean))
    clean = clean.replace(/\\u(00[2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return (
    withoutReferences(clean)
      // Word and RTF keep the section apart from its page.
      .replace(/(HYPERLINK\s+\\?"https?:[^"#\s]+)("\s+\\{1,2}l\s+\\?")/gi, '$1#')
      // Between angle brackets an address may go on in the next line (RFC 3986, appendix C).
      .replace(/<(?:URL:)?https?:\/\/[^\s<>]+(?:[ \t]*\r?\n[ \t>]*[^\s<>]+)+>/gi, (whole) =>
        whole.replace(/\r?\n[ \t>]*|[ \t]/g, ''),
      )
      // Signs that HTML may write by their number or their name, escaped once or more.
      .replace(ESCAPED, (whole) => {
        if (!whole.includes('&')) return whole;
        const plain = whole.replace(ENTITY, fromEntity);
        return !/^https?:\/\//i.test(whole) || (leads(plain) && !leads(whole.replace('#&', ''))) ? plain : whole;
      })
      // As paths are written on Windows. LaTeX and RTF have a backslash before a sign, and mean the sign.
      .replace(/[^\s<>"'()[\]{};,|]+/g, (word) => {
        if (!word.includes('\\') || !/^(?:https?:|[\w.-]+\.[a-z]{2,}[\\/])/i.test(word)) return word;
        const slashed = word.replace(/^(https?:)\\+/i, '$1//').replaceAll('\\', '/');
        return leads(slashed) && !leads(word.replaceAll('\\', '')) ? slashed : word;
      })
      .replace(/https?:\/\/(?:(?!https?:)[^\s<>"])+(?:\s+(?:>[> \t]*)?(?!https?:)[^\s<>"]+){1,3}/gi, (whole) =>
        joined(whole, leads),
      )
      // An address that was made part of another one and taken out again, on a line of its own.
      .replace(/^https?%3a%2f%2f\S+$/gim, decoded)
      // Word writes a hyphen at which no line may break, or a dash, and an Asian keyboard the wide sign; no address of ours has them.
      .replace(/https?:\/\/(?:(?!https?:)[^\s<>"])+/gi, (word) => {
        const plain = word.replace(/[\u2010-\u2013\uFF0D]/g, '-').replaceAll('\uFF03', '#');
        return plain !== word && leads(plain) ? plain : word;
      })
  );
}

/** Markdown whose links are named where they stand, and given their addresses elsewhere: each stands where it is named. */
function withoutReferences(text: string): string {
  const places = new Map<string, string>();
  const key = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
  for (const [, name = '', url = ''] of text.matchAll(REFERENCE))
    if (!places.has(key(name))) places.set(key(name), url);
  if (places.size === 0) return text;
  const used = new Set<string>();
  const inline = text.replace(
    /\[([^[\]]{1,400})\](?:\[([^[\]]{0,400})\])?(?![[(:])/g,
    (whole, words: string, name = '') => {
      const url = places.get(key(name === '' ? words : name));
      if (url === undefined) return whole;
      used.add(key(name === '' ? words : name));
      return `[${words}](${url})`;
    },
  );
  // One that nobody names is an address like any other.
  return inline.replace(REFERENCE, (whole, name: string) => (used.has(key(name)) ? '' : whole));
}

/** Where the address of a Markdown link is given. */
const REFERENCE = /^ {0,3}\[([^[\]]{1,400})\]:[ \t]*<?(\S+?)>?(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$/gm;

/** A line of a calendar or a card that is full, and goes on in the next one. */
const FOLDED =
  /^(?:BEGIN:V[A-Z]+\r?$|(?=.{60,75}\r?\n[ \t]\S)(?:URL|DESCRIPTION|SUMMARY|LOCATION|COMMENT|ATTACH|NOTE|CONFERENCE|X-[A-Z-]+)[;:]\S)/m;

/** An address that is broken at the end of a line, in a quotation too, or before its section; only what leads somewhere when it is whole. */
function joined(text: string, leads: (url: string) => boolean): string {
  const [first = '', ...rest] = text.split(/(\s+(?:>[> \t]*)?)/);
  let url = first;
  for (let at = 0; at + 1 < rest.length; at += 2) {
    const [gap = '', more = ''] = rest.slice(at);
    const isBroken =
      /^ *\r?\n[ \t>]*$/.test(gap) || (/^ +$/.test(gap) && /^#|#$/.test(url.slice(-1) + more.slice(0, 1)));
    if (!isBroken) break;
    // What stands behind it in its sentence is no part of it.
    const [, part = '', end = ''] = /^([\w/.#?=&%~-]*[\w/])?(.*)$/.exec(more) ?? [];
    const isSection = url.endsWith('#') || part.startsWith('#');
    url += part;
    const isWhole = leads(url) && url.split('#').length < 3;
    // A word behind an address that leads somewhere is a word, whatever page is called so.
    if (part !== '' && isWhole && (isSection || part.includes('/') || !leads(first)))
      return url + end + rest.slice(at + 2).join('');
    if (end !== '') break;
  }
  return text;
}

/** An address that may have such signs, its first or one inside. */
const ESCAPED =
  /https?(?::|&[#\w;]{2,20};)(?:&(?:amp;)*(?!quot|gt|lt|apos)#?\w{1,6};|(?!&(?:amp;)*(?:quot|gt|lt|apos)\b)[^\s<>"';,|])+/gi;
/** A sign of an address as HTML may write it. */
const ENTITY = /&(?:amp;)*(?:#0*(\d{2,3})|#x0*([\da-f]{2})|(colon|sol|num|period|lowbar|hyphen|dash|quest|equals));/gi;
const NAMED = {
  colon: ':',
  sol: '/',
  num: '#',
  period: '.',
  lowbar: '_',
  hyphen: '-',
  dash: '-',
  quest: '?',
  equals: '=',
};

/** What ends an address stays as it is written. */
function fromEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  const sign = name === undefined ? String.fromCharCode(code || 0) : NAMED[name.toLowerCase() as keyof typeof NAMED];
  return /^[#%+\-./:=?@_~\w]$/.test(sign) ? sign : whole;
}

/** By its head; where that was left behind, by what nothing else has while every "=" is an escape. */
function isQuotedPrintable(text: string, leads: (url: string) => boolean): boolean {
  if (/^Content-Transfer-Encoding:\s*quoted-printable/im.test(text)) return true;
  // It has no letter beyond ASCII.
  if (!text.includes('=') || /[^\0-\u007F]/.test(text) || /=(?![\dA-F]{2}|[ \t]*(?:[\r\n]|$))/.test(text)) return false;
  const broken = [...text.matchAll(/(https?:\/\/(?:(?!https?:)[^\s<>"])+)=\r?\n([\w/.#?&%~-]*[\w/])/gi)];
  return (
    /=3D["']?https?:|=[C-F][\dA-F]=[89AB][\dA-F]/.test(text) ||
    broken.some(([, first = '', more = '']) => leads(first + more))
  );
}

/** RFC 2045: a sign in hexadecimal behind "=", and a line that goes on behind "=" at its end. */
function fromQuotedPrintable(text: string): string {
  const bytes = new TextEncoder().encode(text.replace(/=[ \t]*\r?\n/g, ''));
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const decoded = signs.replace(/=([0-9A-F]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return new TextDecoder().decode(Uint8Array.from(decoded, (sign) => sign.charCodeAt(0)));
}
