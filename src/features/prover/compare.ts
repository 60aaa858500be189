/**
 * What varies between two clusters, from the longest pattern to the shortest: each becomes a word, so that two outputs can be
 * compared line by line.
 */
const VARYING: readonly [pattern: RegExp, word: string][] = [
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'UID'],
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.:Z+-]*/g, 'TIME'],
  [/\b\d{1,3}(\.\d{1,3}){3}(\/\d+)?(:\d+)?\b/g, 'ADDRESS'],
  [/\b(node-\d|cp-\d|kind-\w[\w-]*|interfaces-\w[\w-]*)\b/g, 'NODE'],
  // kube-proxy names the chains of a Service after a hash.
  [/\bKUBE-(SVC|SEP|EXT|FW)-\w+/g, 'CHAIN'],
  [/\b\w*-?sample(-\w+)*\b/g, 'NAME'],
  [/\bv?\d+\.\d+(\.\d+)?([-+][\w.]+)?\b/g, 'VERSION'],
  [/\b\d+ (seconds?|minutes?|hours?|days?|weeks?|months?) ago\b/g, 'AGE'],
  [/\b(\d+(\.\d+)?(ms|[smhdy]))+\b/g, 'AGE'],
  [/\b\d+(\.\d+)?\s?([kKMG]i?B|[mn]|Mi|Gi|Ki)\b/g, 'SIZE'],
  [/\b[0-9a-f]{7,}\b/g, 'HASH'],
  [/\b\d+\b/g, 'N'],
];

/** A line with what varies masked, and runs of blanks as one. */
export function mask(line: string): string {
  return VARYING.reduce((text, [pattern, word]) => text.replace(pattern, word), line.trim()).replace(/\s+/g, ' ');
}

/** `NAME   READY   AGE`: two or more columns in capitals; an ellipsis stands for columns that the page leaves out. */
const HEADER = /^[A-Z][A-Z0-9()/_-]*( ?[A-Z0-9()/_-]+)*(\s{2,}(…|[A-Z][A-Z0-9()/_ -]*))+$/;

/** A line of a table stands in columns; a sentence or a single word below one is not of it. */
const ROW = /\S\s{2,}\S/;

/**
 * The lines that a page promises and a run did not print. The head of a table must be there word for word, and at least as
 * many lines under it as one; its rows are another cluster's, and are not compared. Every other line must be there once what
 * varies is masked, as often as the page shows it. An ellipsis on the page stands for any text.
 *
 * @param expected what the page shows
 * @param actual what the run printed
 */
export function missingLines(expected: string, actual: string): string[] {
  const real = actual.split('\n');
  const masked = real.map(mask);
  const missing: string[] = [];
  const shown = new Map<string, number>();
  let inTable = false;
  for (const line of expected.split('\n')) {
    inTable &&= ROW.test(line);
    if (line.trim() === '') continue;
    if (HEADER.test(line.trim())) {
      const head = masked.findIndex((other) => matches(mask(line), other));
      if (head < 0 || (real[head + 1] ?? '').trim() === '') missing.push(line);
      inTable = true;
    } else if (!inTable) {
      const times = (shown.get(mask(line)) ?? 0) + 1;
      shown.set(mask(line), times);
      if (masked.filter((other) => matches(mask(line), other)).length < times) missing.push(line);
    }
  }
  return missing;
}

function matches(expected: string, actual: string): boolean {
  const parts = expected.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(actual);
}
