/**
 * Citations of a page or of a place on it. Rules followed:
 * - ABNT NBR 6023:2018: an entity as author in capitals; a part, then "In:" and the whole with its title emphasised;
 *   "[S. l.]" where no place of publication is known; months cut to three letters except "maio"; notes before the
 *   address; the address without angle brackets after "Disponível em:" and the day of access after "Acesso em:".
 * - APA 7 (10.16 webpages, 10.3 entries): a group author; a site's name that equals the author's is left out; a part in
 *   roman, the whole in italics. The day of a review is no date of publication, and pages here change in place, so the
 *   reference says "n.d.", the day of the check in brackets and the day of retrieval; no full stop after the address.
 * - BibTeX: `@misc` with braces around the group author, so that it is not read as a person's name.
 */

import type { Lang } from './languages.ts';

/** What is cited. */
export interface Cited {
  /** Name of the site in the page's language. */
  site: string;
  /** Title of the page. */
  page: string;
  /** Title of the place on the page; absent for the page itself. */
  place?: string;
  url: string;
  /** Day on which the content was checked, `YYYY-MM-DD`. */
  checked: string;
  /** Minor version of Kubernetes for which it was checked, `1.37`. */
  kubernetes: string;
  /** Day of access, `YYYY-MM-DD`. */
  accessed: string;
  lang: Lang;
}

/** A stretch of a citation; `strong` or `em` where the style wants the title to stand out. */
export interface Piece {
  text: string;
  mark?: 'strong' | 'em';
}

const MONTHS = {
  abnt: ['jan.', 'fev.', 'mar.', 'abr.', 'maio', 'jun.', 'jul.', 'ago.', 'set.', 'out.', 'nov.', 'dez.'],
  bibtex: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
} as const;

/** The words of a reference by APA, and how its dates are written. */
const APA: Readonly<
  Record<Lang, { none: string; part: string; checked: string; retrieved: [string, string]; dates: string }>
> = {
  en: { none: 'n.d.', part: 'In', checked: 'Checked', retrieved: ['Retrieved', ', from'], dates: 'en-US' },
  pt: { none: 's.d.', part: 'Em', checked: 'Conferido em', retrieved: ['Recuperado em', ', de'], dates: 'pt-BR' },
};

/** The name that BibTeX has for a language, and what stands in the note. */
const BIBTEX: Readonly<
  Record<Lang, { name: string; note: (kubernetes: string, checked: string, accessed: string) => string }>
> = {
  en: {
    name: 'english',
    note: (kubernetes, checked, accessed) =>
      `Checked for Kubernetes v${kubernetes} on ${checked}. Accessed ${accessed}`,
  },
  pt: {
    name: 'brazilian',
    note: (kubernetes, checked, accessed) =>
      `Conferido para o Kubernetes v${kubernetes} em ${checked}. Acesso em ${accessed}`,
  },
};

/** @throws Error when the text is not a day of the calendar's form */
function day(iso: string): { year: string; month: number; day: number } {
  const match = /^(\d{4})-(0[1-9]|1[0-2])-(\d{2})$/.exec(iso);
  if (!match) throw new Error(`"${iso}" is not a day. Write YYYY-MM-DD.`);
  return { year: match[1] ?? '', month: Number(match[2]) - 1, day: Number(match[3]) };
}

const abntDay = (iso: string): string => {
  const at = day(iso);
  return `${at.day} ${MONTHS.abnt[at.month] ?? ''} ${at.year}`;
};

/** A sentence end that does not double the mark a title may end with. */
const stop = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** Reference by ABNT NBR 6023:2018. */
export function abnt({ site, page, place, url, checked, kubernetes, accessed }: Cited): Piece[] {
  const author = `${site.toLocaleUpperCase('pt-BR')}. `;
  const note = `Conferido para o Kubernetes v${kubernetes} em ${abntDay(checked)}.`;
  const whole: Piece[] = [
    { text: page, mark: 'strong' },
    {
      text: `${/[.!?…]$/.test(page) ? '' : '.'} [S. l.], ${day(checked).year}. ${note} Disponível em: ${url}. Acesso em: ${abntDay(accessed)}.`,
    },
  ];
  if (place === undefined) return [{ text: author }, ...whole];
  return [{ text: `${author}${stop(place)} ` }, { text: 'In:', mark: 'em' }, { text: ` ${author}` }, ...whole];
}

/** Reference by the seventh edition of the APA's manual, in the language of the page. */
export function apa({ site, page, place, url, checked, accessed, lang }: Cited): Piece[] {
  const words = APA[lang];
  const [before = '', after = ''] = words.retrieved;
  const start = `${stop(site)} (${words.none}). `;
  const end: Piece[] = [
    { text: page, mark: 'em' },
    { text: ` [${words.checked} ${longDay(checked, lang)}]. ${before} ${longDay(accessed, lang)}${after} ${url}` },
  ];
  if (place === undefined) return [{ text: start }, ...end];
  return [{ text: `${start}${stop(place)} ${words.part} ` }, ...end];
}

/** `November 21, 2026` or `21 de novembro de 2026`. */
function longDay(iso: string, lang: Lang): string {
  day(iso);
  return new Date(`${iso}T00:00:00Z`).toLocaleDateString(APA[lang].dates, { timeZone: 'UTC', dateStyle: 'long' });
}

/** Entry of a BibTeX file. Works with BibTeX and with biblatex; `\url` needs the package `url` or `hyperref`. */
export function bibtex({ site, page, place, url, checked, kubernetes, accessed, lang }: Cited): string {
  const at = day(checked);
  const title = place === undefined ? page : `${place}. ${page}`;
  const note = BIBTEX[lang].note(kubernetes, checked, accessed);
  const fields = {
    author: `{${tex(site)}}`,
    title: `{${tex(title)}}`,
    year: at.year,
    howpublished: `\\url{${url}}`,
    note: tex(note),
    language: BIBTEX[lang].name,
  };
  return [
    `@misc{${key(url)},`,
    ...Object.entries(fields).map(([name, value]) => `  ${name.padEnd(12)} = {${value}},`),
    // A macro of BibTeX: each style writes the month in its own way, so no braces.
    `  ${'month'.padEnd(12)} = ${MONTHS.bibtex[at.month] ?? ''}`,
    '}',
  ].join('\n');
}

const TEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text with the signs that TeX reads as commands escaped. */
function tex(text: string): string {
  return text.replace(/[\\~^&%$#_{}]/g, (sign) => TEX[sign] ?? `\\${sign}`);
}

/** A citation key from the address: letters, digits and hyphens, the same for everybody who cites the place. */
function key(url: string): string {
  const { pathname, hash } = new URL(url);
  const parts = `${pathname}${hash}`.split(/[^a-z0-9.-]+/i).filter((part) => part !== '');
  return parts.join('-').toLowerCase();
}

/** The citation as plain text. */
export function asText(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}

/** The citation as HTML, for a word processor that keeps the emphasis. */
export function asHtml(pieces: readonly Piece[]): string {
  return pieces.map(({ text, mark }) => (mark ? `<${mark}>${escapeHtml(text)}</${mark}>` : escapeHtml(text))).join('');
}

/** Text made safe for HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}

/** Text made safe for the label of a Markdown link. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&');
}
