/** Something that a gate does not accept: where it stands, what is wrong, what to do. */
export interface Finding {
  /** File, and line where there is one: `src/content/docs/en/start.mdx:12`. */
  where: string;
  what: string;
  fix: string;
}

/** One finding as a line for people. */
export function line({ where, what, fix }: Finding): string {
  return `${where}  ${what} ${fix}`;
}

/**
 * Fails a test with all findings at once.
 * @throws Error whose message is one line per finding
 */
export function expectNone(findings: readonly Finding[]): void {
  if (findings.length > 0) throw new Error(`${findings.length} finding(s):\n${findings.map(line).join('\n')}`);
}
