import { expect, test } from 'vitest';
import { environmentProblems, environmentReport } from '../../../src/config/environment.ts';

test.each([
  [{}],
  [{ SITE_URL: '', BASE_PATH: '', PORT: '' }],
  [{ SITE_URL: 'https://example.org', BASE_PATH: '/repo', PORT: '4322', BROWSER: 'firefox' }],
  [{ SITE_URL: 'http://localhost:4321/', BASE_PATH: 'a/b.c/', GITHUB_REPOSITORY: 'o/n.github.io' }],
  [{ BASE_PATH: '/' }],
])('%j is fine', (environment) => expect(environmentProblems(environment)).toEqual([]));

test.each([
  ['SITE_URL', 'example'],
  ['SITE_URL', 'https://example.org/repo'],
  ['SITE_URL', 'ftp://example.org'],
  ['SITE_URL', ' https://example.org'],
  ['SITE_URL', 'https://exämple.org'],
  ['SITE_URL', 'https://Example.org'],
  ['BASE_PATH', '/a//b'],
  ['BASE_PATH', '/a/../b'],
  ['BASE_PATH', '.'],
  ['BASE_PATH', 'C:/Program Files/Git/repo'],
  ['BASE_PATH', '/a b'],
  ['BASE_PATH', 'https://example.org/a'],
  ['PORT', 'abc'],
  ['PORT', '70000'],
  ['BROWSER', 'safari'],
  ['GITHUB_REPOSITORY', 'repo'],
  ['SOURCE_DATE_EPOCH', 'yesterday'],
  ['SOURCE_DATE_EPOCH', '1795824000000'],
])('%s=%s is not', (name, value) => {
  expect(environmentProblems({ [name]: value }).map((problem) => problem.name)).toEqual([name]);
  expect(environmentReport({ [name]: value })).toContain(`${name} is ${JSON.stringify(value)}. It should be `);
});

test('an origin is shown as it should be written', () =>
  expect(environmentReport({ SITE_URL: 'https://Exämple.org/repo' })).toContain('as https://xn--exmple-cua.org;'));

test('all that is wrong is said at once', () =>
  expect(environmentReport({ SITE_URL: 'x', PORT: 'y', BASE_PATH: 'D:\\x' })?.split('\n')).toHaveLength(4));
