/** Long enough for every fact, short enough for an address. */
const LONGEST = 1500;

/** What a fact says: its row, its statement or, before a list of sources, what they are for; then when it was checked. */
function wordsOf(details: HTMLDetailsElement, checked: string): string {
  const whole = details.closest('tbody[id], article, .moment, .fact') ?? details.previousElementSibling;
  const copy = whole?.cloneNode(true) as Element | undefined;
  for (const tool of copy?.querySelectorAll('details, button, svg') ?? []) tool.remove();
  // Between what stands in cells and lines of their own there is no space in the text.
  for (const part of copy?.querySelectorAll('p, th, td, dt, dd, li') ?? []) part.append(' ');
  return `${copy?.textContent ?? ''} (${checked})`.replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

/**
 * Gives what was opened its way to the issue form: the link below the sources of a fact learns what the fact says, and a row
 * of a table gets one, after that of the whole page in the footer; one in each row would weigh more than a page may.
 * Nothing is sent by itself.
 */
export function report(details: HTMLDetailsElement): void {
  const row = details.closest('tbody[id]');
  const note = details.querySelector(':is(.row-sources > p, :scope > ul > li):last-child');
  const page = document.querySelector<HTMLAnchorElement>('a.report-page');
  if (!note || !page) return;
  let link = note.querySelector('a');
  const checked = note.firstChild?.textContent?.replace(/ · $/, '').trim() ?? '';
  const address = new URL((link ?? page).href);
  if (!link) {
    const place = `${address.searchParams.get('address')}#${row?.id ?? ''}`;
    address.searchParams.set('title', place.split('/').slice(-2).join(''));
    address.searchParams.set('address', place);
    link = page.cloneNode(true) as HTMLAnchorElement;
    link.className = 'report-fact';
    note.append(' · ', link);
  }
  address.searchParams.set('says', wordsOf(details, checked));
  link.href = address.href;
}
