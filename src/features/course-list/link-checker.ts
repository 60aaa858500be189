/** `<link-checker>`: says of each pasted address where it leads now. Everything happens in the browser. */
import { watchLoad } from '../../browser/load-error.ts';
import type { Address } from '../permalinks/address.ts';
import type { PermalinkList } from '../permalinks/permalink-index.ts';
import type { CheckStrings } from './strings.ts';

const MAX_LINES = 1000;

class LinkChecker extends HTMLElement {
  #list: PermalinkList | undefined;

  connectedCallback(): void {
    const form = this.querySelector('form');
    if (!form) return;
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const button = form.querySelector('button');
      button?.setAttribute('data-waiting', '');
      watchLoad(this.#check(form))
        .catch(() => undefined)
        .finally(() => button?.removeAttribute('data-waiting'));
    });
  }

  async #check(form: HTMLFormElement): Promise<void> {
    const strings = JSON.parse(this.dataset['strings'] ?? '{}') as CheckStrings;
    const address = this.dataset['list'] ?? '';
    const said = form.querySelector('[role=status]');
    const out = form.querySelector('ol');
    const { addressesIn, createResolver, fetchJson, fill, firstPart, inertHtml, plural, publicAddress, titlesOf } =
      await import('./link-checker.lazy.ts');
    const [pasted, rest] = firstPart(form.querySelector('textarea')?.value ?? '');
    this.#list ??= await fetchJson<PermalinkList>(address);
    const list = this.#list;
    const { check, isOwn } = createResolver(list, [window.location.origin]);
    const all = addressesIn(pasted, { isOwn, check, parseHtml: inertHtml });
    const own = new URL(address.replace(/\/data\/v1\/[^/]*$/, ''), window.location.href).href.replace(/\/$/, '');
    const link = (to: Address, locale: string | undefined): HTMLAnchorElement => {
      const made = document.createElement('a');
      const reader = locale ?? this.dataset['locale'] ?? '';
      const titles = titlesOf(list, to, reader);
      made.href = publicAddress(own, to, reader);
      made.textContent = titles?.place === undefined ? (titles?.page ?? to.slug) : `${titles.place} – ${titles.page}`;
      return made;
    };
    let good = 0;
    let pages = 0;
    const lines = all.slice(0, MAX_LINES).map((written) => {
      const verdict = check(written);
      const line = document.createElement('li');
      const code = document.createElement('code');
      code.textContent = written.slice(0, 300);
      line.dataset['verdict'] = verdict.kind;
      if (verdict.kind !== 'file') pages += 1;
      line.append(code, `${strings[verdict.kind]} `);
      if ('now' in verdict) {
        good += 1;
        line.append(link(verdict.now, verdict.locale));
      } else if (verdict.kind === 'dead' && verdict.near.length > 0) {
        line.append(
          strings.near,
          ' ',
          ...verdict.near.flatMap((near, index) => [index > 0 ? ', ' : '', link(near, undefined)]),
        );
      }
      return line;
    });
    out?.replaceChildren(...lines);
    if (!said) return;
    const summary = plural(strings, 'summary', good, document.documentElement.lang);
    const words = all.length === 0 ? strings.none : fill(summary, { all: pages });
    // What was not read is said to be so, and where it begins, so that the rest can be pasted by itself.
    const unread = all[MAX_LINES] ?? rest;
    said.textContent = unread === '' ? words : `${words} ${fill(strings.unread, { start: unread.slice(0, 60) })}`;
  }
}

customElements.define('link-checker', LinkChecker);
