import { expect, test } from 'vitest';
import { lostRules } from '../../../bench/ablation.ts';

test('every rule that the ablation switches off stands in the source of the search, once', () => {
  expect(lostRules()).toEqual([]);
});
