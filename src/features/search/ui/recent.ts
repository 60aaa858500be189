/** What a reader looked for lately. It stays on the device; storage may be refused, then there is none. */
import { keep, readKept } from '../../../browser/storage.ts';

const KEPT = 5;

/** The last questions, newest first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(readKept('recent-searches') ?? '[]');
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
  keep('recent-searches', JSON.stringify([text, ...others].slice(0, KEPT)));
}

/** Forgets them all. */
export function forgetSearches(): void {
  keep('recent-searches', '');
}
