/** What every page of the site runs, as one file: a reader on a slow line waits for each file on its own. */
import { watchLoad } from '../../browser/load-error.ts';
import './theme-switch.ts';
import './language-switch.ts';
import '../../features/search/ui/site-search.ts';
import './prefetch.ts';
import '../../features/copy-link/copy-buttons.ts';
import '../../features/course-list/list-count.ts';

/** Fetches and runs a part that is wanted now. Where an empty answer came in its place, that is said as well. */
const run = (part: Promise<void>): void => void watchLoad(part).catch(() => undefined);

// The button of a code block. What copies is fetched when somebody copies.
document.addEventListener('click', ({ target }) => {
  const button = (target as Element).closest<HTMLElement>('.copy-code');
  if (button) run(import('../../browser/copy-code.ts').then((module) => module.copyCode(button)));
});

// The sources of a fact, opened: their link to the issue form learns what the fact says. Without that it leads there as well.
document.addEventListener(
  'toggle',
  ({ target }) => {
    const details = target as HTMLDetailsElement;
    if (details.open && details.querySelector('.row-sources,.report-fact'))
      run(import('../../browser/report.ts').then((module) => module.report(details)));
  },
  true,
);
