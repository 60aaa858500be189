import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { chooseLanguage } from '../../../src/lib/choose-language.ts';
import { guessAddress } from '../../../src/lib/nearest-address.ts';
import { nearest } from '../../../src/lib/nearest.ts';
import { pagePath, readPath } from '../../../src/lib/paths.ts';
import { reportAddress } from '../../../src/lib/report-address.ts';
import { localize } from '../../../src/lib/text.ts';
import { LANGUAGES, languageOf } from '../../../src/config/languages.ts';
import { normaliseBase, pagesAddress } from '../../../src/config/site.ts';

const LOCALES = ['pt-br', 'en'];

describe('page addresses', () => {
  test.each([
    [['/repo', 'en', 'interfaces/cri', 'operations'], '/repo/en/interfaces/cri/#operations'],
    [['/repo/', 'pt-br', ''], '/repo/pt-br/'],
    [['', 'en', 'start'], '/en/start/'],
  ] as const)('%j is %s', ([base, locale, slug, id], address) => {
    expect(pagePath(base, locale, slug, id)).toBe(address);
  });
  test('reading an address gives back what it was made of', () => {
    expect(readPath('/repo/pt-br/interfaces/cri/', '/repo', LOCALES)).toEqual({
      locale: 'pt-br',
      slug: 'interfaces/cri',
    });
    expect(readPath('/repo/', '/repo', LOCALES)).toEqual({ locale: undefined, slug: '' });
    expect(readPath('/en/', '', LOCALES)).toEqual({ locale: 'en', slug: '' });
  });
  test.each([
    ['repo', '/repo'],
    ['/repo/', '/repo'],
    ['/', ''],
    ['', ''],
    [' /a/b/ ', '/a/b'],
  ])('the sub-path %j becomes %j', (raw, base) => expect(normaliseBase(raw)).toBe(base));
  test.each([
    ['Someone/Fork-of-it', { origin: 'https://someone.github.io', base: '/Fork-of-it' }],
    ['someone/someone.github.io', { origin: 'https://someone.github.io', base: '' }],
  ])('the repository %s is served at %j', (repository, address) => expect(pagesAddress(repository)).toEqual(address));
});

describe('language of a first visit', () => {
  test.each([
    [null, ['pt-BR', 'en'], 'pt-br'],
    [null, ['pt-PT'], 'pt-br'],
    [null, ['en-GB', 'pt-BR'], 'en'],
    [null, ['de', 'en'], 'en'],
    [null, ['de', 'fr'], null],
    [null, [], null],
    ['en', ['pt-BR'], 'en'],
    ['xx', ['pt-BR'], 'pt-br'],
  ])('chosen %j, browser %j: %j', (chosen, browser, locale) => {
    expect(chooseLanguage(LOCALES, chosen, browser)).toBe(locale);
  });
});

describe('a dead address', () => {
  const slugs = ['', 'start', 'interfaces/cri', 'interfaces/cni', 'architecture/overview', 'interfaces/overview'];
  const guess = (path: string): ReturnType<typeof guessAddress> => guessAddress(path, '/repo', LOCALES, slugs);
  test.each([
    ['/repo/en/interfaces/CRI', 'en', 'interfaces/cri'],
    ['/repo/en/interfaces/cri.html', 'en', 'interfaces/cri'],
    ['/repo/en/interfaces//cri/index.html', 'en', 'interfaces/cri'],
    ['/repo/pt/interfaces/cri/', 'pt-br', 'interfaces/cri'],
    ['/repo/pt-BR/start', 'pt-br', 'start'],
    ['/repo/en-us/start/', 'en', 'start'],
    ['/repo/en/cri/', 'en', 'interfaces/cri'],
    ['/repo/interfaces/cri/', undefined, 'interfaces/cri'],
  ])('%s surely means %s %s', (path, locale, slug) => {
    expect(guess(path)).toEqual({ locale, slugs: [slug], exact: true });
  });
  test('an unsure guess offers the nearest, and says that it is unsure', () => {
    expect(guess('/repo/en/overview/')).toMatchObject({
      locale: 'en',
      slugs: ['architecture/overview', 'interfaces/overview'],
      exact: false,
    });
    expect(guess('/repo/en/interfaces/crii/')).toMatchObject({ exact: false });
    expect(guess('/repo/en/interfaces/crii/').slugs[0]).toBe('interfaces/cri');
  });
  test('a broken escape is read as it stands', () => {
    expect(() => guess('/repo/en/%E0%A4%A/')).not.toThrow();
  });
});

test('nearest words: those that contain it first, then the similar ones', () => {
  expect(nearest('kubelet', ['kube-proxy', 'kubelet-10250', 'kubelt'], 2)).toEqual(['kubelet-10250', 'kubelt']);
});
test('a phrase is said in the language; a plain string is the same in both', () => {
  expect(localize({ en: 'node', pt: 'nó' }, 'pt')).toBe('nó');
  expect(localize('--bind-address', 'pt')).toBe('--bind-address');
});
test('an unknown language names the known ones', () => {
  expect(() => languageOf('fr')).toThrow(/"fr".*pt-br, en/);
});

describe('a report of a wrong fact', () => {
  const about = {
    repository: 'https://github.com/o/r',
    fact: { id: 'ports.kubelet-10250', version: '1.37' },
    page: 'https://o.github.io/r/pt-br/reference/ports/#kubelet-10250',
  };
  test('opens the form with id, version and place', () => {
    const address = new URL(reportAddress({ ...about, form: 'wrong-fact.yml' }));
    expect(address.origin + address.pathname).toBe('https://github.com/o/r/issues/new');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      template: 'wrong-fact.yml',
      title: 'ports.kubelet-10250 (v1.37)',
      address: about.page,
    });
  });
  test.each(LANGUAGES.map(({ tag }) => tag))('fills fields that the form in %s has', (tag) => {
    const words = JSON.parse(readFileSync(`src/content/i18n/${tag}.json`, 'utf8')) as Record<string, string>;
    const form = parse(readFileSync(`.github/ISSUE_TEMPLATE/${words['facts.reportForm']}`, 'utf8')) as {
      body: { id: string }[];
    };
    expect(form.body.map(({ id }) => id)).toEqual(expect.arrayContaining(['address', 'says']));
  });
});
