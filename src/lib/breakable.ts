const LONG = /\p{L}{14,}/gu;

/**
 * Cuts a text where a line may end in it: after `/`, `.`, `-`, `:` and `=` of paths and addresses, and before a capital of
 * a long name; never inside a word.
 * @returns the pieces in their order; joined, they are the text
 */
export function breakable(text: string): string[] {
  return text
    .replace(LONG, (name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '\u200B'))
    .split(/(?<=[\p{L}\p{N}>][/.:=-])(?=[^\s/.:=-])|\u200B/u);
}
