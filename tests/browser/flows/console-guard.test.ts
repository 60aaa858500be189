import { expect, test } from 'vitest';
import { at, visit } from '../../support/visit.ts';

/** What every other browser test relies on: trouble on a page fails the visit, whatever else the test looks at. */
test.each([
  ['an error in the console', () => console.error('planted'), /console: planted/],
  [
    'a thrown error',
    () =>
      void setTimeout(() => {
        throw new Error('planted');
      }),
    /thrown: planted/,
  ],
  [
    'a request to another origin',
    () => void (new Image().src = 'https://example.com/x.png'),
    // The policy forbids it too; some browsers then never make the request.
    /foreign request: https:\/\/example\.com|policy: img-src forbids https:\/\/example\.com/,
  ],
  ['a file that is missing', () => void (new Image().src = 'missing.png'), /answered 404: .*missing\.png/],
  [
    'an inline script that was not built',
    () => document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.x = 1' })),
    // Each browser has words of its own for a text that is no TrustedScript.
    /policy: script-src-elem forbids inline|requires 'TrustedScript'|Sink type mismatch violation/,
  ],
])('%s fails the visit', { tags: ['thorough'] }, async (_name, plant, message) => {
  await expect(
    visit({}, async (page) => {
      await page.goto(at('/en/'));
      await page.evaluate(plant);
      await page.waitForTimeout(200);
    }),
  ).rejects.toThrow(message);
});
test('a visit without trouble passes', { tags: ['thorough'] }, async () => {
  await expect(visit({}, async (page) => void (await page.goto(at('/en/'))))).resolves.toBeUndefined();
});
