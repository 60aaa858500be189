/** The site without a network: `import { Offline } from '@features/offline';` */
export { default as Offline } from './Offline.astro';
