/** What a reader looked for lately. It stays on the device; storage may be refused, then there is none. */
const KEY = 'recent-searches';
const KEPT = 5;

/** The last questions, newest first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

/** Keeps a question that led somewhere. */
export function rememberSearch(typed: string): void {
  const text = typed.trim().slice(0, 80);
  if (text === '') return;
  const others = recentSearches().filter((kept) => kept.toLowerCase() !== text.toLowerCase());
  write([text, ...others].slice(0, KEPT));
}

/** Forgets them all. */
export function forgetSearches(): void {
  write([]);
}

function write(list: readonly string[]): void {
  try {
    if (list.length === 0) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // Storage refused (private window, policy): nothing is kept.
  }
}
