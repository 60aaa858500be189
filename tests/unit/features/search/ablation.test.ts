import { expect, test } from 'vitest';
import { lostRules, needless } from '../../../bench/ablation.ts';
import { readQueries } from '../../../support/search/measure.ts';

test('every rule that the ablation switches off stands in the source of the search, once', () => {
  expect(lostRules()).toEqual([]);
});

test('a rule that no question needs is named, and one that costs as many questions as it gives', () => {
  const [one, two] = readQueries('queries.yaml');
  const some = (count: number): (typeof one & {})[] => [one, two].flatMap((query) => query ?? []).slice(0, count);
  expect(
    needless([
      { name: 'proved', lost: some(2), won: some(1) },
      { name: 'even', lost: some(1), won: some(1) },
      { name: 'idle', lost: [], won: [] },
    ]),
  ).toEqual(['“even” costs 1 question(s) and gives 1', '“idle” is needed by no question of the lists']);
});
