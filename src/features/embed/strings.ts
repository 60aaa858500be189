/** The strings of the small page, by their whole keys. */
export const EMBED_STRINGS = ['embed.from', 'embed.missing', 'embed.failed', 'study.answer'] as const;
/** What the script is given; the names of dimensions come with them. */
export type EmbedStrings = Record<(typeof EMBED_STRINGS)[number] | `dimension.${string}`, string>;
