import { isText, LANGS, type Lang } from './languages.ts';

/** How a field of a record becomes columns of a CSV file. Taken from the schema, so that columns never depend on the rows. */
export interface CsvColumn {
  key: string;
  /** A column for each language, `<key>_en`, `<key>_pt` …; a literal is written into each. */
  bilingual: boolean;
}

/** Columns keep the place that they were published in; a further language comes after them. */
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
