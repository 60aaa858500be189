import { z } from 'zod';
import { LANGS } from '../lib/languages.ts';
import { type DeepReadonly, fileMeta, filled, kebabId, provenance, section, text } from './common.ts';

export const TERM_USAGES = [...LANGS, 'both'] as const;

/** One entry of the glossary. */
export const termSchema = z.strictObject({
  /** The entry's id and its address in the glossary. */
  id: kebabId,
  /** The word in both languages, as practitioners say it. */
  term: text,
  /** Whether the English form stays in Portuguese (labels: usage). */
  usage: z.enum(TERM_USAGES),
  /** The word of the pt-BR pages of kubernetes.io, where it differs. */
  officialPt: filled.optional(),
  /** What it means. */
  definition: text,
  /** Gender, false friends and other traps of the word. */
  usageNote: text.optional(),
  /** The section that explains it: the slug of a page and an id on it. */
  page: section,
  /** The place of the study path that introduces the word, for basic words: the pages before it carry the definition. */
  taught: section.optional(),
  ...provenance,
});

/** The file of the glossary. */
export const glossaryFile = z.strictObject({ meta: fileMeta, terms: z.array(termSchema).min(1) });

/** One entry of the glossary. */
export type GlossaryTerm = DeepReadonly<z.infer<typeof termSchema>>;
