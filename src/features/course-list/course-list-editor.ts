/**
 * `<course-kit>`: keeps the list in the fragment of the address and on the device, draws it, exports and imports it.
 * Nothing is sent anywhere: a fragment stays in the browser.
 */
import { formatAddress, parseAddress, type Address } from '../permalinks/address.ts';
import { createResolver, type Resolver } from '../permalinks/resolve.ts';
import { exportAs, fileName, FORMATS, MEDIA_TYPES, richForm, type Format, type Sheet } from './export.ts';
import { decodeFile, MAX_IMPORT, pastedLinks, readLinks } from './import.ts';
import type { Reading } from './import-text.ts';
import { keepItems, mergeLists, move, place, placesOf, type Dropped } from './course-list.ts';
import { fromFragment, MAX_ITEMS, toFragment, type CourseList, type Item, type RawItem } from './list-fragment.ts';
import { keepList, keptList } from './course-list-storage.ts';
import { droppedLines } from './dropped-lines.ts';
import { caretOfNote, listLine } from './list-line.ts';
import { nameOf, sheetOf } from './list-sheet.ts';
import { filterTree } from './tree-filter.ts';
import { publicAddress, type PermalinkList } from '../permalinks/permalink-index.ts';
import { fill } from '../../lib/fill.ts';
import { plural } from '../../lib/plural.ts';
import { writeClipboard } from '../../browser/clipboard.ts';
import { inertHtml } from '../../browser/inert-html.ts';
import { keepFields } from '../../browser/keep-fields.ts';
import { printOnly } from '../../browser/print-only.ts';
import { saveFile } from '../../browser/save-file.ts';
import { showLoadError, watchLoad } from '../../browser/load-error.ts';
import { fetchJson } from '../../browser/fetch-text.ts';
import { replaceAddress } from '../../browser/replace-address.ts';
import type { KitStrings } from './strings.ts';

/** From here on an address may be cut by what it is sent through: mail programs and chats allow about 2,000 characters. */
const LONG_ADDRESS = 2000;

/** The tool; `course-list.lazy.ts` fetches it. */
export class CourseKit extends HTMLElement {
  #strings: KitStrings = JSON.parse(this.dataset['strings'] ?? '{}') as KitStrings;
  #locale = this.dataset['locale'] ?? '';
  #index: PermalinkList | undefined;
  #find: Resolver | undefined;
  #list: CourseList = { title: '', items: [] };
  /** The list before it was cleared. */
  #before: CourseList | undefined;
  /** The own list of the device, while the address shows another one. */
  #own = '';
  /** What the device kept when this tab last looked: what another tab changes is told from it. */
  #seen = '';

  #part<Kind extends HTMLElement = HTMLElement>(selector: string): Kind {
    const part = this.querySelector<Kind>(selector);
    if (!part) throw new Error(`The course list has no "${selector}".`);
    return part;
  }

  /** Makes the tool ready for the reader. @throws Error when the addresses cannot be had; the reader is told, and may try again */
  async start(): Promise<void> {
    if (this.#find) return;
    try {
      this.#index = await fetchJson<PermalinkList>(this.dataset['list'] ?? '');
    } catch (error) {
      this.#say(this.#strings.failed);
      throw error;
    }
    this.#say('');
    this.#find = createResolver(this.#index, [window.location.origin]);
    const early = this.#early();
    this.#listen();
    this.#open();
    early();
    window.addEventListener('hashchange', () => this.#open());
    window.addEventListener('storage', () => this.#meet());
    // The tree beside the list has a field too.
    keepFields(document);
  }

  /** Another tab has changed the list: its changes join this one's. A list that came with an address stays as it came. */
  #meet(): void {
    if (this.#own !== '' || !this.#join()) return;
    const { items, title } = this.#list;
    if (window.location.hash !== '' && (items.length > 0 || title !== '')) replaceAddress(`#${toFragment(this.#list)}`);
    this.#draw();
  }

  /** Takes over what another tab has changed since this one last looked. @returns whether there was anything */
  #join(): boolean {
    const kept = keptList();
    // Nothing at all is no list that was emptied: somebody cleared the storage.
    if (kept === this.#seen || kept === '') return false;
    const read = (fragment: string): CourseList => {
      const { title, raw } = fromFragment(fragment) ?? { title: '', raw: [] };
      return keepItems(title, raw, (address) => this.#find?.resolve(address)).list;
    };
    this.#list = mergeLists(read(this.#seen), this.#list, read(kept));
    this.#seen = kept;
    return true;
  }

  /** What the reader did while this script was on its way. @returns puts it on the list that was opened meanwhile */
  #early(): () => void {
    const title = this.#part<HTMLInputElement>('[name=title]').value;
    const boxes = document.querySelectorAll<HTMLInputElement>('.course-tree [data-place]:checked');
    const places = [...boxes].map((box) => box.dataset['place'] ?? '');
    return () => {
      if (title !== '' && this.#list.title === '') this.#change({ ...this.#list, title });
      // What the device has kept already stands on the list, with its note.
      const listed = new Set(this.#list.items.map(formatAddress));
      for (const place of places) if (!listed.has(place)) this.#toggle(parseAddress(place), true);
      const filter = document.querySelector<HTMLInputElement>('.course-tree .filter input');
      if (filter?.value) filter.dispatchEvent(new Event('input', { bubbles: true }));
    };
  }

  /** Shows the list of the address; without one, the list of the device. */
  #open(): void {
    const kept = keptList();
    const written = fromFragment(window.location.hash);
    const read = written ?? fromFragment(kept) ?? { title: '', raw: [] };
    if (written && window.location.hash.slice(1) === toFragment(this.#list) && this.#list.items.length > 0) return;
    const dropped = this.#take(read.title, read.raw);
    this.#tellDropped(dropped);
    const shown = toFragment(this.#list);
    this.#seen = kept;
    this.#own = written && kept !== '' && kept !== shown && (fromFragment(kept)?.raw.length ?? 0) > 0 ? kept : '';
    this.#part('.own').hidden = this.#own === '';
    this.#part('.own span').textContent = plural(
      this.#strings,
      'own',
      fromFragment(this.#own)?.raw.length ?? 0,
      document.documentElement.lang,
    );
    this.#draw();
  }

  #take(title: string, raw: readonly RawItem[]): Dropped {
    const { list, dropped } = keepItems(title, raw, (address) => this.#find?.resolve(address));
    this.#list = list;
    return dropped;
  }

  /**
   * A change by the reader: written into the address, kept on the device, drawn.
   * @param typing true while a note is typed: the list is not drawn anew below the reader's hands
   */
  #change(list: CourseList, typing = false): void {
    this.#list = list;
    const joined = this.#own === '' && this.#join();
    const { items, title } = this.#list;
    const fragment = toFragment(this.#list);
    const { pathname, search } = window.location;
    // No step back: a list that grows by ten sections does not take ten to leave.
    replaceAddress(items.length === 0 && title === '' ? pathname + search : `#${fragment}`);
    keepList(fragment);
    this.#seen = fragment;
    this.#own = '';
    this.#part('.own').hidden = true;
    if (typing && !joined) this.#drawResult();
    else this.#draw();
  }

  #say(words: string): void {
    this.#part('.said').textContent = words;
  }

  #tellDropped(dropped: Dropped): void {
    const box = this.#part('.dropped');
    box.replaceChildren();
    box.append(...droppedLines(dropped, this.#strings));
  }

  #listen(): void {
    this.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[data-do]');
      if (button) this.#act(button.dataset['do'] ?? '', button).catch(showLoadError);
    });
    this.#part<HTMLInputElement>('[name=title]').addEventListener('input', (event) => {
      this.#change({ ...this.#list, title: (event.target as HTMLInputElement).value.slice(0, 300) });
    });
    // With every key: whoever closes the tab in the middle of a note keeps it.
    this.#part('.items').addEventListener('input', (event) => {
      const input = event.target as HTMLInputElement;
      const line = input.closest('li');
      if (line) line.dataset['note'] = input.value;
      const at = Number(line?.dataset['at']);
      const items = this.#list.items.map((item, index) =>
        index === at ? { ...item, note: input.value.slice(0, 300) } : item,
      );
      this.#change({ ...this.#list, items }, true);
    });
    for (const name of ['format', 'links'])
      this.#part(`[name=${name}]`).addEventListener('change', () => this.#drawResult());
    this.#part('.preview').addEventListener('toggle', () => this.#showSheet());
    this.#part<HTMLInputElement>('input[type=file]').addEventListener('change', (event) => {
      const file = (event.target as HTMLInputElement).files?.[0];
      if (file) this.#readFile(file).catch(showLoadError);
    });
    // Pasted from a page, a document or a classroom, links are in what is pasted and not in its text.
    this.#part('[name=import]').addEventListener('paste', (event) => {
      const html = event.clipboardData?.getData('text/html') ?? '';
      const text = pastedLinks(html, event.clipboardData?.getData('text/plain') ?? '', this.#reading());
      if (text === undefined) return;
      event.preventDefault();
      const field = event.target as HTMLTextAreaElement;
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    });
    const tree = document.querySelector('.course-tree');
    tree?.addEventListener('change', (event) => {
      const box = event.target as HTMLInputElement;
      if (box.dataset['place'] !== undefined) this.#toggle(parseAddress(box.dataset['place']), box.checked);
    });
    const filter = tree?.querySelector<HTMLElement>('.filter');
    if (!tree || !filter) return;
    filter.addEventListener('input', (event) => filterTree(tree, (event.target as HTMLInputElement).value));
  }

  #toggle(address: Address, on: boolean): void {
    const key = formatAddress(address);
    const others = this.#list.items.filter((item) => formatAddress(item) !== key);
    if (on && others.length >= MAX_ITEMS) {
      this.#say(fill(this.#strings.full, { count: MAX_ITEMS }));
      this.#draw();
      return;
    }
    this.#change({ ...this.#list, items: on ? [...others, { ...address, note: '' }] : others });
    this.#say(
      fill(on ? this.#strings.added : this.#strings.removed, {
        title: this.#name(address),
        count: this.#list.items.length,
      }),
    );
  }

  async #act(what: string, button: HTMLButtonElement): Promise<void> {
    const at = Number(button.closest('li')?.dataset['at'] ?? -1);
    const item = this.#list.items[at];
    if ((what === 'up' || what === 'down') && item) {
      this.#change({ ...this.#list, items: move(this.#list.items, at, what === 'up' ? -1 : 1) });
      const now = this.#list.items.findIndex((other) => formatAddress(other) === formatAddress(item));
      this.#say(fill(this.#strings.moved, { title: this.#name(item), position: now + 1 }));
      this.#focus(now, what);
    } else if (what === 'remove' && item) {
      this.#toggle(item, false);
      if (this.#list.items.length > 0) this.#focus(Math.min(at, this.#list.items.length - 1), 'remove');
      else this.#part('[name=title]').focus();
    } else if (what === 'clear') {
      this.#before = this.#list;
      this.#change({ title: '', items: [] });
      this.#say(this.#strings.cleared);
      this.#part('[data-do=undo]').hidden = false;
      this.#part('[data-do=undo]').focus();
    } else if (what === 'undo' && this.#before) {
      this.#change(this.#before);
      this.#part('[data-do=undo]').hidden = true;
      this.#say('');
      this.#part('[data-do=clear]').focus();
    } else if (what === 'restore') {
      const own = fromFragment(this.#own) ?? { title: '', raw: [] };
      this.#tellDropped(this.#take(own.title, own.raw));
      this.#change(this.#list);
    } else if (what === 'import') this.#import();
    else if (what === 'share') {
      const { href } = new URL(
        `#${toFragment(this.#list)}`,
        publicAddress(this.#index?.site ?? '', { slug: 'course/kit' }),
      );
      await this.#copy(href);
      // It is copied all the same: some programs take it whole.
      if (href.length > LONG_ADDRESS) {
        const count = href.length.toLocaleString(document.documentElement.lang);
        this.#part('.said').append(' ', fill(this.#strings.long, { count }));
        this.#part('[data-do=file]').hidden = false;
      }
    } else if (what === 'copy') {
      const field = this.#part<HTMLTextAreaElement>('[name=result]');
      await this.#copy(field.value, richForm(this.#format(), this.#sheet()), field);
    } else if (what === 'download') this.#download(this.#format());
    else if (what === 'file') this.#download('markdown');
    else if (what === 'print') await this.#print();
  }

  #focus(at: number, what: string): void {
    this.querySelector<HTMLElement>(`.items li[data-at="${at}"] [data-do=${what}]`)?.focus();
  }

  /** What the reader of a text must know of this site. */
  #reading(): Reading {
    return {
      isOwn: (url) => this.#find?.isOwn(url) ?? false,
      check: (url) => this.#find?.check(url) ?? { kind: 'foreign' },
      parseHtml: inertHtml,
    };
  }

  async #readFile(file: File): Promise<void> {
    const text = file.size > MAX_IMPORT ? undefined : decodeFile(await file.arrayBuffer());
    if (text === undefined) this.#say(this.#strings.notText);
    else this.#part<HTMLTextAreaElement>('[name=import]').value = text;
  }

  #import(): void {
    const text = this.#part<HTMLTextAreaElement>('[name=import]').value;
    if (text.length > MAX_IMPORT) {
      this.#say(this.#strings.notText);
      return;
    }
    const { title, links } = readLinks(text, this.#reading());
    const { raw, sections, foreign, title: shared } = placesOf(links, (url) => this.#find?.check(url));
    const had = this.#list.items.length;
    const dropped = this.#take(this.#list.title || title || shared, [
      ...this.#list.items.map((item) => ({ address: formatAddress(item), note: item.note })),
      ...raw,
    ]);
    this.#tellDropped({ ...dropped, sections, foreign });
    this.#change(this.#list);
    const count = this.#list.items.length - had;
    this.#say(
      count > 0 ? plural(this.#strings, 'imported', count, document.documentElement.lang) : this.#strings.importedNone,
    );
  }

  /** @param html what a program takes that shows links; the text is for all others */
  async #copy(text: string, html?: string, field?: HTMLTextAreaElement): Promise<void> {
    try {
      await writeClipboard(text, html);
      this.#say(this.#strings.copied);
    } catch {
      const shown = field ?? this.#part<HTMLTextAreaElement>('[name=result]');
      shown.value = text;
      shown.focus();
      shown.select();
      this.#say(this.#strings.refused);
    }
  }

  #download(format: Format): void {
    saveFile(fileName(format, this.#list.title), exportAs(format, this.#sheet()), MEDIA_TYPES[format]);
  }

  async #print(): Promise<void> {
    printOnly((await this.#drawSheet(true)).cloneNode(true) as HTMLElement, 'sheet');
  }

  #format() {
    const chosen = this.#part<HTMLSelectElement>('[name=format]').value;
    return FORMATS.find((format) => format === chosen) ?? FORMATS[0];
  }

  #name(address: Address): string {
    return nameOf({ index: this.#index, locale: this.#locale }, address);
  }

  #sheet(): Sheet {
    const isFixed = this.#part<HTMLSelectElement>('[name=links]').value === 'here';
    const credit = fill(this.#strings.credit, { site: this.dataset['site'] ?? '' });
    const names = { index: this.#index, locale: this.#locale };
    return sheetOf(this.#list, names, isFixed, { tag: this.dataset['tag'] ?? '', credit });
  }

  #draw(): void {
    const { items, title } = this.#list;
    const field = this.#part<HTMLInputElement>('[name=title]');
    if (field.value !== title) field.value = title;
    this.#part('.count').textContent =
      items.length === 0 ? this.#strings.empty : fill(this.#strings.count, { count: items.length });
    const restoreCaret = caretOfNote(this.#part('.items'));
    this.#part('.items').replaceChildren(...items.map((item, at) => this.#line(item, at)));
    restoreCaret();
    const chosen = new Set(items.map(formatAddress));
    for (const box of document.querySelectorAll<HTMLInputElement>('.course-tree [data-place]')) {
      box.checked = chosen.has(box.dataset['place'] ?? '');
    }
    this.#drawResult();
  }

  #line(item: Item, at: number): HTMLElement {
    const root = new URL('.', new URL(this.dataset['list'] ?? '', window.location.href)).href;
    const href = publicAddress(root.replace(/\/data\/v1\/$/, ''), place(item), this.#locale);
    return listLine({ at, place: formatAddress(item), name: this.#name(item), href, note: item.note }, this.#strings);
  }

  #drawResult(): void {
    const empty = this.#list.items.length === 0;
    this.#part<HTMLTextAreaElement>('[name=result]').value = empty ? '' : exportAs(this.#format(), this.#sheet());
    for (const what of ['share', 'clear', 'copy', 'download', 'print'])
      this.#part<HTMLButtonElement>(`[data-do=${what}]`).disabled = empty;
    this.#showSheet();
  }

  #showSheet(): void {
    this.#drawSheet().catch(showLoadError);
  }

  /** The print sheet; drawn only where it is looked at. */
  async #drawSheet(now = false): Promise<HTMLElement> {
    const box = this.#part('.sheet');
    if (!now && !this.#part<HTMLDetailsElement>('.preview').open) return box;
    const { printSheet } = await watchLoad(import('./print-sheet.ts'));
    box.replaceChildren(...printSheet(this.#sheet()));
    return box;
  }
}

customElements.define('course-kit', CourseKit);
