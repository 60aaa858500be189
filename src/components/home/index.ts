/** Parts of the home page, and its styles. */
import './home.css';

export { default as AskBox } from './AskBox.astro';
export { default as Board } from '../../features/board/Board.astro';
export { default as InterfaceTiles } from './InterfaceTiles.astro';
export { default as Proof } from './Proof.astro';
export { default as ReadingPaths } from './ReadingPaths.astro';
