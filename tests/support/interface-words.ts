import { readFileSync } from 'node:fs';

const SETS = {
  en: ['src/content/i18n/en.json', 'node_modules/@astrojs/starlight/dist/translations/en.js'],
  'pt-br': ['src/content/i18n/pt-BR.json', 'node_modules/@astrojs/starlight/dist/translations/pt.js'],
} as const;

/** The words for controls in one language, ours and Starlight's; those with a place to fill in are left out. */
function wordsOf(locale: keyof typeof SETS): Set<string> {
  return new Set(
    SETS[locale].flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/"[^"\n]+": "((?:[^"\\\n]|\\.)+)"/g)]
        .map(([, value = '']) => JSON.parse(`"${value}"`) as string)
        .filter((value) => !value.includes('{') && /\p{L}{2}/u.test(value)),
    ),
  );
}

/**
 * Names that are words of the other language.
 * @param locale the language of the page
 * @param names accessible names, labels and titles of the page; what follows a colon is content
 */
export function foreignNames(locale: keyof typeof SETS, names: readonly string[]): string[] {
  const own = wordsOf(locale);
  const other = wordsOf(locale === 'en' ? 'pt-br' : 'en');
  const foreign = (name: string): boolean => other.has(name) && !own.has(name);
  return names.filter((name) => foreign(name) || foreign(name.split(': ')[0] ?? ''));
}
