/** What every page of the site runs, as one file: a reader on a slow line waits for each file on its own. */
import './theme-select.ts';
import './language-switch.ts';
import '../../features/search/ui/site-search.ts';
import './prefetch.ts';
import '../../features/copy-link/copy-buttons.ts';
