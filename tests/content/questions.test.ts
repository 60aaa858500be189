import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pageGroups } from '../../src/config/sidebar.ts';
import { questionsIn } from '../../src/content-index/answered-questions.ts';
import { loadFacts } from '../../src/facts/load.ts';
import { LANGS } from '../../src/lib/languages.ts';
import { tempFolder } from '../support/temp.ts';
import { expectNone, line } from './checks/finding.ts';
import {
  answeredQuestions,
  choicesOf,
  type Guess,
  missingQuestions,
  shareGuessed,
  toldByNumbers,
} from './checks/questions.ts';

const root = process.cwd();
const facts = loadFacts();
const slugs = pageGroups().flatMap((group) => group.slugs);

test('every question is answered by its section, in both languages', () => expectNone(answeredQuestions(root, facts)));

test('every page that students read has three questions, and every correction one', () =>
  expectNone(missingQuestions(facts, slugs)));

test('no right answer is told by a number', () => expectNone(toldByNumbers(questionsIn(facts))));

// A quarter by chance.
const GUESSES: readonly Guess[] = ['longest', 'shortest', 0, 1, 2, 3];
test.each(GUESSES)('whoever takes the %s answer of four does little better than chance', (guess) => {
  for (const lang of LANGS) expect(shareGuessed(choicesOf(questionsIn(facts)), lang, guess), lang).toBeLessThan(0.35);
});

describe('the whole of the questions is refused', () => {
  const all = questionsIn(facts);

  test('with a page that has too few', () => {
    const rest = all.filter(({ question }) => !question.section.startsWith('interfaces/smi#'));
    expect(missingQuestions(facts, slugs, rest).map(line).join('\n')).toMatch(
      /interfaces\/smi {2}Its sections answer 0 questions\. Write 3 more/,
    );
  });

  test('with a correction that none asks about', () => {
    const rest = all.filter(({ question }) => !(question.corrections ?? []).includes('cni-name'));
    expect(missingQuestions(facts, slugs, rest).map(line).join('\n')).toMatch(
      /correction cni-name: {2}No question asks/,
    );
  });

  const one = (right: string, ...wrong: string[]): (typeof all)[number] => {
    const known = all.find(({ question }) => question.id === 'scheduler-after-the-choice');
    if (known?.question.kind !== 'one') throw new Error('The example is no question of one answer.');
    const answers = [right, ...wrong].map((text, index) => ({
      ...(index === 0 && { right: true as const }),
      text: { en: text, pt: text },
    }));
    return { ...known, question: { ...known.question, answers } };
  };

  test('with a right answer told by a number', () => {
    const said = toldByNumbers([one('after 50 seconds', 'at once', 'never', 'by hand')]).map(line);
    expect(said.join('\n')).toMatch(/scheduler-after-the-choice: {2}Its right answer is the only one with a number/);
    expect(
      toldByNumbers([one('at once', 'v1', 'v2', 'v3')])
        .map(line)
        .join('\n'),
    ).toMatch(/without a number/);
    expect(toldByNumbers([one('v1', 'v2', 'never', 'by hand')])).toEqual([]);
  });

  test('with right answers told by length or place', () => {
    const told = choicesOf([one('the long one', 'a', 'b', 'c'), one('so', 'longer', 'longer', 'longer')]);
    expect(GUESSES.map((guess) => shareGuessed(told, 'en', guess))).toEqual([0.5, 0.5, 1, 0, 0, 0]);
    expect(shareGuessed(choicesOf([one('ab', 'cd', 'e', 'f')]), 'pt', 'longest')).toBe(0.5);
  });
});

describe('a question is refused', () => {
  /** What is said of the store after one edit of a file of questions; empty when nothing is. */
  const refusal = (topic: string, from: string | RegExp, to: string): string => {
    const copy = tempFolder({});
    cpSync('src/data', join(copy, 'src/data'), { recursive: true });
    const path = join(copy, `src/data/questions/${topic}.yaml`);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    expect(after).not.toBe(before);
    writeFileSync(path, after);
    try {
      const facts = loadFacts(join(copy, 'src/data'));
      const own = questionsIn(facts).filter(({ file }) => file.endsWith(`/${topic}.yaml`));
      return answeredQuestions(root, facts, own).map(line).join('\n');
    } catch (error) {
      return (error as Error).message;
    }
  };
  const faults: readonly [name: string, topic: string, from: string | RegExp, to: string, said: RegExp][] = [
    [
      'without an answer',
      'components',
      /(id: scheduler-after-the-choice[^]*?answers:\n) {6}- right: true\n {8}text/,
      '$1      - text',
      /"scheduler-after-the-choice" has no right answer\.[^]*Mark the right one/,
    ],
    [
      'with two right answers where one is asked',
      'components',
      /- text:\n( +)en: It moves the Pod/,
      '- right: true\n        text:\n$1en: It moves the Pod',
      /"scheduler-after-the-choice" has 2 right answers where one is asked\.[^]*kind: several/,
    ],
    [
      'with one right answer where several are asked',
      'interfaces',
      /- right: true\n {8}text: \{ en: CPI/,
      '- text: { en: CPI',
      /"interfaces-owned-by-kubernetes" has 1 right answer where several/,
    ],
    [
      'whose answer is not in its section',
      'components',
      'en: After the answer is written, it does not look back.',
      'en: After the answer is written, it looks back.',
      /question scheduler-after-the-choice: {2}Its answer is not in its section: “[^”]+” does not stand in en\/components\/kube-scheduler#role\. Copy/,
    ],
    [
      'of an unknown section',
      'components',
      'section: components/kube-scheduler#role',
      'section: components/kube-scheduler#roles',
      /question scheduler-after-the-choice: {2}There is no section "components\/kube-scheduler#roles" in pt-br\. Nearest known: components\/kube-scheduler#role/,
    ],
    [
      'in one language',
      'components',
      / {6}pt: Um nó lotou[^\n]*\n/,
      '',
      /The Portuguese text is missing\.\n.*scheduler-after-the-choice › ask\.pt/,
    ],
    [
      'that does not say why an answer is wrong',
      'components',
      / {8}why:\n {10}en: Pods are not moved[^\n]*\n {10}pt: [^\n]*\n/,
      '',
      /"scheduler-after-the-choice" does not say why “It moves the Pod to an emptier node” is wrong\.[^]*Add "why:"/,
    ],
    [
      'whose right answer is told by its length',
      'components',
      'en: Nothing. Its choice was made once',
      'en: Nothing. Its choice was made once, when the Pod had no node yet, and it is never looked at again',
      /"scheduler-after-the-choice" can be answered by form alone/,
    ],
    [
      'with an answer about the answers',
      'components',
      'en: It lowers the requests of the Pod',
      'en: None of the above',
      /"scheduler-after-the-choice" has an answer about the other answers/,
    ],
    [
      'without a source',
      'components',
      / {4}sources: \[k8s-sched\]\n/,
      '',
      /It names no source\.\n.*scheduler-after-the-choice/,
    ],
    [
      'with an unknown source',
      'components',
      'sources: [k8s-sched]',
      'sources: [k8s-shed]',
      /There is no source "k8s-shed"/,
    ],
    [
      'of an unknown kind',
      'components',
      'kind: one',
      'kind: four',
      /"four" is no kind of this record\.[^]*Write one of one, several/,
    ],
    [
      'with an id of another topic',
      'components',
      'id: scheduler-after-the-choice',
      'id: interfaces-and-callers',
      /"interfaces-and-callers" stands in src\/data\/questions\/components\.yaml already/,
    ],
    [
      'with an id of its own topic',
      'interfaces',
      'id: interfaces-and-callers',
      'id: interfaces-owned-by-kubernetes',
      /The id "interfaces-owned-by-kubernetes" is used twice/,
    ],
    [
      'of two steps',
      'architecture',
      /( {4}steps:\n(?: {6,}.*\n){4})(?: {6,}.*\n)+/,
      '$1',
      /has 2 steps; this kind has 3 to 7/,
    ],
    [
      'with two pairs alike',
      'interfaces',
      'right: { en: the container runtime, pt: o runtime de contêiner }',
      'right: { en: the kubelet, pt: o kubelet }',
      /has two right sides that read “the kubelet”/,
    ],
    [
      'about an unknown drawing',
      'architecture',
      'diagram: worker-node',
      'diagram: worker-nodes',
      /There is no drawing "worker-nodes"\. Nearest known: worker-node/,
    ],
    [
      'about an unknown part',
      'architecture',
      'part: rt',
      'part: runtime',
      /"worker-node" has no part "runtime"\. Its parts: api, kubelet/,
    ],
    [
      'whose answer stands on its drawing',
      'architecture',
      'text: { en: the container engine, pt: a engine de contêineres }',
      'text: { en: the network plugin, pt: a engine de contêineres }',
      /Its answer “the network plugin” stands on the drawing, beside the covered part \(en\)/,
    ],
    [
      'for an unknown port',
      'ports',
      'port: kube-scheduler-10259',
      'port: kube-scheduler-10258',
      /asks for the port "kube-scheduler-10258", which does not exist/,
    ],
    [
      'that calls its answer a mistake',
      'ports',
      'number: 10257',
      'number: 10259',
      /calls its right answer, 10259, a mistake/,
    ],
    [
      'about an unknown correction',
      'ports',
      '[scheduler-port-10251]',
      '[scheduler-port]',
      /names the correction "scheduler-port", which does not exist/,
    ],
  ];
  test.each(faults)('%s', (_name, topic, from, to, said) => {
    expect(refusal(topic, from, to)).toMatch(said);
  });
});
