/** Long enough for every fact, short enough for an address. */
const LONGEST = 1500;

/** What a fact says: its row, its statement or, before a list of sources, what they are for; then when it was checked. */
function wordsOf(details: HTMLDetailsElement, checked: string): string {
  const whole = details.closest('tbody[id], article, .moment, .fact') ?? details.previousElementSibling;
  const copy = whole?.cloneNode(true) as Element | undefined;
  for (const tool of copy?.querySelectorAll('details, button, svg') ?? []) tool.remove();
  // Before what stands in cells, on lines or in print of its own there is no space in the text.
  for (const part of copy?.querySelectorAll('p, th, td, dt, dd, li, small') ?? []) part.prepend(' ');
  return `${copy?.textContent ?? ''} (${checked})`.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

/**
 * A way to the issue form for one place of this page, made of the one for the whole page in the footer. Nothing is sent by
 * itself.
 * @param id the place, as it stands after `#`
 * @param says what the place says
 * @returns undefined on a page that has no such form
 */
export function reportLink(id: string, says: string): HTMLAnchorElement | undefined {
  const page = document.querySelector<HTMLAnchorElement>('a.report-page');
  if (!page) return undefined;
  const address = new URL(page.href);
  const place = `${address.searchParams.get('address')}#${id}`;
  address.searchParams.set('title', place.split('/').slice(-2).join(''));
  address.searchParams.set('address', place);
  address.searchParams.set('says', says.replace(/\s+/g, ' ').trim().slice(0, LONGEST));
  const link = page.cloneNode(true) as HTMLAnchorElement;
  link.className = 'report-fact';
  link.href = address.href;
  return link;
}

/**
 * Gives what was opened its way to the issue form: the link below the sources of a fact learns what the fact says, and a row
 * of a table gets one, after that of the whole page in the footer; one in each row would weigh more than a page may.
 */
export function report(details: HTMLDetailsElement): void {
  const row = details.closest('tbody[id]');
  const note = details.querySelector(':is(.row-sources > p, :scope > ul > li):last-child');
  if (!note) return;
  const own = note.querySelector('a');
  const checked = note.firstChild?.textContent?.replace(/ · $/, '').trim() ?? '';
  const says = wordsOf(details, checked);
  if (own) {
    const address = new URL(own.href);
    address.searchParams.set('says', says);
    own.href = address.href;
    return;
  }
  const link = reportLink(row?.id ?? '', says);
  if (link) note.append(' · ', link);
}
