/**
 * Looks at the rows of a table, or at the cells of the comparison, as of one version of Kubernetes, which is in the address
 * (`?asof=1.24`) and the same in every language. What is known to have been otherwise says so in its place; what no source
 * was read about says that. Fetched, with its data, when an address or a reader asks for a version.
 */
import { fetchJson } from '#browser/fetch-text.ts';
import { fill } from '#lib/fill.ts';
import { loadStyles } from '#browser/load-styles.ts';
import { replaceAddress } from '#browser/replace-address.ts';
import styles from './lens.css?url';
import type { LensData } from './lens-data.ts';
import { minors, PARAM, seenIn, stateAt, type Stage } from './stages.ts';

/** The file: the data, and the words in the reader's language. */
type LensFile = LensData & { words: Readonly<Record<string, string>> };

/** What is looked at: a row, or a cell of the comparison. */
interface Place {
  record: string;
  column: string | undefined;
  /** Puts words about it in their place. @returns what was added, to be taken away again */
  put: (words: Element) => Element;
}

/** A line of its own below the one in sight: the cells of a closed row are cut. */
function putBelow(body: HTMLTableSectionElement, words: Element): Element {
  const row = document.createElement('tr');
  const cell = document.createElement('td');
  // The layout takes the roles of a table away (features/table/rows.ts).
  row.setAttribute('role', 'row');
  cell.setAttribute('role', 'cell');
  cell.colSpan = body.rows[0]?.cells.length ?? 1;
  cell.append(words);
  row.append(cell);
  body.rows[0]?.after(row);
  return row;
}

function placesIn(host: Element): Place[] {
  const rows = [...host.querySelectorAll<HTMLTableElement>('table.records')].flatMap((table) =>
    [...table.tBodies].map((body) => ({
      record: `${table.id}/${body.id}`,
      column: undefined,
      put: (words: Element) => putBelow(body, words),
    })),
  );
  const cells = [...host.querySelectorAll<HTMLElement>('tr[id] > td[data-col]')].map((at) => {
    const column = `interfaces/${at.dataset['col'] ?? ''}`;
    return {
      record: `${column}/${(at.parentElement?.id ?? '').replaceAll('-', '_')}`,
      column,
      put: (words: Element) => {
        at.append(words);
        return words;
      },
    };
  });
  return [...rows, ...cells];
}

class Lens {
  readonly #file: LensFile;
  readonly #places: readonly Place[];
  readonly #select = document.createElement('select');
  readonly #status = document.createElement('p');
  #notes: Element[] = [];
  /** What the address asks for, where it is no version that is known. */
  #strange = '';

  constructor(host: Element, file: LensFile) {
    this.#file = file;
    this.#places = placesIn(host);
    const { words, latest } = file;
    this.#select.id = 'as-of-version';
    this.#select.append(
      ...minors(latest)
        .reverse()
        .map((minor) => new Option(`v${minor}${minor === latest ? ` (${words['checked']})` : ''}`, minor)),
    );
    this.#select.addEventListener('change', () => {
      const address = new URL(location.href);
      address.searchParams.set(PARAM, this.#select.value);
      // Lists keep their commas, as whoever writes the rest of the address has them.
      address.search = address.search.replaceAll('%2C', ',');
      replaceAddress(address);
      this.#strange = '';
      this.#show();
    });
    const label = document.createElement('label');
    label.htmlFor = this.#select.id;
    label.textContent = words['label'] ?? '';
    this.#status.setAttribute('role', 'status');
    const box = document.createElement('search');
    box.className = 'as-of-lens';
    box.append(label, this.#select, this.#status);
    (host.querySelector('.records-box') ?? host.querySelector('table'))?.before(box);
    // The way to what is open now.
    host.querySelector(`a[href*="${PARAM}="]`)?.remove();
    void loadStyles(styles);
    window.addEventListener('popstate', () => this.read());
  }

  /** Takes the version from the address; where it is not known, the newest is shown, and that is said. */
  read(): void {
    const asked = new URLSearchParams(location.search).get(PARAM)?.replace(/^v/, '') ?? '';
    const known = [...this.#select.options].some(({ value }) => value === asked);
    this.#strange = known ? '' : asked;
    this.#select.value = known ? asked : this.#file.latest;
    this.#show();
  }

  #show(): void {
    for (const note of this.#notes) note.remove();
    this.#notes = [];
    const { records, unchanged, own, changes, latest, words } = this.#file;
    const minor = this.#select.value;
    const count = { differs: 0, same: 0, unknown: 0, own: 0 };
    for (const { record, column, put } of this.#places) {
      const touching = records[record] ?? [];
      const seen = seenIn(minor, latest, new Map(touching.map((index) => [index, changes[index]?.stages ?? []])), {
        unchangedFrom: unchanged[record],
        own: own.includes(column ?? record),
      });
      count[seen.kind] += 1;
      if (seen.kind === 'differs')
        this.#note(
          put,
          seen.changes.map((index) => this.#line(index, minor)),
        );
      // In the comparison the line above the table says it for all cells at once.
      else if (seen.kind === 'unknown' && column === undefined) this.#note(put, [words['unknown'] ?? ''], 'unknown');
    }
    this.#status.textContent =
      minor === latest
        ? this.#strange && fill(words['strange'] ?? '', { asked: this.#strange, version: latest })
        : fill(words['count'] ?? '', {
            ...count,
            all: this.#places.length,
            then: minor,
            version: latest,
          });
  }

  #line(index: number, minor: string): string {
    const { changes, latest, words } = this.#file;
    const { subject = '', stages = [] } = changes[index] ?? {};
    const stage = (state: ReturnType<typeof stateAt>): Stage | undefined =>
      typeof state === 'number' ? stages[state] : undefined;
    const [then, now] = [minor, latest].map((version) => stage(stateAt(stages, version)));
    return fill(words['line'] ?? '', {
      subject,
      then: words[then?.code ?? 'absent'] ?? '',
      version: minor,
      now: words[now?.code ?? ''] ?? '',
      since: now?.from ?? '',
    });
  }

  #note(put: Place['put'], lines: readonly string[], kind = ''): void {
    const list = document.createElement('ul');
    list.className = `as-of-then ${kind}`.trim();
    list.append(
      ...lines.map((line) => {
        const item = document.createElement('li');
        item.textContent = line;
        return item;
      }),
    );
    this.#notes.push(put(list));
  }
}

/**
 * Puts the lens on the tables inside an element.
 * @throws Error when its data cannot be had
 */
export async function look(host: Element): Promise<void> {
  const home = document.querySelector<HTMLAnchorElement>('a[href*="/reference/as-of/"]');
  new Lens(host, await fetchJson<LensFile>(new URL('../../as-of.json', home?.href).href)).read();
}
