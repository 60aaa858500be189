/**
 * What the results page runs at once: little. The engine is fetched when the address asks something, or when somebody turns
 * to the field, not for whoever looks at the map below it. Until then the form is a plain one.
 */
import { lazyElement } from '../../../browser/lazy-element.ts';
import { PATIENCE } from '../../../browser/patience.ts';

for (const page of document.querySelectorAll<HTMLElement>('search-page')) {
  page.querySelector('.search-noscript')?.remove();
  const below = document.querySelector<HTMLElement>('.everything');
  const fetchPage = async (): Promise<void> => {
    // Late or never: the map below is the way on.
    const show = (): unknown => below?.style.removeProperty('visibility');
    const late = setTimeout(show, PATIENCE);
    await import('./page.ts').catch((error: unknown) => {
      show();
      throw error;
    });
    clearTimeout(late);
  };
  const fetchNow = lazyElement(page, fetchPage, '[type=button]');
  if (!new URLSearchParams(location.search).get('q')) continue;
  // Unseen while the answers make room for themselves: nothing jumps.
  below?.style.setProperty('visibility', 'hidden');
  fetchNow();
}
