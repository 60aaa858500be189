/** Parts of the site in other pages: `import { EmbedMaker } from '@features/embed';` */
export { default as EmbedMaker } from './EmbedMaker.astro';
