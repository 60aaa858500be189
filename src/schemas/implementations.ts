import { z } from 'zod';
import { code, type DeepReadonly, fileMeta, filled, httpsUrl, kebabId, provenance, text } from './common.ts';
import { INTERFACE_IDS } from './interfaces.ts';

export const LICENSES = ['Apache-2.0', 'BUSL-1.1'] as const;
export const VOCABULARIES = ['feature', 'isolation', 'access', 'type', 'implementationStatus', 'language'] as const;
const IMPLEMENTATION_STATUSES = [
  'active',
  'low-activity',
  'maintenance',
  'archived',
  'removed',
  'retired',
  'not-verified',
] as const;

/** The values a feature may take, besides a free text. */
const FEATURE_VOCABULARIES = ['feature', 'isolation', 'access', 'type'] as const;

const featureKey = z.string().regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, 'must be lower-case words joined by underscores');

/** What one implementation offers in one feature. */
const featureSchema = z
  .strictObject({
    /** A value of the vocabulary that the group names. */
    value: code.optional(),
    /** The words, for a feature without a vocabulary. */
    text: text.optional(),
    /** What to know about the value. */
    note: text.optional(),
  })
  .refine((feature) => (feature.value === undefined) !== (feature.text === undefined), {
    error: 'must have either a "value" or a "text"',
  });

/** One implementation of one or more interfaces. */
export const implementationSchema = z.strictObject({
  /** The implementation's id. */
  id: kebabId,
  /** Its name. */
  name: filled,
  /** The group in which it is compared. */
  group: kebabId,
  /** The interfaces it implements or, for an orchestrator, uses; empty for software that is named only to say that it has none. */
  interfaces: z.array(z.enum(INTERFACE_IDS)),
  /** What kind of thing it is. */
  kind: text,
  /** The dominant language of its code, or not-checked. */
  language: filled,
  /** Who maintains it. */
  governance: text,
  /** Whether it is alive. */
  status: z.strictObject({
    /** The code (vocabulary: implementationStatus). */
    key: z.enum(IMPLEMENTATION_STATUSES),
    /** The same in words. */
    text,
  }),
  /** Where its code is. */
  repository: httpsUrl.optional(),
  /** Its license (SPDX id), as the file LICENSE of the repository says; `npm run drift` watches it. */
  license: z.enum(LICENSES).optional(),
  /** The newest release seen. */
  latestSeen: text.optional(),
  /** What it is, in one sentence. */
  text,
  /** What was not confirmed. */
  note: text.optional(),
  /** Facts that are not compared. */
  details: z.array(text).min(1).optional(),
  /** What it offers; exactly the features of its group. */
  features: z.record(featureKey, featureSchema),
  /** The course notes that name it. */
  seeds: z.array(kebabId).min(1).optional(),
  ...provenance,
});

/** A group of implementations that are compared with each other. */
const implementationGroupSchema = z.strictObject({
  /** The group's id. */
  id: kebabId,
  /** Its heading. */
  name: text,
  /** What is compared. */
  features: z.array(
    z.strictObject({
      /** The feature's key. */
      key: featureKey,
      /** Its heading. */
      name: text,
      /** The vocabulary of its values, or "text" for free words. */
      values: z.enum([...FEATURE_VOCABULARIES, 'text']).default('feature'),
    }),
  ),
});

/** A remark about all implementations. */
const implementationNoteSchema = z.strictObject({ id: kebabId, text, ...provenance });

/** The file of implementations. */
export const implementationsFile = z.strictObject({
  meta: fileMeta,
  /** The words for the codes, one map for each vocabulary. */
  vocabulary: z.strictObject({
    feature: z.record(code, text),
    isolation: z.record(code, text),
    access: z.record(code, text),
    type: z.record(code, text),
    implementationStatus: z.record(z.enum(IMPLEMENTATION_STATUSES), text),
    language: z.record(code, text),
  }),
  groups: z.array(implementationGroupSchema).min(1),
  implementations: z.array(implementationSchema).min(1),
  notes: z.array(implementationNoteSchema),
});

/** One implementation of one or more interfaces. */
export type Implementation = DeepReadonly<z.infer<typeof implementationSchema>>;
/** A group of implementations that are compared with each other. */
export type ImplementationGroup = DeepReadonly<z.infer<typeof implementationGroupSchema>>;
