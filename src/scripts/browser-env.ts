/** What a browser starts with that this project starts: to test, to take pictures. */
import { fileURLToPath } from 'node:url';

/**
 * The environment of such a browser. On Linux it knows the fonts of fonts.conf and no others, so that a picture
 * and a verdict are the same on every machine; elsewhere a browser asks the system and cannot be told.
 */
export const BROWSER_ENV: Readonly<Record<string, string>> = {
  ...(process.env as Record<string, string>),
  FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)),
};
