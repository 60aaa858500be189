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
