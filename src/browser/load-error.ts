import { PATIENCE } from './patience.ts';

/**
 * Says that a part of the page could not be loaded: a script that is fetched when it is wanted, or a file of data. The words
 * stand in the page (components/overrides/Footer.astro), because nothing more may be loadable.
 * @param missing what is missing: how many parts, or the error; with 0 the words go
 */
export function showLoadError(missing: unknown): void {
  document.querySelector('[data-part-missing]')?.toggleAttribute('hidden', !missing);
}

/** How many loads have failed: what began before another one did does not take its words away. */
let failures = 0;
/** How many are late now: what comes meanwhile does not take away the words for them. */
let late = 0;

/**
 * Tells the reader when something that is being fetched does not come, or takes so long that it seems dead. What comes
 * late is used all the same, and the words go.
 * @returns the same promise
 */
export function watchLoad<Loaded>(loading: Promise<Loaded>): Promise<Loaded> {
  const began = failures;
  let own = 0;
  const timer = setTimeout(() => showLoadError((late += own = 1)), PATIENCE);
  const end = (missing: number) => (): void => {
    clearTimeout(timer);
    late -= own;
    failures += missing;
    showLoadError(failures + late - began);
  };
  loading.then(end(0), end(1));
  return loading;
}
