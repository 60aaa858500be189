/** The terms of the glossary, and the words by which readers look things up. */
import { LANGS } from '../lib/languages.ts';
import type { GlossaryTerm } from '../schemas/index.ts';
import { byId, facts, once, pick } from './store.ts';

const terms = byId<GlossaryTerm>(() => facts().glossary.terms);

/** Every entry of the glossary, in the order of the file. */
export function allTerms(): readonly GlossaryTerm[] {
  return facts().glossary.terms;
}

/** One entry of the glossary. Throws when there is none with this id. */
export function getTerm(id: string): GlossaryTerm {
  return pick(terms(), id, 'term', 'allTerms() or src/data/glossary.yaml');
}

/**
 * The words by which readers look things up: groups of phrases that mean the same, in both languages (those of
 * synonyms.yaml and the pairs of the glossary), and the words that say nothing.
 */
export function synonyms(): { groups: readonly (readonly string[])[]; stopWords: readonly string[] } {
  const { groups, stopWords } = facts().synonyms;
  return { groups: [...groups, ...termPairs()], stopWords: [...new Set(LANGS.flatMap((lang) => stopWords[lang]))] };
}

/** A term's names in both languages; an abbreviation in brackets is a name of its own. */
const termPairs = once(() =>
  allTerms()
    .map(({ term, officialPt }) =>
      [...LANGS.map((lang) => term[lang]), officialPt ?? '']
        .flatMap((name) => name.split(/[()]/))
        .map((name) => name.trim().toLowerCase()),
    )
    .map((names) => [...new Set(names.filter((name) => name !== ''))])
    .filter((names) => names.length > 1),
);
