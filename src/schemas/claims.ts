import { z } from 'zod';
import { type DeepReadonly, fileMeta, kebabId, phrase, provenance, text } from './common.ts';

export const VERDICTS = ['correct', 'imprecise', 'outdated', 'wrong'] as const;

/** One sentence of the course notes, judged. */
const claimSchema = z.strictObject({
  /** The claim's id. */
  id: kebabId,
  /** The note that says it. */
  seed: kebabId,
  /** What the note says. */
  claim: text,
  /** Whether it holds (labels: verdict). */
  verdict: z.enum(VERDICTS),
  /** What holds today. */
  correction: text,
  /** The Kubernetes version, or the time, since which it holds. */
  since: phrase,
  /** What was not confirmed. */
  note: text.optional(),
  ...provenance,
});

/** The file of claims. */
export const claimsFile = z.strictObject({ meta: fileMeta, claims: z.array(claimSchema).min(1) });

/** One sentence of the course notes, judged. */
export type Claim = DeepReadonly<z.infer<typeof claimSchema>>;
