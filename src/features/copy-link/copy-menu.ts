/** The copy menu itself: one popover for the page, filled for the button that opens it. */
import { fetchText, lateData } from '../../browser/fetch-text.ts';
import { writeClipboard } from '../../browser/clipboard.ts';
import { make } from '../../browser/elements.ts';
import { abnt, apa, asHtml, asText, bibtex, escapeHtml, escapeMarkdown, type Cited } from '../../lib/citations.ts';
import { addToKept } from '../course-list/course-list-storage.ts';
import { formatAddress } from '../permalinks/address.ts';
import { publicAddress } from '../permalinks/permalink-index.ts';
import { loadStyles } from '../../browser/load-styles.ts';
import { fill } from '../../lib/fill.ts';
import { plural } from '../../lib/plural.ts';
import styles from './copy-menu.css?url';
import type { CopyPage, CopyStrings } from './copy-strings.ts';

const stylesReady = loadStyles(styles);
let words: CopyStrings | undefined;

/** The place whose link is copied. */
export interface Place {
  page: CopyPage;
  strings: CopyStrings;
  title: string;
  /** Absent for the page itself. */
  id: string | undefined;
}

const KINDS = ['link', 'markdown', 'html', 'abnt', 'apa', 'bibtex'] as const;
type Kind = (typeof KINDS)[number];

interface Menu {
  box: HTMLElement;
  title: HTMLElement;
  said: HTMLElement;
  field: HTMLTextAreaElement;
  first: HTMLButtonElement;
  /** What is offered for a page as a whole only. */
  whole: HTMLElement;
  /** True when the reader wants the address of this language. */
  fixed: () => boolean;
}

let menu: Menu | undefined;
let opener: HTMLElement | undefined;
let current: Place | undefined;

/**
 * Opens the menu beside a button, when it can be shown as it should look; a second press closes it.
 * @param host that tells the words of the menu
 * @throws Error when they cannot be had
 */
export async function openMenu(host: HTMLElement, button: HTMLElement, at: Omit<Place, 'strings'>): Promise<void> {
  words ??= await lateData<CopyStrings>(host);
  await stylesReady;
  const place = { ...at, strings: words };
  menu ??= build(place.strings);
  const { box, title, said, field, first, whole } = menu;
  if (box.matches(':popover-open') && opener === button) {
    box.hidePopover();
    return;
  }
  opener = button;
  current = place;
  title.textContent = place.title;
  said.textContent = '';
  field.hidden = true;
  whole.hidden = place.id !== undefined;
  box.showPopover();
  stand(button, box);
  button.setAttribute('aria-expanded', 'true');
  first.focus({ preventScroll: true });
}

function build(strings: CopyStrings): Menu {
  const box = make('div', '', {
    class: 'copy-menu not-content',
    popover: 'auto',
    role: 'dialog',
    'aria-label': strings.menu,
  });
  const title = make('p', '', { class: 'copy-title' });
  const choice = make('fieldset', '');
  const radios = (['neutral', 'here'] as const).map((value, index) => {
    const radio = make('input', '', { type: 'radio', name: 'copy-language', value });
    radio.checked = index === 0;
    const label = make('label', '');
    label.append(radio, strings[value]);
    choice.append(label);
    return radio;
  });
  const actions = make('div', '', { class: 'copy-actions' });
  const buttons = KINDS.map((kind) => {
    const button = make('button', strings[kind], { type: 'button', 'data-kind': kind });
    button.addEventListener('click', () => void copy(kind));
    return button;
  });
  const add = make('button', strings.add, { type: 'button', class: 'wide', 'data-kind': 'add' });
  add.addEventListener('click', () => current && menu && say(menu, addition(current)));
  const whole = make('button', strings.page, { type: 'button', class: 'wide', 'data-kind': 'page' });
  whole.addEventListener('click', () => void copyPage());
  actions.append(...buttons, whole, add);
  const said = make('p', '', { class: 'copy-said', role: 'status' });
  const field = make('textarea', '', { readonly: '', 'aria-label': strings.refused });
  box.append(title, choice, actions, said, field);
  document.body.append(box);

  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const all = [...buttons, whole, add].filter((button) => !button.hidden);
    const at = all.findIndex((button) => button === document.activeElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    all[(at + step + all.length) % all.length]?.focus();
  });
  box.addEventListener('toggle', () => {
    if (box.matches(':popover-open')) return;
    opener?.setAttribute('aria-expanded', 'false');
    if (document.activeElement === document.body || box.contains(document.activeElement)) opener?.focus();
  });
  return { box, title, said, field, first: buttons[0] ?? add, whole, fixed: () => radios[1]?.checked === true };
}

/** What is said after "add to my list". */
function addition({ page, strings, id }: Place): string {
  const result = addToKept(formatAddress({ slug: page.slug, ...(id === undefined ? {} : { id }) }));
  if (!result) return strings.full;
  return plural(strings, result.already ? 'already' : 'added', result.count, document.documentElement.lang);
}

async function copy(kind: Kind): Promise<void> {
  if (!menu || !current) return;
  const { text, html } = snippet(kind, current, menu.fixed());
  const { field } = menu;
  try {
    await writeClipboard(text, html);
    field.hidden = true;
    say(menu, fill(current.strings.copied, { what: current.strings[kind] }));
  } catch {
    // The browser or a policy refuses the clipboard: the text stands selected, one key press away.
    field.hidden = false;
    field.value = text;
    field.focus();
    field.select();
    say(menu, current.strings.refused);
  }
}

/** Copies the page's Markdown twin; when that does not work, leads to it. */
async function copyPage(): Promise<void> {
  if (!menu || !current) return;
  const { strings } = current;
  menu.field.hidden = true;
  const twin = document.querySelector<HTMLLinkElement>('link[type="text/markdown"]')?.href ?? '';
  try {
    await writePromised(fetchText(twin));
    say(menu, fill(strings.copied, { what: strings.page }));
  } catch {
    const link = make('a', strings.view, { href: twin });
    say(menu, `${strings.pageFailed} `, link);
  }
}

/** Safari lets a click write only what it was promised at once; an older browser only what is there already. */
async function writePromised(text: Promise<string>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') return navigator.clipboard.writeText(await text);
  const blob = text.then((content) => new Blob([content], { type: 'text/plain' }));
  // A browser that refuses the clipboard does not wait for the text: its failure is not one more.
  blob.catch(() => undefined);
  await Promise.all([navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]), text]);
}

/** The same words twice must be announced twice. */
function say({ said }: Menu, ...words: (string | Node)[]): void {
  said.textContent = '';
  window.setTimeout(() => said.replaceChildren(...words), 50);
}

/** What a kind of copy puts on the clipboard. `html` for what a word processor should take with its emphasis. */
function snippet(kind: Kind, { page, title, id }: Place, fixed: boolean): { text: string; html?: string } {
  const url = publicAddress(
    page.root,
    { slug: page.slug, ...(id === undefined ? {} : { id }) },
    fixed ? page.locale : undefined,
  );
  const name = id === undefined ? page.title : `${title} – ${page.title}`;
  if (kind === 'link') return { text: url };
  if (kind === 'markdown') return { text: `[${escapeMarkdown(name)}](${url})` };
  if (kind === 'html') {
    const link = `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`;
    return { text: link, html: link };
  }
  const cited: Cited = {
    site: page.site,
    page: page.title,
    ...(id === undefined ? {} : { place: title }),
    url,
    checked: page.checked,
    kubernetes: page.kubernetes,
    accessed: today(),
    lang: page.lang,
  };
  if (kind === 'bibtex') return { text: bibtex(cited) };
  const pieces = kind === 'abnt' ? abnt(cited) : apa(cited);
  return { text: asText(pieces), html: asHtml(pieces) };
}

/** The reader's day. */
function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** Puts the menu under its button, or above where the window ends; always inside the window. */
function stand(button: HTMLElement, box: HTMLElement): void {
  const gap = 6;
  const at = button.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const below = at.bottom + gap + height < window.innerHeight;
  box.style.top = `${below ? at.bottom + gap : Math.max(gap, at.top - gap - height)}px`;
  box.style.left = `${Math.max(16, Math.min(at.left, window.innerWidth - width - 16))}px`;
}
