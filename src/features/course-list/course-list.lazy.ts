/**
 * What the page of the course list runs at once: little. The tool and the addresses it may hold are fetched when the reader
 * turns to the page, or at once when there is a list to show. What was ticked, typed or pressed meanwhile is not lost.
 */
import { lazyElement } from '#browser/lazy-element.ts';
import { readKept } from '#browser/storage.ts';
import { earlyKeeper } from './course-list-storage.ts';
import type { CourseKit } from './course-list-editor.ts';

const kit = document.querySelector<CourseKit>('course-kit');
if (kit) {
  for (const part of document.querySelectorAll<HTMLElement>(
    'course-kit > .tool, .course-tree :is(.filter, [data-place])',
  ))
    part.hidden = false;
  // A box says what is on the list; after a reload some browsers bring back how it was.
  for (const box of document.querySelectorAll<HTMLInputElement>('.course-tree [data-place]')) box.checked = false;
  const keepEarly = earlyKeeper();
  const early = (event: Event): void => {
    // A list that came with the address is not the reader's own: what is ticked beside it waits for the tool.
    if (location.hash.includes('list=') || !(event.target as Element).matches('[data-place], course-kit [name=title]'))
      return;
    const ticked = document.querySelectorAll<HTMLInputElement>('.course-tree [data-place]:checked');
    keepEarly(
      Array.from(ticked, ({ dataset }) => dataset['place'] ?? ''),
      kit.querySelector<HTMLInputElement>('[name=title]')?.value ?? '',
    );
  };
  document.addEventListener('input', early);
  const fetchNow = lazyElement(
    document.body,
    async () => {
      await import('./course-list-editor.ts');
      await kit.start();
      document.removeEventListener('input', early);
    },
    'course-kit [data-do]',
  );
  if (location.hash !== '' || readKept('course-list') !== null) fetchNow();
  else for (const sign of ['hashchange', 'storage']) window.addEventListener(sign, fetchNow, { once: true });
}
