import { expect, test, vi } from 'vitest';
import { formatDay, pageContext } from '../../../src/components/page-context.ts';

/** A page in a language, as Starlight gives it to its components; its strings say what they were asked. */
function page(locale: string): { locals: App.Locals; t: ReturnType<typeof vi.fn> } {
  const t = vi.fn((key: string, { interpolation: _, ...values }: object & { interpolation: unknown }) =>
    [locale, key, JSON.stringify(values)].join(' '),
  );
  return { locals: { t, starlightRoute: { locale, id: `${locale}/start` } } as unknown as App.Locals, t };
}

test('a string is asked for once on a page, with other values or on another page again', () => {
  const [english, portuguese] = [page('en'), page('pt-br')];
  const word = (astro: typeof english, values?: Record<string, number>): string =>
    pageContext(astro).word('facts.plane', values);
  expect([word(english), word(english), word(english, { count: 1 }), word(english, { count: 2 })]).toEqual([
    'en facts.plane {}',
    'en facts.plane {}',
    'en facts.plane {"count":1}',
    'en facts.plane {"count":2}',
  ]);
  expect(english.t).toHaveBeenCalledTimes(3);
  expect(word(portuguese)).toBe('pt-br facts.plane {}');
});

test('a day is written in each language, and a month is no day', () => {
  for (let times = 0; times < 2; times++) {
    expect(formatDay('2026-11-21', 'en')).toBe('21 November 2026');
    expect(formatDay('2026-11-21', 'pt-BR')).toBe('21/11/2026');
    expect(formatDay('2026-11', 'en')).toBe('November 2026');
    expect(formatDay('2026-11', 'pt-BR')).toBe('novembro de 2026');
  }
});
