import { z } from 'zod';
import { type DeepReadonly, fileMeta, filled, kebabId, phrase, provenance, section, text } from './common.ts';

const CORRECTION_TOPICS = [
  'kubernetes',
  'containers',
  'runtimes',
  'docker',
  'control-plane',
  'etcd',
  'ports',
  'add-ons',
  'network',
  'interfaces',
] as const;

/** One idea that notes often carry and that does not hold, or no longer, or not quite. */
export const correctionSchema = z
  .strictObject({
    /** The entry's id and its address on the corrections page; a topic, never the number of a note's claim. */
    id: kebabId,
    /** The group it stands in. */
    topic: z.enum(CORRECTION_TOPICS),
    /** The idea, as notes put it. */
    title: text,
    /** The claims of the course notes that say so (claims.yaml); none where others say it and those notes do not. */
    claims: z.array(kebabId),
    /** What holds. */
    holds: text,
    /** The version or the time since which it holds. */
    since: phrase,
    /** The section that explains it. */
    page: section,
    /** Further sections that speak of it. */
    also: z.array(section).optional(),
    /** How to see it on a cluster. */
    check: z
      .strictObject({
        /** What to type in a shell. */
        command: filled,
        /** Where to type it and what to expect. */
        expect: text,
      })
      .optional(),
    /** How else to check, where a cluster shows nothing: which document to read. */
    checkNote: text.optional(),
    ...provenance,
  })
  .refine(
    (entry) => (entry.check === undefined) !== (entry.checkNote === undefined),
    'needs either "check" (a command and what to expect) or "checkNote" (which document to read)',
  );

/** The file of corrections. */
export const correctionsFile = z.strictObject({ meta: fileMeta, corrections: z.array(correctionSchema).min(1) });

/** One idea that notes often carry and that does not hold, or no longer, or not quite. */
export type Correction = DeepReadonly<z.infer<typeof correctionSchema>>;
/** A group of corrections. */
export type CorrectionTopic = (typeof CORRECTION_TOPICS)[number];
