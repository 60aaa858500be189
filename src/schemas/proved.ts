import { z } from 'zod';
import { day, type DeepReadonly, section } from './common.ts';

/** `1.37.1`, or what came before a release: `1.38.0-rc.1` is not 1.38.0. */
const patch = z.string().regex(/^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/);

/** A check section whose commands were run on real software. */
const provedSchema = z.strictObject({
  /** The section, in both languages. */
  section,
  /** The patch version of the cluster. */
  kubernetes: patch,
  /** The day of the run. */
  date: day,
  /** Who compared the output: the prover, or a person. */
  by: z.enum(['prover', 'hand']),
  /** The fingerprint of the blocks that were run: what the page shows now must be these. */
  blocks: z.string().regex(/^[0-9a-f]{12}$/),
});

/** What came of the last run of the prover. */
const lastRunSchema = z.strictObject({
  date: day,
  /** The patch version of the cluster; without it, only what needs no cluster ran. */
  kubernetes: patch.optional(),
  /** Blocks that printed what the page shows, that did not, and that could not run. */
  same: z.int().min(0),
  differ: z.int().min(0),
  cannot: z.int().min(0),
});

/** What came of the last comparison with upstream. */
const lastDriftSchema = z.strictObject({
  date: day,
  checked: z.int().min(1),
  differ: z.int().min(0),
  unreadable: z.int().min(0),
  unreachable: z.int().min(0),
});

/** What the search of a build answered to the real questions of its bank. */
const lastSearchSchema = z.strictObject({
  date: day,
  asked: z.int().min(1),
  /** Questions whose page came first, and among the first three. */
  first: z.int().min(0),
  among3: z.int().min(0),
});

/** What a person found who looked the sources' addresses up in copies of their repositories. The weekly run opens them all, and says in an issue what no longer answers. */
const lastLinksSchema = z.strictObject({ date: day, asked: z.int().min(1), gone: z.int().min(0) });

/** The file of runs. A section that it does not name has not been run; a record that is absent has not been made. */
export const provedFile = z.strictObject({
  proved: z.array(provedSchema),
  lastRun: lastRunSchema.optional(),
  lastDrift: lastDriftSchema.optional(),
  lastSearch: lastSearchSchema.optional(),
  lastLinks: lastLinksSchema.optional(),
});

/** A check section whose commands were run on real software. */
export type Proved = DeepReadonly<z.infer<typeof provedSchema>>;
