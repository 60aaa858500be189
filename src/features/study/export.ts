/** Writes files of questions and cards for other programs, and a test on paper. Comes when a reader turns to it. */
import { fill } from '#lib/fill.ts';
import { plural } from '#lib/plural.ts';
import { writeClipboard } from '../../browser/clipboard.ts';
import { fetchText } from '../../browser/fetch-text.ts';
import { keepFields } from '../../browser/keep-fields.ts';
import { printOnly } from '../../browser/print-only.ts';
import { saveFile } from '../../browser/save-file.ts';
import { replaceAddress } from '../../browser/replace-address.ts';
import { find, make } from '#browser/elements.ts';
import { drawn } from './draw.ts';
import { fetchItems } from './fetch-items.ts';
import type { FormatWord, Surroundings } from './formats/markup.ts';
import { letter, shownOf, toAnkiText, toMarkdown, toQuestionCsv } from './formats/text.ts';
import { piecesOf, type Item, type ItemFile, type QuestionItem } from './item.ts';
import type { ExportStrings } from './strings.ts';

class StudyExport extends HTMLElement {
  readonly #words = JSON.parse(this.dataset['words'] ?? '{}') as ExportStrings & Record<FormatWord | 'key', string>;
  readonly #locale = this.dataset['locale'] ?? '';
  #questions: ItemFile = { topics: [], items: [] };
  #cards: ItemFile = { topics: [], items: [] };

  /** Makes the tool ready for the reader. @throws Error when the questions cannot be had; it may be tried again */
  async start(): Promise<void> {
    if (this.#questions.items.length > 0) return;
    const load = (what: string): Promise<ItemFile> =>
      fetchItems(`${this.dataset['file'] ?? ''}${what}.${this.#locale}.json`);
    [this.#questions, this.#cards] = await Promise.all([load('questions'), load('cards')]);
    // An address without choices takes none away that a quick reader made while this came.
    if (location.search !== '') this.#read();
    this.#found();
    keepFields(this);
    this.addEventListener('input', () => {
      this.#write();
      this.#found();
    });
    this.addEventListener('click', ({ target }) => {
      const action = target instanceof Element ? target.closest<HTMLElement>('[data-do]')?.dataset['do'] : undefined;
      if (action !== undefined) void this.#do(action);
    });
  }

  #field(name: string): HTMLInputElement {
    return find<HTMLInputElement>(this, `input[name=${name}]`);
  }
  #checked(name: string): string[] {
    return [...this.querySelectorAll<HTMLInputElement>(`input[name=${name}]`)]
      .filter((box) => box.checked)
      .map(({ value }) => value);
  }

  /** What the address says is what is chosen. */
  #read(): void {
    const asked = new URL(location.href).searchParams;
    for (const name of ['questions', 'cards', 'levels']) {
      const values = new Set((asked.get(name) ?? '').split(','));
      for (const box of this.querySelectorAll<HTMLInputElement>(`input[name=${name}]`))
        box.checked = values.has(box.value);
    }
    const n = asked.get('n');
    if (n !== null && /^\d{1,3}$/.test(n)) this.#field('n').value = n;
    this.#field('seed').value = (asked.get('seed') ?? '').slice(0, 40);
  }

  #write(): void {
    const url = new URL(location.href);
    url.search = '';
    for (const name of ['questions', 'cards', 'levels']) {
      const values = this.#checked(name);
      if (values.length > 0) url.searchParams.set(name, values.join(','));
    }
    for (const name of ['n', 'seed']) {
      const { value } = this.#field(name);
      if (value.trim() !== '') url.searchParams.set(name, value.trim());
    }
    // Commas stay commas: the address is read by people too.
    replaceAddress(url.href.replaceAll('%2C', ','));
  }

  /** What was chosen: questions, unless only cards are ticked. */
  #chosen(): { questions: QuestionItem[]; cards: Item[] } {
    const typed = this.#field('n').value.trim();
    const wish = {
      levels: this.#checked('levels').map(Number),
      count: /^\d+$/.test(typed) ? Number(typed) : 0,
      seed: this.#field('seed').value.trim(),
    };
    const [topics, sets] = [this.#checked('questions'), this.#checked('cards')];
    return {
      questions:
        topics.length === 0 && sets.length > 0
          ? []
          : (drawn(this.#questions.items, { ...wish, topics }) as QuestionItem[]),
      cards: sets.length === 0 ? [] : drawn(this.#cards.items, { ...wish, topics: sets, levels: [], count: 0 }),
    };
  }

  #found(): void {
    const { questions, cards } = this.#chosen();
    const count = questions.length + cards.length;
    find(this, '.found').textContent =
      count === 0 ? this.#words.noneFound : plural(this.#words, 'found', count, document.documentElement.lang);
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-do]')) {
      const needs = button.dataset['do'] ?? '';
      // Cards have no wrong answers: only Anki takes them.
      button.disabled = needs === 'anki' ? count === 0 : !['seed', 'link'].includes(needs) && questions.length === 0;
    }
  }

  get #title(): string {
    const seed = this.#field('seed').value.trim();
    return `${this.dataset['site'] ?? ''}${seed === '' ? '' : ` · ${fill(this.#words.seed, { seed })}`}`;
  }

  /** What the formats need to know, with the drawings of the questions fetched. */
  async #around(items: readonly Item[]): Promise<Surroundings> {
    const root = this.dataset['root'] ?? '';
    const sources = [
      ...new Set(items.flatMap((item) => ('picture' in item && item.picture ? [item.picture.src] : []))),
    ];
    const pictures = new Map(
      await Promise.all(
        sources.map(async (src) => [src, await fetchText(`${this.dataset['base'] ?? ''}${src}`)] as const),
      ),
    );
    const topics = new Map([...this.#questions.topics, ...this.#cards.topics].map(({ id, name }) => [id, name]));
    return {
      language: document.documentElement.lang,
      site: this.dataset['site'] ?? '',
      addressOf: (to) => {
        const [slug = '', id = ''] = to.split('#');
        return `${root}/${this.#locale}/${slug}/#${id}`;
      },
      pictureOf: (src) => `${root}${src}`,
      svgOf: (src) => pictures.get(src) ?? '',
      topicOf: (id) => topics.get(id) ?? id,
      words: this.#words,
    };
  }

  #tell(text: string): void {
    find(this, '.kept').textContent = text;
  }

  async #do(action: string): Promise<void> {
    if (action === 'seed') {
      this.#field('seed').value = Math.random().toString(36).slice(2, 8);
      this.#write();
      this.#found();
      return;
    }
    if (action === 'link') {
      await writeClipboard(location.href).then(
        () => this.#tell(this.#words.copied),
        () => this.#tell(`${this.#words.refusedCopy} ${location.href}`),
      );
      return;
    }
    const { questions, cards } = this.#chosen();
    try {
      const around = await this.#around([...questions, ...cards]);
      if (action === 'print') await this.#print(questions, around);
      else await this.#save(action, questions, cards, around);
    } catch {
      this.#tell(this.#words.failed);
    }
  }

  async #save(
    format: string,
    questions: readonly QuestionItem[],
    cards: readonly Item[],
    around: Surroundings,
  ): Promise<void> {
    const name = `kubernetes-interfaces.${this.#locale}`;
    switch (format) {
      case 'gift':
        this.#download(
          (await import('./formats/moodle.ts')).toGift(questions, around),
          `${name}.gift.txt`,
          'text/plain',
        );
        break;
      case 'moodle':
        this.#download(
          (await import('./formats/moodle.ts')).toMoodleXml(questions, around),
          `${name}.moodle.xml`,
          'application/xml',
        );
        break;
      case 'qti': {
        const [{ toQti }, { strToU8, zipSync }] = await Promise.all([import('./formats/qti.ts'), import('fflate')]);
        const files = Object.fromEntries(
          [...toQti(questions, this.#title, around)].map(([path, text]) => [path, strToU8(text)]),
        );
        this.#download(zipSync(files), `${name}.qti21.zip`, 'application/zip');
        break;
      }
      case 'anki':
        this.#download(
          toAnkiText([...questions, ...cards], around.site, this.#words.ankiNoteType, around),
          `${name}.anki.txt`,
          'text/plain',
        );
        break;
      case 'csv':
        this.#download(toQuestionCsv(questions, around), `${name}.csv`, 'text/csv');
        break;
      default:
        this.#download(toMarkdown(questions, this.#title, around), `${name}.md`, 'text/markdown');
    }
  }

  #download(content: string | Uint8Array<ArrayBuffer>, name: string, type: string): void {
    saveFile(name, content, type);
    this.#tell(fill(this.#words.saved, { file: name }));
  }

  /** A test, a sheet for the answers, and the key, each on pages of its own. */
  async #print(items: readonly QuestionItem[], around: Surroundings): Promise<void> {
    const { words } = around;
    const said = (name: 'p' | 'li' | 'span', text: string): HTMLElement => {
      const element = make(name, '');
      element.append(...piecesOf(text).map((piece) => (piece.code ? make('code', piece.text) : piece.text)));
      return element;
    };
    const who = (): HTMLElement => {
      const line = make('p', '', { class: 'who' });
      line.append(`${words.name} `, make('span', ''), `${words.date} `, make('span', ''));
      return line;
    };
    const part = (title: string, ...content: HTMLElement[]): HTMLElement => {
      const box = make('div', '', { class: 'sheet-part' });
      box.append(make('h2', title), ...content);
      return box;
    };
    const test = make('ol', '');
    const pictures: Promise<unknown>[] = [];
    for (const item of items) {
      const line = make('li', '');
      line.append(said('p', `${item.ask} (${words[item.kind]})`));
      if ('picture' in item && item.picture) {
        const picture = make('img', '', {
          src: `${this.dataset['base'] ?? ''}${item.picture.src}`,
          alt: item.picture.alt,
        });
        pictures.push(picture.decode().catch(() => undefined));
        line.append(picture);
      }
      const list = make('ul', '');
      list.append(...shownOf(item).lines.map((text) => said('li', text)));
      line.append(list);
      test.append(line);
    }
    const blanks = make('ol', '');
    blanks.append(
      ...items.map((item) => {
        const count = item.kind === 'order' ? item.steps.length : item.kind === 'match' ? item.pairs.length : 1;
        const text =
          item.kind === 'port'
            ? '_________'
            : 'answers' in item
              ? item.answers.map((_answer, index) => `☐ ${letter(index)}`).join('   ')
              : Array.from({ length: count }, (_none, index) => `${index + 1}.___`).join('  ');
        return make('li', text);
      }),
    );
    const key = make('ol', '');
    key.append(...items.map((item) => said('li', `${shownOf(item).key}: ${item.why}`)));
    const paper = make('div', '', { class: 'paper', lang: document.documentElement.lang });
    paper.append(
      make('h1', `${words.test}: ${this.#title}`),
      who(),
      test,
      part(words.sheet, who(), blanks),
      part(this.#words.key, key),
    );
    document.body.append(paper);
    await Promise.all(pictures);
    printOnly(paper, 'paper');
  }
}

if (!customElements.get('study-export')) customElements.define('study-export', StudyExport);

export type { StudyExport };
