// Code blocks. A file of its own because the <Code> component reads it too, where astro.config.mjs is out of reach.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { focusableCode } from './src/markdown/focusable-code.ts';

export default defineEcConfig({
  plugins: [focusableCode()],
  // No page marks lines, and the theme is always said by `data-theme`: the styles for both would come with every page.
  textMarkers: false,
  useDarkModeMediaQuery: false,
});
