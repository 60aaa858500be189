/** Where a part of the site stands by itself, for frames in slides and course systems. */
import { BASE_PATH, SITE_URL } from '../../config/site.ts';
import type { EmbedKind } from './embed-code.ts';

/** Address of the small page that shows one thing. @param locale the language in which it speaks */
export const embedAddress = (kind: EmbedKind, id: string, locale: string): string =>
  `${SITE_URL}${BASE_PATH}/embed/?${kind}=${id}&lang=${locale}`;

/** Room for the line below a drawing. */
export const BELOW = 56;
