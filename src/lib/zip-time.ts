/**
 * A moment as a ZIP writer must be given it. The format has no time zone, and writers put the machine's own clock there:
 * the same file would differ from machine to machine. What this returns reads, by the local clock, as the UTC of the moment.
 */
export const zipTime = (moment: Date | number): Date => {
  const utc = new Date(moment);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
};
