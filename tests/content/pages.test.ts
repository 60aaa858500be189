import { describe, expect, test } from 'vitest';
import { pageGroups } from '../../src/config/sidebar.ts';
import { studyPathSlugs } from '../../src/content-index/study-path.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { timeOfCommit } from '../../src/features/changes/history.ts';
import { soundChecks, soundCommands } from './checks/commands.ts';
import { DEFAULT_WORDS, rightDefaults, unsaid } from './checks/defaults.ts';
import { daysAhead, daysChecked } from './checks/days.ts';
import { validExamples } from './checks/examples.ts';
import { expectNone } from './checks/finding.ts';
import { knownFrontmatter } from './checks/frontmatter.ts';
import { headingIds } from './checks/headings.ts';
import { knownVersions, portsInCode, portsInData, portsInProse } from './checks/numbers.ts';
import { knownMessages, recordedMessages } from './checks/messages.ts';
import { LOCALES, projectPages } from './checks/pages.ts';
import { sameSigns, samePages, sameStructure } from './checks/parity.ts';
import { knownIds, knownReferences } from './checks/references.ts';
import { tooAbsolute } from './checks/absolutes.ts';
import { bothSinces, CHANGE_WORDS, FEATURE_WORDS, rightSinces, textsOf } from './checks/since.ts';
import { pageTerminology, readTerminology } from './checks/terminology.ts';
import { explainedWhereMet, pathInOrder, studyPath, taughtFirst } from './checks/taught.ts';
import { tidyLines } from './checks/whitespace.ts';

const root = process.cwd();
const { pages, findings } = projectPages();
const facts = loadFacts();
const texts = [
  ...pages.flatMap((page) =>
    page.source.split('\n').map((text, index) => ({ where: `${page.file}:${index + 1}`, text })),
  ),
  ...textsOf(facts),
];

test('every page can be read', () => {
  expectNone(findings);
  expect(pages.length).toBeGreaterThan(20);
});
test('every page exists in both languages', () => expectNone(samePages(pages)));
test('both languages have the same structure, links, numbers and ids', () => expectNone(sameStructure(pages)));
test('both languages of the data have the same numbers, flags and code', () =>
  expectNone(sameSigns(facts, 'src/data')));
test('no unknown frontmatter key', () => expectNone(knownFrontmatter(pages)));
test('nothing was checked on a day that is not yet', () => {
  const days = daysChecked(pages, facts);
  expect(days.length).toBeGreaterThan(pages.length / 2);
  const committed = timeOfCommit(root, '1970-01-01').getTime();
  expectNone(daysAhead(days, new Date(Math.max(committed, Date.now()))));
});
test('every heading has an explicit id', () => expectNone(headingIds(pages)));
test('every id that a page names exists in the store', () =>
  expectNone(knownReferences(pages, facts, knownIds(root, facts))));
test('a port in prose comes from the store', () => expectNone(portsInProse(pages)));
test('a port in code is known to the store', () => expectNone(portsInCode(pages, facts)));
test('a port in a text of the data is the one of its record', () => expectNone(portsInData(facts)));
test('a Kubernetes version in prose is known to the store', () => expectNone(knownVersions(pages, root)));
test('every example parses and is whole', () => expectNone(validExamples(pages)));
test('no command or output has a fault that a run would show', () =>
  expectNone([...soundCommands(pages), ...soundChecks(facts.corrections.corrections)]));
test('a message is in the words of the program that prints it', () =>
  expectNone([...knownMessages(pages), ...recordedMessages(pages)]));
test('since when, and how generally, a sentence says as the store and its sources do', () => {
  const { gates } = facts.versions;
  expect(gates.map(({ gate }) => gate).filter((gate) => FEATURE_WORDS[gate] === undefined)).toEqual([]);
  expectNone(bothSinces(texts, gates));
  expectNone(rightSinces(texts, facts.versions));
  expectNone(tooAbsolute(texts));
  const ids = facts.versions.changes.map(({ id }) => id);
  expect(Object.keys(CHANGE_WORDS).filter((id) => !ids.includes(id))).toEqual([]);
});
test('a default value in a sentence is the one of the store, in both languages', () => {
  const { defaults } = facts.versions;
  expect(Object.keys(DEFAULT_WORDS).toSorted()).toEqual(defaults.map(({ id }) => id).toSorted());
  const { findings: wrong, said } = rightDefaults(texts, defaults);
  expectNone(wrong);
  expect(unsaid(defaults, said)).toEqual([]);
});
test('pages keep to the terminology', () => expectNone(pageTerminology(pages, readTerminology(root))));
test('no tabs or stray spaces', () => expectNone(tidyLines(pages)));

describe.each(LOCALES)('the study path, %s', (locale) => {
  const own = pages.filter((page) => page.locale === locale);
  const start = own.find(({ slug }) => slug === 'start');
  const path = start ? studyPath(start) : [];
  test('leads through pages of the site, in the order of the sidebar', () => {
    expect(path.length).toBeGreaterThan(15);
    expect(studyPathSlugs()).toEqual(path);
    expect(path.filter((slug) => !own.some((page) => page.slug === slug))).toEqual([]);
    if (start) {
      const sidebar = pageGroups().flatMap(({ slugs }) => slugs);
      expectNone(pathInOrder(path, sidebar, start));
    }
  });
  test('a basic word comes after the place that teaches it, or carries its definition', () => {
    const read = path.flatMap((slug) => own.filter((page) => page.slug === slug));
    expectNone(taughtFirst(read, facts));
  });
  test('any other word of the glossary carries its definition where it comes up first', () => {
    expectNone(explainedWhereMet(path.flatMap((slug) => own.filter((page) => page.slug === slug))));
  });
});
