/** Reads one file of the store: YAML, completed and held against its schema, each part with its line. */
import { CORE_SCHEMA, load } from 'js-yaml';
import { LineCounter, parseDocument, Scalar, visit, type Document } from 'yaml';
import { FILE_SCHEMAS, type FileName } from '../schemas/index.ts';
import { complete, isMap } from './complete.ts';
import { explainIssue, type Path } from './problems.ts';

/** Something wrong, before it is known on which line. */
export type ReadFinding = { path: Path; what: string; fix: string; line?: number };

/** A file of the store as it was read. */
export type ReadFile = {
  /** The text it was read from. */
  readonly text: string;
  /** What the file says, completed; undefined when it is not even YAML. */
  readonly raw: unknown;
  /** The same, when it fits its schema. */
  readonly content: unknown;
  readonly findings: readonly ReadFinding[];
  readonly lineOf: (path: Path) => number | undefined;
};

// A file that did not change is not read twice in one process: tests load many copies that differ in one file. Two texts
// of each file are kept, the newest first, so that a copy with a fault does not push out the text without it.
const memory = new Map<FileName, readonly ReadFile[]>();

/** Reads one file of the store, or remembers it. */
export function readFactFile(name: FileName, text: string): ReadFile {
  const known = memory.get(name) ?? [];
  const file = known.find((candidate) => candidate.text === text) ?? readFile(name, text);
  memory.set(name, [file, ...known.filter((candidate) => candidate !== file)].slice(0, 2));
  return file;
}

function readFile(name: FileName, text: string): ReadFile {
  const quick = quickly(text);
  // What is no list of records only the other reader can explain.
  if (typeof quick !== 'object' || quick === null) return carefully(name, text);
  return understood(name, text, quick, (path) => lineIn(text, path));
}

/**
 * What a file says, by a reader that is six times as quick and knows no lines: all files in half a second. Undefined when it
 * says nothing, or what only the other reader can explain.
 */
function quickly(text: string): unknown {
  if (ALIAS.test(text) || NUMBER.test(text)) return undefined;
  try {
    return load(text, { schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
}

/** Where an anchor or an alias may stand: what repeats itself may be endless. */
const ALIAS = /(?:^|[\s,[{])[&*]\w/;

/** What may be a number that two readers read in two ways: to one 010250 is 4264. */
const NUMBER = /[\s,[](?:[-+]?0(?:\d+|x[\da-f]+|o[0-7]+)|\+\d+|\d[\d.]*e[-+]?\d+|[-+]?\.(?:inf|nan))(?=[\s,\]}]|$)/i;

/** Reads a file with the line of every part, for a message about it. */
function carefully(name: FileName, text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  // A warning is of what it has left out: a tag (!name) that says how to read a value.
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    const findings = faults.map((error) => ({
      path: [],
      line: lines.linePos(startOfQuote(document, error.pos[0]) ?? error.pos[0]).line,
      what: `This is not YAML: ${(error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}.`,
      fix: 'Correct this line or the one above. Two spaces for each level; text with ": " or " #" in it, or with a special first character, stands in quotes.',
    }));
    return { text, raw: undefined, content: undefined, findings, lineOf: () => undefined };
  }
  const refused = (line: number, what: string, fix: string): ReadFile => ({
    text,
    raw: undefined,
    content: undefined,
    findings: [{ path: [], line, what, fix }],
    lineOf: () => undefined,
  });
  const alias = aliasAt(document);
  if (alias !== undefined)
    return refused(
      lines.linePos(alias).line,
      'This is not plain YAML: an alias stands for what is written elsewhere.',
      'Write out what the aliases (*name) stand for: the data files use none.',
    );
  const number = numberAt(document);
  if (number !== undefined)
    return refused(
      lines.linePos(number.start).line,
      `The number ${number.source} is written as few read it: it may mean ${number.value}.`,
      'Write it with digits alone, as 10250; what is no number stands in quotes.',
    );
  const said: unknown = document.toJS() ?? null;
  const restore = 'Bring it back with `git checkout`.';
  if (said === null) return refused(1, 'The file is empty.', restore);
  if (typeof said !== 'object') return refused(1, `The whole file is one word: ${String(said).slice(0, 40)}.`, restore);
  return understood(name, text, said, (path) => lineOfPath(document, lines, path));
}

/** What a file says, completed and held against its schema. */
function understood(name: FileName, text: string, first: unknown, lineOf: ReadFile['lineOf']): ReadFile {
  const raw = complete(name, first);
  const schemaFile = `src/schemas/${name.split('/')[0] ?? name}.ts`;
  const parsed = FILE_SCHEMAS[name].safeParse(raw);
  const issues = parsed.success ? [] : parsed.error.issues.flatMap((issue) => explainIssue(issue, raw, schemaFile));
  // "checked" has a default, so its absence only follows from another mistake.
  const own = issues.filter(({ path }) => path.at(-1) !== 'checked' || path[0] === 'meta' || path.length === 1);
  // What is wrong in the head is wrong in every record that takes it over: once is enough.
  if (own.some(({ path }) => path[0] === 'meta')) {
    const inherited = own.filter(({ path }) => path[0] !== 'meta' && path.at(-2) === 'checked');
    for (const issue of inherited) own.splice(own.indexOf(issue), 1);
  }
  const findings = [...(own.length > 0 ? own : issues), ...duplicates(raw, lineOf), ...strayText(first)];
  return { text, raw, content: parsed.success ? parsed.data : undefined, findings, lineOf };
}

/** Where the first alias stands. */
function aliasAt(document: Document): number | undefined {
  let start: number | undefined;
  visit(document, {
    Alias(_key, { range }) {
      start = range?.[0];
      return visit.BREAK;
    },
  });
  return start;
}

/** The first number that is not written as it is. Whether 1.40 is one or a version says its schema. */
function numberAt(document: Document): { start: number; source: string; value: number } | undefined {
  let found: { start: number; source: string; value: number } | undefined;
  visit(document, {
    Scalar(_key, { value, source, range }) {
      if (typeof value !== 'number' || source === undefined || !range || !NUMBER.test(` ${source}`)) return undefined;
      found = { start: range[0], source, value };
      return visit.BREAK;
    },
  });
  return found;
}

/** Where the quoted text begins in which the reader stopped: a quote that never closes is noticed far below its line. */
function startOfQuote(document: Document, stop: number): number | undefined {
  let start: number | undefined;
  visit(document, {
    Scalar(_key, node) {
      const quoted = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE;
      if (quoted && node.range && node.range[0] <= stop && stop <= node.range[2]) start = node.range[0];
    },
  });
  return start;
}

/**
 * The line of a part of a file that can be read. Only the entry that it is in is read with its lines: to read the whole file so
 * takes a tenth of a second.
 */
function lineIn(text: string, path: Path): number | undefined {
  const [list, position, ...field] = path;
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`${String(list)}:`));
  // What follows belongs to the list up to the next word at the margin.
  const after = lines.findIndex((line, at) => at > start && /^[^\s#-]/.test(line));
  const end = after === -1 ? lines.length : after;
  const within = (from: number, to: number, way: Path): number | undefined => {
    const counter = new LineCounter();
    const document = parseDocument(lines.slice(from, to).join('\n'), { lineCounter: counter });
    const line = lineOfPath(document, counter, way);
    return line === undefined ? undefined : from + line;
  };
  if (start === -1) return within(0, lines.length, path);
  const first = lines.findIndex((line, at) => at > start && /^ *- /.test(line));
  const dash = /^ *- /.exec(lines[first] ?? '')?.[0];
  if (typeof position !== 'number' || dash === undefined) return within(start, end, path);
  const entries = lines.flatMap((line, at) => (at >= first && at < end && line.startsWith(dash) ? [at] : []));
  const entry = entries[position];
  return entry === undefined ? within(start, end, path) : within(entry, entries[position + 1] ?? end, [0, ...field]);
}

/** The line of the value at the end of a path, or of the nearest part above it that is there. */
function lineOfPath(document: Document, lines: LineCounter, path: Path): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return lines.linePos(Number(node.range[0])).line;
    }
  }
  return undefined;
}

/** Ids that stand twice in a file. */
function duplicates(raw: unknown, lineOf: (path: Path) => number | undefined): ReadFinding[] {
  if (!isMap(raw)) return [];
  const findings: ReadFinding[] = [];
  const seen = new Map<string, Path>();
  for (const [list, records] of Object.entries(raw)) {
    if (!Array.isArray(records)) continue;
    for (const [index, record] of records.entries()) {
      const id: unknown = isMap(record) ? record['id'] : undefined;
      if (typeof id !== 'string') continue;
      // An event may move from "planned" to "events", so both lists share one space of ids.
      const space = list === 'planned' ? 'events' : list;
      const first = seen.get(`${space} ${id}`);
      const path = [list, index, 'id'];
      if (first === undefined) {
        seen.set(`${space} ${id}`, path);
        continue;
      }
      findings.push({
        path,
        what: `The id "${id}" is used twice: on line ${lineOf(first) ?? '?'} and on line ${lineOf(path) ?? '?'}.`,
        fix: 'Give one of the two records another id, or remove one.',
      });
    }
  }
  return findings;
}

/** Signs that a pair of quotes lets in by their numbers: those that steer a terminal, and half of a pair. */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNWRITTEN = /[\0-\x08\x0B-\x1F\x7F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?:[^\uD800-\uDBFF]|^)[\uDC00-\uDFFF]/;
/** Pages would show it as it stands. A name in angle brackets is what a reader puts in. */
const HTML = /<\/?(?:a|b|br|code|div|em|i|iframe|img|li|ol|p|script|span|strong|su[bp]|ul)(?:\s[^>]*)?\/?>/i;
const UNFINISHED = /\b(?:TODO|FIXME|TBD|XXX)\b|\b[Ll]orem ipsum/;

/** Texts that nobody meant to publish, and lists that say a word twice. */
function* strayText(value: unknown, path: Path = []): Generator<ReadFinding> {
  if (typeof value === 'string') {
    if (UNWRITTEN.test(value))
      yield { path, what: 'The text has a sign that no text has.', fix: 'Take out its escape.' };
    const [found] = HTML.exec(value) ?? UNFINISHED.exec(value) ?? [];
    if (found !== undefined)
      yield { path, what: `"${found}" would stand on the page as it is.`, fix: 'Say it in words, without markup.' };
  } else if (Array.isArray(value)) {
    const words = value.filter((item) => typeof item === 'string');
    const twice = words.find((word, at) => words.indexOf(word) < at);
    if (twice !== undefined)
      yield { path, what: `The list says "${String(twice)}" twice.`, fix: 'Take one of them out.' };
    for (const [at, item] of value.entries()) yield* strayText(item, [...path, at]);
  } else if (isMap(value)) {
    for (const [key, item] of Object.entries(value)) yield* strayText(item, [...path, key]);
  }
}
