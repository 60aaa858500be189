import { z } from 'astro/zod';
import en from '../content/i18n/en.json' with { type: 'json' };

/** The key of a string of the user interface that is not Starlight's own: a key of `src/content/i18n/en.json`. */
export type UiKey = keyof typeof en;

const text = z.string().min(1);

/**
 * The schema that Starlight's own i18n schema is extended by: what one file of `src/content/i18n/` has, all must have. A
 * missing string stops the build. `{{name}}` marks what is filled in.
 */
export const uiStrings = Object.fromEntries(Object.keys(en).map((key) => [key, text])) as Record<UiKey, typeof text>;
