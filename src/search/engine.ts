/** The search as a browser runs it: answers by name from our own file, sections and text from Pagefind. */
import { unpack, type Answer, type AnswersFile, type Kind } from './answers.ts';
import { plainText, readQuestion, replaceWord, type Question, type Term } from './question.ts';
import { EXACT, Names } from './rank.ts';
import { suggest, suggestNumber } from './suggest.ts';

/** One line of the result list. */
export interface Result {
  kind: Kind;
  /** Address inside the language, without a slash in front. */
  path: string;
  title: string;
  /** Of a section: the page it stands on. */
  page?: string;
  /** A stretch of text around the words; plain text. */
  excerpt: string;
  hue?: string;
  score: number;
}

/** What a search gives. */
export interface Outcome {
  results: Result[];
  /** Set when the results are for a corrected question: what was looked for instead. */
  corrected?: string;
  /** Words of the question, to be marked. */
  marks: string[];
  /** True when the results are in the other language. */
  foreign: boolean;
  /** True when only the answers by name are in; the rest follows. */
  partial: boolean;
  /** True when there was nothing to look for. */
  blank: boolean;
}

/** The index could not be read. */
export class IndexUnreachable extends Error {
  override name = 'IndexUnreachable';
}

/** What of Pagefind's own API is used; its script is written at build time and has no types. */
interface PagefindResult {
  id: string;
  score: number;
  data: () => Promise<{ raw_url?: string; url: string; meta: Record<string, string>; plain_excerpt: string }>;
}
interface PagefindInstance {
  options: (options: object) => Promise<void>;
  search: (text: string) => Promise<{ results: PagefindResult[] }>;
  filters: () => Promise<unknown>;
}
interface PagefindModule {
  createInstance: (options: object) => PagefindInstance;
}

/** How many results are shown at the most. */
export const SHOWN = 24;
/** How many of Pagefind's results are opened to be ranked with the answers. */
const OPENED = 8;
/** Kinds whose text speaks of its subject; a row or an entry only mentions what is not its name. */
const WHOLE: ReadonlySet<string> = new Set(['page', 'section', 'correction', 'event']);
/** What a text result is worth when its kind is a single fact. */
const MENTION = 0.7;
/** Kinds that say what changed, and what they are worth when that is the question. */
const DATED: ReadonlySet<string> = new Set(['correction', 'event']);
const STATE = 1.9;
/** The best text result is worth this much: less than any exact name. */
const TEXT_WORTH = 46;

/** The index of one language. Files are loaded when they are first needed. */
export class SearchIndex {
  readonly #folder: string;
  #names: Promise<Names> | undefined;
  #answers: readonly Answer[] = [];
  #lexicon: Promise<ReadonlySet<string>> | undefined;
  #pagefind: Promise<PagefindInstance> | undefined;
  #textReady = false;
  #attempts = 0;

  /** @param folder address of the language's index folder, ending in a slash */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** True when text can be searched without loading the engine first. */
  get warm(): boolean {
    return this.#textReady;
  }

  /** Starts loading what every search needs: the names first, because they can answer alone, then the engine. */
  async warmUp(): Promise<void> {
    await this.names();
    await this.#text();
  }

  /** All that has a name. @throws IndexUnreachable */
  names(): Promise<Names> {
    return (this.#names ??= this.#json<AnswersFile>('answers.json').then(
      (file) => {
        this.#answers = unpack(file);
        return new Names(this.#answers, file.synonyms);
      },
      (error: unknown) => {
        this.#names = undefined;
        throw error;
      },
    ));
  }

  /** A page as a result that nothing speaks for yet. */
  page(path: string): Result | undefined {
    const known = this.#answers.find((entry) => entry.kind === 'page' && entry.path === path);
    if (!known) return undefined;
    const { kind, title, hue } = known;
    return { kind, path, title, excerpt: '', score: 0, ...(hue !== undefined && { hue }) };
  }

  /** A folded word → whether the index holds it, or a word that begins so. */
  async lexicon(): Promise<ReadonlySet<string>> {
    return await (this.#lexicon ??= this.#json<string[]>('lexicon.json').then(
      (words) => new Set(words),
      (error: unknown) => {
        this.#lexicon = undefined;
        throw error;
      },
    ));
  }

  /** Every number that a port has, as text. */
  async portNumbers(): Promise<string[]> {
    await this.names();
    return this.#answers.flatMap(({ ranges }) => ranges.flat().map(String));
  }

  /** Pagefind's results for words, best first. @throws IndexUnreachable */
  async text(words: string): Promise<PagefindResult[]> {
    const engine = await this.#text();
    const { results } = await engine.search(words);
    return results;
  }

  async #json<Content>(file: string): Promise<Content> {
    try {
      const response = await fetch(this.#folder + file);
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.json()) as Content;
    } catch (cause) {
      throw new IndexUnreachable(`${file} could not be read.`, { cause });
    }
  }

  #text(): Promise<PagefindInstance> {
    return (this.#pagefind ??= this.#startPagefind().catch((cause: unknown) => {
      this.#pagefind = undefined;
      throw new IndexUnreachable('The search engine could not be loaded.', { cause });
    }));
  }

  async #startPagefind(): Promise<PagefindInstance> {
    // A browser remembers a script that failed to load: every attempt has an address of its own.
    this.#attempts += 1;
    const address = `${this.#folder}pagefind.js${this.#attempts > 1 ? `?attempt=${this.#attempts}` : ''}`;
    const module = (await import(/* @vite-ignore */ address)) as PagefindModule;
    const engine = module.createInstance({ basePath: this.#folder, noWorker: true });
    await engine.options({ excerptLength: 24, ranking: { metaWeights: { title: 6, page: 1.5, kind: 0, hue: 0 } } });
    // Waits for the engine itself and loads nothing more: a failure shows here and not in the first search.
    await engine.filters();
    this.#textReady = true;
    return engine;
  }
}

/** The part of a longer word that its relatives share: `finalizador` and `finalizer`. */
const ROOT = 0.63;

/** How a search is asked. */
export interface SearchOptions {
  /** Called with what is known by name while the text is still being loaded. */
  onPartial?: (outcome: Outcome) => void;
  /** The index of the other language, used when this one gives nothing. */
  other?: SearchIndex;
}

/**
 * Answers a question.
 * @throws IndexUnreachable when the index cannot be read
 */
export async function search(index: SearchIndex, typed: string, options: SearchOptions = {}): Promise<Outcome> {
  const question = readQuestion(typed);
  if (question.terms.length === 0 && question.numbers.length === 0) return empty(question, true);
  const names = await index.names();
  const { text, strange } = await correct(index, names, question);
  const corrected = text === question.typed ? undefined : text;
  // Words that are not in the index at all: Pagefind would shorten them until something fits.
  const found = strange
    ? empty(question, false)
    : await answer(index, names, readQuestion(text), corrected === undefined ? options.onPartial : undefined);
  if (found.results.length > 0) return { ...found, ...(corrected !== undefined && { corrected }) };
  if (options.other) {
    const elsewhere = await search(options.other, typed);
    if (elsewhere.results.length > 0) return { ...elsewhere, foreign: true };
  }
  return found;
}

function empty(question: Question, blank: boolean): Outcome {
  return { results: [], marks: question.terms.map(({ text }) => text), foreign: false, partial: false, blank };
}

/** What is looked for instead of what was typed, and whether not one of its words is known in this language. */
interface Reading {
  text: string;
  strange: boolean;
}

/** Replaces unknown words and numbers by the nearest known ones. */
async function correct(index: SearchIndex, names: Names, question: Question): Promise<Reading> {
  let text = question.typed;
  const unknown = question.terms.filter((term) => !names.knows(term));
  let lost = 0;
  if (unknown.length > 0) {
    const lexicon = await index.lexicon();
    const all = [...lexicon, ...names.words()];
    const begun = (start: string): boolean => start.length > 2 && all.some((other) => other.startsWith(start));
    const related = ({ stem, parts }: Term): boolean =>
      (parts.length > 1 && parts.some((part) => lexicon.has(part))) ||
      (stem.length > 5 && begun(stem.slice(0, Math.ceil(stem.length * ROOT))));
    for (const term of unknown) {
      const written = (word: string): boolean => lexicon.has(word) || (term.open && begun(word));
      if (written(term.text) || written(term.stem)) continue;
      if (term.parts.length > 1 && term.parts.every((part) => written(part))) continue;
      const meant = suggest(term.text, all) ?? suggest(term.stem, all);
      // Another ending of a known word is no slip: Pagefind compares stems itself.
      const inflected = meant !== undefined && (meant.startsWith(term.text) || term.text.startsWith(meant));
      if (meant !== undefined && !inflected) text = replaceWord(text, term.text, meant);
      else if (!inflected && !related(term)) lost += 1;
    }
  }
  if (question.terms.length === 0 && question.digits.every((digits) => digits.length > 3)) {
    const numbers = await index.portNumbers();
    for (const digits of question.digits) {
      const value = Number(digits);
      if (numbers.some((number) => number.startsWith(digits)) || (value >= 30000 && value <= 32767)) continue;
      const meant = suggestNumber(digits, numbers);
      if (meant !== undefined) text = text.replace(digits, meant);
    }
  }
  return { text, strange: question.numbers.length === 0 && lost > 0 && lost === question.terms.length };
}

async function answer(
  index: SearchIndex,
  names: Names,
  question: Question,
  onPartial: SearchOptions['onPartial'],
): Promise<Outcome> {
  const outcome = empty(question, false);
  const ranked = names.rank(question).slice(0, SHOWN);
  const byPath = new Map<string, Result>(
    ranked.map(({ answer: { kind, path, title, hue }, score }) => [
      path,
      { kind, path, title, excerpt: '', score, ...(hue !== undefined && { hue }) },
    ]),
  );
  const sure = ranked.filter(({ score }) => score >= EXACT);
  if (onPartial && !index.warm && sure.length > 0) {
    onPartial({
      ...outcome,
      partial: true,
      results: sort(sure.flatMap(({ answer: { path } }) => byPath.get(path) ?? [])),
    });
  }

  const opened = await Promise.all(
    (await textResults(index, question)).map(async ({ hit, worth }) => ({ data: await hit.data(), worth })),
  );
  const lifts = new Map<string, number>();
  for (const { data, worth: full } of opened) {
    const path = (data.raw_url ?? data.url).replace(/^\//, '');
    const { title = '', kind = 'section', page, hue } = data.meta;
    // A row only mentions what is not its name; a section speaks of it.
    const worth = full * (question.asksState && DATED.has(kind) ? STATE : WHOLE.has(kind) ? 1 : MENTION);
    const slug = path.split('#')[0] ?? '';
    if (kind === 'section') lifts.set(slug, (lifts.get(slug) ?? 0) + worth * (lifts.has(slug) ? 0.2 : 0.5));
    const known = byPath.get(path);
    if (known) {
      // Between exact names the order of the tables decides, not the length of a text.
      if (known.score < EXACT) known.score += worth;
      known.excerpt = excerptOf(data);
    } else {
      byPath.set(path, {
        kind: kind as Kind,
        path,
        title,
        excerpt: excerptOf(data),
        score: worth,
        ...(page !== undefined && { page }),
        ...(hue !== undefined && { hue }),
      });
    }
  }
  // A page of which several sections fit is an answer itself.
  for (const [path, lift] of lifts) {
    const page = byPath.get(path) ?? index.page(path);
    if (page && page.score < EXACT) byPath.set(path, { ...page, score: page.score + Math.min(lift, TEXT_WORTH) });
  }
  const results = sort([...byPath.values()]);
  // What barely fits is noise once something fits well.
  const floor = Math.min(25, (results[0]?.score ?? 0) * 0.25);
  return { ...outcome, results: results.filter(({ score }) => score >= floor).slice(0, SHOWN) };
}

/** Pagefind writes its excerpt for markup; ours is shown as text. */
function excerptOf({ plain_excerpt: excerpt }: { plain_excerpt: string }): string {
  return excerpt.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Best first; of equal ones the order stays, which is the order of the tables. */
function sort(results: Result[]): Result[] {
  return results.sort((a, b) => b.score - a.score);
}

/** Pagefind's results and what each is worth. When few hold every word, those that hold most of them are added. */
async function textResults(index: SearchIndex, question: Question): Promise<{ hit: PagefindResult; worth: number }[]> {
  const all = await index.text(plainText(question));
  const best = all[0]?.score ?? 1;
  const found = new Map(
    all.map((hit, place) => [
      hit.id,
      { hit, worth: TEXT_WORTH * (0.4 * Math.sqrt(hit.score / best) + 0.6 / (1 + 0.15 * place)) },
    ]),
  );
  if (all.length < 4 && question.terms.length + question.numbers.length > 1) {
    const words = plainText(question).split(' ');
    const lists = await Promise.all(words.map(async (word) => await index.text(word)));
    const sum = lists.reduce((total, list) => total + rarity(list.length), 0);
    const shares = new Map<string, { hit: PagefindResult; worth: number }>();
    for (const list of lists) {
      const top = list[0]?.score ?? 1;
      for (const hit of list) {
        const share = shares.get(hit.id) ?? { hit, worth: 0 };
        share.worth += (rarity(list.length) / sum) * (0.6 + (0.4 * hit.score) / top);
        shares.set(hit.id, share);
      }
    }
    for (const { hit, worth } of shares.values()) {
      if (!found.has(hit.id)) found.set(hit.id, { hit, worth: 0.85 * TEXT_WORTH * worth ** 1.5 });
    }
  }
  return [...found.values()].sort((a, b) => b.worth - a.worth).slice(0, OPENED);
}

/** A word that few records hold says more. */
function rarity(count: number): number {
  return count === 0 ? 0 : Math.log(1 + 600 / count);
}
