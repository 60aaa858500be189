import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { BASE_PATH } from '../../src/config/site.ts';
import { bytesOfReader, HOST, PAGES_READ, readersOfMonth, WEIGHT } from '../../src/components/content/page-weight.ts';
import { DIST } from '../support/pages.ts';
import { HEADERS, scales, total } from '../support/weight.ts';

/** A number that is told may be a little more than the truth, never less; beyond that it is old. */
function expectTold(name: keyof typeof WEIGHT, measured: number): void {
  const told = WEIGHT[name];
  const advice = `${name}: measured ${Math.round(measured)}, told ${told}. Correct WEIGHT in src/components/content/page-weight.ts.`;
  expect(measured, advice).toBeLessThanOrEqual(told);
  expect(measured, advice).toBeGreaterThan(told * 0.7);
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

test('the page about the site tells true weights', () => {
  const weigh = scales(DIST, BASE_PATH);
  const files = readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(DIST, join(parentPath, name)).replaceAll('\\', '/'))
    // What `npm run book` adds is a download of its own.
    .filter((file) => !/^book\/|^pictures\/.*\.png$/.test(file));
  // Redirects and the page for what is not found are not what somebody reads.
  const pages = files.filter(
    (file) =>
      /^(en|pt-br)\/(.*\/)?index\.html$/.test(file) && !readFileSync(join(DIST, file), 'utf8').includes('noindex'),
  );
  expect(pages.length).toBeGreaterThan(80);
  const weights = pages.map((file) => weigh(file, file));
  expectTold('first', mean(weights.map(total)));
  expectTold('following', mean(weights.map(({ parts }) => (parts[0]?.bytes ?? 0) + HEADERS)));
  expectTold(
    'site',
    files.reduce((sum, file) => sum + statSync(join(DIST, file)).size, 0),
  );
});

test('and its calculation is right: the readers it names fit into a month, and no tenth of them more', () => {
  const reader = WEIGHT.first + WEIGHT.search + WEIGHT.following * (PAGES_READ - 1);
  expect(bytesOfReader()).toBe(reader);
  expect(readersOfMonth() * reader).toBeLessThanOrEqual(HOST.month);
  expect(readersOfMonth() * reader * 1.1).toBeGreaterThan(HOST.month);
});
