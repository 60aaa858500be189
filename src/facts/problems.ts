import type { z } from 'zod';
import { LANGS, LANGUAGES, otherLangs } from '../lib/languages.ts';
import { isTypoOf, nearest } from '../lib/nearest.ts';

/** A way into a YAML file: keys and positions. */
export type Path = readonly (string | number)[];

/** Something wrong in a data file: what, where, and what to do about it. */
export type Problem = {
  /** The file, as a person finds it from the root of the project. */
  readonly file: string;
  /** The line, from 1, when one is known. */
  readonly line?: number | undefined;
  /** The record and the field inside it, as "ports › etcd-2379 › purpose.pt". */
  readonly where: string;
  /** What is wrong. */
  readonly what: string;
  /** What to do. */
  readonly fix: string;
};

/** All that is wrong in the fact store, in one message. */
export class FactsError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(report(problems));
    this.name = 'FactsError';
    this.problems = problems;
  }
}

function report(problems: readonly Problem[]): string {
  const files = [...new Set(problems.map((problem) => problem.file))];
  const blocks = files.flatMap((file) => {
    const own = problems.filter((problem) => problem.file === file);
    const heading = `${file}: ${own.length} ${own.length === 1 ? 'problem' : 'problems'}`;
    const entries = own.map((problem) =>
      [
        `  What:  ${problem.what}`,
        `  Where: ${problem.file}${problem.line === undefined ? '' : `:${problem.line}`}${problem.where ? ` — ${problem.where}` : ''}`,
        `  Fix:   ${problem.fix}`,
      ].join('\n'),
    );
    return [heading, ...entries];
  });
  return ['The fact store cannot be used.', ...blocks].join('\n\n');
}

/** The value at the end of a path, or undefined when the path leads nowhere. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/**
 * Every list or map in a value that a key names.
 * @returns their paths; what stands below such a key is not looked into
 */
export function pathsTo(key: string, root: unknown): Path[] {
  const found: Path[] = [];
  // One path that grows and shrinks on the way: a copy at each step would take most of the time.
  const here: (string | number)[] = [];
  const step = (name: string | number, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    here.push(name);
    if (name === key) found.push([...here]);
    else walk(value);
    here.pop();
  };
  const walk = (value: object): void => {
    if (Array.isArray(value)) for (let at = 0; at < value.length; at += 1) step(at, value[at]);
    else for (const name of Object.keys(value)) step(name, (value as Record<string, unknown>)[name]);
  };
  if (typeof root === 'object' && root !== null) walk(root);
  return found;
}

/** A path in words: the list, the id of the record, the field. */
export function describePath(root: unknown, path: Path): string {
  const [list, position, ...field] = path;
  if (list === undefined) return '';
  if (typeof position !== 'number') return joinField(path);
  const id = valueAt(root, [list, position, 'id']);
  const record = typeof id === 'string' ? id : `entry ${position + 1}`;
  return [String(list), record, joinField(field)].filter((part) => part !== '').join(' › ');
}

function joinField(path: Path): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key + 1}]` : `${index === 0 ? '' : '.'}${key}`))
    .join('');
}

type Issue = z.core.$ZodIssue;

/** What is wrong with a value, and what to do. */
type Explained = { path: Path; what: string; fix: string };

/** What is wrong with a value and what to do, in the words of whoever writes the data. */
export function explainIssue(issue: Issue, root: unknown, schemaFile: string): Explained[] {
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const value = valueAt(root, path);
  const last = path.at(-1);

  if (issue.code === 'invalid_union') return explainUnion(issue, path, root, schemaFile);
  if (issue.code === 'unrecognized_keys') return explainKeys(issue.keys, path, root, schemaFile);
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value')) {
    return [{ path, ...missing(last, schemaFile) }];
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    return [
      {
        path,
        what: `${show(value)} is not one of ${values.join(', ')}.`,
        fix: `Use one of these (nearest: ${nearest(String(value), values, 1).join('')}), or add the code to ${schemaFile}.`,
      },
    ];
  }
  if (issue.code === 'too_small' && last === 'sources') {
    return [
      {
        path,
        what: 'It names no source.',
        fix: 'Add the id of an entry of sources.yaml under "sources:"; what has no source is not a fact.',
      },
    ];
  }
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value === 'number') {
    return [
      {
        path,
        what: `${value} is a number here, and should be text.`,
        fix: `Put it in quotes: "${value}". Without them YAML reads the version 1.40 as 1.4.`,
      },
    ];
  }
  if (issue.code === 'invalid_type') {
    return [
      {
        path,
        what: `${show(value)} is not of the kind "${issue.expected}".`,
        fix: `Correct the value; ${schemaFile} says what it means.`,
      },
    ];
  }
  return [
    {
      path,
      what: `${show(value)} is wrong: ${issue.message.replace(/\.$/, '')}.`,
      fix: `Correct the value; ${schemaFile} says what it means.`,
    },
  ];
}

/** A value that may be one of several things and is none of them. */
function explainUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
  root: unknown,
  schemaFile: string,
): Explained[] {
  const value = valueAt(root, path);
  if (issue.discriminator !== undefined) {
    const options = ('options' in issue ? (issue.options ?? []) : []).map(String);
    const what =
      value === undefined
        ? `"${issue.discriminator}" is missing.`
        : `${show(value)} is no ${issue.discriminator} of this record.`;
    return [{ path, what, fix: `Write one of ${options.join(', ')}; ${schemaFile} says what each means.` }];
  }
  if (value === undefined) return [{ path, ...missing(path.at(-1), schemaFile) }];
  const branch = matchingBranch(issue.errors);
  if (branch !== undefined) {
    return branch.flatMap((inner) =>
      explainIssue({ ...inner, path: [...issue.path, ...inner.path] }, root, schemaFile),
    );
  }
  return [
    {
      path,
      what: `${show(value)} is neither text nor a text in every language.`,
      fix: `Write text, or a map with ${LANGS.map((lang) => `"${lang}:"`).join(' and ')}.`,
    },
  ];
}

/** Fields that a record does not have. */
function explainKeys(keys: readonly string[], path: Path, root: unknown, schemaFile: string): Explained[] {
  const known = keysUsed(root);
  return keys.map((key) => {
    for (const own of keys) known.delete(own);
    const [guess] = nearest(key, known, 1);
    const typo = guess !== undefined && isTypoOf(key, guess);
    return {
      path: [...path, key],
      what: `"${key}" is not a field of this record.`,
      fix: typo
        ? `Did you mean "${guess}"? If the field is new, describe it in ${schemaFile}.`
        : `Remove it, correct its spelling, or describe it in ${schemaFile}.`,
    };
  });
}

function missing(key: string | number | undefined, schemaFile: string): { what: string; fix: string } {
  const language = LANGUAGES.find(({ lang }) => lang === key);
  if (language !== undefined) {
    const others = otherLangs(language.lang).map((lang) => `"${lang}:"`);
    return {
      what: `The ${new Intl.DisplayNames('en', { type: 'language' }).of(language.lang) ?? language.lang} text is missing.`,
      fix: `Write it under "${language.lang}:", beside ${others.join(' and ')}; every language says the same.`,
    };
  }
  if (key === 'sources') {
    return {
      what: 'It names no source.',
      fix: 'Add the id of an entry of sources.yaml under "sources:"; what has no source is not a fact.',
    };
  }
  if (schemaFile.endsWith('/interfaces.ts')) {
    return {
      what: `"${String(key)}" is missing.`,
      fix: `Add "${String(key)}:". Every interface has every shared dimension; one that no longer holds for all leaves ${schemaFile} and all entries.`,
    };
  }
  return { what: `"${String(key)}" is missing.`, fix: `Add "${String(key)}:"; ${schemaFile} says what belongs there.` };
}

/** Of the ways in which a value could have been valid, the one that it was meant to be. */
function matchingBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find(
    (branch) =>
      !branch.some((issue) => issue.path.length === 0 && ['invalid_type', 'invalid_value'].includes(issue.code)),
  );
}

function keysUsed(root: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(root)) {
    for (const item of root) keysUsed(item, found);
  } else if (typeof root === 'object' && root !== null) {
    for (const [key, value] of Object.entries(root)) {
      found.add(key);
      keysUsed(value, found);
    }
  }
  return found;
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
