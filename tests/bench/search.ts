/**
 * `npm run bench:search`: the search of the built site beside Pagefind as it comes, on the queries it was tuned on, on
 * those it was not (holdout.yaml) and on thousands made from the store, with floors. Needs a build. `SITE_DIST` names another
 * folder than `dist`; `QUICK=1` leaves out the sweep and the slow line. `-- --ablate` says instead what each rule is worth.
 */
import { resolve } from 'node:path';
import { chromium } from 'playwright';
import { serve } from '../../src/scripts/serve.ts';
import { BASE_PATH } from '../../src/config/site.ts';
import { findBrowser } from '../support/browser.ts';
import { ablate } from './ablation.ts';
import { FLOORS } from '../support/search/floors.ts';
import {
  askDialog,
  askStock,
  figuresOf,
  indexSizes,
  measureBytes,
  measureLatency,
  median,
  passageFigures,
  readQueries,
  triggerBytes,
  type Answered,
  type Query,
} from '../support/search/measure.ts';
import { runGenerated, generatedFailures } from '../support/search/generated.ts';

const dist = resolve(process.env['SITE_DIST'] ?? 'dist');
if (process.argv.includes('--ablate')) {
  const faults = await ablate(dist);
  for (const fault of faults) console.error(`✗ ${fault}`);
  process.exit(faults.length > 0 ? 1 : 0);
}
const tuned = readQueries('queries.yaml');
const holdout = readQueries('holdout.yaml');
const real = readQueries('real.yaml');
const forum = readQueries('forum.yaml');
const queries = [...tuned, ...holdout, ...real, ...forum];
const served = await serve(dist, BASE_PATH, 0);
const { executablePath, args, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args, env });
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const failures: string[] = [];

try {
  const ours = await askDialog(browser, served.url, queries);
  const stock = await askStock(browser, served.url, dist, queries);
  const table: Record<string, Record<string, string | number>> = {};
  const add = (name: string, test: (entry: Answered) => boolean): void => {
    const [own, other] = [ours.filter(test), stock.filter(test)].map(figuresOf);
    if (!own || !other) return;
    table[name] = {
      n: own.queries,
      'hit@1': own.hit1.toFixed(2),
      'hit@3': own.hit3.toFixed(2),
      'MRR@5': own.mrr5.toFixed(2),
      empty: own.empty.toFixed(2),
      'stock hit@1': other.hit1.toFixed(2),
      'stock hit@3': other.hit3.toFixed(2),
      'stock MRR@5': other.mrr5.toFixed(2),
      'stock empty': other.empty.toFixed(2),
    };
  };
  for (const kind of [...new Set(queries.map((entry) => entry.kind))].sort()) {
    for (const lang of ['pt-BR', 'en'] as const) {
      if (queries.some((entry) => entry.kind === kind && entry.lang === lang)) {
        add(`${kind}, ${lang}`, ({ query }) => query.kind === kind && query.lang === lang);
      }
    }
  }
  for (const [name, list] of [
    ['tuned', tuned],
    ['holdout', holdout],
    ['real', real],
    ['forum', forum],
  ] as const) {
    for (const lang of ['pt-BR', 'en'] as const) {
      add(`${name}, ${lang}`, ({ query }) => list.includes(query) && query.lang === lang);
    }
    add(name, ({ query }) => list.includes(query));
  }
  console.table(table);
  for (const { query, rank, found } of ours) {
    if (rank === 0 || rank > query.at) {
      console.log(
        `rank ${rank || '–'}: ${query.lang} “${query.query}” → ${found.slice(0, 3).join(' | ') || 'nothing'}`,
      );
    }
  }
  const all = figuresOf(ours.filter(({ query }) => tuned.includes(query)));
  const unseen = figuresOf(ours.filter(({ query }) => holdout.includes(query)));
  if (all.hit1 < FLOORS.hit1) failures.push(`hit@1 ${all.hit1.toFixed(3)} is below ${FLOORS.hit1}`);
  if (all.hit3 < FLOORS.hit3) failures.push(`hit@3 ${all.hit3.toFixed(3)} is below ${FLOORS.hit3}`);
  if (all.empty > FLOORS.empty) failures.push(`${(all.empty * 100).toFixed(0)} % of the answers are empty`);
  if (all.hit1 - unseen.hit1 > FLOORS.holdoutGap) {
    failures.push(`hit@1 of the holdout queries is ${(all.hit1 - unseen.hit1).toFixed(3)} below the tuned ones`);
  }

  const asked = ours.filter(({ query }) => real.includes(query));
  const [questions, passages] = [figuresOf(asked), passageFigures(asked)];
  console.log(
    `Passages (${passages.asked} known): first ${passages.first.toFixed(2)}, among three ${passages.among3.toFixed(2)}`,
  );
  for (const part of ['hit1', 'hit3'] as const)
    if (questions[part] < FLOORS.real[part]) failures.push(`real questions: ${part} ${questions[part].toFixed(3)}`);
  for (const part of ['first', 'among3'] as const)
    if (passages[part] < FLOORS.real[part]) failures.push(`passages: ${part} ${passages[part].toFixed(3)}`);

  const forums = figuresOf(ours.filter(({ query }) => forum.includes(query)));
  for (const part of ['hit1', 'hit3'] as const)
    if (forums[part] < FLOORS.forum[part]) failures.push(`questions of forums: ${part} ${forums[part].toFixed(3)}`);

  const times = await measureLatency(browser, served.url, tuned);
  console.log(
    `\nLast key to painted results, slowed 4×, warm: median ${median(times).toFixed(0)} ms, most ${Math.max(...times).toFixed(0)} ms`,
  );
  if (median(times) > FLOORS.latency) failures.push(`${median(times).toFixed(0)} ms to painted results`);
  for (const [part, size] of Object.entries(indexSizes(dist))) console.log(`Index ${part}: ${kB(size)} on disk`);

  if (process.env['QUICK'] === undefined) {
    // One of each kind, because kinds load different files; and the two that load most.
    const sample: Query[] = [
      ...new Map(queries.map((query) => [`${query.kind} ${query.lang}`, query])).values(),
      { lang: 'pt-BR', query: 'elsewhere', accept: [''], kind: 'other language', at: 1 },
      { lang: 'en', query: 'kubelt lifecicle prepares volumees', accept: [''], kind: 'three slips', at: 1 },
    ];
    const [trigger, answers] = [await triggerBytes(), await measureBytes(browser, served.url, sample)];
    console.log(`Script before first use: ${trigger} bytes`);
    const most = Math.max(...answers);
    const worst = sample[answers.indexOf(most)];
    console.log(
      `Opening to the answer: median ${kB(median(answers))}, most ${kB(most)} (${worst?.kind}, “${worst?.query}”)`,
    );
    if (trigger > FLOORS.triggerBytes) failures.push(`${trigger} bytes of script before first use`);
    if (most > FLOORS.answerBytes) failures.push(`${kB(most)} to the answer`);

    const swept = await runGenerated(dist);
    console.table(
      Object.fromEntries(
        swept.map(({ form, lang, asked, hit1, hit3 }) => [
          `${form}, ${lang}`,
          { asked, 'hit@1': hit1.toFixed(3), 'hit@3': hit3.toFixed(3) },
        ]),
      ),
    );
    const made = swept.reduce((sum, figures) => sum + figures.asked, 0);
    const share = (part: 'hit1' | 'hit3'): string =>
      (swept.reduce((sum, figures) => sum + figures[part] * figures.asked, 0) / made).toFixed(3);
    console.log(`made from the store: ${made} questions, hit@1 ${share('hit1')}, hit@3 ${share('hit3')}`);
    for (const figures of swept) failures.push(...generatedFailures(figures));
  }
} finally {
  await browser.close();
  await served.close();
}
for (const failure of failures) console.error(`✗ ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
