import { z } from 'zod';
import { checked } from './common.ts';

/** What the whole site was checked against. */
export const metaFile = z.strictObject({
  /** The newest Kubernetes known and the day of the last check. */
  checked,
});
