/** Work in pieces: soon done, and none that makes a key wait. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { inPieces } from '#browser/idle.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Does steps that take so many milliseconds each. @returns how many were done before each turn of whatever else is due */
function turns(steps: number, each: number): number[] {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  let done = 0;
  inPieces(() => {
    now += each;
    return (done += 1) < steps;
  });
  const seen: number[] = [];
  while (vi.getTimerCount() > 0) {
    seen.push(done);
    vi.advanceTimersToNextTimer();
  }
  return [...seen, done];
}

describe('work in pieces', () => {
  it('does nothing at once', () => {
    expect(turns(1, 1)).toEqual([0, 1]);
  });
  it('does several steps, and lets others have their turn after four milliseconds', () => {
    expect(turns(7, 2)).toEqual([0, 2, 4, 6, 7]);
  });
  it('does one step at a time where each takes longer', () => {
    expect(turns(3, 30)).toEqual([0, 1, 2, 3]);
  });
});
