/**
 * `npm run bench:search -- --ablate`: what each rule of the search is worth. Every rule is switched off by itself, in a copy
 * of the engine's source that is changed while it is loaded, and all lists are asked again. A rule that no question needs, or
 * that costs as many as it gives, has no business there: it is named, and the bench fails.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as direct from '../support/search/direct.ts';
import { rankOf, readQueries, type Query } from '../support/search/measure.ts';

/** A rule: the file of the engine, the piece of source that is the rule, and what stands there without it. */
interface Rule {
  name: string;
  file: string;
  source: string;
  without: string;
}

const rule = (name: string, file: string, source: string, without: string): Rule => ({ name, file, source, without });

const RULES: readonly Rule[] = [
  rule('lines of the bank', 'question-bank.ts', 'const ASKED_WORTH = 200;', 'const ASKED_WORTH = 0;'),
  rule('words of the bank', 'text-index.ts', 'const ASKED_WEIGHT = 1;', 'const ASKED_WEIGHT = 0;'),
  rule('what nobody has', 'question-bank.ts', 'const STRANGE = 0.25;', 'const STRANGE = 1;'),
  rule('what is asked beside', 'question-bank.ts', 'const WEAK = 0.35;', 'const WEAK = 1;'),
  rule('a long line alone', 'question-bank.ts', 'const TELLING = 24;', 'const TELLING = 1e9;'),
  rule('what else is said', 'question-bank.ts', 'const OF_QUESTION = 0.65;', 'const OF_QUESTION = 0;'),
  rule('shared by chance', 'question-bank.ts', 'const COMMONPLACE = 5;', 'const COMMONPLACE = 0;'),
  rule(
    'a word alone',
    'question-bank.ts',
    'if (shared.size < 2 && (line.length > 1 || !isAlone)) continue;',
    'if (shared.size < 2) continue;',
  ),
  rule('other words in lines', 'question-bank.ts', '[...(alike.get(word) ?? [word])]', '[word]'),
  rule('compares or not', 'query.ts', "...(compares ? ['vs'] : []),", ''),
  rule('who', 'query.ts', "...(words.some((word) => ASKS_WHO.has(word)) ? ['who'] : []),", ''),
  rule('asks for a port', 'query.ts', "...(asksPort && digits.length === 0 ? ['port'] : []),", ''),
  rule(
    'a line above a number',
    'scores.ts',
    'question.numbers.length > 0 && question.terms.length > 0 && Math.max(...told.values()) >= TOLD',
    'false',
  ),
  rule('the number of a message', 'scores.ts', 'const PASTED = 0.5;', 'const PASTED = 1;'),
  rule('called before asked', 'scores.ts', 'isNamed && !isPasted ? worth * 0.4 : worth', 'worth'),
  rule(
    'asked before called in a message',
    'scores.ts',
    'isNamed && !isPasted ? worth * 0.4 : worth',
    'isNamed ? worth * 0.4 : worth',
  ),
  rule('sections of a kind', 'scores.ts', 'const INTENT = 0.5;', 'const INTENT = 0;'),
  rule('sections before what mentions', 'scores.ts', 'const MENTIONED = 0.75;', 'const MENTIONED = 1;'),
  rule('dated when asked', 'scores.ts', 'if (isDated && (question.asksState || question.asksWhen)) return 1.15;', ''),
  rule('subject', 'scores.ts', 'const SUBJECT = 0.8;', 'const SUBJECT = 0;'),
  rule(
    'a name alone has no subject',
    'scores.ts',
    'names.calls(question) ? new Map<string, number>() : names.subjects(question)',
    'names.subjects(question)',
  ),
  rule(
    'names by their table',
    'scores.ts',
    'if (known < EXACT || question.numbers.length > 0 || question.asksPath) add(hit.number, worth);',
    'add(hit.number, worth);',
  ),
  rule(
    'rows of a number by their words',
    'scores.ts',
    'if (known < EXACT || question.numbers.length > 0 || question.asksPath) add',
    'if (known < EXACT || question.asksPath) add',
  ),
  rule(
    'rows of a path by their words',
    'scores.ts',
    'if (known < EXACT || question.numbers.length > 0 || question.asksPath) add',
    'if (known < EXACT || question.numbers.length > 0) add',
  ),
  rule('fate', 'scores.ts', 'scores.has(number) && tellsFate(record, question)', 'false'),
  rule('numbers in texts', 'scores.ts', 'for (const digits of question.digits) want(digits, text.hits(digits));', ''),
  rule('paths', 'scores.ts', 'const known = path.find((folder) => text.has(folder));', 'const known = undefined;'),
  rule(
    'folders of a path',
    'scores.ts',
    'const known = path.find((folder) => text.has(folder));',
    'const known = path.slice(0, 1).find((folder) => text.has(folder));',
  ),
  rule(
    'words of the other language',
    'search.ts',
    'const { found: foreign, missing } = await foreignWords(index, loaded, question);',
    'const { found: foreign, missing } = { found: new Map<string, Hits>(), missing: false };',
  ),
  rule('camel case', 'search.ts', 'splitUnknown(loaded, asked)', 'asked'),
  rule('passage before page', 'scores.ts', 'const PASSAGE = 0.2;', 'const PASSAGE = Infinity;'),
  rule('other passages before the page', 'scores.ts', 'const AFTER = 0.3;', 'const AFTER = 1;'),
  rule('a passage and its page', 'scores.ts', ' + 0.35 * Math.min(own, score)', ''),
  rule('a passage the bank names', 'question-bank.ts', 'const TOLD = 80;', 'const TOLD = Infinity;'),
  rule('a passage that is called so', 'scores.ts', '>= TOLD && !isCalled', '>= TOLD'),
  rule('a bare name is its page', 'scores.ts', 'isBare(question) || ', ''),
  rule('heading beside a name', 'scores.ts', '!isHeadedBy(records[section], question)', 'true'),
  rule(
    'corrections',
    'search.ts',
    'options.literal ? question.typed : correct(loaded, question, foreign)',
    'question.typed',
  ),
  rule(
    'parts of a joined slip',
    'correction.ts',
    "const joined = term.text.includes('-') ? suggestJoined(term.text, known()) : undefined;",
    'const joined = undefined;',
  ),
  rule('synonyms in names', 'rank.ts', 'const SYNONYM = 0.9;', 'const SYNONYM = 0;'),
  rule('two words that are one', 'rank.ts', 'const JOINED = 0.9;', 'const JOINED = 0;'),
  rule('parts of a joined word', 'rank.ts', 'if (term.parts.length > 1) keep(this.#all(term.parts), 0.9);', ''),
  rule('the word being typed', 'rank.ts', 'const PREFIX = 0.6;', 'const PREFIX = 0;'),
  rule('words of a title', 'rank.ts', 'const DETAIL = 0.5;', 'const DETAIL = 0;'),
  rule('words of no name', 'rank.ts', 'const UNNAMED = 2.5;', 'const UNNAMED = 0;'),
  rule('reordered names', 'rank.ts', "key !== '' && name.key === key", 'false'),
  rule('the more literal form', 'rank.ts', 'const LESS_LITERAL = 6;', 'const LESS_LITERAL = 0;'),
  rule('first name', 'rank.ts', "place === 0 ? (answer.kind === 'term' ? -3 : 20) : ", ''),
  rule('a term says one line', 'rank.ts', "(answer.kind === 'term' ? -3 : 20)", '20'),
  rule('earlier names', 'rank.ts', ': -Math.min(place, 30) * 0.5;', ': 0;'),
  rule('earlier names fit better', 'rank.ts', ' * (1 - Math.min(place, 25) * 0.02)', ''),
  rule('prior of kinds', 'rank.ts', '+ PRIOR[answer.kind]', ''),
  rule('words beside a name', 'query.ts', 'qualifies: QUALIFIERS.has(word),', 'qualifies: false,'),
  rule(
    'name without what is asked',
    'query.ts',
    "kept.join(' '), kept.filter((word) => !QUALIFIERS.has(word)).join(' ')]",
    "kept.join(' ')]",
  ),
  rule(
    'rows of a port',
    'rank.ts',
    "this.#raiseRows('port', new Map([...coverage, ...this.#ownRows(question)]), raise);",
    ';',
  ),
  rule('rows of a named owner', 'rank.ts', 'const OWNED = 0.5;', 'const OWNED = 0;'),
  rule('rows of a socket', 'rank.ts', "this.#raiseRows('socket', coverage, raise);", ';'),
  rule('rows that fit', 'rank.ts', 'answer.kind === kind && share >= 0.5', 'answer.kind === kind'),
  rule('the own id of a row', 'rank.ts', 'const OWN_ID = 30;', 'const OWN_ID = 0;'),
  rule('overlapping ranges', 'rank.ts', 'else if (from <= end && start <= to) best = Math.max(best, NUMBER);', ''),
  rule(
    'half a number',
    'rank.ts',
    'else if (digits.length > 1 && String(from).startsWith(digits)) best = Math.max(best, 50);',
    '',
  ),
  rule('what differs from cluster to cluster', 'query.ts', 'const told = withoutNoise(text);', 'const told = text;'),
  rule('nó', 'text-words.ts', "return text.replace(/(^|\\P{L})nó(s?)(?!\\p{L})/giu, '$1node$2');", 'return text;'),
];

const ENGINE = new URL('../../src/features/search/query/', import.meta.url).href;
const DIRECT = new URL('../support/search/direct.ts', import.meta.url).href;
const MARK = /\?without=(\d+)$/;

/** The rules whose source is not, once, in the engine any more: those cannot be switched off. */
export const lostRules = (): string[] =>
  RULES.filter(({ file, source }) => readFileSync(new URL(file, ENGINE), 'utf8').split(source).length !== 2).map(
    ({ name }) => name,
  );

/** Loads the engine without one rule, beside the whole one. @throws Error when the rule is not in the source once */
async function engineWithout(place: number): Promise<typeof direct> {
  return (await import(`${DIRECT}?without=${place}`)) as typeof direct;
}

/** What a copy imports of the engine is of the copy too; its source is changed where the rule stands. */
function changeWhileLoading(): { deregister: () => void } {
  return registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const mark = MARK.exec(context.parentURL ?? '')?.[0];
      const isOwn = mark !== undefined && (found.url.startsWith(ENGINE) || found.url === DIRECT);
      return isOwn && !MARK.test(found.url) ? { ...found, url: found.url + mark } : found;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      const changed = RULES[Number(MARK.exec(url)?.[1] ?? Number.NaN)];
      if (changed === undefined || !url.startsWith(ENGINE + changed.file)) return loaded;
      const source = String(loaded.source);
      if (source.split(changed.source).length !== 2)
        throw new Error(
          `“${changed.name}” is not once in ${fileURLToPath(ENGINE + changed.file)}: write its source of today into tests/bench/ablation.ts.`,
        );
      return { ...loaded, source: source.replace(changed.source, () => changed.without) };
    },
  });
}

/** What is counted of a question: its answer first and among three, its passage first and among three. */
const FIGURES = ['hit@1', 'hit@3', 'passage@1', 'passage@3'] as const;
type Marks = Record<(typeof FIGURES)[number], boolean>;

/** How a question came out. */
function marksOf({ accept, passage = [], at }: Query, found: readonly string[]): Marks {
  const rank = rankOf(found, accept);
  const has = (most: number): boolean => found.slice(0, most).some((place) => passage.includes(place));
  return {
    'hit@1': rank > 0 && rank <= at,
    'hit@3': rank > 0 && rank <= Math.max(3, at),
    'passage@1': has(1),
    'passage@3': has(3),
  };
}

/** Asks the lists of an engine. */
async function answer({ openDirect }: typeof direct, dist: string, queries: readonly Query[]): Promise<Marks[]> {
  const ask = { en: await openDirect(dist, 'en'), 'pt-BR': await openDirect(dist, 'pt-br') };
  const marks: Marks[] = [];
  for (const query of queries) {
    const { results } = await ask[query.lang](query.query);
    marks.push(
      marksOf(
        query,
        results.map(({ path }) => path),
      ),
    );
  }
  return marks;
}

/** What a rule is worth: by how many questions each figure changes without it, and the questions that need it or would be better off. */
interface Worth {
  name: string;
  change: Record<keyof Marks, number>;
  lost: readonly Query[];
  won: readonly Query[];
}

function worthOf(name: string, queries: readonly Query[], whole: readonly Marks[], without: readonly Marks[]): Worth {
  const changes = queries.map((_, place) =>
    FIGURES.map((figure) => Number(without[place]?.[figure]) - Number(whole[place]?.[figure])),
  );
  const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
  return {
    name,
    change: Object.fromEntries(
      FIGURES.map((figure, at) => [figure, sum(changes.map((own) => own[at] ?? 0))]),
    ) as Worth['change'],
    lost: queries.filter((_, place) => sum(changes[place] ?? []) < 0),
    won: queries.filter((_, place) => sum(changes[place] ?? []) > 0),
  };
}

/**
 * Asks the questions without each rule.
 * @param dist the built site
 * @param queries what is asked
 * @param only names of rules; every rule when absent
 */
export async function ablation(dist: string, queries: readonly Query[], only?: readonly string[]): Promise<Worth[]> {
  const hooks = changeWhileLoading();
  try {
    const whole = await answer(await engineWithout(RULES.length), dist, queries);
    const worths: Worth[] = [];
    for (const [place, { name }] of RULES.entries()) {
      if (only && !only.includes(name)) continue;
      worths.push(worthOf(name, queries, whole, await answer(await engineWithout(place), dist, queries)));
    }
    return worths;
  } finally {
    hooks.deregister();
  }
}

/**
 * Prints what each rule is worth on the lists: the change of each figure without it, and a question that needs it.
 * @param dist the built site
 * @returns in words, the rules that no question needs and those without which more questions are won than lost
 */
export async function ablate(dist: string): Promise<string[]> {
  const worths = await ablation(dist, ['queries.yaml', 'holdout.yaml', 'real.yaml', 'forum.yaml'].flatMap(readQueries));
  console.table(
    Object.fromEntries(
      worths.map(({ name, change, lost, won }) => [
        `without “${name}”`,
        { ...change, lost: lost.length, won: won.length, 'needed by': lost[0]?.query.slice(0, 50) ?? '–' },
      ]),
    ),
  );
  return needless(worths);
}

/** The rules that have no business in the search, in words: nothing needs them, or they cost as much as they give. */
export function needless(worths: readonly Pick<Worth, 'name' | 'lost' | 'won'>[]): string[] {
  return worths
    .filter(({ lost, won }) => lost.length <= won.length)
    .map(({ name, lost, won }) =>
      lost.length === 0
        ? `“${name}” is needed by no question of the lists`
        : `“${name}” costs ${won.length} question(s) and gives ${lost.length}`,
    );
}
