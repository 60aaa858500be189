import { existsSync, readFileSync } from 'node:fs';
import { languageNamed, languageOf, type Language, otherLangs } from '../../src/config/languages.ts';

/** The files of strings in one language: ours, and Starlight's. */
const setsOf = ({ tag, lang }: Language): string[] =>
  [`src/content/i18n/${tag}.json`, `node_modules/@astrojs/starlight/dist/translations/${lang}.js`].filter(existsSync);

/** The words for controls in one language, ours and Starlight's; those with a place to fill in are left out. */
function wordsOf(language: Language): Set<string> {
  return new Set(
    setsOf(language).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/"[^"\n]+": "((?:[^"\\\n]|\\.)+)"/g)]
        .map(([, value = '']) => JSON.parse(`"${value}"`) as string)
        .filter((value) => !value.includes('{') && /\p{L}{2}/u.test(value)),
    ),
  );
}

/**
 * Names that are words of another language.
 * @param locale the language of the page
 * @param names accessible names, labels and titles of the page; what follows a colon is content
 */
export function foreignNames(locale: string, names: readonly string[]): string[] {
  const language = languageOf(locale);
  const own = wordsOf(language);
  const others = otherLangs(language.lang).map((lang) => wordsOf(languageNamed(lang)));
  const foreign = (name: string): boolean => !own.has(name) && others.some((other) => other.has(name));
  return names.filter((name) => foreign(name) || foreign(name.split(': ')[0] ?? ''));
}
