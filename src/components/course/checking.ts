/** What the link checker fetches when it is asked to check, as one file. */
export { finder } from '../../permalinks/check.ts';
export { publicAddress, titlesOf } from '../../permalinks/list.ts';
