import { allTerms, type GlossaryTerm, type Lang, localize } from '#facts';
import { fold } from '#lib/fold.ts';
import { languageNamed } from '#lib/languages.ts';

/** The terms that begin with one letter. */
interface LetterGroup {
  /** Lower-case letter without accent. */
  letter: string;
  terms: readonly GlossaryTerm[];
}

/**
 * The glossary as a reader of one language looks things up: sorted by that language's word, letter by letter.
 * @param lang decides the word by which a term is sorted and the order of letters
 */
export function termsByLetter(lang: Lang, terms: readonly GlossaryTerm[] = allTerms()): LetterGroup[] {
  const { compare } = new Intl.Collator(languageNamed(lang).tag, { sensitivity: 'base', numeric: true });
  const sorted = [...terms].sort((a, b) => compare(localize(a.term, lang), localize(b.term, lang)));
  const groups = new Map<string, GlossaryTerm[]>();
  for (const term of sorted) {
    const letter = fold(localize(term.term, lang)).charAt(0);
    groups.set(letter, [...(groups.get(letter) ?? []), term]);
  }
  return [...groups].map(([letter, own]) => ({ letter, terms: own }));
}
