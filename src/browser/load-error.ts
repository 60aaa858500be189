import { PATIENCE } from './patience.ts';

/** The words for it stand in the page (components/overrides/Footer.astro), because nothing more may be loadable. */
const words = (): HTMLElement | null => document.querySelector<HTMLElement>('[data-part-missing]');

/** Says that a part of the page could not be loaded: a script that is fetched when it is wanted, or a file of data. */
export function showLoadError(): void {
  const said = words();
  if (said) said.hidden = false;
}

/**
 * Tells the reader when something that is being fetched does not come, or takes so long that it seems dead. What comes
 * late is used all the same, and the words go.
 * @returns the same promise
 */
export function watchLoad<Loaded>(loading: Promise<Loaded>): Promise<Loaded> {
  const late = window.setTimeout(showLoadError, PATIENCE);
  const done = (): void => window.clearTimeout(late);
  loading.then(
    () => {
      done();
      const said = words();
      if (said) said.hidden = true;
    },
    () => {
      done();
      showLoadError();
    },
  );
  return loading;
}
