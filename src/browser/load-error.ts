import { PATIENCE } from './patience.ts';

/** The words for it stand in the page (components/overrides/Footer.astro), because nothing more may be loadable. */
function say(isMissing: boolean): void {
  document.querySelector('[data-part-missing]')?.toggleAttribute('hidden', !isMissing);
}

/** Says that a part of the page could not be loaded: a script that is fetched when it is wanted, or a file of data. */
export function showLoadError(): void {
  say(true);
}

/** How many loads have failed: what began before another one did does not take its words away. */
let failures = 0;

/**
 * Tells the reader when something that is being fetched does not come, or takes so long that it seems dead. What comes
 * late is used all the same, and the words go.
 * @returns the same promise
 */
export function watchLoad<Loaded>(loading: Promise<Loaded>): Promise<Loaded> {
  const began = failures;
  const late = setTimeout(showLoadError, PATIENCE);
  loading
    .then(
      () => 0,
      () => 1,
    )
    .then((missing) => {
      clearTimeout(late);
      failures += missing;
      say(failures > began);
    });
  return loading;
}
