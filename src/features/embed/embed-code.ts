/** What stands in somebody else's page. Runs in the page too. */

/** What can be shown by itself. */
export const EMBEDS = ['drawing', 'port', 'question', 'compare'] as const;
export type EmbedKind = (typeof EMBEDS)[number];

/** Code to paste. @param height of the frame in px */
export const embedCode = (address: string, title: string, height: number): string =>
  `<iframe src="${address.replaceAll('&', '&amp;')}" title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`;
