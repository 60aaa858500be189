/** What the comparisons with upstream share: what one is, and how a file of upstream is read. */
/** Something that upstream says and the store does not, or the other way round. */
export interface Difference {
  /** Short and stable: it tells an issue that is open already from a new one. */
  title: string;
  /** Where upstream says it. */
  url: string;
  /** What each side says. */
  detail: string;
  /** The records to look at. */
  records: readonly string[];
}

/** One comparison: the public files it needs, and how they are compared. */
export interface DriftCheck {
  name: string;
  urls: readonly string[];
  /** @param texts one per address. @throws Error when a file no longer has the form it had: that is worth a look, too */
  compare: (texts: readonly string[]) => Difference[];
}

/** Where the files of a repository lie. */
export const RAW = 'https://raw.githubusercontent.com';

/** The first match, or an error that says what was looked for. */
export function need(text: string, pattern: RegExp, what: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`no ${what} in the file: its form has changed`);
  return found;
}

/** A file of which half is missing would look like one from which things were taken out. @throws Error where its last line breaks off */
export function whole(text: string): string {
  if (!text.endsWith('\n')) throw new Error('the file breaks off: it does not end with a line end');
  return text;
}

/** By number, the older version first: `1.9` before `1.10`. */
export function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  return (left ?? []).reduce((order, part, index) => order || part - (right?.[index] ?? 0), 0);
}
