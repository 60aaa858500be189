/** The file of a language's feed, below the root of the site. */
export const feedPath = (locale: string): string => `${locale}/changes.atom`;
