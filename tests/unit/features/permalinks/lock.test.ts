import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { linkableIds, type Built } from '../../../../src/features/permalinks/built.ts';
import { readRedirects } from '../../../../src/features/permalinks/redirects.ts';
import { findBrokenPermalinks } from '../../../support/permalinks/verify.ts';
import { lostLines, promisedBefore } from '../../../support/permalinks/history.ts';
import { addToLock, LOCK_FILE, readLock } from '../../../../src/features/permalinks/lock.ts';
import { tempFolder } from '../../../support/temp.ts';

const PUBLISHED = ['/', '/a/', '/a/#one', '/a/#two', '/b/'];
const LOCK = addToLock('', PUBLISHED).text;
const built = (pt: readonly string[], en: readonly string[] = pt): Built =>
  new Map([
    ['pt-br', new Set(pt)],
    ['en', new Set(en)],
  ]);
const NONE = readRedirects({}, []);
const redirects = (table: Record<string, string>) => readRedirects(table, ['', 'a', 'b', 'c']);

describe('the lock', () => {
  test('grows by sealed blocks and keeps its old bytes', () => {
    const { text, added } = addToLock(LOCK, [...PUBLISHED, '/c/', '/a/#three']);
    expect(added).toEqual(['/a/#three', '/c/']);
    expect(text.startsWith(LOCK)).toBe(true);
    expect(readLock(text)).toEqual({ addresses: [...PUBLISHED, '/a/#three', '/c/'], problems: [] });
    expect(addToLock(text, PUBLISHED).text).toBe(text);
  });

  test.each([
    ['a removed line', LOCK.replace('/a/#two\n', ''), 'the seal does not fit the 4 addresses'],
    ['a changed line', LOCK.replace('/a/#two', '/a/#tow'), 'the seal does not fit'],
    ['two lines in another order', LOCK.replace('/a/#one\n/a/#two', '/a/#two\n/a/#one'), 'the seal does not fit'],
    ['a doubled line', LOCK.replace('/a/#two\n', '/a/#two\n/a/#two\n'), 'stands already on line 6'],
    ['a line added by hand', `${LOCK}/c/\n`, 'the last lines have no seal'],
    ['an id with capitals', addToLock('', ['/a/#One']).text, 'capitals, accents'],
    ['an id with accents', addToLock('', ['/a/#função']).text, 'capitals, accents'],
  ])('stops at %s and says what to do', (_what, text, message) => {
    expect(readLock(text).problems.join('\n')).toContain(message);
  });

  test('adds nothing to a broken lock', () => {
    expect(() => addToLock(LOCK.replace('/b/\n', ''), ['/c/'])).toThrow('the seal does not fit');
  });

  test('a line that Git remembers and that a rewritten lock no longer has is named', () => {
    const root = tempFolder({ [LOCK_FILE]: LOCK });
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        cwd: root,
        stdio: 'pipe',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'lock');
    const rewritten = addToLock(
      '',
      PUBLISHED.filter((address) => address !== '/a/#two'),
    ).text;
    writeFileSync(join(root, LOCK_FILE), rewritten);
    git('commit', '-qam', 'rewrite');
    const { addresses, problems } = readLock(rewritten);
    expect(problems).toEqual([]);
    expect(lostLines(addresses, promisedBefore(root) ?? [])).toEqual([
      expect.stringContaining('"/a/#two" was there before'),
    ]);
    // The same project as a workflow clones it by default: nobody could see what was lost, so it is refused.
    const shallow = join(root, 'shallow');
    git('clone', '-q', '--depth=1', pathToFileURL(root).href, shallow);
    expect(() => promisedBefore(shallow)).toThrow('fetch-depth: 0');
    expect(promisedBefore(tempFolder({ [LOCK_FILE]: LOCK }))).toBeUndefined();
  });
});

describe('the gate', () => {
  test('is content when every promise holds', () => {
    expect(findBrokenPermalinks(LOCK, built(PUBLISHED), NONE)).toEqual([]);
  });

  test('names what is gone without a redirect, page or id', () => {
    const said = findBrokenPermalinks(LOCK, built(['/', '/a/', '/a/#one']), NONE);
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('/a/#two was published and is gone');
    expect(said[1]).toContain('/b/ was published and is gone');
    expect(said[1]).toContain('src/features/permalinks/redirects.yaml');
  });

  test('is content with what is gone and forwarded, fragments with their page', () => {
    const now = ['/', '/c/', '/c/#one', '/c/#deux', '/b/'];
    const lock = addToLock(LOCK, ['/c/', '/c/#one', '/c/#deux']).text;
    expect(
      findBrokenPermalinks(lock, built(now), readRedirects({ '/a/': '/c/', '/a/#two': '/c/#deux' }, ['', 'b', 'c'])),
    ).toEqual([]);
  });

  test('names a new id and the command that promises it', () => {
    expect(findBrokenPermalinks(LOCK, built([...PUBLISHED, '/a/#new']), NONE)).toEqual([
      expect.stringMatching(/\/a\/#new is new.*npm run permalinks/),
    ]);
  });

  test('names an id that one language lacks', () => {
    const said = findBrokenPermalinks(
      LOCK,
      built(
        PUBLISHED,
        PUBLISHED.filter((address) => address !== '/a/#two'),
      ),
      NONE,
    );
    expect(said).toEqual([expect.stringContaining('/a/#two is not in "en"')]);
  });

  test('names a renamed id: the old one gone, the new one unknown', () => {
    const renamed = PUBLISHED.map((address) => address.replace('#two', '#zwei'));
    const said = findBrokenPermalinks(LOCK, built(renamed), NONE).join('\n');
    expect(said).toContain('/a/#zwei is new');
    expect(said).toContain('/a/#two was published and is gone');
  });

  test('names a redirect that leads to an id which does not exist, and one that hides what does', () => {
    expect(findBrokenPermalinks(LOCK, built(PUBLISHED), redirects({ '/a/#old': '/a/#nope' }))).toEqual([
      expect.stringContaining('"/a/#old" leads to "/a/#nope", which does not exist in "pt-br"'),
      expect.stringContaining('in "en"'),
    ]);
    expect(findBrokenPermalinks(LOCK, built(PUBLISHED), redirects({ '/a/#one': '/a/#two' })).join()).toContain(
      'would hide it',
    );
  });
});

test('the ids of a page are those that a reader may link to', () => {
  const html = `<h1 id="_top">t</h1><div class="sl-markdown-content"><h2 id="why">w</h2><figure id="diagram-x"><svg id="s"><g id="g"/></svg></figure>
    <table><tbody id="row"></tbody></table><input id="filter"><span popover id="tip">t<i id="inner">x</i></span><div role="tabpanel" id="panel"><p id="in-panel">p</p></div>
    <fragment-redirects data-no-link><p id="old">o</p></fragment-redirects></div><footer id="foot"></footer>`;
  expect(linkableIds(html)).toEqual(['why', 'diagram-x', 'row', 'in-panel']);
});
