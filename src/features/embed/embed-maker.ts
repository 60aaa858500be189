/** Fills the choices of what can stand in a frame, and writes the code. Comes when a reader turns to it. */
import { writeClipboard } from '../../browser/clipboard.ts';
import { fetchJson } from '../../browser/fetch-text.ts';
import type { ItemFile } from '../study/item.ts';
import { find, make } from '#browser/elements.ts';
import { embedCode, type EmbedKind } from './embed-code.ts';
import type { MakerStrings } from './strings.ts';

/** Of the list of all addresses, what is needed here. */
interface Places {
  pages: { slug: string; places: { id: string; title: Record<string, string> }[] }[];
}
/** Room for a part that has no measure of its own, in px. */
const HEIGHTS = { port: 220, question: 460, compare: 480 } as const;

class EmbedMaker extends HTMLElement {
  readonly #words = JSON.parse(this.dataset['words'] ?? '{}') as MakerStrings;
  readonly #locale = this.dataset['locale'] ?? 'en';
  readonly #form = find<HTMLFormElement>(this, 'form');
  #places: Promise<Places> | undefined;
  /** What was asked last: an answer that comes late is not shown. */
  #turn = 0;

  connectedCallback(): void {
    this.#form.addEventListener('change', ({ target }) => {
      void this.#show(target instanceof HTMLSelectElement && target.name === 'kind');
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { value } = this.#field('code');
      if (value === '') return;
      writeClipboard(value).then(
        () => this.#tell(this.#words.copied),
        () => {
          find<HTMLTextAreaElement>(this, 'textarea').select();
          this.#tell(this.#words.refused);
        },
      );
    });
    void this.#show(true);
  }

  #field(name: string): HTMLSelectElement {
    return find<HTMLSelectElement>(this.#form, `[name=${name}]`);
  }
  #tell(text: string): void {
    find(this, '[role=status]').textContent = text;
  }

  /** What can be chosen of a kind: id and words. */
  async #choices(kind: EmbedKind): Promise<{ id: string; title: string }[]> {
    const base = this.dataset['files'] ?? '';
    if (kind === 'compare') return [];
    if (kind === 'question') {
      const { items } = await fetchJson<ItemFile>(`${base}/study/questions.${this.#locale}.json`);
      return items.map(({ id, ask }) => ({ id, title: ask.replaceAll('`', '') }));
    }
    this.#places ??= fetchJson<Places>(`${base}/data/v1/permalinks.json`);
    const { pages } = await this.#places;
    const all = pages.flatMap(({ slug, places }) =>
      places.map(({ id, title }) => ({ slug, id, title: title[this.#locale] ?? id })),
    );
    if (kind === 'drawing')
      return all.filter(({ id }) => id.startsWith('diagram-')).map(({ id, title }) => ({ id: id.slice(8), title }));
    const { records } = await fetchJson<{ records: { id: string }[] }>(`${base}/data/v1/ports.json`);
    const ports = new Set(records.map(({ id }) => id));
    return all.filter(({ slug, id }) => slug === 'reference/ports' && ports.has(id));
  }

  async #show(anew: boolean): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    const kind = this.#field('kind').value as EmbedKind;
    const list = this.#field('id');
    this.#tell('');
    // What stood there is of another choice.
    this.#field('code').value = '';
    try {
      if (anew) {
        list.replaceChildren();
        const choices = await this.#choices(kind);
        if (turn !== this.#turn) return;
        list.replaceChildren(...choices.map(({ id, title }) => make('option', title, { value: id })));
        list.closest('label')?.toggleAttribute('hidden', kind === 'compare');
        find(this.#form, 'fieldset').hidden = kind !== 'compare';
      }
      await this.#write(kind, turn);
    } catch {
      if (turn !== this.#turn) return;
      this.#places = undefined;
      find<HTMLAnchorElement>(this, 'a').hidden = true;
      this.#tell(this.#words.failed);
    }
  }

  async #write(kind: EmbedKind, turn: number): Promise<void> {
    const list = this.#field('id');
    const ids = [...this.querySelectorAll<HTMLInputElement>('[name=interface]:checked')].map(({ value }) => value);
    const id = kind === 'compare' ? ids.join(',') : list.value;
    const locale = this.#field('language').value;
    const theme = this.#field('theme').value;
    const address = `${this.dataset['root'] ?? ''}/embed/?${kind}=${id}&lang=${locale}${theme === 'reader' ? '' : `&theme=${theme}`}`;
    // A drawing knows its own measures.
    const height =
      kind === 'drawing'
        ? (await fetchJson<{ height: number }>(`${this.dataset['files'] ?? ''}/oembed/${id}.${locale}.json`)).height
        : HEIGHTS[kind];
    if (!height) throw new Error(`${id} has no height.`);
    if (turn !== this.#turn) return;
    const title = kind === 'compare' ? ids.join(', ').toUpperCase() : (list.selectedOptions[0]?.textContent ?? id);
    this.#field('code').value = id === '' ? '' : embedCode(address, title, height);
    const see = find<HTMLAnchorElement>(this, 'a');
    see.href = address;
    see.hidden = id === '';
  }
}

if (!customElements.get('embed-maker')) customElements.define('embed-maker', EmbedMaker);
