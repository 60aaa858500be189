/**
 * `npm run bench:record`: asks the search of the built site the real questions and writes how many it answers first into
 * src/data/proved.yaml, for the page about quality. Needs a build. The floors are held by tests/site/search.test.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { withRecord } from '../../src/features/prover/record.ts';
import { openDirect } from '../support/search/direct.ts';
import { figuresOf, rankOf, readQueries, type Answered } from '../support/search/measure.ts';

const RECORD = 'src/data/proved.yaml';
const dist = resolve(process.env['SITE_DIST'] ?? 'dist');
const ask = { en: await openDirect(dist, 'en'), 'pt-BR': await openDirect(dist, 'pt-br') };
const answered: Answered[] = [];
for (const query of readQueries('real.yaml')) {
  const found = (await ask[query.lang](query.query)).results.map(({ path }) => path);
  answered.push({ query, found, rank: rankOf(found, query.accept) });
}
const { queries, hit1, hit3 } = figuresOf(answered);
const record = {
  date: new Date().toISOString().slice(0, 10),
  asked: queries,
  first: Math.round(hit1 * queries),
  among3: Math.round(hit3 * queries),
};
writeFileSync(RECORD, withRecord(readFileSync(RECORD, 'utf8'), 'lastSearch', record));
console.log(record);
