/** What every page of the site runs, as one file: a reader on a slow line waits for each file on its own. */
import { watchLoad } from '../../browser/load-error.ts';
import './theme-switch.ts';
import './language-switch.ts';
import '../../features/search/ui/site-search.ts';
import './prefetch.ts';
import '../../features/copy-link/copy-buttons.ts';
import '../../features/course-list/list-count.ts';

// The button of a code block. What copies is fetched when somebody copies.
document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('.copy-code');
  if (!button) return;
  watchLoad(import('../../browser/copy-code.ts')).then(
    ({ copyCode }) => copyCode(button),
    () => undefined,
  );
});

// The sources of a fact, opened: their link to the issue form learns what the fact says. Without that it leads there as well.
document.addEventListener(
  'toggle',
  ({ target }) => {
    const details = target as HTMLDetailsElement;
    if (details.open && details.querySelector('.row-sources,.report-fact'))
      watchLoad(import('../../browser/report.ts')).then(
        ({ report }) => report(details),
        () => undefined,
      );
  },
  true,
);
