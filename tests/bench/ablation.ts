/**
 * `npm run bench:search -- --ablate`: what each rule of the search is worth. Every rule is switched off by itself, in a copy
 * of the engine's source that is changed while it is loaded, and all lists are asked again. A rule that no list needs has no
 * business there.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type * as direct from '../support/search/direct.ts';
import {
  figuresOf,
  passageFigures,
  rankOf,
  readQueries,
  type Answered,
  type Query,
} from '../support/search/measure.ts';

/** A rule: the file of the engine, the piece of source that is the rule, and what stands there without it. */
interface Rule {
  name: string;
  file: string;
  source: string;
  without: string;
}

const rule = (name: string, file: string, source: string, without: string): Rule => ({ name, file, source, without });

const RULES: readonly Rule[] = [
  rule('lines of the bank', 'search.ts', 'const ASKED_WORTH = 200;', 'const ASKED_WORTH = 0;'),
  rule('words of the bank', 'text-index.ts', 'const ASKED_WEIGHT = 1;', 'const ASKED_WEIGHT = 0;'),
  rule('weak words', 'text-index.ts', 'export const WEAK = 0.35;', 'export const WEAK = 1;'),
  rule('what nobody has', 'search.ts', 'const STRANGE = 0.25;', 'const STRANGE = 1;'),
  rule('a long line alone', 'search.ts', 'const TELLING = 24;', 'const TELLING = 1e9;'),
  rule('what else is said', 'search.ts', 'const OF_QUESTION = 0.65;', 'const OF_QUESTION = 0;'),
  rule('a line above a number', 'search.ts', 'const PASTED_TERMS = 4;', 'const PASTED_TERMS = Infinity;'),
  rule('shared by chance', 'search.ts', 'const COMMONPLACE = 5;', 'const COMMONPLACE = 0;'),
  rule('compares or not', 'query.ts', "...(compares ? ['vs'] : []),", ''),
  rule('who', 'query.ts', "...(words.some((word) => ASKS_WHO.has(word)) ? ['who'] : []),", ''),
  rule('asks for a port', 'query.ts', "...(asksPort && digits.length === 0 ? ['port'] : []),", ''),
  rule('a passage the bank names', 'search.ts', 'const TOLD = 80;', 'const TOLD = Infinity;'),
  rule('sections of a kind', 'search.ts', 'const INTENT = 0.5;', 'const INTENT = 0;'),
  rule('tools later', 'search.ts', 'if (TOOL.test(path)) weight *= 0.7;', ''),
  rule('rows of a named owner', 'rank.ts', 'const OWNED = 0.5;', 'const OWNED = 0;'),
  rule('camel case', 'search.ts', 'splitUnknown(loaded, asked)', 'asked'),
  rule('synonyms in names', 'rank.ts', 'const SYNONYM = 0.9;', 'const SYNONYM = 0;'),
  rule('passage before page', 'search.ts', 'const PASSAGE = 0.2;', 'const PASSAGE = Infinity;'),
  rule('other passages before the page', 'search.ts', 'const AFTER = 0.3;', 'const AFTER = 1;'),
  rule('heading beside a name', 'search.ts', '!isHeadedBy(records[section], question)', 'true'),
  rule('subject', 'search.ts', 'const SUBJECT = 0.8;', 'const SUBJECT = 0;'),
  rule('fate', 'search.ts', 'scores.has(number) && tellsFate(record, question)', 'false'),
  rule(
    'corrections',
    'search.ts',
    'options.literal ? question.typed : correct(loaded, question, foreign)',
    'question.typed',
  ),
  rule(
    'rows of a port',
    'rank.ts',
    "this.#raiseRows('port', new Map([...coverage, ...this.#ownRows(question)]), raise);",
    ';',
  ),
  rule('rows of a socket', 'rank.ts', "this.#raiseRows('socket', coverage, raise);", ';'),
  rule('reordered names', 'rank.ts', "key !== '' && name.key === key", 'false'),
  rule('prior of kinds', 'rank.ts', '+ PRIOR[answer.kind]', ''),
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
function changeWhileLoading(): void {
  registerHooks({
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

/** Asks the lists of an engine. */
async function answer({ openDirect }: typeof direct, dist: string, queries: readonly Query[]): Promise<Answered[]> {
  const ask = { en: await openDirect(dist, 'en'), 'pt-BR': await openDirect(dist, 'pt-br') };
  const answered: Answered[] = [];
  for (const query of queries) {
    const found = (await ask[query.lang](query.query)).results.map(({ path }) => path);
    answered.push({ query, found, rank: rankOf(found, query.accept) });
  }
  return answered;
}

/**
 * Prints, for each rule, by how many questions the lists are worse (−) or better (+) without it.
 * @param dist the built site
 * @returns the names of the rules that no question needs
 */
export async function ablate(dist: string): Promise<string[]> {
  const files = ['queries.yaml', 'holdout.yaml', 'real.yaml', 'forum.yaml'];
  const queries = files.flatMap(readQueries);
  changeWhileLoading();
  const figures = (answered: readonly Answered[]): Record<'hit@1' | 'hit@3' | 'passage@1' | 'passage@3', number> => {
    const [hits, passages] = [figuresOf(answered), passageFigures(answered)];
    return {
      'hit@1': Math.round(hits.hit1 * hits.queries),
      'hit@3': Math.round(hits.hit3 * hits.queries),
      'passage@1': Math.round(passages.first * passages.asked),
      'passage@3': Math.round(passages.among3 * passages.asked),
    };
  };
  const whole = figures(await answer(await engineWithout(RULES.length), dist, queries));
  const table: Record<string, Record<string, number>> = { 'every rule': whole };
  const needless: string[] = [];
  for (const [place, { name }] of RULES.entries()) {
    const without = figures(await answer(await engineWithout(place), dist, queries));
    const change = Object.fromEntries(
      Object.entries(without).map(([figure, count]) => [figure, count - whole[figure as keyof typeof whole]]),
    );
    table[`without “${name}”`] = change;
    if (Object.values(change).every((count) => count >= 0)) needless.push(name);
  }
  console.table(table);
  console.log(`Needed by no question of these lists: ${needless.join(', ') || 'none'}`);
  return needless;
}
