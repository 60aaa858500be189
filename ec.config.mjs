// Code blocks. A file of its own because the <Code> component reads it too, where astro.config.mjs is out of reach.
import { defineEcConfig } from '@astrojs/starlight/expressive-code';
import { focusableCode } from './src/markdown/focusable-code.ts';

export default defineEcConfig({ plugins: [focusableCode()] });
