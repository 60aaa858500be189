/** A course list as files, and files read back as a list. */
import { toCsv } from '../../lib/csv.ts';
import { escapeHtml, escapeMarkdown } from '../../lib/citations.ts';
import type { RawItem } from './course-list.ts';

/** One line of an exported list. */
export interface Line {
  /** What the link is called: the place and the page, or the page. */
  title: string;
  url: string;
  note: string;
}

/** A list ready for export. */
export interface Sheet {
  /** Empty when the teacher gave none. */
  title: string;
  lines: readonly Line[];
  /** BCP 47 tag of the texts. */
  tag: string;
  /** One sentence that names the site and its licence. */
  credit: string;
}

/** The forms of an exported list. */
export const FORMATS = ['markdown', 'html', 'lms', 'csv'] as const;
/** A form of an exported list. */
export type Format = (typeof FORMATS)[number];

/** The list in a form. */
export function exportAs(format: Format, sheet: Sheet): string {
  return { markdown, html, lms, csv }[format](sheet);
}

/** Name of the file for a form, without spaces and accents. */
export function fileName(format: Format, title: string): string {
  const base = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${base === '' ? 'kubernetes-interfaces' : base}.${{ markdown: 'md', html: 'html', lms: 'lms.html', csv: 'csv' }[format]}`;
}

function markdown({ title, lines, credit }: Sheet): string {
  const head = title === '' ? '' : `# ${escapeMarkdown(title)}\n\n`;
  const items = lines.map(({ title: name, url, note }, index) => {
    const own = note === '' ? '' : `\n    ${escapeMarkdown(note)}`;
    return `${index + 1}. [${escapeMarkdown(name)}](${url})${own && `  ${own}`}`;
  });
  return `${head}${items.join('\n')}\n\n---\n\n${credit}\n`;
}

/** A whole page, to be opened or hosted as it is. */
function html(sheet: Sheet): string {
  const title = escapeHtml(sheet.title === '' ? sheet.credit : sheet.title);
  return [
    '<!doctype html>',
    `<html lang="${sheet.tag}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title}</title>`,
    '</head>',
    '<body>',
    `<h1>${title}</h1>`,
    list(sheet, ''),
    `<p>${escapeHtml(sheet.credit)}</p>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/**
 * A piece to paste into the editor of Moodle, Canvas and the like: they take out scripts, styles and classes, and frame
 * pages, so links open a new tab and nothing depends on style. Headings begin at 3: the course page has its own above.
 */
function lms(sheet: Sheet): string {
  const head = sheet.title === '' ? '' : `<h3>${escapeHtml(sheet.title)}</h3>\n`;
  return `<div lang="${sheet.tag}">\n${head}${list(sheet, ' target="_blank" rel="noopener noreferrer"')}\n<p><small>${escapeHtml(sheet.credit)}</small></p>\n</div>\n`;
}

function list({ lines }: Sheet, attributes: string): string {
  const items = lines.map(({ title, url, note }) => {
    const own = note === '' ? '' : `<br>${escapeHtml(note)}`;
    return `<li><a href="${escapeHtml(url)}"${attributes}>${escapeHtml(title)}</a>${own}</li>`;
  });
  return `<ol>\n${items.join('\n')}\n</ol>`;
}

/** A sheet program takes a cell that begins so for a formula; an apostrophe before it makes it text. */
const FORMULA = /^[=+\-@\t]/;

function csv({ lines }: Sheet): string {
  const columns = ['position', 'title', 'address', 'note'].map((key) => ({ key, bilingual: false }));
  return toCsv(
    columns,
    lines.map(({ title, url, note }, index) => ({
      position: index + 1,
      title,
      address: url,
      note: note.replace(FORMULA, "'$&"),
    })),
  );
}

/**
 * Reads a list back: any of the exported forms, or any text with addresses in it.
 * @param address the address without a language for a URL of this site, undefined for any other
 */
export function importList(
  text: string,
  address: (url: string) => string | undefined,
): { title: string; raw: RawItem[] } {
  const found = /^\uFEFF?position,title,address,note\r?\n/.test(text)
    ? fromCsv(text)
    : /<a\s[^>]*href=/i.test(text)
      ? fromHtml(text)
      : fromText(text);
  return {
    title: found.title,
    raw: found.links.flatMap(({ url, note }) => {
      const known = address(url);
      return known === undefined ? [] : [{ address: known, note }];
    }),
  };
}

interface Found {
  title: string;
  links: { url: string; note: string }[];
}

function fromCsv(text: string): Found {
  const rows = [...text.replace(/^\uFEFF/, '').matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/g)]
    .reduce<string[][]>(
      (all, [whole, cell = '', end]) => {
        if (whole === '') return all;
        all.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
        if (end !== ',') all.push([]);
        return all;
      },
      [[]],
    )
    .slice(1);
  return {
    title: '',
    links: rows.flatMap(([, , url = '', note = '']) =>
      url === '' ? [] : [{ url, note: note.replace(/^'(?=[=+\-@\t])/, '') }],
    ),
  };
}

function fromHtml(text: string): Found {
  const title = /<h[1-3][^>]*>(.*?)<\/h[1-3]>/is.exec(text)?.[1] ?? '';
  const body = text.replace(/<\/ol>[\s\S]*$/i, '');
  const links = [
    ...body.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>[\s\S]*?<\/a>([\s\S]*?)(?=<a\s|$)/gi),
  ];
  return {
    title: words(title),
    links: links.map(([, double, single, after = '']) => ({ url: words(double ?? single ?? ''), note: words(after) })),
  };
}

/** The text of a piece of HTML. */
function words(piece: string): string {
  const signs: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ', '#39': "'" };
  return piece
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(lt|gt|quot|amp|nbsp|#39);/g, (_whole, name: string) => signs[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}

function fromText(text: string): Found {
  const body = text.split(/\n---\n/)[0] ?? '';
  const plain = (line: string): string => line.replace(/\\([\\`*_[\]<>])/g, '$1').trim();
  const found: Found = { title: '', links: [] };
  for (const line of body.split(/\r?\n/)) {
    const url = /(?:https?:\/\/|(?<![\w/])\/)[^\s<>()"']+/.exec(line);
    const title = /^#{1,3} (.+)/.exec(line)?.[1];
    if (title !== undefined && found.title === '') found.title = plain(title);
    else if (url) {
      const after = line.slice(url.index + url[0].length).replace(/^[)>\]\s–—:-]+/, '');
      found.links.push({ url: url[0], note: plain(after) });
    } else {
      const last = found.links.at(-1);
      if (last && /^\s+\S/.test(line)) last.note = `${last.note} ${plain(line)}`.trim();
    }
  }
  return found;
}
