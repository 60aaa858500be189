/** Parts of the home page. */
export { default as AskBox } from './AskBox.astro';
export { default as FirstScreen } from './FirstScreen.astro';
export { default as InterfaceTiles } from './InterfaceTiles.astro';
export { default as ReadingPaths } from './ReadingPaths.astro';
