import { z } from 'zod';
import { type DeepReadonly, kebabId, section } from './common.ts';

/** Where the site covers one claim of the course notes. */
const coveredClaimSchema = z.strictObject({
  /** The claim (claims.yaml). */
  claim: kebabId,
  /** The section that covers its topic, in both languages. */
  page: section,
  /** The entry of corrections.yaml that answers it; a claim that is correct has none. */
  correction: kebabId.optional(),
});

/** The file of coverage. */
export const coverageFile = z.strictObject({ coverage: z.array(coveredClaimSchema).min(1) });

/** Where the site covers one claim of the course notes. */
export type CoveredClaim = DeepReadonly<z.infer<typeof coveredClaimSchema>>;
