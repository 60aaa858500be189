/** The index as one page uses it. Files are fetched when they are first needed. */
import { fetchJson } from '../../../browser/fetch-text.ts';
import { fold } from '../../../lib/fold.ts';
import { LETTERS, unpack, type Indexed, type IndexFile, type ShownText } from './name-index.ts';
import { unpackLists, unpackWords } from './packed-lists.ts';
import { Names } from './rank.ts';
import { TextIndex, type Hits, type Postings } from './text-index.ts';
import { root } from './text-words.ts';

/** The index could not be read. */
export class IndexUnreachable extends Error {
  override name = 'IndexUnreachable';
}

/** One line of the question bank: the roots of the question, and the record that answers it. */
export interface AskedRoots {
  number: number;
  roots: readonly string[];
}

/** Everything that is needed to rank; texts to show come later. */
export interface Loaded {
  version: string;
  records: readonly Indexed[];
  names: Names;
  text: TextIndex;
  asked: readonly AskedRoots[];
  /** Root → the roots of other words for the same, itself among them. */
  alike: ReadonlyMap<string, ReadonlySet<string>>;
  /** Address of a page or record → its number. */
  numbers: ReadonlyMap<string, number>;
}

/** The lines of the question bank. */
function askedOf({ asked: { places, lists }, postings }: IndexFile): AskedRoots[] {
  let number = 0;
  const lines = places.flatMap(([distance, count]) => {
    number += distance;
    return Array.from({ length: count }, () => ({ number, roots: [] as string[] }));
  });
  const words = unpackWords(postings.roots);
  for (const [place, holding] of unpackLists(lists, words.length, lines.length).entries())
    for (const line of holding) lines[line]?.roots.push(words[place] ?? '');
  return lines;
}

/** Single words that mean the same, by their roots. */
function alikeOf(groups: readonly (readonly string[])[]): Map<string, Set<string>> {
  const alike = new Map<string, Set<string>>();
  for (const group of groups) {
    const words = new Set(group.filter((phrase) => !/[^a-z0-9]/.test(fold(phrase))).map((word) => root(fold(word))));
    for (const word of words) alike.set(word, new Set([...(alike.get(word) ?? []), ...words]));
  }
  return alike;
}

/** The index of one language. */
export class SearchIndex {
  readonly #folder: string;
  readonly #locale: string;
  #loaded: Promise<Loaded> | undefined;
  readonly #files = new Map<string, Promise<unknown>>();

  /**
   * @param folder address of the index, ending in a slash
   * @param locale language of the page
   */
  constructor(folder: string, locale: string) {
    this.#folder = folder;
    this.#locale = locale;
  }

  /** What every search needs: one request. @throws IndexUnreachable */
  load(): Promise<Loaded> {
    // Always asked anew (an unchanged file costs a header): it says which folder the rest is in.
    return (this.#loaded ??= this.#json<IndexFile>(`${this.#locale}/index.json`, { cache: 'no-cache' })
      .then((file): Loaded => {
        const records = unpack(file);
        const asked = askedOf(file);
        return {
          version: file.version,
          records,
          names: new Names(records, file.synonyms),
          text: new TextIndex(file.postings, asked),
          asked,
          alike: alikeOf(file.synonyms),
          numbers: new Map(records.map(({ path }, number) => [path, number])),
        };
      })
      .catch((error: unknown) => {
        this.#loaded = undefined;
        // A file of another form than this script knows (a page older or newer than it) is as good as none.
        throw error instanceof IndexUnreachable
          ? error
          : new IndexUnreachable('The index has another form.', { cause: error });
      }));
  }

  /** Where a word of another language leads here; undefined when the file cannot be had. */
  async foreign(word: string): Promise<Hits | undefined> {
    const letter = word.charAt(0);
    if (!LETTERS.includes(letter)) return new Map();
    try {
      const index = await this.#keep(`words/${letter}`, (file: Postings) => new TextIndex(file));
      return index.hits(root(word));
    } catch {
      return undefined;
    }
  }

  /** What a result shows beyond its title; undefined when it cannot be had: the result is right without it. */
  async shown(number: number): Promise<ShownText | undefined> {
    try {
      return await this.#keep(`text/${number.toString(36)}`, (file: ShownText) => file);
    } catch {
      return undefined;
    }
  }

  /** Forgets all that was read: what the site has now is asked for the next time, as after a deployment. */
  forget(): void {
    this.#loaded = undefined;
    this.#files.clear();
  }

  /** Reads a file of the index' version once; one that could not be read is tried again the next time. */
  async #keep<Content, Value>(name: string, read: (content: Content) => Value): Promise<Value> {
    const { version } = await this.load();
    const path = `${version}/${this.#locale}/${name}.json`;
    const known = this.#files.get(path) as Promise<Value> | undefined;
    if (known) return await known;
    const reading = this.#json<Content>(path).then(read);
    this.#files.set(path, reading);
    reading.catch(() => this.#files.delete(path));
    return await reading;
  }

  async #json<Content>(path: string, options: RequestInit = {}): Promise<Content> {
    try {
      return await fetchJson<Content>(this.#folder + path, options);
    } catch (cause) {
      throw new IndexUnreachable(`${path} could not be read.`, { cause });
    }
  }
}
