/** Asks questions and shows cards, one at a time, and says at once why. Comes when a reader begins. */
import { fill } from '#lib/fill.ts';
import { plural } from '#lib/plural.ts';
import { keep, readKept } from '../../browser/storage.ts';
import { saveFile } from '../../browser/save-file.ts';
import { replaceAddress } from '../../browser/replace-address.ts';
import { find, make } from '#browser/elements.ts';
import { answerForm, said } from './answer-form.ts';
import { chance, drawn } from './draw.ts';
import type { CardItem, Item, ItemFile } from './item.ts';
import { Progress, sitting, type Known } from './progress.ts';
import { fetchItems } from './fetch-items.ts';
import type { TrainerStrings } from './strings.ts';

class StudyTrainer extends HTMLElement {
  readonly #strings = JSON.parse(this.dataset['strings'] ?? '{}') as TrainerStrings;
  readonly #progress = new Progress({ read: readKept, keep });
  #file: ItemFile | undefined;
  #queue: Item[] = [];
  #asked = 0;
  #missed: Item[] = [];
  #known = 0;

  /** Makes the tool ready for the reader. @throws Error when the questions cannot be had; it may be tried again */
  async start(): Promise<void> {
    if (this.#file) return;
    this.#file = await fetchItems(this.dataset['items'] ?? '');
    this.#say();
    const page = new URL(location.href).searchParams.get('page');
    const topic = new URL(location.href).searchParams.get('topic');
    const choice = this.#part<HTMLSelectElement>('select[name=topic]');
    if (page !== null && this.#items(`page:${page}`).length > 0) {
      const place = this.#items(`page:${page}`)[0]?.place.split(':')[0] ?? page;
      choice.prepend(make('option', fill(this.#strings.page, { page: place }), { value: `page:${page}` }));
      choice.value = `page:${page}`;
    } else if (topic !== null && [...choice.options].some(({ value }) => value === topic)) choice.value = topic;
    this.#count();
    this.addEventListener('change', (event) => this.#changed(event));
    this.addEventListener('click', (event) => this.#pressed(event));
  }

  #part<Element extends HTMLElement = HTMLElement>(selector: string): Element {
    return find<Element>(this, selector);
  }

  #items(choice: string): Item[] {
    const page = choice.startsWith('page:') ? choice.slice(5) : undefined;
    return drawn(this.#file?.items ?? [], {
      topics: page === undefined && choice !== '' ? [choice] : [],
      levels: [],
      page,
      count: 0,
      seed: '',
    });
  }

  /** What a reader must know of the storage. */
  #say(text = ''): void {
    const { trouble } = this.#progress;
    this.#part('.kept').textContent = [text, trouble === undefined ? '' : this.#strings[trouble]]
      .filter((part) => part !== '')
      .join(' ');
  }

  #counted(words: 'due' | 'new' | 'summary', count: number): string {
    return plural(this.#strings, words, count, document.documentElement.lang);
  }

  #count(): void {
    const items = this.#items(this.#part<HTMLSelectElement>('select[name=topic]').value);
    const now = new Date();
    const due = items.filter(({ id }) => (this.#progress.due(id) ?? now) < now).length;
    const fresh = items.filter(({ id }) => this.#progress.due(id) === undefined).length;
    this.#part('.due').textContent = `${this.#counted('due', due)} ${this.#counted('new', fresh)}`;
  }

  #changed({ target }: Event): void {
    if (target instanceof HTMLSelectElement && target.name === 'topic') {
      const url = new URL(location.href);
      url.search = '';
      if (target.value.startsWith('page:')) url.searchParams.set('page', target.value.slice(5));
      else if (target.value !== '') url.searchParams.set('topic', target.value);
      replaceAddress(url);
      this.#count();
    }
    if (target instanceof HTMLInputElement && target.type === 'file') {
      void target.files?.[0]?.text().then((text) => {
        this.#say(this.#progress.join(text) ? this.#strings.joined : this.#strings.notJoined);
        this.#count();
      });
      target.value = '';
    }
  }

  #pressed({ target }: Event): void {
    const action = target instanceof Element ? target.closest<HTMLElement>('[data-do]')?.dataset['do'] : undefined;
    if (action === 'start') this.#begin();
    if (action === 'save') this.#saveFile();
    if (action === 'forget' && window.confirm(this.#strings.forgetSure)) {
      this.#progress.forget();
      this.#say(this.#strings.forgotten);
      this.#count();
    }
  }

  #saveFile(): void {
    saveFile('kubernetes-interfaces-progress.json', this.#progress.asText(), 'application/json');
  }

  #begin(): void {
    const count = Number(this.#part<HTMLSelectElement>('select[name=count]').value);
    const salt = String(Math.random());
    this.#queue = sitting(
      this.#items(this.#part<HTMLSelectElement>('select[name=topic]').value),
      this.#progress,
      new Date(),
      count,
      (id) => chance(salt + id),
    );
    this.#asked = 0;
    this.#missed = [];
    this.#known = 0;
    this.#part('.choose').hidden = true;
    this.#part('.asked').hidden = false;
    this.#next();
  }

  #next(): void {
    const item = this.#queue[this.#asked];
    if (item === undefined) this.#end();
    else {
      this.#asked += 1;
      this.#ask(item);
    }
  }

  /** Puts something into the place of the question and takes the reader there. */
  #show(heading: HTMLElement, ...rest: HTMLElement[]): void {
    heading.tabIndex = -1;
    this.#part('.asked').replaceChildren(heading, ...rest);
    heading.focus({ preventScroll: true });
    this.#part('.asked').scrollIntoView({ block: 'nearest' });
  }

  #link(item: Item): HTMLElement {
    const [slug = '', id = ''] = item.to.split('#');
    const line = make('p', `${this.#strings.more} `, { class: 'more' });
    line.append(make('a', item.place, { href: `${this.dataset['root'] ?? ''}${slug}/#${id}` }));
    return line;
  }

  #ask(item: Item): void {
    const t = this.#strings;
    const heading = make('h3', '');
    heading.append(
      make('span', `${fill(t.progress, { n: this.#asked, all: this.#queue.length })} · ${t[item.kind]}`, {
        class: 'step',
      }),
      ' ',
      said('span', item.ask, { class: 'ask', id: 'study-ask' }),
    );
    if (item.kind === 'card') {
      this.#askCard(item, heading);
      return;
    }
    const form = make('form', '', { novalidate: '' });
    const { fields, judge } = answerForm(item, t, this.dataset['base'] ?? '');
    const problem = make('p', '', { class: 'problem', role: 'alert' });
    const check = make('button', t.check, { class: 'main' });
    form.append(...fields, problem, check);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const verdict = judge();
      if (typeof verdict === 'string') {
        problem.textContent = verdict;
        return;
      }
      problem.remove();
      check.remove();
      for (const field of form.querySelectorAll<HTMLInputElement>('input, select, button')) field.disabled = true;
      this.#answered(item, verdict.right, [...verdict.notes, said('p', item.why, { class: 'why' })], form);
    });
    this.#show(heading, form);
  }

  /** Says how it went, takes it down, and offers the next one. */
  #answered(item: Item, right: boolean, notes: readonly HTMLElement[], after: HTMLElement): void {
    const t = this.#strings;
    const due = this.#progress.answered(item.id, right ? 'good' : 'again', new Date());
    if (right) this.#known += 1;
    else this.#missed.push(item);
    this.#say();
    const box = make('div', '', { class: `verdict ${right ? 'right' : 'wrong'}`, role: 'status' });
    box.append(make('p', right ? t.right : t.wrong, { class: 'word' }), ...notes, this.#link(item), this.#again(due));
    after.after(box, this.#nextButton());
  }

  #again(due: Date): HTMLElement {
    const when = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
    const minutes = Math.max(1, Math.round((due.getTime() - Date.now()) / 60_000));
    const words =
      minutes < 60
        ? when.format(minutes, 'minute')
        : minutes < 36 * 60
          ? when.format(Math.round(minutes / 60), 'hour')
          : when.format(Math.round(minutes / 1440), 'day');
    return make('p', fill(this.#strings.comesAgain, { when: words }), { class: 'quiet' });
  }

  #nextButton(): HTMLButtonElement {
    const t = this.#strings;
    const next = make('button', this.#asked < this.#queue.length ? t.next : t.finish, {
      type: 'button',
      class: 'main',
    });
    next.addEventListener('click', () => this.#next());
    // The answer is read first; Enter goes on from there.
    requestAnimationFrame(() => {
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'nearest' });
    });
    return next;
  }

  #end(): void {
    const t = this.#strings;
    const all = this.#queue.length;
    const words = all === 0 ? t.nothing : fill(this.#counted('summary', this.#known), { all });
    const heading = make('h3', words);
    const parts: HTMLElement[] = [];
    if (this.#missed.length > 0) {
      const list = make('ul', '');
      for (const item of this.#missed) {
        const line = said('li', item.ask);
        line.append(' ', this.#link(item));
        list.append(line);
      }
      parts.push(make('p', t.lookAgain), list);
    }
    const again = make('button', t.again, { type: 'button', class: 'main', 'data-do': 'start' });
    this.#part('.choose').hidden = false;
    this.#count();
    this.#show(heading, ...parts, again);
  }

  #askCard(item: CardItem, heading: HTMLElement): void {
    const t = this.#strings;
    const show = make('button', t.show, { type: 'button', class: 'main' });
    show.addEventListener('click', () => {
      const box = make('div', '', { class: 'verdict', role: 'status' });
      box.append(said('p', item.why, { class: 'back' }), this.#link(item));
      const row = make('p', '', { class: 'row' });
      for (const known of ['again', 'hard', 'good', 'easy'] as const satisfies readonly Known[]) {
        const button = make('button', t[`known.${known}`], { type: 'button' });
        button.addEventListener('click', () => {
          this.#progress.answered(item.id, known, new Date());
          if (known === 'again') this.#missed.push(item);
          else this.#known += 1;
          this.#say();
          this.#next();
        });
        row.append(button);
      }
      show.replaceWith(box, row);
      row.querySelector<HTMLElement>('button:nth-child(3)')?.focus();
    });
    this.#show(heading, show);
  }
}

if (!customElements.get('study-trainer')) customElements.define('study-trainer', StudyTrainer);

export type { StudyTrainer };
