/** The site without a network: `import { Offline } from '#features/offline/index.ts';` */
export { default as Offline } from './Offline.astro';
