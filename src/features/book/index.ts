/** Books of the site: `import { BookFiles } from '#features/book/index.ts';` */
export { default as BookFiles } from './BookFiles.astro';
