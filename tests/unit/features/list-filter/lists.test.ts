import { describe, expect, test } from 'vitest';
import { allTerms, localize, timeline } from '../../../../src/facts/index.ts';
import { fold } from '../../../../src/lib/fold.ts';
import { termsByLetter } from '../../../../src/components/reference/glossary.ts';
import { finder, readChoice, writeChoice } from '../../../../src/features/list-filter/list-filter.ts';
import { years } from '../../../../src/components/reference/timeline.ts';

describe('the choice of a filtered list', () => {
  test.each([
    ['', { q: '', value: '' }],
    ['?q=%20c%C3%B4ntainer&letter=C', { q: 'côntainer', value: 'c' }],
    ['?letter=docker', { q: '', value: '' }],
  ])('reads %j', (search, choice) => expect(readChoice(search, 'letter', ['c', 'd'])).toEqual(choice));

  test('is written beside what others keep in the address', () => {
    expect(writeChoice('?lang=en&q=old&letter=c', 'letter', { q: 'nó', value: '' })).toBe('?lang=en&q=n%C3%B3');
    expect(writeChoice('?q=old', 'letter', { q: '', value: '' })).toBe('');
  });

  test('finds what has all the words, without regard to accents and case', () => {
    const text = fold('Contêiner: processo com espaço próprio');
    expect(finder('CONTEINER proprio')(text)).toBe(true);
    expect(finder('conteiner imagem')(text)).toBe(false);
    expect(finder('')(text)).toBe(true);
  });
});

describe.each(['en', 'pt'] as const)('the glossary in %s', (lang) => {
  const groups = termsByLetter(lang);

  test('has every term once, under the letter it begins with', () => {
    expect(groups.flatMap(({ terms }) => terms).length).toBe(allTerms().length);
    for (const { letter, terms } of groups) {
      for (const term of terms) expect(fold(localize(term.term, lang)).startsWith(letter)).toBe(true);
    }
    expect(new Set(groups.map(({ letter }) => letter)).size).toBe(groups.length);
  });
});

test('an accent does not change the place of a Portuguese word', () => {
  const words = termsByLetter('pt').flatMap(({ terms }) => terms.map((term) => term.term.pt));
  const place = words.indexOf('índice de imagem');
  expect(words[place - 1]?.startsWith('i')).toBe(true);
  expect(words[place + 1]?.startsWith('i')).toBe(true);
});

describe('the timeline', () => {
  const groups = years();
  const moments = groups.flatMap(({ moments }) => moments);

  test('tells every event once, in order, plans at the end', () => {
    const ids = moments.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(timeline().map(({ id }) => id)));
    const past = groups.filter(({ year }) => year !== 'planned').map(({ year }) => year);
    expect(past).toEqual([...past].sort());
    expect(groups.at(-1)?.year).toBe('planned');
    expect(groups.at(-1)?.moments.every(({ planned }) => planned)).toBe(true);
  });

  test('does not tell twice what an event and a version fact both tell', () => {
    expect(moments.filter(({ date }) => date === '2022-05-03').map(({ id }) => id)).toEqual([
      'dockershim-removed-1-24',
    ]);
  });
});
