/** What the search must reach. Lower one only with a reason in the commit. */
export const FLOORS = {
  hit1: 0.9,
  hit3: 0.97,
  empty: 0,
  /** Bytes of script on a page before anybody searches. */
  triggerBytes: 2000,
  /** Median milliseconds from the last key to painted results, slowed four times, warm. */
  latency: 150,
  /** Median bytes from opening to the first answer. */
  firstBytes: 150_000,
} as const;
