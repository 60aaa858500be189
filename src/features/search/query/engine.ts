/** The search as a browser runs it: answers by name from our own file, sections and text from Pagefind. */
import {
  KINDS,
  LETTERS,
  stem,
  unpack,
  type Answer,
  type AnswersFile,
  type Kind,
  type ShownText,
} from './name-index.ts';
import { excerpt } from './highlight.ts';
import { plainText, readQuestion, replaceWord, type Question, type Term } from './query.ts';
import { EXACT, Names } from './rank.ts';
import { suggest, suggestNumber } from './suggest.ts';
import { TextEngine, type TextHit } from './text-engine.ts';
import { roots } from './text-words.ts';

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

/** How many answers of the engine are kept. */
const REMEMBERED = 300;
/** How many results are shown at the most. */
export const SHOWN = 24;
/** How many of Pagefind's results are ranked with the answers, and for how many of them a file is read. */
const OPENED = 20;
const FETCHED = 6;
/** Of how many pages the text is read too. */
const QUOTED_PAGES = 2;
/** How many of them speak for the page on which they stand. */
const LIFTING = 24;
/**
 * What a text result of a kind is worth. A section speaks of its subject; a row or an entry only mentions what is not its
 * name; what changed answers few questions but those about change.
 */
const WEIGHT: Readonly<Record<Kind, number>> = {
  page: 1,
  section: 1,
  correction: 0.85,
  event: 0.75,
  port: 0.7,
  socket: 0.7,
  component: 0.7,
  term: 0.7,
  implementation: 0.7,
  dimension: 0.7,
};
/** Kinds that say what changed. */
const DATED: ReadonlySet<string> = new Set(['correction', 'event']);
/** A word that is found well gives Pagefind's score this much. */
const SURE = 5;
/** The best text result is worth this much: less than any exact name. */
const TEXT_WORTH = 46;

/** A record as a result shows it. */
interface Shown {
  kind: Kind;
  path: string;
  title: string;
  page?: string;
  hue?: string;
  text: string;
}

/** A file that has another form than this script knows (a page older or newer than it) is as good as none. */
function unreachable(error: unknown): IndexUnreachable {
  return error instanceof IndexUnreachable
    ? error
    : new IndexUnreachable('The index has another form.', { cause: error });
}

/** The file of names, ready to be asked. */
interface NamesFile {
  version: string;
  dated: number;
  /** Of each section, from the first on, the address of its page. */
  pages: readonly string[];
  names: Names;
  answers: readonly Answer[];
}

/** The index as one page uses it. Files are loaded when they are first needed. */
export class SearchIndex {
  readonly #folder: string;
  readonly #locale: string;
  #file: Promise<NamesFile> | undefined;
  #engine: TextEngine | undefined;
  readonly #words = new Map<string, Promise<readonly string[]>>();
  readonly #texts = new Map<string, Promise<Shown>>();
  readonly #hits = new Map<string, Promise<readonly TextHit[]>>();

  /**
   * @param folder address of the index, ending in a slash
   * @param locale language of the page
   */
  constructor(folder: string, locale: string) {
    this.#folder = folder;
    this.#locale = locale;
  }

  get locale(): string {
    return this.#locale;
  }

  /** True when text can be searched without loading the engine first. */
  get warm(): boolean {
    return this.#engine?.ready ?? false;
  }

  /** Starts loading what every search needs: the names first, because they can answer alone, then the engine. */
  async warmUp(): Promise<void> {
    await this.#load();
    await this.#text((engine) => engine.start());
  }

  /** All that has a name, in the language of the page. @throws IndexUnreachable */
  async names(): Promise<Names> {
    return (await this.#load()).names;
  }

  #load(): Promise<NamesFile> {
    // Always asked anew (an unchanged file costs a header): it says which folder the rest is in.
    return (this.#file ??= this.#json<AnswersFile>(`${this.#locale}/answers.json`, { cache: 'no-cache' })
      .then((file) => {
        const answers = unpack(file);
        const { version, dated, sections, synonyms } = file;
        const pages = answers
          .filter(({ kind }) => kind === 'page')
          .flatMap(({ path }, place) => Array<string>(sections[place] ?? 0).fill(path));
        return { version, dated, pages, answers, names: new Names(answers, synonyms) };
      })
      .catch((error: unknown) => {
        this.#file = undefined;
        throw unreachable(error);
      }));
  }

  /** Answers by their number in the index of texts. */
  async answers(): Promise<readonly Answer[]> {
    return (await this.#load()).answers;
  }

  /** Whether a number is that of an event or a correction. */
  async isDated(): Promise<(number: number) => boolean> {
    const { answers, dated } = await this.#load();
    return (number) => number >= answers.length && number < answers.length + dated;
  }

  /** The page of a section, by the section's number; undefined for anything else. */
  async pageOf(): Promise<(number: number) => string | undefined> {
    const { answers, dated, pages } = await this.#load();
    return (number) => pages[number - answers.length - dated];
  }

  /** A page as a result that nothing speaks for yet. */
  async page(path: string): Promise<Result | undefined> {
    const known = (await this.answers()).find((entry) => entry.kind === 'page' && entry.path === path);
    if (!known) return undefined;
    const { kind, title, hue } = known;
    return { kind, path, title, excerpt: '', score: 0, ...(hue !== undefined && { hue }) };
  }

  /** Words of the index of a language that share a first letter with one of these, the most frequent first. */
  async lexicon(locale: string, like: readonly string[]): Promise<readonly string[]> {
    const letters = new Set(like.map((word) => word.charAt(0)).filter((letter) => LETTERS.includes(letter)));
    return (await Promise.all([...letters].map((letter) => this.#letter(locale, letter)))).flat();
  }

  async #letter(locale: string, letter: string): Promise<readonly string[]> {
    const { version } = await this.#load();
    return await this.#keep(this.#words, `${version}/${locale}/words/${letter}.json`, (words: string) =>
      words.split(' '),
    );
  }

  /** Every number that a port has, as text. */
  async portNumbers(): Promise<string[]> {
    return (await this.answers()).flatMap(({ ranges }) => ranges.flat().map(String));
  }

  /** Records of a language that hold all words, best first. Asked for once per text. @throws IndexUnreachable */
  text(locale: string, words: string): Promise<readonly TextHit[]> {
    const key = `${locale} ${words}`;
    const known = this.#hits.get(key);
    if (known) return known;
    // While somebody types, all words but the last stay as they are.
    const asking = this.#text((engine) => engine.search(locale, words)).catch((error: unknown) => {
      this.#hits.delete(key);
      throw error;
    });
    if (this.#hits.size > REMEMBERED) this.#hits.clear();
    this.#hits.set(key, asking);
    return asking;
  }

  /** A record by its number. */
  async shown(locale: string, number: number): Promise<Shown> {
    const { version } = await this.#load();
    return await this.#keep(
      this.#texts,
      `${version}/${locale}/text/${number.toString(36)}.json`,
      ([kind, path, title, page, hue, text]: ShownText): Shown => ({
        kind: KINDS[kind] ?? 'page',
        path,
        title,
        text,
        ...(page !== '' && { page }),
        ...(hue !== '' && { hue }),
      }),
    );
  }

  async #text<Value>(use: (engine: TextEngine) => Promise<Value>): Promise<Value> {
    const { version } = await this.#load();
    this.#engine ??= new TextEngine(`${this.#folder}${version}/`, version, this.#locale);
    try {
      return await use(this.#engine);
    } catch (cause) {
      throw new IndexUnreachable('The search engine could not be loaded.', { cause });
    }
  }

  /** Reads a file once; one that could not be read is tried again the next time. */
  #keep<Content, Value>(
    kept: Map<string, Promise<Value>>,
    path: string,
    read: (content: Content) => Value,
  ): Promise<Value> {
    const known = kept.get(path);
    if (known) return known;
    const reading = this.#json<Content>(path)
      .then(read)
      .catch((error: unknown) => {
        kept.delete(path);
        throw unreachable(error);
      });
    kept.set(path, reading);
    return reading;
  }

  async #json<Content>(path: string, options: RequestInit = {}): Promise<Content> {
    try {
      const response = await fetch(this.#folder + path, options);
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.json()) as Content;
    } catch (cause) {
      throw new IndexUnreachable(`${path} could not be read.`, { cause });
    }
  }
}

/** The part of a longer word that its relatives share: `finalizador` and `finalizer`. */
const ROOT = 0.63;

/** What a text result gains at most when its title is the question. */
const TITLE_WORTH = 60;
/** How much more a section is worth on the page of what the question names. */
const SUBJECT = 0.3;
/** What that page itself gains. */
const SUBJECT_PAGE = 20;
/** How much more a component is worth when somebody asks who does something. */
const DOER = 1.3;
/** Pages about this site mention everything and explain nothing. */
const ABOUT_SITE = /^(?:about|course|start|reference\/data)\//;
/** What an event or a correction gains when it names what somebody asks the fate of. */
const CHANGED = 65;

/** How a search is asked. */
export interface SearchOptions {
  /** Called with what is known by name while the text is still being loaded. */
  onPartial?: (outcome: Outcome) => void;
  /** The other language, asked when the page's own gives nothing. */
  otherLocale?: string;
}

/**
 * Answers a question.
 * @throws IndexUnreachable when the index cannot be read
 */
export async function search(index: SearchIndex, typed: string, options: SearchOptions = {}): Promise<Outcome> {
  const question = readQuestion(typed);
  const isSmall = question.terms.length === 0 && question.numbers.length === 0;
  if (isSmall && question.whole.length === 0) return empty(question, true);
  const names = await index.names();
  if (isSmall) return byName(names, question);
  const { text, strange } = await correct(index, index.locale, names, question);
  const corrected = text === question.typed ? undefined : text;
  // Words that are not in the index at all: Pagefind would shorten them until something fits.
  const found = strange
    ? empty(question, false)
    : await answer(index, names, readQuestion(text), corrected === undefined ? options.onPartial : undefined);
  if (found.results.length > 0) return { ...found, ...(corrected !== undefined && { corrected }) };
  if (options.otherLocale === undefined) return found;
  return { ...(await foreignAnswer(index, options.otherLocale, question)), foreign: true };
}

/** Small words only: no text is about them, but one of them may be a name (`nó`). */
function byName(names: Names, question: Question): Outcome {
  const results = names
    .rank(question)
    .slice(0, SHOWN)
    .map(({ answer, score }) => ({ ...answer, excerpt: '', score }));
  return { ...empty(question, results.length === 0), results };
}

/** What the other language says: its texts only, because every name is known under both. */
async function foreignAnswer(index: SearchIndex, locale: string, question: Question): Promise<Outcome> {
  const outcome = empty(question, false);
  const { text, strange } = await correct(index, locale, undefined, question);
  if (strange) return outcome;
  const meant = readQuestion(text);
  const hits = (await textHits(index, locale, meant)).slice(0, FETCHED);
  const results = await Promise.all(
    hits.map(async ({ number, worth }) => resultOf(await index.shown(locale, number), worth, meant)),
  );
  return { ...outcome, results: sort(results), ...(text !== question.typed && { corrected: text }) };
}

function empty(question: Question, blank: boolean): Outcome {
  return { results: [], marks: question.terms.map(({ text }) => text), foreign: false, partial: false, blank };
}

/** What is looked for instead of what was typed, and whether not one of its words is known in this language. */
interface Reading {
  text: string;
  strange: boolean;
}

/** Replaces unknown words and numbers by the nearest known ones. Without names only the lexicon is asked. */
async function correct(
  index: SearchIndex,
  locale: string,
  names: Names | undefined,
  question: Question,
): Promise<Reading> {
  let text = question.typed;
  const unknown = question.terms.filter((term) => !names?.knows(term));
  let lost = 0;
  if (unknown.length > 0) {
    const like = unknown.flatMap((term) => [term.text, ...term.parts]);
    const lexicon = new Set(await index.lexicon(locale, like));
    // Of two words that are equally near, one that names something is the likelier.
    const isName = (word: string): boolean => names?.has(stem(word)) ?? false;
    const all = [
      ...[...lexicon].filter(isName),
      ...[...lexicon].filter((word) => !isName(word)),
      ...(names?.words() ?? []),
    ];
    const begun = (start: string): boolean => start.length > 2 && all.some((other) => other.startsWith(start));
    const related = ({ stem: whole, parts }: Term): boolean =>
      (parts.length > 1 && parts.some((part) => lexicon.has(part))) ||
      (whole.length > 5 && begun(whole.slice(0, Math.ceil(whole.length * ROOT))));
    for (const term of unknown) {
      const written = (word: string, open = term.open): boolean => lexicon.has(word) || (open && begun(word));
      if (written(term.text) || written(term.stem)) continue;
      // Of a joined word only the last part can be half typed.
      const last = term.parts.length - 1;
      const isPart = (part: string, at: number): boolean =>
        (names?.has(part) ?? false) || written(part, term.open && at === last);
      if (last > 0 && term.parts.every(isPart)) continue;
      const meant = suggest(term.text, all) ?? suggestJoined(term, all) ?? suggest(term.stem, all);
      // Another ending of a known word is no slip: texts are searched by roots.
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

/** A joined word (`containe-runtime`) of which a part is wrong. */
function suggestJoined({ text }: Term, known: readonly string[]): string | undefined {
  const parts = text.split('-');
  if (parts.length < 2) return undefined;
  const meant = parts.map((part) => (known.includes(part) ? part : suggest(part, known)));
  return meant.includes(undefined) ? undefined : meant.join('-');
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

  const hits = await textHits(index, index.locale, question);
  const subjects = names.subjects(question);
  for (const { shown, worth: full } of await opened(index, hits, question)) {
    const { path } = shown;
    const about = 1 + SUBJECT * (subjects.get(path.split('#')[0] ?? '') ?? 0);
    // A row only mentions what is not its name; a section speaks of it.
    const worth = (full + titleFit(question, shown)) * weightOf(shown, question) * about + changeFit(question, shown);
    const known = byPath.get(path);
    const result = resultOf(shown, worth, question);
    if (known) {
      // Between exact names the order of the tables decides, not the length of a text.
      if (known.score < EXACT) known.score += worth;
      known.excerpt = result.excerpt;
    } else {
      byPath.set(path, result);
    }
  }
  // A page of which several sections fit is itself an answer.
  for (const [path, lift] of await liftsOf(index, hits)) {
    const page = byPath.get(path) ?? (await index.page(path));
    if (page && page.score < EXACT) byPath.set(path, { ...page, score: page.score + Math.min(lift, TEXT_WORTH) });
  }
  // What a question names is what it is about: the page of that name before one that only is called so too.
  for (const [path, strength] of subjects) {
    const page = byPath.get(path);
    if (page && page.score < EXACT) byPath.set(path, { ...page, score: page.score + SUBJECT_PAGE * strength });
  }
  const results = sort([...byPath.values()]);
  // What barely fits is noise once something fits well.
  const floor = Math.min(14, (results[0]?.score ?? 0) * 0.25);
  return { ...outcome, results: results.filter(({ score }) => score >= floor).slice(0, SHOWN) };
}

/** What the sections of each page add to it: the best one most, up to {@link LIFTING} of all hits. */
async function liftsOf(index: SearchIndex, hits: readonly WorthyHit[]): Promise<Map<string, number>> {
  const pageOf = await index.pageOf();
  const lifts = new Map<string, number>();
  for (const { number, worth } of hits.slice(0, LIFTING)) {
    const page = pageOf(number);
    if (page !== undefined) lifts.set(page, (lifts.get(page) ?? 0) + worth * (lifts.has(page) ? 0.25 : 0.55));
  }
  return lifts;
}

interface OpenedHit {
  shown: Shown;
  worth: number;
}

/** The best hits with what is shown of them. What has a name is known without reading a file. */
async function opened(index: SearchIndex, hits: readonly WorthyHit[], question: Question): Promise<OpenedHit[]> {
  const answers = await index.answers();
  const isDated = await index.isDated();
  const asksChange = question.asksState || question.asksWhen;
  const files = hits.filter(({ number }) => answers[number] === undefined);
  const dated = asksChange ? files.filter(({ number }) => isDated(number)).slice(0, FETCHED / 2) : [];
  const others = files.filter((hit) => !dated.includes(hit)).slice(0, FETCHED - dated.length);
  // Of a fact the title says it all; of the first pages the words around the hit help to choose.
  const pages = hits
    .slice(0, OPENED)
    .filter(({ number }) => answers[number]?.kind === 'page')
    .slice(0, QUOTED_PAGES);
  const read = [...pages, ...dated, ...others];
  return await Promise.all([
    ...hits.slice(0, OPENED).flatMap((hit) => {
      const known = answers[hit.number];
      return known && !read.includes(hit) ? [{ shown: { ...known, text: '' }, worth: hit.worth }] : [];
    }),
    ...read.map(async ({ number, worth }) => ({ shown: await index.shown(index.locale, number), worth })),
  ]);
}

function weightOf({ kind, path }: Shown, question: Question): number {
  if (kind === 'event' && question.asksWhen) return 1.3;
  if (DATED.has(kind) && (question.asksState || question.asksWhen)) return 1;
  const isText = kind === 'page' || kind === 'section';
  // Two things side by side are a matter for a text, not for the line of one of them.
  if (question.compares && !isText) return WEIGHT[kind] * 0.75;
  if (question.asksWho && (kind === 'component' || path.startsWith('components/'))) return WEIGHT[kind] * DOER;
  return WEIGHT[kind] * (isText && ABOUT_SITE.test(path) ? 0.6 : 1);
}

/** What a title is worth that says what was asked, and little else; nothing when it shares half of it or less. */
function titleFit({ terms }: Question, { title, kind }: Shown): number {
  // A correction's title is what people say, in quotation marks and perhaps cut short, and then what holds.
  const [, said, cut] = (kind === 'correction' ? /“(.*?)(…?)”/.exec(title) : undefined) ?? [];
  const own = new Set(roots(said ?? title));
  const asked = new Set(terms.flatMap(({ text }) => roots(text)));
  const shared = [...asked].filter((word) => own.has(word)).length;
  if (shared < 2 || (kind !== 'page' && kind !== 'section' && !DATED.has(kind))) return 0;
  const fit = cut ? shared / own.size : (2 * shared) / (own.size + asked.size);
  // Nobody types a whole sentence by chance.
  if (said !== undefined && shared > 2 && fit > 0.8) return EXACT;
  return fit > 0.5 ? TITLE_WORTH * (fit - 0.5) * 2 : 0;
}

/** What a correction or an event is worth beyond its text when the question is what became of a thing that it names. */
function changeFit({ terms, asksState, asksWhen }: Question, { title, kind }: Shown): number {
  if (!DATED.has(kind) || !(asksState || asksWhen)) return 0;
  const own = new Set(roots(title));
  const named = terms.filter((term) => !term.qualifies);
  const isIn = ({ text }: Term): boolean => roots(text).every((word) => own.has(word));
  if (named.length === 0 || !named.every(isIn)) return 20;
  const all = CHANGED + (CHANGED * terms.filter(isIn).length) / terms.length;
  return all + (asksWhen ? CHANGED * (kind === 'event' ? 1 : 0.5) : 0);
}

function resultOf({ kind, path, title, page, hue, text }: Shown, score: number, question: Question): Result {
  const marks = question.terms.map((term) => term.text);
  return {
    kind,
    path,
    title,
    excerpt: excerpt(text, marks),
    score,
    ...(page !== undefined && { page }),
    ...(hue !== undefined && { hue }),
  };
}

/** Best first; of equal ones the order stays, which is the order of the tables. */
function sort(results: Result[]): Result[] {
  return results.sort((a, b) => b.score - a.score);
}

/** Hits and what each is worth, the best first. */
async function textHits(index: SearchIndex, locale: string, question: Question): Promise<WorthyHit[]> {
  const found = await hitsFor(index, locale, wordsOf(plainText(question)));
  // What speaks of the thing and of what is asked about it comes first.
  if (question.terms.some(({ qualifies }) => qualifies) && question.terms.length > 1) {
    const whole = wordsOf(question.terms.map(({ text }) => text).join(' '));
    const both = await index.text(locale, whole.join(' '));
    both.forEach((hit, place) => {
      const worth = TEXT_WORTH / (1 + 0.1 * place);
      if (worth > (found.get(hit.number)?.worth ?? 0)) found.set(hit.number, { ...hit, worth });
    });
  }
  return [...found.values()].sort((a, b) => b.worth - a.worth);
}

type WorthyHit = TextHit & { worth: number };

function wordsOf(text: string): string[] {
  const words = roots(text);
  // The single digits of a version stand everywhere; the version in one piece does not.
  const telling = words.filter((word) => word.length > 1);
  return [...new Set(telling.length > 0 ? telling : words)];
}

/** Records that hold every word; when they are few, those that hold most of them are added. */
async function hitsFor(index: SearchIndex, locale: string, words: readonly string[]): Promise<Map<number, WorthyHit>> {
  const all = await index.text(locale, words.join(' '));
  const best = all[0]?.score ?? 1;
  // A long text that happens to hold every word somewhere is a weak answer.
  const sure = 0.5 + 0.5 * Math.min(1, best / (SURE * words.length));
  const found = new Map(
    all.map((hit, place) => [
      hit.number,
      { ...hit, worth: TEXT_WORTH * sure * (0.4 * Math.sqrt(hit.score / best) + 0.6 / (1 + 0.15 * place)) },
    ]),
  );
  if (words.length > 1) {
    const lists = await Promise.all(words.map(async (word) => await index.text(locale, word)));
    const sum = lists.reduce((total, list) => total + rarity(list.length), 0);
    const shares = new Map<number, WorthyHit>();
    for (const list of lists) {
      const top = list[0]?.score ?? 1;
      for (const hit of list) {
        const share = shares.get(hit.number) ?? { ...hit, worth: 0 };
        share.worth += (rarity(list.length) / sum) * (0.6 + (0.4 * hit.score) / top);
        shares.set(hit.number, share);
      }
    }
    for (const share of shares.values()) {
      if (!found.has(share.number))
        found.set(share.number, { ...share, worth: 0.85 * TEXT_WORTH * share.worth ** 1.5 });
    }
  }
  return found;
}

/** A word that few records hold says more. */
function rarity(count: number): number {
  return count === 0 ? 0 : Math.log(1 + 600 / count);
}
