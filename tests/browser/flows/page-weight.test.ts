import { expect, inject, test } from 'vitest';
import { WEIGHT } from '../../../src/components/content/page-weight.ts';
import { measureBytes, type Query } from '../../support/search/measure.ts';
import { browser } from '../../support/visit.ts';

/** Chromium alone tells what came over the line. It is the same for every browser. */
const told = inject('engine') === 'chromium';

test.runIf(told)('the page about the site tells truly what a search weighs', { tags: ['thorough'] }, async () => {
  const ask = (lang: Query['lang'], query: string): Query => ({ lang, query, accept: [''], kind: 'weight', at: 1 });
  const answer = await measureBytes(await browser(), inject('site'), [
    ask('en', 'kubelet'),
    ask('pt-BR', 'balanceador de carga'),
  ]);
  const most = Math.max(...answer);
  const advice = `A search brings ${most} bytes, told ${WEIGHT.search}. Correct WEIGHT in src/components/content/page-weight.ts.`;
  expect(most, advice).toBeLessThanOrEqual(WEIGHT.search);
  expect(most, advice).toBeGreaterThan(WEIGHT.search * 0.7);
});
