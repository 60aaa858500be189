/**
 * What this site keeps on the device. Other sites may share its origin (`<owner>.github.io/other/`), and the storage with
 * it: every name begins with this site's sub-path. Storage may be refused (a private window, a policy): then nothing is kept.
 */
const OWN = import.meta.env.BASE_URL;

/** Reads what was kept under a name; null when there is nothing, or storage is refused. */
export function readKept(name: string): string | null {
  try {
    return window.localStorage.getItem(OWN + name);
  } catch {
    return null;
  }
}

/** Keeps a text; without one deletes what was kept. @returns false when storage is refused */
export function keep(name: string, text: string | undefined): boolean {
  try {
    if (text === undefined) window.localStorage.removeItem(OWN + name);
    else window.localStorage.setItem(OWN + name, text);
    return true;
  } catch {
    return false;
  }
}
