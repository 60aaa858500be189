import { z } from 'zod';
import { byLang } from '../lib/languages.ts';
import { type DeepReadonly, filled } from './common.ts';

/** A place of the site and what people ask to be led there. */
const askedSchema = z.strictObject({
  /** Page with a slash at its end, and the id of the section or row: `components/kubelet/#without-it`. */
  to: z.string().regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)*\/(?:#[a-z0-9-]+)?$/),
  /** Questions in each language. */
  ...byLang(() => z.array(filled).default([])),
  /** Messages as tools print them, without what differs from cluster to cluster: the same in every language. */
  errors: z.array(filled).default([]),
});

/** The question bank, read by the search. */
export const askedFile = z.strictObject({ asked: z.array(askedSchema).min(1) });

/** A place of the site and what people ask to be led there. */
export type Asked = DeepReadonly<z.infer<typeof askedSchema>>;
