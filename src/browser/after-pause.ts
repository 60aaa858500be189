/** What fast typists leave between two keys; who stops longer wants to see. */
const PAUSE = 120;

/**
 * Has work done once whoever types pauses: the field shows each key at once, and no key waits for work on the one before it.
 * @returns `later`, to call as often as something changes, and `now`, which does what is still due
 */
export function afterPause(work: () => void): { later: () => void; now: () => void } {
  let due = 0;
  const run = (): void => {
    due = 0;
    work();
  };
  return {
    later: () => {
      window.clearTimeout(due);
      due = window.setTimeout(run, PAUSE);
    },
    now: () => {
      if (due === 0) return;
      window.clearTimeout(due);
      run();
    },
  };
}

/** Has work done once the frame is painted that shows what was just changed. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => setTimeout(work));
}
