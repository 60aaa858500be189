// One file for all that the study tools compute: what is drawn, what comes again, and what other programs are given.
import { unzipSync } from 'fflate';
import { parse as parseGift } from 'gift-pegjs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { allQuestions } from '../../../../src/facts/index.ts';
import { readCsv } from '../../../../src/lib/csv.ts';
import { LANGUAGES } from '../../../../src/lib/languages.ts';
import { ankiDeck } from '../../../../src/features/study/anki-deck.ts';
import { drawn, mixedOrder } from '../../../../src/features/study/draw.ts';
import { FORMAT_WORDS, type FormatWord, type Surroundings } from '../../../../src/features/study/formats/markup.ts';
import { toGift, toMoodleXml } from '../../../../src/features/study/formats/moodle.ts';
import { toQti } from '../../../../src/features/study/formats/qti.ts';
import { guidOf, shownOf, toAnkiText, toMarkdown, toQuestionCsv } from '../../../../src/features/study/formats/text.ts';
import { answerOf, piecesOf, type QuestionItem } from '../../../../src/features/study/item.ts';
import { cardFile, questionFile } from '../../../../src/features/study/items.ts';
import { allPictures, pictureFile, pictureSvg } from '../../../../src/features/study/pictures.ts';
import { Progress, sitting, type Store } from '../../../../src/features/study/progress.ts';

const { items, topics } = questionFile('en', (section) => section);
const questions = items as QuestionItem[];
const svgOf = (src: string): string => {
  const name = allPictures().find((picture) => `/${pictureFile(picture)}` === src);
  return name === undefined ? '' : pictureSvg(name);
};
const around: Surroundings = {
  language: 'en',
  site: 'Kubernetes Interfaces',
  addressOf: (to) => `https://example.org/en/${to.replace('#', '/#')}`,
  pictureOf: (src) => `https://example.org${src}`,
  svgOf,
  topicOf: (id) => topics.find((topic) => topic.id === id)?.name ?? id,
  words: Object.fromEntries(FORMAT_WORDS.map((key) => [key, key])) as Record<FormatWord, string>,
};
/** A question of each kind with every sign that means something to a format. */
const NASTY: QuestionItem[] = [
  {
    id: 'nasty-one',
    kind: 'one',
    topic: 'ports',
    level: 1,
    ask: 'Is `a = b` {true}: ~ # \\ <x> & "q"?',
    why: 'Because: ]]> & `--flag=1`',
    to: 'a/b#c',
    place: 'A & B',
    answers: [
      { text: 'yes = {x}', right: true },
      { text: 'no ~ #1', why: 'a -> b' },
      { text: '50%', why: '"quoted"' },
      { text: 'C:\\x', why: ':::' },
    ],
  },
  {
    id: 'nasty-match',
    kind: 'match',
    topic: 'ports',
    level: 1,
    ask: 'Match {these}',
    why: 'so',
    to: 'a#b',
    place: 'A',
    pairs: [
      { left: 'a=1', right: 'x -> y' },
      { left: 'b~2', right: '#2' },
      { left: 'c:3', right: '{3}' },
    ],
  },
];

/** With STUDY_FILES=folder the files stay there, for the programs that check them. */
function keep(path: string, content: string | Uint8Array): void {
  const folder = process.env['STUDY_FILES'];
  if (folder === undefined) return;
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

describe('drawing', () => {
  const wish = { topics: [], levels: [], count: 3, seed: 'class-2026' };
  const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

  test('gives everybody the same test for the same seed, and another for another', () => {
    expect(ids(drawn([...questions].reverse(), wish))).toEqual(ids(drawn(questions, wish)));
    const tests = ['a', 'b', 'c', 'd'].map((seed) => ids(drawn(questions, { ...wish, seed })).join());
    expect(new Set(tests).size).toBeGreaterThan(1);
  });
  test('changes a test by the new question alone', () => {
    const before = ids(drawn(questions.slice(1), wish));
    const after = ids(drawn(questions, wish));
    expect(after.filter((id) => !before.includes(id) && id !== questions[0]?.id)).toEqual([]);
  });
  test('keeps to topics, levels and a page', () => {
    expect(drawn(questions, { ...wish, topics: ['ports'], count: 0 }).every(({ topic }) => topic === 'ports')).toBe(
      true,
    );
    const corrected = drawn(questions, { ...wish, topics: ['corrections'], count: 0 });
    expect(ids(corrected).sort()).toEqual(
      allQuestions()
        .filter(({ topic, corrections }) => topic === 'corrections' || corrections !== undefined)
        .map(({ id }) => id)
        .sort(),
    );
    expect(new Set(corrected.map(({ topic }) => topic)).size).toBeGreaterThan(3);
    expect(drawn(questions, { ...wish, levels: [1], count: 0 }).every(({ level }) => level === 1)).toBe(true);
    expect(drawn(questions, { ...wish, page: 'components/kube-scheduler', count: 0 }).length).toBeGreaterThan(0);
    expect(drawn(questions, { ...wish, page: 'components/none', count: 0 })).toEqual([]);
  });
  test('never shows steps in the right order', () => {
    for (let length = 3; length < 8; length += 1)
      for (const seed of 'abcdefghijklmnopqrst') {
        const order = mixedOrder(length, seed);
        expect([...order].sort()).toEqual([...Array(length).keys()]);
        expect(order).not.toEqual([...Array(length).keys()]);
      }
  });
});

test('a text is taken apart at its code, and a lone backtick is a sign', () => {
  expect(piecesOf('run `ls -l` now')).toEqual([
    { text: 'run ', code: false },
    { text: 'ls -l', code: true },
    { text: ' now', code: false },
  ]);
  expect(piecesOf('a ` b')).toEqual([{ text: 'a ` b', code: false }]);
});

test('the key of a question leads to its answer', () => {
  for (const item of questions) {
    const { lines, key } = shownOf(item);
    if ('answers' in item) {
      const told = key.split(', ').map((sign) => lines.find((line) => line.startsWith(`${sign}) `))?.slice(3));
      expect([...told].sort()).toEqual([...answerOf(item)].sort());
    } else if (item.kind === 'order') {
      expect(key.split(', ').map((sign) => lines.find((line) => line.startsWith(`${sign}) `))?.slice(3))).toEqual(
        item.steps,
      );
    } else if (item.kind === 'match') {
      const line = (sign: string): string | undefined => lines.find((one) => one.startsWith(sign))?.slice(sign.length);
      const told = key
        .split(', ')
        .map((pair) => ({ left: line(`${pair.slice(0, -1)}. `), right: line(`${pair.slice(-1)}) `) }));
      expect(told).toEqual(item.pairs);
    } else if (item.kind === 'port') expect(key).toBe(item.port);
  }
});

describe('what is kept', () => {
  const DAY = 86_400_000;
  const now = new Date('2026-11-27T10:00:00Z');
  const storage = (start: string | null = null): Store & { text: string | null } => {
    const store = {
      text: start,
      read: () => store.text,
      keep: (_name: string, text: string) => {
        store.text = text === '' ? null : text;
        return true;
      },
    };
    return store;
  };

  test('what was right comes after days, what was wrong within the hour, each further right one later', () => {
    const store = storage();
    const progress = new Progress(store);
    expect(progress.answered('wrong', 'again', now).getTime() - now.getTime()).toBeLessThan(3_600_000);
    progress.answered('right', 'good', now);
    const second = progress.answered('right', 'good', new Date(now.getTime() + DAY));
    expect(second.getTime() - now.getTime()).toBeGreaterThan(2 * DAY);
    const third = progress.answered('right', 'good', second);
    expect(third.getTime() - second.getTime()).toBeGreaterThan(second.getTime() - now.getTime() - DAY);
    // Another visit finds it.
    expect(new Progress(store).due('right')?.getTime()).toBe(third.getTime());
  });
  test('first what is due, the longest first, then what is new, the easier first', () => {
    const progress = new Progress(storage());
    progress.answered('later', 'easy', now);
    progress.answered('old', 'again', new Date(now.getTime() - 3 * DAY));
    progress.answered('older', 'again', new Date(now.getTime() - 5 * DAY));
    const bank = [
      { id: 'hard', level: 3 },
      { id: 'old', level: 1 },
      { id: 'easy', level: 1 },
      { id: 'later', level: 1 },
      { id: 'older', level: 2 },
    ];
    expect(sitting(bank, progress, now, 4, () => 0.5).map(({ id }) => id)).toEqual(['older', 'old', 'easy', 'hard']);
  });
  test('storage that is refused is said, and the sitting goes on', () => {
    const progress = new Progress({ read: () => null, keep: () => false });
    expect(progress.trouble).toBe('refused');
    progress.answered('a', 'good', now);
    expect(progress.due('a')).toBeDefined();
  });
  test.each([
    ['broken', '{"version":1,"car'],
    ['of a later version', '{"version":2,"cards":{}}'],
    ['of another form', '{"version":1,"cards":{"a":{"due":"soon"}}}'],
  ])('what is %s is left as it is until the reader deletes it', (_name, text) => {
    const store = storage(text);
    const progress = new Progress(store);
    expect(progress.trouble).toBe('unread');
    progress.answered('a', 'good', now);
    expect(store.text).toBe(text);
    progress.forget();
    progress.answered('b', 'good', now);
    expect(new Progress(store).due('b')).toBeDefined();
  });
  test('what the bank no longer has stays kept; two devices are joined by the later review', () => {
    const [one, other] = [new Progress(storage()), new Progress(storage())];
    one.answered('gone-from-the-bank', 'good', now);
    one.answered('both', 'again', now);
    const due = other.answered('both', 'good', new Date(now.getTime() + DAY));
    expect(other.join(one.asText())).toBe(true);
    expect(other.due('gone-from-the-bank')).toBeDefined();
    expect(other.due('both')?.getTime()).toBe(due.getTime());
    expect(other.join('{"cards":[]}')).toBe(false);
    expect(other.count).toBe(2);
  });
  test('two tabs do not forget what the other took down', () => {
    const store = storage();
    const [one, other] = [new Progress(store), new Progress(store)];
    one.answered('a', 'good', now);
    other.answered('b', 'good', now);
    expect(new Progress(store).count).toBe(2);
  });
});

describe('Moodle', () => {
  test('GIFT is read by its grammar, with the right answers and the reasons', () => {
    const gift = toGift([...questions, ...NASTY], around);
    keep('questions.gift.txt', gift);
    const read = parseGift(gift).filter(({ type }) => type !== 'Category');
    expect(read).toHaveLength(questions.length + NASTY.length);
    for (const [index, item] of [...questions, ...NASTY].entries()) {
      const question = read[index];
      expect(question?.title).toBe(item.id);
      expect(question?.type).toBe(
        {
          one: 'MC',
          drawing: 'MC',
          several: 'MC',
          order: 'Matching',
          match: 'Matching',
          port: /-/.test('port' in item ? item.port : '') ? 'Short' : 'Numerical',
        }[item.kind],
      );
      if (question?.type === 'MC' && 'answers' in item) {
        const right = question.choices.filter(({ isCorrect, weight }) => isCorrect || (weight ?? 0) > 0);
        expect(right).toHaveLength(item.answers.filter((answer) => answer.right).length);
        // Percentages of several answers are those that Moodle accepts, and they share the whole mark.
        if (item.kind === 'several')
          expect(right.reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBeCloseTo(100, 3);
        expect(question.choices.filter(({ feedback }) => feedback !== null)).toHaveLength(
          item.answers.filter(({ why }) => why !== undefined).length,
        );
      }
      if (question?.type === 'Matching' && item.kind === 'match')
        expect(question.matchPairs).toHaveLength(item.pairs.length);
    }
  });
  test('a sign that means something to GIFT and is not escaped is seen', () => {
    expect(() => parseGift(toGift([NASTY[0] as QuestionItem], around).replaceAll('\\', ''))).toThrow();
  });
  test('XML has every question with its id number, its drawing inside, and shares of the mark that add up', () => {
    const xml = toMoodleXml([...questions, ...NASTY], around);
    keep('questions.moodle.xml', xml);
    for (const { id } of questions) expect(xml).toContain(`<idnumber>${id}</idnumber>`);
    expect(xml.match(/<question type="(?!category)/g)).toHaveLength(questions.length + NASTY.length);
    const drawing = /<file name="[^"]+\.svg" path="\/" encoding="base64">([^<]+)</.exec(xml)?.[1] ?? '';
    expect(Buffer.from(drawing, 'base64').toString()).toMatch(/^<svg [^]*<\/svg>$/);
    // No CDATA ends early, and no text holds a bare sign.
    expect(xml.replace(/<!\[CDATA\[[^]*?\]\]>/g, '')).not.toMatch(/&(?!amp;|lt;|gt;|quot;)|\]\]>/);
  });
});

test('QTI: the manifest lists every file, and every answer of a key is among the choices', () => {
  const files = toQti([...questions, ...NASTY], 'Test & more', around);
  for (const [path, text] of files) keep(join('qti', path), text);
  const manifest = files.get('imsmanifest.xml') ?? '';
  const listed = [...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, href]) => href);
  expect([...listed].sort()).toEqual([...files.keys()].filter((path) => path !== 'imsmanifest.xml').sort());
  for (const { id, kind } of questions) {
    const text = files.get(`items/${id}.xml`) ?? '';
    const right = [
      ...(/<correctResponse>(.*?)<\/correctResponse>/.exec(text)?.[1] ?? '').matchAll(/<value>(.*?)<\/value>/g),
    ].flatMap(([, value = '']) => value.split(' '));
    expect(right.length).toBeGreaterThan(0);
    if (kind !== 'port') for (const value of right) expect(text).toContain(`identifier="${value}"`);
    for (const [, feedback = ''] of text.matchAll(/<baseValue baseType="identifier">(F\w+)</g))
      expect(text).toContain(`<modalFeedback outcomeIdentifier="FEEDBACK" identifier="${feedback}"`);
  }
});

test('CSV has a line for each question, and Markdown every answer with its address', () => {
  const [head = [], ...lines] = readCsv(toQuestionCsv([...questions, ...NASTY], around).slice(1));
  expect(lines.map((line) => line.length)).toEqual(lines.map(() => head.length));
  expect(lines.map(([id]) => id)).toEqual([...questions, ...NASTY].map(({ id }) => id));
  const markdown = toMarkdown(questions, 'Test', around);
  for (const item of questions) expect(markdown).toContain(`](${around.addressOf(item.to)})`);
});

describe('Anki', () => {
  test('a text file has one note on each line, with the id that stays', () => {
    const text = toAnkiText([...questions, ...cardFile('en').items], 'Deck', 'Basic', around);
    keep('anki.txt', text);
    const notes = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(notes.map((line) => line.split('\t')[0])).toEqual(
      [...questions, ...cardFile('en').items].map(({ id }) => guidOf(id, 'en')),
    );
    for (const note of notes) expect(note.split('\t')).toHaveLength(4);
  });
  test.each(LANGUAGES)(
    'the deck in $label is a sound collection, the same each time, with every card and drawing',
    (language) => {
      const make = (): Uint8Array =>
        ankiDeck(language, (section) => section, { root: 'https://example.org', site: 'Site', day: '2026-11-27' });
      const deck = make();
      keep(`deck.${language.locale}.apkg`, deck);
      expect(Buffer.from(make()).equals(Buffer.from(deck))).toBe(true);
      const files = unzipSync(deck);
      const folder = mkdtempSync(join(tmpdir(), 'deck-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const path = join(folder, 'collection.anki2');
      writeFileSync(path, files['collection.anki2'] ?? '');
      const db = new DatabaseSync(path, { readOnly: true });
      onTestFinished(() => db.close());
      expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
      const notes = db.prepare('SELECT id, guid, mid, flds FROM notes').all() as {
        id: number;
        guid: string;
        mid: number;
        flds: string;
      }[];
      const all = [...questionFile(language.lang, (section) => section).items, ...cardFile(language.lang).items];
      expect(notes.map(({ guid }) => guid).sort()).toEqual(all.map(({ id }) => guidOf(id, language.tag)).sort());
      for (const { flds } of notes) expect(flds.split('\u001f').every((side) => side.trim() !== '')).toBe(true);
      expect(db.prepare('SELECT count(*) AS n FROM cards JOIN notes ON notes.id = cards.nid').get()).toEqual({
        n: notes.length,
      });
      const col = db.prepare('SELECT models, decks FROM col').get() as { models: string; decks: string };
      const decks = JSON.parse(col.decks) as Record<string, { name: string }>;
      for (const { did } of db.prepare('SELECT DISTINCT did FROM cards').all() as { did: number }[])
        expect(decks[String(did)]?.name).toContain('Site::');
      expect(Object.keys(JSON.parse(col.models) as object)).toEqual([String(notes[0]?.mid)]);
      const media = JSON.parse(Buffer.from(files['media'] ?? '').toString()) as Record<string, string>;
      const shown = new Set(
        notes.flatMap(({ flds }) => [...flds.matchAll(/<img src="([^"]+)"/g)].map(([, src]) => src)),
      );
      expect(new Set(Object.values(media))).toEqual(shown);
      for (const number of Object.keys(media)) expect(Buffer.from(files[number] ?? '').toString()).toMatch(/^<svg /);
    },
  );
});

describe('pictures', () => {
  test('the covered name is nowhere in the file, and its place is', () => {
    const covered = pictureSvg({ diagram: 'worker-node', part: 'kernel', lang: 'en' });
    expect(pictureSvg({ diagram: 'worker-node', lang: 'en' })).toContain('>kernel<');
    expect(covered).not.toContain('kernel');
    expect(covered).toContain('>?<');
  });
  test('a file brings all the colours that it reads', () => {
    for (const picture of allPictures()) {
      const svg = pictureSvg(picture);
      const set = new Set([...svg.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
      expect([...svg.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name).filter((name) => !set.has(name))).toEqual(
        [],
      );
    }
  });
});
