// Code blocks. A file of its own because the <Code> component reads it too, where astro.config.mjs is out of reach.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { byTag } from './src/config/words.ts';
import { codeBlocks, wholeLines } from './src/markdown/code-blocks.ts';

export default defineEcConfig({
  plugins: [codeBlocks(byTag('code.copy'))],
  // No page marks lines, and the theme is always said by `data-theme`: the styles for both would come with every page.
  textMarkers: false,
  frames: false,
  useDarkModeMediaQuery: false,
  useThemedScrollbars: false,
  useThemedSelectionColors: false,
  shiki: { transformers: [wholeLines] },
  defaultProps: { wrap: true, hangingIndent: 4 },
  styleOverrides: {
    borderColor: 'var(--line)',
    borderRadius: '3px',
    codeBackground: 'var(--paper-sunken)',
    codeFontFamily: 'var(--font-code)',
    codeFontSize: '0.875rem',
    codeLineHeight: 'var(--line-small)',
    codePaddingBlock: 'calc(0.75rem - 1px)',
    codePaddingInline: '1rem',
    uiFontFamily: 'var(--font-body)',
  },
});
