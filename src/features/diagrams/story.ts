/** Steps of a story by button and by key: the next one comes into the middle of the window, is focused and addressed. */
import { replaceAddress } from '../../browser/replace-address.ts';

/**
 * Which step comes next.
 * @param middles distance of each step's middle from the middle of the window, from first to last; above it is negative
 * @param by 1 forwards, -1 backwards
 * @returns its position; the first or the last one at the ends
 */
function nextStep(middles: readonly number[], by: number): number {
  // Before the list the first step is next, and behind it the last one is the step before.
  const first = middles[0] ?? 0;
  const last = middles.at(-1) ?? 0;
  let now = middles.reduce(
    (best, middle, index) => (Math.abs(middle) < Math.abs(middles[best] ?? 0) ? index : best),
    0,
  );
  const pitch = middles.length > 1 ? (last - first) / (middles.length - 1) : 0;
  if (by > 0 && first > pitch) now = -1;
  if (by < 0 && last < -pitch) now = middles.length;
  return Math.min(middles.length - 1, Math.max(0, now + by));
}

/** Longer than a browser scrolls smoothly from one step to the next, in ms. */
const ON_THE_WAY = 1000;

class FlowStory extends HTMLElement {
  /** The step that was asked for last, and when: until it has come, what stands in the middle is not where the reader is. */
  #asked = { step: -1, since: -Infinity };

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const by =
        event.target instanceof Element ? event.target.closest('[data-step]')?.getAttribute('data-step') : null;
      if (by) this.go(Number(by));
    });
    this.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (by === 0) return;
      event.preventDefault();
      this.go(by);
    });
  }

  private go(by: number): void {
    const steps = [...this.querySelectorAll<HTMLElement>('.flow > li')];
    const middle = document.documentElement.clientHeight / 2;
    const focused = steps.findIndex((step) => step === document.activeElement);
    const asked = performance.now() - this.#asked.since < ON_THE_WAY ? this.#asked.step : -1;
    const from = focused >= 0 ? focused : asked;
    const at =
      from >= 0
        ? Math.min(steps.length - 1, Math.max(0, from + by))
        : nextStep(
            steps.map((step) => {
              const { top, bottom } = step.getBoundingClientRect();
              return (top + bottom) / 2 - middle;
            }),
            by,
          );
    const step = steps[at];
    if (step === undefined) return;
    this.#asked = { step: at, since: performance.now() };
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    step.tabIndex = -1;
    step.focus({ preventScroll: true });
    step.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
    replaceAddress(`#${step.id}`);
  }
}

if (!customElements.get('flow-story')) customElements.define('flow-story', FlowStory);
