/** What the link checker fetches when it is asked to check, as one file. */
export { inertHtml } from '../../browser/inert-html.ts';
export { addressesIn, firstPart } from './import.ts';
export { createResolver } from '../permalinks/resolve.ts';
export { publicAddress, titlesOf } from '../permalinks/permalink-index.ts';
export { fetchJson } from '../../browser/fetch-text.ts';
export { fill } from '../../lib/fill.ts';
export { plural } from '../../lib/plural.ts';
