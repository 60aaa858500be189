/**
 * Makes Pagefind's files smaller to load. Pagefind cuts its index into pieces of 25 kB of which a question loads two or
 * three; here they are cut far finer, and the names of records become numbers. Nothing else is changed: the same
 * engine reads them. The forms are those of the exact version in package.json; tests/unit/features/search/pagefind-files.test.ts
 * asks a cut index and an uncut one the same questions.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { decode, encode } from 'cborg';
import { transformSync } from 'esbuild';
import type { PagefindIndex } from 'pagefind';

/** Stands before the content of each of Pagefind's binary files. */
const SIGNATURE = Buffer.from('pagefind_dcd');
/** The engine without a stemmer. */
const WASM = 'wasm.unknown.pagefind';
/** Size of a piece before compression, in bytes; a third of it travels. */
const PIECE = 2500;

type Chunk = [from: string, to: string, name: string];
type Meta = [version: string, pages: [name: string, words: number][], chunks: Chunk[], ...rest: unknown[]];
type Word = [word: string, ...rest: unknown[]];

/** One language's index as Pagefind wrote it, and how its parts shall be called. */
export interface RawIndex {
  /** Folder in which Pagefind wrote this language alone. */
  folder: string;
  /** Language as the page's `lang` has it, in lower case. */
  language: string;
  /** Begins the names of its records and pieces, to tell the languages apart. */
  prefix: string;
  /** URLs of the records; the place in this list becomes a record's number. */
  urls: readonly string[];
}

/**
 * Writes what an index of Pagefind consists of. Its own `writeFiles` may answer before the last bytes are on the disk: on a
 * busy machine what is read next is then cut off.
 * @returns what Pagefind has to complain about
 */
export async function writeRaw(index: PagefindIndex, folder: string): Promise<string[]> {
  const { files, errors } = await index.getFiles();
  for (const { path, content } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return errors;
}

/**
 * Writes one bundle for all languages.
 * @param indexes each written by Pagefind without a stemmer
 * @param out the folder of the bundle
 * @throws Error when the files are not those of the version that this is made for
 */
export function writeBundle(indexes: readonly RawIndex[], out: string): void {
  const languages: Record<string, unknown> = {};
  let entry: { version?: string; include_characters?: string[] } = {};
  mkdirSync(join(out, 'index'), { recursive: true });
  for (const index of indexes) {
    entry = JSON.parse(readFileSync(join(index.folder, 'pagefind-entry.json'), 'utf8'));
    languages[index.language] = { hash: index.prefix, wasm: null, page_count: index.urls.length };
    cut(index, out);
  }
  const [first] = indexes;
  if (!first) throw new Error('There is no index.');
  const script = readFileSync(join(first.folder, 'pagefind.js'), 'utf8');
  writeFileSync(join(out, 'pagefind.js'), transformSync(script, { minify: true, format: 'esm' }).code);
  writeFileSync(join(out, WASM), readFileSync(join(first.folder, WASM)));
  writeFileSync(join(out, 'pagefind-entry.json'), JSON.stringify({ ...entry, languages }));
}

function cut({ folder, prefix, urls }: RawIndex, out: string): void {
  const file = readdirSync(folder).find((name) => name.endsWith('.pf_meta'));
  if (file === undefined) throw new Error(`${folder} holds no index of Pagefind.`);
  const [version, pages, chunks, ...rest] = open(join(folder, file)) as Meta;
  const numbers = new Map(urls.map((url, number) => [url, number]));
  const renamed = pages.map(([name, words]): [string, number] => {
    const fragment = gunzipSync(readFileSync(join(folder, 'fragment', `${name}.pf_fragment`)));
    const { url } = JSON.parse(fragment.subarray(SIGNATURE.length).toString()) as { url: string };
    const number = numbers.get(url);
    if (number === undefined) throw new Error(`Pagefind knows a record that was not given to it: ${url}`);
    return [prefix + number.toString(36), words];
  });

  const pieces: Chunk[] = [];
  let words: Word[] = [];
  let size = 0;
  const close = (): void => {
    const [from, to] = [words[0]?.[0], words.at(-1)?.[0]];
    if (from === undefined || to === undefined) return;
    const name = prefix + pieces.length.toString(36);
    pieces.push([from, to, name]);
    save(join(out, 'index', `${name}.pf_index`), [words]);
    words = [];
    size = 0;
  };
  for (const [, , name] of chunks) {
    const [list] = open(join(folder, 'index', `${name}.pf_index`)) as [Word[]];
    for (const word of list) {
      words.push(word);
      size += encode(word).length;
      if (size >= PIECE) close();
    }
  }
  close();
  save(join(out, `pagefind.${prefix}.pf_meta`), [version, renamed, pieces, ...rest]);
}

function open(file: string): unknown {
  const bytes = gunzipSync(readFileSync(file));
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new Error(`${file} is not a file of Pagefind.`);
  return decode(bytes.subarray(SIGNATURE.length));
}

function save(file: string, content: unknown): void {
  writeFileSync(file, gzipSync(Buffer.concat([SIGNATURE, encode(content)]), { level: 9 }));
}
