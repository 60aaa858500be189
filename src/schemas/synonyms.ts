import { z } from 'zod';
import { byLang } from '../lib/languages.ts';
import { filled } from './common.ts';

const word = filled.regex(/^[^A-Z]+$/, 'must be lower case');

/** The words by which readers look things up. */
export const synonymsFile = z.strictObject({
  /** Phrases that mean the same, in any language. */
  groups: z.array(z.array(word).min(2, 'must have at least two phrases')).min(1),
  /** Words that say nothing about what is looked for, by language. */
  stopWords: z.strictObject(byLang(() => z.array(word))),
});
