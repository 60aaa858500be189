import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJSONSchema, type ZodType } from 'zod';
import { filesBelow } from '../../../src/content-index/read-source.ts';
import type { Finding } from './finding.ts';

/** A file's path, its text without comments, and the words of that. */
interface Code {
  file: string;
  text: string;
  words: ReadonlySet<string>;
}

/** Code of the project, tests and workflows included, by the words that it uses. */
export function readCode(root: string): Code[] {
  const below = (folder: string): string[] => filesBelow(join(root, folder)).map((file) => `${folder}/${file}`);
  return [...readdirSync(root), ...['src', 'tests', '.github'].flatMap(below)]
    .filter((file) => /[^/]\.(?:ts|mjs|js|astro|mdx|yml)$/.test(file))
    .map((file) => {
      const text = readFileSync(join(root, file), 'utf8').replace(/^\s*(?:\/\*\*?[^]*?\*\/|\/\/.*)$/gm, '');
      return { file, text, words: new Set(text.match(/[A-Za-z_$][\w$]*/g)) };
    });
}

const EXPORT =
  /^export (?:async |abstract |declare )*(?:const|let|function\*?|class|interface|type|enum) ([A-Za-z_$][\w$]*)/gm;
/** What the framework asks for by its name. */
const ASKED_FOR = /^src\/(?:pages\/|content\.config\.ts)/;
const HOOKS = new Set(['onRequest']);
const isTest = (file: string): boolean => file.startsWith('tests/') || file.endsWith('.test.ts');

/** What is exported is named in another file; what only tests name, and its own file does not need, stands with them. */
export function usedExports(code: readonly Code[]): Finding[] {
  const users = new Map<string, string[]>();
  for (const { file, words } of code) {
    for (const word of words) {
      const files = users.get(word);
      if (files === undefined) users.set(word, [file]);
      else files.push(file);
    }
  }
  return code
    .filter(({ file }) => /\.(?:ts|mjs)$/.test(file) && !ASKED_FOR.test(file))
    .flatMap(({ file, text }) =>
      [...text.matchAll(EXPORT)].flatMap(([, name = '']) => {
        const others = (users.get(name) ?? []).filter((other) => other !== file);
        if (HOOKS.has(name)) return [];
        if (others.length === 0)
          return [{ where: file, what: `Nobody imports ${name}.`, fix: 'Take "export" away, or all of it.' }];
        if (isTest(file) || others.some((other) => !isTest(other))) return [];
        const uses = text.match(new RegExp(`(?<![\\w$])${name}(?![\\w$])`, 'g'));
        return uses?.length === 1
          ? [
              {
                where: file,
                what: `Only tests use ${name}.`,
                fix: 'Move it to tests/support, or take it out with its test.',
              },
            ]
          : [];
      }),
    );
}

/** Code that says what a record is, or compares it with others: it shows nothing to a reader. */
const NO_READER = /^src\/(?:schemas|facts\/checks)\/|^tests\/|\.test\.ts$/;

/** Every name of a field in a schema, however deep. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const own = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  return [...own, ...Object.values(schema).flatMap((part) => fieldsOf(part))];
}

/**
 * Every field of the data is read by something that shows it, decides by it, or hands it out.
 * @param schemas of the files, by name
 * @param published schemas of the records that are handed out as they are, by the file that they are in
 */
export function usedFields(
  code: readonly Code[],
  schemas: Readonly<Record<string, ZodType>>,
  published: Readonly<Record<string, ZodType>>,
): Finding[] {
  const fields = (schema: ZodType | undefined): Set<string> =>
    new Set(schema && fieldsOf(toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })));
  const readers = code.filter(({ file }) => !NO_READER.test(file));
  return Object.entries(schemas).flatMap(([name, schema]) =>
    [...fields(schema).difference(fields(published[name]))]
      .filter((field) => /^[a-z]+$/i.test(field) && !readers.some(({ words }) => words.has(field)))
      .map((field) => ({
        where: `src/data/${name}.yaml`,
        what: `No page, file or tool reads "${field}".`,
        fix: 'Show it, or take it out of the file and of its schema.',
      })),
  );
}

/** Strings that Starlight asks for by itself. */
const OF_STARLIGHT = /^expressiveCode\./;
/** A key, or the beginning of keys that are put together: `'facts.plane'`, `` `home.path.${…}` ``. */
const KEY = /['"`]([a-z][\w-]*(?:\.[\w/-]+)*\.?)(?=['"`]|\$\{)/gi;

/** Every string of the interface is asked for: by its key, or by the beginning of its key. */
export function usedStrings(code: readonly Code[], strings: readonly string[]): Finding[] {
  const asked = new Set(
    code.filter(({ file }) => !isTest(file)).flatMap(({ text }) => [...text.matchAll(KEY)].map(([, key = '']) => key)),
  );
  const isAsked = (key: string): boolean =>
    asked.has(key) || [...key.matchAll(/\./g)].some(({ index }) => asked.has(key.slice(0, index + 1)));
  return strings
    .filter((key) => !OF_STARLIGHT.test(key) && !isAsked(key.replace(/_(?:one|other)$/, '')))
    .map((key) => ({
      where: 'src/content/i18n',
      what: `Nobody asks for "${key}".`,
      fix: 'Take it out of every language.',
    }));
}

/** What a file cannot do without when it is loaded: neither types, which are gone then, nor what it fetches later. */
const NEEDS = /^(?:import|export) (?!type\b)(?:[^;'"]*? from )?['"]([.#][^'"]+)['"]/gm;

/** No file needs itself by way of others: what of a circle is loaded first finds the rest of it undefined. */
export function noCircles(code: readonly Code[]): Finding[] {
  const files = new Map(code.map(({ file, text }) => [file, text]));
  const needs = new Map(
    code.map(({ file, text }) => [
      file,
      [...text.matchAll(NEEDS)].flatMap(([, name = '']) => {
        const path = name.startsWith('#') ? `src/${name.slice(1)}` : join(file, '..', name).replaceAll('\\', '/');
        return [path, `${path}/index.ts`].filter((known) => files.has(known));
      }),
    ]),
  );
  const done = new Set<string>();
  const circles = new Map<string, Finding>();
  const follow = (file: string, way: readonly string[]): void => {
    const start = way.indexOf(file);
    if (start >= 0) {
      const circle = way.slice(start);
      circles.set([...circle].sort().join(), {
        where: file,
        what: `It needs itself: ${[...circle, file].join(' → ')}.`,
        fix: 'Move what both sides need into a file of its own.',
      });
    } else if (!done.has(file)) {
      for (const next of needs.get(file) ?? []) follow(next, [...way, file]);
      done.add(file);
    }
  };
  for (const file of files.keys()) follow(file, []);
  return [...circles.values()];
}
