import { z } from 'zod';
import { day, type DeepReadonly, filled, httpsUrl, kebabId, phrase } from './common.ts';

const SOURCE_KINDS = ['primary', 'secondary'] as const;

/** One entry of the register of sources. */
const sourceSchema = z.strictObject({
  /** The name by which facts cite it. */
  id: kebabId,
  /** What a reader sees: the project and the file, or the name of the page. */
  title: filled,
  /** Where it is. */
  url: httpsUrl,
  /** The repository or site it belongs to. */
  repo: filled.optional(),
  /** The file or page inside it. */
  path: filled.optional(),
  /** The revision that was read: a tag, a commit, or a branch with its date. */
  ref: filled
    .refine(
      (ref) => [...ref.matchAll(/\d{4}-\d\d-\d\d/g)].every(([date]) => day.safeParse(date).success),
      'must name a day that the calendar has',
    )
    .optional(),
  /** Primary: the project speaks for itself. Secondary: somebody else reports it. */
  kind: z.enum(SOURCE_KINDS),
  /** Whether somebody opened it for this site. */
  read: z.boolean(),
  /** What to know about it. */
  note: phrase.optional(),
});

/** The register of sources. It has no "meta": a source is dated by its "ref". */
export const sourcesFile = z.strictObject({
  /** All sources, by id. */
  sources: z.array(sourceSchema).min(1),
});

/** One entry of the register of sources. */
export type Source = DeepReadonly<z.infer<typeof sourceSchema>>;
