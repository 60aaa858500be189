/** A file that is no text of ours, before anything tries to understand it. */

/** What is wrong, on which line, and what to do. */
export interface TextProblem {
  line: number;
  what: string;
  fix: string;
}

/** Lines by which Git marks the two sides of a conflict. One of `=` alone is also an underline. */
const CONFLICT = /^(?:<{7}|>{7}|\|{7})(?: |\r?$)/m;

/**
 * Signs that steer a terminal, end a line for some programs only, or are not seen: they turn the direction of what follows, or
 * make of one word two that look alike. A tab, the ends of lines and of pages are text.
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\0-\x08\x0B\x0E-\x1F\x7F\u200B\u2028-\u202E\u2060\u2066-\u2069\uFEFF]/;

/** A letter and the mark on it as two signs, as macOS names files: it looks like the one sign, and is another word. */
const APART = /\p{L}[\u0300-\u036F]+/u;

/** The two or three bytes of one letter, each taken for a letter of Windows' or Latin 1: of ç, of °, of a dash or a quote. */
const TWICE = /\u00C3[\u0080-\u00BF]|\u00C2[\u0080-\u00BF]|\u00E2[\u0080\u20AC]/;

/** A letter of the Greek or the Cyrillic alphabet in a word of ours: most look like a Latin one, and no search finds the word. */
const ALIEN = /[a-z]([\u0370-\u03FF\u0400-\u04FF])|([\u0370-\u03FF\u0400-\u04FF])[a-z]/i;

/** One of these signs is in whatever those four look for. Few texts have one, and to look for it takes a third of their time. */
const RARE =
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0300-\u04FF\0-\x08\x0B\x0E-\x1F\x7F\x80\u00C2\u00C3\u200B\u2028-\u202E\u2060\u2066-\u2069\u20AC\uFEFF]/;

/**
 * Reads the bytes of a file as UTF-8.
 * @returns the text, and what is wrong with it: another encoding, signs that were lost in one, a conflict, nothing at all
 */
export function textProblems(bytes: Uint8Array): { text: string; problems: TextProblem[] } {
  const lineAt = (offset: number): number =>
    bytes.subarray(0, offset).reduce((line, byte) => line + Number(byte === 10), 1);
  const one = (line: number, what: string, fix: string) => ({ text: '', problems: [{ line, what, fix }] });
  const save = 'Save the file as UTF-8 in your editor, or bring it back with `git checkout`.';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return one(1, 'The file is UTF-16, not UTF-8.', save);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return one(lineAt(firstBroken(bytes)), 'This line is not UTF-8: it has letters of another encoding.', save);
  }
  const lost = text.indexOf('\uFFFD');
  if (lost >= 0) {
    const line = text.slice(0, lost).split('\n').length;
    return one(line, 'A letter was lost in another encoding: the line has the sign U+FFFD.', 'Write the letter again.');
  }
  const isRare = RARE.test(text);
  const control = isRare ? CONTROL.exec(text) : null;
  if (control) {
    const sign = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const line = text.slice(0, control.index).split('\n').length;
    return one(
      line,
      `The line has the sign U+${sign}, which no text has.`,
      'Take it out: editors show it with “show all signs”.',
    );
  }
  const twice = isRare ? TWICE.exec(text) : null;
  if (twice) {
    const line = text.slice(0, twice.index).split('\n').length;
    return one(line, `A letter was encoded twice: the line has “${twice[0]}” in its place.`, save);
  }
  const apart = isRare ? APART.exec(text) : null;
  if (apart) {
    const line = text.slice(0, apart.index).split('\n').length;
    return one(line, `In “${apart[0]}” a letter and its mark are two signs, not one.`, 'Type the word again.');
  }
  const alien = isRare ? ALIEN.exec(text) : null;
  if (alien) {
    const line = text.slice(0, alien.index).split('\n').length;
    return one(
      line,
      `In “${alien[0]}” a letter is of another alphabet: “${alien[1] ?? alien[2] ?? ''}”.`,
      'Type the word again: copied letters may only look like ours.',
    );
  }
  const conflict = CONFLICT.exec(text);
  if (conflict) {
    const line = text.slice(0, conflict.index).split('\n').length;
    return one(
      line,
      'A merge conflict is not resolved: Git’s marks stand here.',
      'Keep what both sides meant and remove the lines of <, = and >.',
    );
  }
  return { text, problems: [] };
}

/** Where the bytes stop being UTF-8: the longest beginning that still is. */
function firstBroken(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (good < bad) {
    const middle = Math.ceil((good + bad) / 2);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle - 1;
    }
  }
  return good;
}
