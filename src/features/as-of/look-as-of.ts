import { watchLoad } from '@browser/load-error.ts';

/** Fetches the lens when the address asks for a version. @param host the element whose tables are looked at */
export function lookAsOf(host: Element | null): void {
  if (host && location.search.includes('asof='))
    watchLoad(import('./lens.ts').then(({ look }) => look(host))).catch(() => undefined);
}
