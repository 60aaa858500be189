/**
 * Starlight's table of contents looks for headings with `:has()`. A browser that does not know it (Firefox before 121, Chrome
 * before 105) throws, and marks no section as the one that is read.
 */

/** The script that asks in another way for the same. @throws Error when Starlight has written it anew */
export function withoutHas(code: string): string {
  const asks = code
    .replaceAll('*:not(:has(${this.tocHeadingSelector}))', '*')
    .replace(
      /document\.querySelectorAll\((\[[^\]]*\]\.join\(\))\)/,
      '[...document.querySelectorAll($1)].filter((part) => !part.querySelector(this.tocHeadingSelector))',
    );
  if (asks.includes(':has(') || !asks.includes('.filter((part)'))
    throw new Error(
      'The table of contents of Starlight is written otherwise than src/build/contents-without-has.ts expects. See whether it ' +
        'still needs :has(): then change that file, else take it out of astro.config.mjs.',
    );
  return asks;
}

/** For the bundler. */
export const contentsWithoutHas = (): {
  name: string;
  transform: (code: string, id: string) => string | undefined;
} => ({
  name: 'contents-without-has',
  transform: (code, id) => (id.endsWith('/starlight-toc.js') ? withoutHas(code) : undefined),
});
