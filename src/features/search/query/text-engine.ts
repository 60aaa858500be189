/** Pagefind in the browser: one engine for all languages, each language's index added when it is first asked. */
import { recordNumber } from '../index/record-name.ts';

/** What of Pagefind's own API is used; its script is written at build time and has no types. */
interface PagefindInstance {
  options: (options: object) => Promise<void>;
  search: (text: string) => Promise<{ results: { id: string; score: number }[] }>;
  filters: () => Promise<unknown>;
  mergeIndex: (folder: string, options: object) => Promise<void>;
}
interface PagefindModule {
  createInstance: (options: object) => PagefindInstance;
}

/** A record that holds the words, by its number, and how well. */
export interface TextHit {
  number: number;
  score: number;
}

const RANKING = { metaWeights: { title: 6, page: 1.5 } };

/** The engine of a page. The reader's language is the page's own; others are merged in. */
export class TextEngine {
  readonly #folder: string;
  readonly #version: string;
  /** Locale of the page, as Pagefind reads it from the document. */
  readonly #own: string;
  #instance: Promise<PagefindInstance> | undefined;
  readonly #merged = new Map<string, Promise<void>>();
  #ready = false;
  #attempts = 0;

  /** @param folder address of the bundle, ending in a slash */
  constructor(folder: string, version: string, own: string) {
    this.#folder = folder;
    this.#version = version;
    this.#own = own;
  }

  /** True when the page's language can be asked without loading the engine first. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Loads the engine and the index of the page's language. Rejects when they cannot be read. */
  start(): Promise<PagefindInstance> {
    return (this.#instance ??= this.#load().catch((cause: unknown) => {
      this.#instance = undefined;
      throw cause;
    }));
  }

  /** The records of one language that hold all the words (roots, separated by blanks), the best first. */
  async search(locale: string, words: string): Promise<TextHit[]> {
    const instance = await this.start();
    if (locale !== this.#own) await this.#merge(instance, locale);
    const { results } = await instance.search(words);
    const [prefix = ''] = locale;
    return results.flatMap(({ id, score }) => {
      const number = recordNumber(id, prefix);
      return number === undefined ? [] : [{ number, score }];
    });
  }

  async #load(): Promise<PagefindInstance> {
    // A browser remembers a script that failed to load: every attempt has an address of its own.
    this.#attempts += 1;
    const address = `${this.#folder}pagefind.js${this.#attempts > 1 ? `?attempt=${this.#attempts}` : ''}`;
    const module = (await import(/* @vite-ignore */ address)) as PagefindModule;
    // No worker: a site with a strict policy need not allow one, and a search takes a few milliseconds.
    const instance = module.createInstance({
      basePath: this.#folder,
      noWorker: true,
      metaCacheTag: this.#version,
    });
    await instance.options({ ranking: RANKING });
    // Waits for the engine itself and loads nothing more: a failure shows here and not in the first search.
    await instance.filters();
    this.#ready = true;
    return instance;
  }

  #merge(instance: PagefindInstance, locale: string): Promise<void> {
    const known = this.#merged.get(locale);
    if (known) return known;
    // The same folder under another spelling: Pagefind refuses to merge a bundle with itself, whatever the language.
    const merging = instance
      .mergeIndex(`${this.#folder}./`, { language: locale, metaCacheTag: this.#version, ranking: RANKING })
      .catch((cause: unknown) => {
        this.#merged.delete(locale);
        throw cause;
      });
    this.#merged.set(locale, merging);
    return merging;
  }
}
