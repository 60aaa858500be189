import { z } from 'zod';
import {
  day,
  type DeepReadonly,
  fileMeta,
  filled,
  kebabId,
  moment,
  phrase,
  provenance,
  section,
  sources,
  text,
} from './common.ts';

const VERSION_TOPICS = [
  'release',
  'support policy',
  'removal',
  'default',
  'GA',
  'plan',
  'deprecation',
  'alpha',
  'dependency',
  'behavior change',
  'project status',
  'history',
] as const;
const VERSION_STATUSES = [
  'released',
  'policy',
  'removed',
  'GA',
  'planned',
  'deprecated',
  'alpha',
  'changed',
  'archived',
  'retired',
  'historical',
  'end of life',
] as const;

/** A fact tied to a version or a date. */
export const versionFactSchema = z.strictObject({
  /** The fact's id. */
  id: kebabId,
  /** What kind of fact. */
  topic: z.enum(VERSION_TOPICS),
  /** The Kubernetes version, or words where one number does not do. */
  version: phrase,
  /** The day, month or year, as far as it is known. */
  date: moment.optional(),
  /** Where things stand: a code, or words. */
  status: z.union([z.enum(VERSION_STATUSES), text]),
  /** What holds. */
  fact: text,
  /** What was not confirmed. */
  caveat: text.optional(),
  ...provenance,
});

const minor = z.string().regex(/^1\.\d+$/, 'must be a minor version of Kubernetes: 1.37');

/** Which Kubernetes is the newest one known, and how we know. */
const latestSchema = z
  .strictObject({
    /** The newest minor, as "1.37". */
    minor,
    /** The minor in the making. */
    nextMinor: minor,
    /** What this rests on. */
    evidence: z.array(z.strictObject({ text, sources })).min(1),
  })
  .refine(({ minor: now, nextMinor }) => Number(nextMinor.slice(2)) === Number(now.slice(2)) + 1, {
    path: ['nextMinor'],
    error: 'must be the minor version after "minor"',
  });

/** A feature gate that the site's texts rest on: since when it is on by default, since when it is stable. */
const gateSchema = z.strictObject({
  /** The gate's name. */
  gate: filled,
  /** The first version in which it is on by default. */
  on: filled,
  /** The version in which the feature is stable (GA). */
  stable: filled,
  sources,
});

/**
 * What a setting is when nobody sets it, or a limit that nobody sets. The texts say it in their own words; a content test holds
 * the amount in them against this one.
 */
const defaultSchema = z.strictObject({
  /** The record's id. */
  id: kebabId,
  /** Whose setting it is: the flag, the field or the constant, with its owner. */
  setting: filled,
  /** The amount, with its unit where it has one: "10 s", "110", "Fail". */
  value: filled,
  /** Words of the first source that say so, where that is a file of code: `npm run drift` looks whether they still stand there. */
  code: filled.optional(),
  sources,
});

export const CHANGE_STAGES = [
  'absent',
  'present',
  'alpha',
  'beta',
  'on',
  'stable',
  'maintenance',
  'deprecated',
  'off',
  'removed',
] as const;

/** A row of a table that is looked at as of a version, or a cell of the comparison: `ports/kubelet-10250`, `interfaces/cri/client`. */
const placeOfVersion = z
  .string()
  .regex(
    /^((ports|sockets|components)\/[\w-]+|interfaces\/[a-z]+\/\w+)$/,
    'must be a record: ports/kubelet-10250, or interfaces/cri/client',
  );

/**
 * Something that is not the same in every version of Kubernetes: what holds for it from which version on. The versions come
 * from `stages`, or from the feature gate that `gate` names, with its `alpha` before.
 */
const changeSchema = z
  .strictObject({
    /** The change's id and its address on the page "as of". */
    id: kebabId,
    /** What changes. */
    subject: phrase,
    /** The section that explains it. */
    page: section,
    /** From which version on what holds, oldest first. Before the first one nothing is known, unless that is alpha. */
    stages: z.array(z.strictObject({ from: minor, code: z.enum(CHANGE_STAGES) })).optional(),
    /** A feature gate of this file. */
    gate: filled.optional(),
    /** The version in which the gate came, off by default. */
    alpha: minor.optional(),
    /** The rows and cells that it changes. */
    records: z.array(placeOfVersion).min(1),
    sources,
  })
  .refine(({ stages, gate }) => (stages === undefined) !== (gate === undefined), 'needs either "stages" or "gate"');

/** Rows that were in an older version as they are now: the code of both was read. */
const unchangedSchema = z.strictObject({
  /** The oldest version that was read. */
  from: minor,
  records: z.array(placeOfVersion).min(1),
  sources,
});

/** Until when a release line gets fixes. */
const supportSchema = z.strictObject({
  /** Whose line. */
  project: z.enum(['kubernetes', 'containerd']),
  /** The line, as "1.37". */
  line: filled,
  /** The last day with support, as far as it is planned. */
  ends: day,
  sources,
});

/** The file of versions. */
export const versionsFile = z.strictObject({
  meta: fileMeta,
  latest: latestSchema,
  versions: z.array(versionFactSchema).min(1),
  gates: z.array(gateSchema).min(1),
  defaults: z.array(defaultSchema).min(1),
  support: z.array(supportSchema).min(1),
  changes: z.array(changeSchema).min(1),
  unchanged: z.array(unchangedSchema),
  /** Components that are released with Kubernetes; the others have versions of their own. */
  released: z.array(kebabId).min(1),
});

/** A fact tied to a version or a date. */
export type VersionFact = DeepReadonly<z.infer<typeof versionFactSchema>>;
/** Which Kubernetes is the newest one known, and how we know. */
export type LatestKubernetes = DeepReadonly<z.infer<typeof latestSchema>>;
