/** Fills in what the fact says when its link to the issue form is pressed; nothing is sent by itself. */

/** Long enough for every fact, short enough for an address. */
const LONGEST = 1500;

/** The text of the fact to which a link belongs: its row, its statement or, before a list of sources, what they are for. */
export function factText(link: Element): string {
  const holder = link.closest('tbody[id], article, .moment, .fact');
  const whole = holder ?? link.closest('details')?.previousElementSibling;
  if (!whole) return '';
  const copy = whole.cloneNode(true) as Element;
  for (const tool of copy.querySelectorAll('details, button, svg')) tool.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST);
}

document.addEventListener(
  'click',
  ({ target }) => {
    const link = (target as Element).closest<HTMLAnchorElement>('a.report-fact');
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set('says', factText(link));
    link.href = address.href;
  },
  true,
);
