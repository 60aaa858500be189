import { z } from 'zod';
import { day, type DeepReadonly, section } from './common.ts';

/** A check section whose commands were run on real software. */
export const provedSchema = z.strictObject({
  /** The section, in both languages. */
  section,
  /** The patch version of the cluster. */
  kubernetes: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** The day of the run. */
  date: day,
  /** Who compared the output: the prover, or a person. */
  by: z.enum(['prover', 'hand']),
});

/** The file of runs. A section that it does not name has not been run. */
export const provedFile = z.strictObject({ proved: z.array(provedSchema) });

/** A check section whose commands were run on real software. */
export type Proved = DeepReadonly<z.infer<typeof provedSchema>>;
