/** One piece of work for when the browser has nothing better to do; a key press goes before it. */
export class Idle {
  #handle = 0;

  run(work: () => void): void {
    this.cancel();
    // Safari has no idle callbacks.
    this.#handle = window.requestIdleCallback?.(work, { timeout: 500 }) ?? window.setTimeout(work, 30);
  }

  cancel(): void {
    if (window.cancelIdleCallback) window.cancelIdleCallback(this.#handle);
    else window.clearTimeout(this.#handle);
  }
}

/** Milliseconds of work after which a key that has come, or a frame that is due, has its turn. */
const PIECE = 4;

/**
 * Does work that nobody sees yet, step by step and soon, but so that neither a key nor a frame waits for more than a piece of it.
 * (An idle callback would be later: where nothing moves, the browser has one every 50 ms.)
 * @param step does the next step, and says whether there are more
 */
export function inPieces(step: () => boolean): void {
  setTimeout(() => {
    const end = performance.now() + PIECE;
    do if (!step()) return;
    while (performance.now() < end);
    inPieces(step);
  });
}

/** Ends one piece of a start: a key that has come meanwhile goes before the next. */
export const piece = (): Promise<void> => new Promise((done) => setTimeout(done));
