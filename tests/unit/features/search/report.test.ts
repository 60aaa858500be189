import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Language, languageOf, LANGUAGES } from '../../../../src/config/languages.ts';
import { wordOf } from '../../../../src/config/words.ts';
import type { SearchConfig } from '../../../../src/features/search/ui/config.ts';
import { reportOf } from '../../../../src/features/search/ui/view.ts';

const config = ({ locale, tag }: Pick<Language, 'locale' | 'tag'>): SearchConfig =>
  ({
    repository: 'https://github.com/o/r',
    locale,
    words: { label: 'Search', reportForm: wordOf(tag)('find.reportForm') },
  }) as SearchConfig;

describe('a report of what was not found', () => {
  test('opens the form with the question and what was shown, in one line each', () => {
    const results = Array.from({ length: 7 }, (_, place) => ({ path: `page-${place}/` }));
    const address = new URL(reportOf(config(languageOf('en')), '  kubelet\n is & gone ', results));
    expect(address.origin + address.pathname).toBe('https://github.com/o/r/issues/new');
    expect(address.searchParams.get('title')).toBe('Search: kubelet is & gone');
    const lines = (address.searchParams.get('question') ?? '').split('\n');
    expect(lines[0]).toBe('kubelet is & gone');
    expect(lines.slice(2)).toEqual([1, 2, 3, 4, 5].map((place) => `${place}. /en/page-${place - 1}/`));
  });

  test('stays short enough for an address, whatever was pasted', () => {
    expect(reportOf(config(languageOf('pt-br')), 'ã'.repeat(1000), []).length).toBeLessThan(6000);
  });

  test.each(LANGUAGES)('fills fields that the form in $locale has', (language) => {
    const file = new URL(reportOf(config(language), 'x', [])).searchParams.get('template');
    const form = parse(readFileSync(`.github/ISSUE_TEMPLATE/${file}`, 'utf8')) as { body: { id?: string }[] };
    expect(form.body.map(({ id }) => id)).toContain('question');
  });
});
