/** Shows in the head how many links my list has, once it has any. */
import { readKept } from '../../browser/storage.ts';

/** How many links a kept list holds: a comma stands between two, and nowhere else (see `toFragment`). */
function countKept(fragment: string): number {
  return (/\blist=([^&]*)/.exec(fragment)?.[1] ?? '').split(',').filter(Boolean).length;
}

function show(): void {
  const count = countKept(readKept('course-list') ?? '');
  const shown = count ? `${count}` : '';
  for (const place of document.querySelectorAll('[data-list-count]')) place.textContent = shown;
  // On a phone the list is in the menu: its sign says that there is one.
  document.querySelector('.sl-menu-button')?.setAttribute('data-count', shown);
}

// Another page has changed the list, or this one (see `keepList`).
for (const sign of ['storage', 'course-list']) window.addEventListener(sign, show);
show();
