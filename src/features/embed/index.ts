/** Parts of the site in other pages: `import { EmbedMaker } from '#features/embed/index.ts';` */
export { default as EmbedMaker } from './EmbedMaker.astro';
