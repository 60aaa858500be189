/**
 * Has work done once what was just typed is painted; of several calls before that only one does it.
 * @returns call it as often as something changes
 */
export function afterPaint(work: () => void): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    requestAnimationFrame(() =>
      setTimeout(() => {
        due = false;
        work();
      }),
    );
  };
}
