/** Books of the site: `import { BookFiles } from '@features/book';` */
export { default as BookFiles } from './BookFiles.astro';
