/**
 * The one way to the facts of the site. Pages, diagrams, search, exports and tests ask here and nowhere else; whoever
 * asks for an id that does not exist gets an error that names the ids nearest to it.
 */
export * from './components.ts';
export * from './corrections.ts';
export * from './glossary.ts';
export * from './interfaces.ts';
export * from './labels.ts';
export * from './ports.ts';
export * from './questions.ts';
export * from './sources.ts';
export * from './timeline.ts';
export * from './versions.ts';

export { INTERFACE_IDS, TEXT_DIMENSIONS } from '../schemas/interfaces.ts';
export { QUESTION_TOPICS } from '../schemas/questions.ts';
export type * from '../schemas/index.ts';
export type { Lang, Phrase, Text } from '../lib/text.ts';
export { localize } from '../lib/text.ts';
