/**
 * What a reader has learned, kept on this device only: for each question or card when it comes again, as FSRS says (the
 * library ts-fsrs). Storage may be refused; then what was learned lasts as long as the page.
 */
import { createEmptyCard, fsrs, Rating, type Card, type Grade } from 'ts-fsrs';

const VERSION = 1;

/** A card as it is kept: dates as numbers. */
type KeptCard = Omit<Card, 'due' | 'last_review'> & { due: number; last_review?: number };
interface Kept {
  version: typeof VERSION;
  cards: Record<string, KeptCard>;
}

/** Where it is kept: on the device, or what a test puts in its place. */
export interface Store {
  read: (name: 'study-progress') => string | null;
  /** @returns false when storage is refused; an empty text deletes */
  keep: (name: 'study-progress', text: string) => boolean;
}

/** How well a reader knew it. */
export type Known = 'again' | 'hard' | 'good' | 'easy';
const GRADES: Record<Known, Grade> = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy };

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  (value as Partial<Kept>).version === VERSION &&
  typeof (value as Partial<Kept>).cards === 'object' &&
  Object.values((value as Kept).cards).every(
    (card) => typeof card === 'object' && Number.isFinite(card.due) && Number.isFinite(card.stability),
  );

/** Reads what was kept or saved. @returns nothing when it is of another form */
function read(text: string): Kept | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isKept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What is kept on a device. */
export class Progress {
  /**
   * Why nothing is kept: storage is refused, or what stands there is of a form that this page does not know. That is left
   * as it is until the reader deletes it.
   */
  trouble: 'refused' | 'unread' | undefined;
  readonly #scheduler = fsrs({ enable_fuzz: false });
  readonly #store: Store;
  #cards: Record<string, KeptCard> = {};

  constructor(store: Store) {
    this.#store = store;
    const text = store.read('study-progress');
    const kept = text === null ? undefined : read(text);
    if (kept) this.#cards = kept.cards;
    else if (text !== null) this.trouble = 'unread';
    else if (!store.keep('study-progress', '')) this.trouble = 'refused';
  }

  #save(): void {
    if (this.trouble === 'unread') return;
    // Another tab may have gone on meanwhile: of each card the later review stays.
    this.#cards = later(read(this.#store.read('study-progress') ?? '')?.cards ?? {}, this.#cards);
    this.trouble = this.#store.keep('study-progress', this.asText()) ? undefined : 'refused';
  }

  /** When an item comes again; nothing for one that was never asked. */
  due(id: string): Date | undefined {
    const card = this.#cards[id];
    return card === undefined ? undefined : new Date(card.due);
  }

  /** Takes down how an item went. @returns when it comes again */
  answered(id: string, known: Known, now: Date): Date {
    const kept = this.#cards[id];
    const { last_review: last, due, ...rest } = kept ?? {};
    const card: Card =
      kept === undefined
        ? createEmptyCard(now)
        : ({
            ...rest,
            due: new Date(due ?? 0),
            ...(last === undefined ? {} : { last_review: new Date(last) }),
          } as Card);
    const { card: next } = this.#scheduler.next(card, now, GRADES[known]);
    this.#cards[id] = {
      ...next,
      due: next.due.getTime(),
      last_review: (next.last_review ?? now).getTime(),
    };
    this.#save();
    return next.due;
  }

  /** How many items were ever asked. */
  get count(): number {
    return Object.keys(this.#cards).length;
  }

  /** All of it as a file. */
  asText(): string {
    return JSON.stringify({ version: VERSION, cards: this.#cards } satisfies Kept);
  }

  /** Joins a saved file with what is here: of each item the later review stays. @returns false when it is no such file */
  join(text: string): boolean {
    const kept = read(text);
    if (kept === undefined) return false;
    this.#cards = later(this.#cards, kept.cards);
    this.#save();
    return true;
  }

  /** Forgets everything. */
  forget(): void {
    this.#cards = {};
    this.trouble = this.#store.keep('study-progress', '') ? undefined : 'refused';
  }
}

function later(one: Record<string, KeptCard>, other: Record<string, KeptCard>): Record<string, KeptCard> {
  const joined = { ...one };
  for (const [id, card] of Object.entries(other)) {
    const known = joined[id];
    if (known === undefined || (known.last_review ?? 0) <= (card.last_review ?? 0)) joined[id] = card;
  }
  return joined;
}

/**
 * What to ask in one sitting: first what is due, the longest first; then what is new, the easier first.
 * @param chance orders what is new among its like: a number from 0 to 1 for an id
 */
export function sitting<Entry extends { id: string; level: number }>(
  items: readonly Entry[],
  progress: Pick<Progress, 'due'>,
  now: Date,
  count: number,
  chance: (id: string) => number,
): Entry[] {
  const due = items
    .map((item) => ({ item, at: progress.due(item.id)?.getTime() }))
    .filter((entry): entry is { item: Entry; at: number } => entry.at !== undefined && entry.at <= now.getTime())
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
  const fresh = items
    .filter(({ id }) => progress.due(id) === undefined)
    .map((item) => ({ item, at: item.level + chance(item.id) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
  return [...due, ...fresh].slice(0, count);
}
