/**
 * What this site keeps on the device. Other sites may share its origin (`<owner>.github.io/other/`), and the storage with
 * it: every name begins with this site's sub-path. Storage may be refused (a private window, a policy): then nothing is
 * kept, and a choice lasts for the page.
 */
/** All that is kept; the page about the site lists it. `theme` also stands in components/overrides/ThemeProvider.astro. */
export type Kept = 'theme' | 'site-language' | 'course-list' | 'recent-searches' | 'study-progress';

const own = (name: Kept): string => import.meta.env.BASE_URL + name;

/** Reads what was kept under a name; null when there is nothing, or storage is refused. */
export function readKept(name: Kept): string | null {
  try {
    return localStorage.getItem(own(name));
  } catch {
    return null;
  }
}

/** Keeps a text; an empty one deletes what was kept. @returns false when storage is refused */
export function keep(name: Kept, text: string): boolean {
  try {
    if (text === '') localStorage.removeItem(own(name));
    else localStorage.setItem(own(name), text);
    return true;
  } catch {
    return false;
  }
}
