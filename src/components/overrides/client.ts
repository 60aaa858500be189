/** What every page of the site runs, as one file: a reader on a slow line waits for each file on its own. */
import { watchLoad } from '../../browser/load-error.ts';
import './theme-select.ts';
import './language-switch.ts';
import '../../features/search/ui/site-search.ts';
import './prefetch.ts';
import '../../features/copy-link/copy-buttons.ts';
import '../../features/course-list/list-count.ts';

// The button of a code block. What copies is fetched when somebody copies.
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLElement>('.copy-code') : null;
  if (!button) return;
  watchLoad(import('../../browser/copy-code.ts')).then(
    ({ copyCode }) => copyCode(button),
    () => undefined,
  );
});
