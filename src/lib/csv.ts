import { isText, LANGS, type Lang } from './languages.ts';

/** How a field of a record becomes columns of a CSV file. Taken from the schema, so that columns never depend on the rows. */
interface CsvColumn {
  key: string;
  /** A column for each language, `<key>_en`, `<key>_pt` …; a literal is written into each. */
  bilingual: boolean;
}

/** Columns keep the place that they were published in; a further language comes after them. */
// eslint-disable-next-line eslint-js/no-restricted-syntax -- English came first when these files were first published.
const CSV_LANGS = [...LANGS].sort((a, b) => Number(b === 'en') - Number(a === 'en'));

/** What stands between the values of a list in one cell. */
const BETWEEN = ' | ';

/**
 * Writes records as CSV (RFC 4180: comma, quotes doubled, CRLF). A record is one line: line breaks inside a value become
 * spaces. The first line names the columns; a list is joined with ` | `, a range is `2379-2380`.
 */
export function toCsv(columns: readonly CsvColumn[], records: readonly Readonly<Record<string, unknown>>[]): string {
  const names = columns.flatMap(({ key, bilingual }) =>
    bilingual ? CSV_LANGS.map((lang) => `${key}_${lang}`) : [key],
  );
  const lines = records.map((record) =>
    columns.flatMap(({ key, bilingual }) =>
      bilingual ? CSV_LANGS.map((lang) => cell(record[key], lang)) : [cell(record[key])],
    ),
  );
  return [names, ...lines].map((line) => line.map(quote).join(',') + '\r\n').join('');
}

function cell(value: unknown, lang?: Lang): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    const pair = value.length === 2 && value.every((part) => typeof part === 'number');
    if (pair) return value[0] === value[1] ? String(value[0]) : value.join('-');
    return value.map((part) => cell(part, lang)).join(BETWEEN);
  }
  if (typeof value !== 'object') return String(value);
  if (lang !== undefined && isText(value)) return value[lang];
  // A statement of the store: `{ text, sources, … }`.
  if (lang !== undefined && 'text' in value) return cell(value.text, lang);
  return JSON.stringify(value);
}

function quote(value: string): string {
  const line = value.replace(/\s+/g, ' ').trim();
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line;
}

/**
 * Reads CSV (RFC 4180) back into lines of fields. Forgives what people's programs write: blanks before a quote; a quote
 * inside a field that does not begin with one is a sign like any other, and so is one that never closes.
 * @param separator what stands between two fields: a comma, a semicolon, a tab
 * @param quote what a field begins and ends with that has such a sign
 */
export function readCsv(text: string, separator = ',', quote = '"'): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let at = 0;
  const upTo = (from: number): number => {
    let end = from;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end += 1;
    return end;
  };
  while (at < text.length) {
    let field = '';
    let open = at;
    while (text[open] === ' ') open += 1;
    const close = text[open] === quote ? closingQuote(text, open, quote) : -1;
    if (close >= 0) {
      field = text.slice(open + 1, close).replaceAll(quote + quote, quote);
      at = close + 1;
    }
    const end = upTo(at);
    line.push(field + text.slice(at, end));
    at = end + 1;
    if (text[end] === separator) {
      if (at >= text.length) line.push('');
      else continue;
    }
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    // An empty line is none.
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
  }
  return lines;
}

/** Where the quote closes that opens at a place, or -1: two in a row are one sign of the field. */
function closingQuote(text: string, open: number, quote: string): number {
  for (let at = text.indexOf(quote, open + 1); at >= 0; at = text.indexOf(quote, at + 2))
    if (text[at + 1] !== quote) return at;
  return -1;
}

/** How a cell begins that a spreadsheet takes for a formula, blanks and the wide signs of Asian keyboards before it. */
const FORMULA = /^'*\s*[=+\-@\t\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A field that no spreadsheet takes for a formula: an apostrophe in front makes it text. */
export function withGuard(field: string): string {
  return FORMULA.test(field) ? `'${field}` : field;
}

/** What {@link withGuard} was given. */
export function withoutGuard(field: string): string {
  return field.startsWith("'") && FORMULA.test(field) ? field.slice(1) : field;
}

/** A field as a spreadsheet keeps it: `1.40` is a version, and what looks like a formula is text. */
export function asText(field: string): string {
  return /^\d+\.\d+$/.test(field) ? `v${field}` : withGuard(field);
}

/**
 * Writes lines as the spreadsheet of a language opens them: with the mark of UTF-8, and the separator of its lists, which
 * is `;` where a comma stands in numbers.
 * @param lines cells as they should be read: see {@link asText}
 * @param language BCP 47 tag
 */
export function spreadsheetCsv(lines: readonly (readonly string[])[], language: string): string {
  const separator = (0.1).toLocaleString(language)[1] === ',' ? ';' : ',';
  const cells = lines.map((line) =>
    line.map((text) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)),
  );
  return `\uFEFF${cells.map((line) => `${line.join(separator)}\r\n`).join('')}`;
}

/** The parts of a JSON Schema that say whether a field is bilingual. */
interface Shape {
  type?: unknown;
  properties?: Readonly<Record<string, unknown>> | undefined;
  anyOf?: readonly unknown[] | undefined;
  items?: unknown;
}

/**
 * The columns of a dataset, from the JSON Schema of its record.
 * @param record schema of type "object"
 */
export function csvColumns(record: Shape): CsvColumn[] {
  return Object.entries(record.properties ?? {}).map(([key, shape]) => ({ key, bilingual: isBilingual(shape) }));
}

function isBilingual(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const shape: Shape = value;
  if (shape.anyOf) return shape.anyOf.some(isBilingual);
  if (shape.type === 'array') return isBilingual(shape.items);
  const fields = shape.properties ?? {};
  return 'text' in fields ? isBilingual(fields['text']) : LANGS.every((lang) => lang in fields);
}
