/** Whether something grows with the number of pages or faster. */

/** A value at a size. */
export interface Point {
  size: number;
  value: number;
}

/** The verdict on a list of points. */
export interface Growth {
  linear: boolean;
  /** What was compared, in words. */
  words: string;
}

/**
 * The largest may cost this many times what the one before it promises. More than the noise of a build on a machine that does
 * other things; far less than the 3.3 that a quadratic cost makes of 300 and 1,000.
 */
const TOLERANCE = 1.3;
/** What does not grow at all still differs a little from build to build: this share of the value without added pages. */
export const NOISE = 0.05;

/**
 * Compares what the largest size added with what the size before it added, page by page.
 * @param points by size, the first of them size 0; at least three
 * @param noise share of the value without added pages that it may differ by chance
 * @throws Error when there are fewer: two points always lie on a line
 */
export function growth(points: readonly Point[], noise = NOISE): Growth {
  const [base] = points;
  const [middle, largest] = points.slice(-2);
  if (!base || !middle || !largest || points.length < 3 || base.size !== 0) {
    throw new Error('Growth needs a size of 0 and two more.');
  }
  const cost = ({ size, value }: Point): number => (value - base.value) / size;
  const promised = Math.max(0, cost(middle)) * largest.size;
  const added = largest.value - base.value;
  const linear = added <= promised * TOLERANCE + base.value * noise;
  const figure = (value: number): string => String(Number(value.toPrecision(3)));
  return {
    linear,
    words:
      `${figure(cost(largest))} for each page added at ${largest.size}, ${figure(cost(middle))} at ${middle.size} ` +
      `(may be ${TOLERANCE} times as much); ${figure(base.value)} without any`,
  };
}
