/** The strings of the small page, by their whole keys. */
export const EMBED_STRINGS = ['embed.from', 'embed.missing', 'embed.failed', 'study.answer'] as const;
/** What the script is given; the names of dimensions come with them. */
export type EmbedStrings = Record<(typeof EMBED_STRINGS)[number] | `dimension.${string}`, string>;

/** What the script says that makes the code of a frame, as `embed.make.<key>`. */
export const MAKER_STRINGS = ['copied', 'refused', 'failed'] as const;
export type MakerStrings = Record<(typeof MAKER_STRINGS)[number], string>;
