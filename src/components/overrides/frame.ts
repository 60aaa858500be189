/** What every page of the site runs, as one file: a reader on a slow line waits for each file on its own. */
import './theme-select.ts';
import './language-switch.ts';
import './site-search.ts';
import './prefetch.ts';
import '../permalinks/copy-buttons.ts';
