/** Where a part of the site stands by itself, for frames in slides and course systems. */
import { BASE_PATH, SITE_URL } from '../../config/site.ts';

/** What can be shown by itself. */
export const EMBEDS = ['drawing', 'port', 'question', 'compare'] as const;
export type EmbedKind = (typeof EMBEDS)[number];

/** Address of the small page that shows one thing. @param locale the language in which it speaks */
export const embedAddress = (kind: EmbedKind, id: string, locale: string): string =>
  `${SITE_URL}${BASE_PATH}/embed/?${kind}=${id}&lang=${locale}`;

/** Code to paste. @param height of the frame in px */
export const embedCode = (address: string, title: string, height: number): string =>
  `<iframe src="${address.replaceAll('&', '&amp;')}" title="${title.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`;

/** Room for the line below a drawing. */
export const BELOW = 56;
