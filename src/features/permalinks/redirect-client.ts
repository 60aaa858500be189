/** Browser side of the addresses that lead on: carries query and fragment over and chooses the reader's language. */
import { chooseLanguage } from '../../lib/choose-language.ts';
import { keep, readKept } from '../../browser/storage.ts';

/**
 * Where a link of such a page leads, given the address that the reader came by.
 * @param href the link as it stands in the page; its own fragment counts when the reader brought none
 * @param moved old fragments and the addresses they have now
 * @param search query of the reader's address, with `?`, or empty
 * @param hash fragment of the reader's address, with `#`, or empty
 */
export function redirectTarget(
  href: string,
  moved: Readonly<Record<string, string>>,
  search: string,
  hash: string,
): string {
  let id = hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // A broken escape is no id of ours; it is carried over as it is.
  }
  const target = new Map(Object.entries(moved)).get(id) ?? href;
  const [page = '', own] = target.split('#');
  const fragment = target !== href ? `#${own ?? ''}` : hash !== '' ? hash : own === undefined ? '' : `#${own}`;
  return `${page}${search}${fragment === '#' ? '' : fragment}`;
}

/** Completes the links of the page, and goes to the one in the reader's language. `?choose` only offers them. */
export function redirect(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-locale]')];
  const { search, hash } = window.location;
  for (const link of links) {
    const moved = JSON.parse(link.dataset['moved'] ?? '{}') as Record<string, string>;
    link.setAttribute('href', redirectTarget(link.getAttribute('href') ?? '', moved, search, hash));
    link.addEventListener('click', () => keep('site-language', link.dataset['locale'] ?? ''));
  }
  const known = links.map((link) => link.dataset['locale'] ?? '');
  const locale =
    known.length === 1
      ? known[0]
      : new URLSearchParams(search).has('choose')
        ? null
        : chooseLanguage(known, readKept('site-language'), navigator.languages);
  const target = links.find((link) => link.dataset['locale'] === locale);
  // replace: the Back button leaves to where the reader came from instead of bouncing.
  if (target) window.location.replace(target.href);
}
