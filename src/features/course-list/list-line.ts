import type { KitStrings } from './strings.ts';

/** A section on the list. */
interface Line {
  /** Where it stands. */
  at: number;
  /** Its address inside the site, by which it is found again. */
  place: string;
  name: string;
  href: string;
  note: string;
}

/** A section as the reader sees and edits it: its link, its note, buttons to move it and to take it out. */
export function listLine({ at, place, name, href, note }: Line, strings: KitStrings): HTMLElement {
  const line = document.createElement('li');
  line.dataset['at'] = String(at);
  line.dataset['place'] = place;
  const link = document.createElement('a');
  link.href = href;
  link.textContent = name;
  // Paper shows all of it, where a field ends (CourseList.astro).
  line.dataset['note'] = note;
  const field = document.createElement('input');
  field.type = 'text';
  field.value = note;
  field.maxLength = 300;
  field.placeholder = strings.note;
  field.setAttribute('aria-label', `${strings.note}: ${name}`);
  const row = document.createElement('div');
  row.className = 'line';
  row.append(link);
  for (const [what, sign] of [
    ['up', '↑'],
    ['down', '↓'],
    ['remove', '×'],
  ] as const) {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset['do'] = what;
    button.textContent = sign;
    button.setAttribute('aria-label', `${strings[what]}: ${name}`);
    row.append(button);
  }
  line.append(row, field);
  return line;
}

/**
 * Remembers where a note is being written.
 * @param list holds the lines
 * @returns puts the caret back there, when the list was drawn anew meanwhile
 */
export function caretOfNote(list: HTMLElement): () => void {
  const field = document.activeElement;
  const at =
    field instanceof HTMLInputElement && list.contains(field) ? field.closest('li')?.dataset['place'] : undefined;
  if (!(field instanceof HTMLInputElement) || at === undefined) return () => undefined;
  const { selectionStart, selectionEnd } = field;
  return () => {
    const now = list.querySelector<HTMLInputElement>(`li[data-place="${CSS.escape(at)}"] input`);
    now?.focus();
    now?.setSelectionRange(selectionStart, selectionEnd);
  };
}
