/**
 * Says that a part of the page could not be loaded: a script that is fetched when it is wanted, or a file of data. The
 * words stand in the page (components/overrides/Footer.astro), because nothing more may be loadable.
 */
export function showLoadError(): void {
  const words = document.querySelector<HTMLElement>('[data-part-missing]');
  if (words) words.hidden = false;
}
