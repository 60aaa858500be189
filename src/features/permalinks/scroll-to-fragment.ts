/** How long a place is held where it belongs after each step of the page's arrival, in ms. */
const HOLD = 600;

/**
 * Brings the place of the address to where it belongs, under the header, and keeps it there while the page arrives:
 * the browser scrolls once, early, and cannot bring up a place near the end of the page at all.
 */
export function scrollToFragment(): void {
  let touched = false;
  for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
    window.addEventListener(event, () => (touched = true), { passive: true });
  }
  const land = (): boolean => {
    const place = touched ? undefined : target();
    if (!place) return false;
    makeRoom(place);
    if (Math.abs(offset(place)) > 8) place.scrollIntoView({ block: 'start', behavior: 'instant' });
    return true;
  };
  // Rows that were out of sight get their true height only when they come near: each landing may move the place again.
  const keep = (until: number): void => {
    if (land() && performance.now() < until) window.requestAnimationFrame(() => keep(until));
  };
  const hold = (): void => keep(performance.now() + HOLD);
  hold();
  window.addEventListener('load', hold);
  void document.fonts.ready.then(hold);
  window.addEventListener('hashchange', () => {
    touched = false;
    hold();
  });
}

function target(): HTMLElement | undefined {
  let id = window.location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    return undefined;
  }
  const place = id === '' ? null : document.getElementById(id);
  return place && place.getClientRects().length > 0 ? place : undefined;
}

/** How far below its right place something stands, in px. */
function offset(place: HTMLElement): number {
  const padding = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const margin = Number.parseFloat(getComputedStyle(place).scrollMarginTop) || 0;
  return place.getBoundingClientRect().top - padding - margin;
}

/** Makes the page as long as it must be for the place to reach the top, and no longer. */
function makeRoom(place: HTMLElement): void {
  const main = document.querySelector<HTMLElement>('main');
  if (!main) return;
  const page = document.documentElement;
  const missing = Math.ceil(window.scrollY + offset(place) + page.clientHeight - page.scrollHeight);
  if (missing <= 0) return;
  main.style.paddingBottom = `${missing + Number.parseFloat(getComputedStyle(main).paddingBottom)}px`;
}
