/** The sources of a cell of the comparison; fetched when somebody presses a number. */
import { watchLoad } from '#browser/load-error.ts';
import { reportLink } from '#browser/report.ts';
import { loadStyles } from '../../browser/load-styles.ts';
import styles from './sources-tip.css?url';

const stylesReady = loadStyles(styles);

/**
 * Shows the sources that a number and its neighbours stand for beside it; focus goes to the first and comes back.
 * @param tip the popover
 * @param reference the number that was pressed
 * @param note when they were checked
 */
export async function showSources(tip: HTMLElement, reference: HTMLAnchorElement, note: string): Promise<void> {
  await stylesReady;
  const list = document.createElement('ul');
  for (const { hash } of reference.closest('.refs')?.querySelectorAll('a') ?? []) {
    const source = document.getElementById(hash.slice(1));
    if (!source) continue;
    const item = document.createElement('li');
    const words = [...source.childNodes].filter((node) => !(node instanceof HTMLButtonElement));
    item.append(...words.map((node) => node.cloneNode(true)));
    list.append(item);
  }
  const checked = document.createElement('p');
  checked.textContent = note;
  const cell = reference.closest<HTMLElement>('td');
  const row = cell?.closest('tr');
  const words = cell?.cloneNode(true) as Element | undefined;
  for (const part of words?.querySelectorAll('.refs, .as-of-then') ?? []) part.remove();
  const says = [row?.querySelector('th')?.textContent, cell?.dataset['col']?.toUpperCase(), words?.textContent].join(
    ' – ',
  );
  const link = row && reportLink(row.id, `${says} (${note})`);
  if (link) checked.append(' · ', link);
  tip.replaceChildren(list, checked);
  tip.showPopover();
  const anchor = reference.getBoundingClientRect();
  const box = tip.getBoundingClientRect();
  tip.style.left = `${String(Math.max(8, Math.min(anchor.left, window.innerWidth - box.width - 8)))}px`;
  tip.style.top = `${String(anchor.bottom + box.height + 8 < window.innerHeight ? anchor.bottom + 4 : Math.max(8, anchor.top - box.height - 4))}px`;
  list.querySelector('a')?.focus();
  tip.addEventListener('toggle', (toggle) => {
    if ((toggle as ToggleEvent).newState === 'closed' && tip.contains(document.activeElement)) reference.focus();
  });
}

/** The lens of another version, when the address asks for one. @param host the element of the comparison */
export function lookAsOf(host: Element): void {
  watchLoad(import('../as-of/lens.ts').then(({ look }) => look(host))).catch(() => undefined);
}
