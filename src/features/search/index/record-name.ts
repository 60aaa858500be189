/** The number in the name that the index has for a record, or undefined for one of another language. */
export function recordNumber(name: string, prefix: string): number | undefined {
  return name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 36) : undefined;
}
