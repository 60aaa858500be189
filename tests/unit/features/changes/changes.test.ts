import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { LANGUAGES } from '../../../../src/config/languages.ts';
import { feed, type Day } from '../../../../src/features/changes/atom.ts';
import { changesBetween, type Word } from '../../../../src/features/changes/compare.ts';
import { storeHistory, timeOfCommit } from '../../../../src/features/changes/history.ts';
import { atomProblems } from '../../../support/atom.ts';
import { tempFolder } from '../../../support/temp.ts';

const word: Word = (field, code, lang) =>
  field === 'statusCode'
    ? { en: { on: 'in use', off: 'removed' }, pt: { on: 'em uso', off: 'removida' } }[lang][code as 'on' | 'off']
    : undefined;
const port = (id: string, more: object = {}): object => ({
  id,
  ranges: [[80, 80]],
  statusCode: 'on',
  purpose: { en: 'API', pt: 'API' },
  sources: ['a'],
  verified: true,
  ...more,
});
const between = (before: object[], after: object[]) =>
  changesBetween({ ports: before }, { ports: after }, ['ports'], word);

test('what is new, gone and different, in the words of either language; other words in one language are no other fact', () => {
  const changes = between(
    [
      ...['a', 'b', 'c', 'd', 'e'].map((id) => port(id)),
      port('gone', { purpose: { en: 'Old\n  words', pt: 'Antigas' } }),
    ],
    [
      port('new'),
      port('a', { sources: ['b'], verified: false, checked: { date: '2026-11-27' } }),
      port('b', { statusCode: 'off', ranges: [[81, 82]] }),
      port('c', { purpose: { en: 'API', pt: 'A API' } }),
      port('d', { notes: { en: 'Note', pt: 'Nota' }, purpose: { en: 'The API', pt: 'API' } }),
      port('e', { purpose: { en: 'The API', pt: 'API' } }),
    ],
  );
  expect(changes.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['new new', 'b changed', 'd changed', 'gone removed']);
  const of = (id: string) => changes.find((change) => change.id === id)?.differences;
  expect(of('b')?.pt).toEqual([
    { before: '80 80', after: '81 82' },
    { before: 'em uso', after: 'removida' },
  ]);
  expect(of('d')).toEqual({
    en: [{ before: undefined, after: 'Note' }],
    pt: [{ before: undefined, after: 'Nota' }],
  });
  expect(changes.at(-1)?.name).toEqual({ en: 'Old\n  words', pt: 'Antigas' });
});

test('parts with ids that change places are the same parts; a file that was not there held nothing', () => {
  const part = (id: string) => ({ id, text: { en: id, pt: id } });
  expect(
    between([port('a', { parts: [part('x'), part('y')] })], [port('a', { parts: [part('y'), part('x')] })]),
  ).toEqual([]);
  expect(changesBetween(undefined, { ports: [port('a')] }, ['ports'], word).map(({ kind }) => kind)).toEqual(['new']);
});

const DAY: Day = {
  at: '2026-11-27T21:46:11Z',
  entries: [
    {
      slug: 'reference/ports',
      title: { en: 'Ports <&>', 'pt-br': 'Portas' },
      changes: [
        ...between(
          [port('a'), port('old')],
          [port('a', { purpose: { en: '"x" <script> &amp;', pt: 'Outra' } }), port('new')],
        ),
      ].map((change) => ({ ...change, place: change.id === 'a' ? { en: '80 <API>', 'pt-br': '80 API' } : undefined })),
    },
  ],
};
const of = (language: (typeof LANGUAGES)[number], days: readonly Day[]): string =>
  feed(days, {
    language,
    site: 'https://example.org/repo',
    name: 'Site',
    begun: '2026-11-21T00:00:00Z',
    word: (key) => key,
  });

test('the feed follows RFC 4287, with entries and without', () => {
  for (const language of LANGUAGES) {
    expect(atomProblems(of(language, [DAY, { ...DAY, at: '2026-11-21T10:00:00Z' }]))).toEqual([]);
    expect(atomProblems(of(language, []))).toEqual([]);
  }
  expect(of(LANGUAGES[1], [DAY])).toContain(
    '80 &#x3C;API></a><p><del>API</del> <ins>"x" &#x3C;script> &#x26;amp;</ins>',
  );
});

test.each([
  [
    'an entry without its moment',
    /(<title>[^<]*<\/title>)<updated>[^<]*<\/updated>(?=<link rel="alternate" type="text\/html" hreflang="en" href="[^"]*ports)/,
    '$1',
  ],
  ['a moment of another form', /<updated>[^<]*/, '<updated>Fri, 27 Nov 2026'],
  [
    'two entries of one name',
    /<\/feed>/,
    '<entry><id>tag:example.org,2026-11-27:en/reference/ports</id><title>x</title><updated>2026-11-27T00:00:00Z</updated><content>x</content></entry></feed>',
  ],
  ['no address of its own', /<link rel="self"[^>]*><\/link>/, ''],
  ['nobody who wrote it', /<author>.*<\/author>/, ''],
  ['an address that is a text', /<link rel="alternate"[^>]*>/, '<link>https://example.org/'],
  ['markup that does not close', /<\/ul>/, ''],
])('%s is a fault', (_name, from, to) => {
  const [, en] = LANGUAGES;
  const good = of(en, [DAY]);
  const bad = good.replace(from, to);
  expect(bad).not.toBe(good);
  expect(atomProblems(bad)).not.toEqual([]);
});

test('the history: the last state of each day; nothing where it is not whole', () => {
  const root = tempFolder({ 'data/ports.yaml': 'ports: [{ id: a }]\n', 'other.txt': '' });
  const git = (date: string, ...args: string[]): void =>
    void execFileSync(
      'git',
      ['-c', 'user.name=x', '-c', 'user.email=x@example.org', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: root,
        env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
        stdio: 'ignore',
      },
    );
  const commit = (date: string, text: string): void => {
    writeFileSync(join(root, 'data/ports.yaml'), text);
    git(date, 'add', '.');
    git(date, 'commit', '-m', 'x');
  };
  git('', 'init');
  commit('2026-11-20T10:00:00+00:00', 'ports: [{ id: a }]\n');
  commit('2026-11-21T10:00:00+00:00', 'ports: [{ id: b }]\n');
  // 22:30 west of Greenwich is the next day.
  commit('2026-11-21T22:30:00-03:00', 'ports: [{ id: c }]\n');
  commit('2026-11-22T03:00:00+00:00', 'ports: [{ id: d\n');
  expect(storeHistory(root, ['data/ports.yaml'], 9).map(({ at, files }) => [at, files.get('data/ports.yaml')])).toEqual(
    [
      ['2026-11-22T03:00:00Z', undefined],
      ['2026-11-21T10:00:00Z', { ports: [{ id: 'b' }] }],
      ['2026-11-20T10:00:00Z', { ports: [{ id: 'a' }] }],
    ],
  );
  expect(storeHistory(root, ['data/ports.yaml'], 1)).toHaveLength(2);
  // What says its age says that of its commit.
  expect(timeOfCommit(root, '').toISOString()).toBe('2026-11-22T03:00:00.000Z');
  expect(timeOfCommit(join(root, '..'), '2026-11-20').toISOString()).toBe('2026-11-20T00:00:00.000Z');
  // An archive that lies in another project has no history.
  expect(timeOfCommit(join(root, 'data'), '2026-11-20').toISOString()).toBe('2026-11-20T00:00:00.000Z');
  expect(storeHistory(join(root, 'data'), ['ports.yaml'], 9)).toEqual([]);
  vi.stubEnv('SOURCE_DATE_EPOCH', '1');
  expect(timeOfCommit(root, '').toISOString()).toBe('1970-01-01T00:00:01.000Z');
  vi.unstubAllEnvs();
  const shallow = join(root, 'shallow');
  execFileSync('git', ['clone', '--quiet', '--depth=1', pathToFileURL(root).href, shallow], { stdio: 'ignore' });
  expect(storeHistory(shallow, ['data/ports.yaml'], 9)).toEqual([]);
  expect(storeHistory(join(root, '..'), ['data/ports.yaml'], 9)).toEqual([]);
});
