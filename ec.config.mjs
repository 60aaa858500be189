// Code blocks. A file of its own because the <Code> component reads it too, where astro.config.mjs is out of reach.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { focusableCode } from './src/markdown/focusable-code.ts';
import { LANGUAGES } from './src/site/languages.ts';

export default defineEcConfig({
  plugins: [focusableCode()],
  // Starlight looks for the language at the start of the address, where this site has its sub-path.
  getBlockLocale: ({ file }) => {
    const place = file.url?.pathname ?? file.path?.replaceAll('\\', '/').replace(/^.*\/content\/docs\//, '/') ?? '';
    return LANGUAGES.find(({ locale }) => place.includes(`/${locale}/`))?.tag;
  },
  // No page marks lines, and the theme is always said by `data-theme`: the styles for both would come with every page.
  textMarkers: false,
  useDarkModeMediaQuery: false,
});
