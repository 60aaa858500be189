/**
 * A ready-made deck for Anki: a ZIP with a SQLite file of the form that Anki has read since version 2.0 (schema 11), and
 * the pictures. Runs at build time, on the SQLite of Node. Ids are made from our own, so that a later deck updates cards.
 * Sources: https://github.com/ankidroid/Anki-Android/wiki/Database-Structure, rslib/src/storage/schema11.sql of ankitects/anki
 */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zipSync, type Zippable } from 'fflate';
import { zipTime } from '../../../lib/zip-time.ts';
import type { Item, ItemFile } from '../item.ts';
import type { Surroundings } from './markup.ts';
import { guidOf, sidesOf } from './text.ts';

const SCHEMA = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL, scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL, ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL, dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL, sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL, ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL, queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL, reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL, odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL, ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL, time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_notes_csum ON notes (csum);`;

const CSS =
  '.card{font:1.1rem/1.5 system-ui,sans-serif;text-align:center;max-width:42rem;margin:0 auto}code{font-family:ui-monospace,monospace}img{max-width:100%;background:#fcfbf8}a{color:inherit}';

/** A number of a text, up to 2^48: the same for ever. */
const numberOf = (text: string): number =>
  Number.parseInt(createHash('sha1').update(text).digest('hex').slice(0, 12), 16);

/** One part of the deck. */
export interface Deck {
  /** Name below the site's own: `Questions`. */
  name: string;
  file: ItemFile;
}

/** What Anki keeps with a deck. */
const deckOf = (id: number, name: string, seconds: number): object => ({
  id,
  name,
  mod: seconds,
  usn: -1,
  lrnToday: [0, 0],
  revToday: [0, 0],
  newToday: [0, 0],
  timeToday: [0, 0],
  collapsed: false,
  browserCollapsed: false,
  desc: '',
  dyn: 0,
  conf: 1,
  extendNew: 10,
  extendRev: 50,
});

const field = (name: string, ord: number): object => ({
  name,
  ord,
  sticky: false,
  rtl: false,
  font: 'Arial',
  size: 20,
  media: [],
});

/** The type of our notes: two fields, one card. */
const noteType = (id: number, name: string, seconds: number): object => ({
  id,
  name,
  type: 0,
  mod: seconds,
  usn: -1,
  sortf: 0,
  did: 1,
  tmpls: [
    {
      name: 'Card 1',
      ord: 0,
      qfmt: '{{Front}}',
      afmt: '{{FrontSide}}<hr id="answer">{{Back}}',
      did: null,
      bqfmt: '',
      bafmt: '',
    },
  ],
  flds: [field('Front', 0), field('Back', 1)],
  css: CSS,
  latexPre: '',
  latexPost: '',
  tags: [],
  vers: [],
  req: [[0, 'any', [0]]],
});

/** The settings of the collection. */
const collectionSettings = (notes: number, noteTypeId: number): object => ({
  nextPos: notes + 1,
  estTimes: true,
  activeDecks: [1],
  sortType: 'noteFld',
  timeLim: 0,
  sortBackwards: false,
  addToCur: true,
  curDeck: 1,
  newBury: true,
  newSpread: 0,
  dueCounts: true,
  curModel: String(noteTypeId),
  collapseTime: 1200,
});

/** How cards of a deck come again: as Anki itself begins. */
const DECK_OPTIONS = {
  1: {
    id: 1,
    name: 'Default',
    mod: 0,
    usn: 0,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    dyn: false,
    new: {
      delays: [1, 10],
      ints: [1, 4, 7],
      initialFactor: 2500,
      separate: true,
      order: 1,
      perDay: 20,
      bury: false,
    },
    rev: {
      perDay: 200,
      ease4: 1.3,
      fuzz: 0.05,
      ivlFct: 1,
      maxIvl: 36500,
      bury: false,
      minSpace: 1,
      hardFactor: 1.2,
    },
    lapse: { delays: [10], mult: 0, minInt: 1, leechFails: 8, leechAction: 0 },
  },
};

/**
 * The package.
 * @param day of the build, `2026-11-27`: the deck says no other time, so that it is the same on every machine
 */
export function ankiPackage(decks: readonly Deck[], day: string, around: Surroundings): Uint8Array<ArrayBuffer> {
  const time = Date.parse(`${day}T00:00:00Z`);
  const seconds = time / 1000;
  const mid = 1_700_000_000_000 + (numberOf('model') % 1e9);
  const deckIds = new Map<string, number>([['Default', 1]]);
  const deckId = (name: string): number => {
    const known = deckIds.get(name) ?? 1_700_000_000_000 + (numberOf(`deck ${name}`) % 1e9);
    deckIds.set(name, known);
    return known;
  };
  const media = new Map<string, string>();
  const mediaName = (src: string): string => {
    const name = src.split('/').at(-1) ?? src;
    media.set(name, around.svgOf(src));
    return name;
  };
  const folder = mkdtempSync(join(tmpdir(), 'anki-'));
  try {
    const path = join(folder, 'collection.anki2');
    const db = new DatabaseSync(path);
    db.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
    db.exec(SCHEMA);
    db.exec('BEGIN');
    const note = db.prepare("INSERT INTO notes VALUES (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')");
    const card = db.prepare("INSERT INTO cards VALUES (?, ?, ?, 0, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')");
    let due = 0;
    for (const { name, file } of decks) {
      const topicName = (id: string): string => file.topics.find((topic) => topic.id === id)?.name ?? id;
      for (const item of file.items satisfies readonly Item[]) {
        due += 1;
        const { front, back } = sidesOf(item, around, mediaName);
        const id = 1_700_000_000_000 + (numberOf(guidOf(item.id, around.language)) % 1e11);
        const sum = Number.parseInt(createHash('sha1').update(front).digest('hex').slice(0, 8), 16);
        const tags = ` kubernetes-interfaces ${item.topic} `;
        note.run(id, guidOf(item.id, around.language), mid, seconds, tags, `${front}\u001f${back}`, front, sum);
        card.run(id, id, deckId(`${around.site}::${name}::${topicName(item.topic)}`), seconds, due);
      }
    }
    db.prepare('INSERT INTO col VALUES (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, ?)').run(
      seconds,
      time,
      time,
      ...[
        collectionSettings(due, mid),
        { [mid]: noteType(mid, around.site, seconds) },
        Object.fromEntries([...deckIds].map(([name, id]) => [String(id), deckOf(id, name, seconds)])),
        DECK_OPTIONS,
        {},
      ].map((part) => JSON.stringify(part)),
    );
    db.exec('COMMIT');
    db.close();
    const files: Zippable = { 'collection.anki2': new Uint8Array(readFileSync(path)) };
    const names = [...media.keys()];
    for (const [index, name] of names.entries()) files[String(index)] = new TextEncoder().encode(media.get(name));
    files['media'] = new TextEncoder().encode(
      JSON.stringify(Object.fromEntries(names.map((name, index) => [String(index), name]))),
    );
    return zipSync(files, { level: 6, mtime: zipTime(time) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
