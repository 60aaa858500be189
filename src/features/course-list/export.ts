/** A course list as files. `import.ts` reads them back. */
import { escapeHtml, escapeMarkdown } from '../../lib/citations.ts';
import { spreadsheetCsv, withGuard } from '../../lib/csv.ts';

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

/** What a file of each form says it is. */
export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  markdown: 'text/markdown;charset=utf-8',
  html: 'text/html;charset=utf-8',
  lms: 'text/html;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
};

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
    const own = note === '' ? '' : `\n    ${escapeLine(note)}`;
    return `${index + 1}. [${escapeMarkdown(name)}](${url})${own && `  ${own}`}`;
  });
  return `${head}${items.join('\n')}\n\n---\n\n${credit}\n`;
}

/** Words as a line of Markdown of their own: what begins a heading, a list or a rule there is only a sign here. */
function escapeLine(text: string): string {
  return escapeMarkdown(text)
    .replace(/[&~|]/g, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^[#+=-]/, '\\$&');
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

/** What the columns are called in a spreadsheet, in every language: programs and the import read them. */
const COLUMNS = ['position', 'title', 'address', 'note'] as const;

function csv({ title: whole, lines, tag }: Sheet): string {
  const rows = lines.map(({ title, url, note }, at) => [`${at + 1}`, withGuard(title), url, withGuard(note)]);
  return spreadsheetCsv([COLUMNS, ...(whole === '' ? [] : [['', withGuard(whole), '', '']]), ...rows], tag);
}

/**
 * What a word processor, a platform's editor or a spreadsheet takes of a list that was copied, beside its source text.
 * @returns HTML: a table for the spreadsheet form, else the list with live links
 */
export function richForm(format: Format, sheet: Sheet): string {
  if (format !== 'csv') return lms(sheet);
  const rows = sheet.lines.map(
    ({ title, url, note }, at) =>
      `<tr><td>${at + 1}</td><td>${escapeHtml(title)}</td><td><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></td><td>${escapeHtml(note)}</td></tr>`,
  );
  return `<table><tr>${COLUMNS.map((name) => `<th>${name}</th>`).join('')}</tr>${rows.join('')}</table>`;
}
