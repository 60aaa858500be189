/** How long a reader waits for something that does not come, in ms: then there is another way, or a word about it. */
export const PATIENCE = 4000;
