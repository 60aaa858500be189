import { z } from 'zod';
import { type DeepReadonly, fileMeta, kebabId, moment, provenance, text } from './common.ts';

export const EVENT_TAGS = [
  'history',
  'k8s',
  'cri',
  'cni',
  'csi',
  'smi',
  'cpi',
  'oci',
  'crd',
  'dra',
  'borg',
  'rkt',
  'containerd',
  'crio',
  'vk',
  'apptainer',
  'gateway',
  'gamma',
  'weave',
  'cloud',
] as const;

/** What has a lane of its own on the drawing of the timeline, in the order of its lanes. */
export const LANES = ['k8s', 'cri', 'cni', 'csi', 'smi', 'cpi', 'oci'] as const;
/** Stages in the life of an interface: alpha or before 1.0, beta, stable, archived. */
export const STAGES = ['early', 'beta', 'stable', 'archived'] as const;

/** One dated event, past or planned. */
export const timelineEventSchema = z.strictObject({
  /** The event's id and its address on the timeline. */
  id: kebabId,
  /** When: a year, a month, a day, or a range of years. */
  date: moment,
  /** The date in words, where the number alone would mislead. */
  dateLabel: text.optional(),
  /** True for what has not happened yet; added when the file is read, from the list the event stands in. */
  planned: z.boolean(),
  /** What it belongs to (labels: eventTag). */
  tags: z.array(z.enum(EVENT_TAGS)).min(1),
  /** The stage that begins with the event, and of what. */
  stage: z.strictObject({ of: z.enum(LANES), is: z.enum(STAGES) }).optional(),
  /** What happened. */
  text,
  /** What was not confirmed. */
  note: text.optional(),
  ...provenance,
});

/** The file of the timeline. */
export const timelineFile = z.strictObject({
  meta: fileMeta,
  /** What happened. */
  events: z.array(timelineEventSchema).min(1),
  /** What is announced. */
  planned: z.array(timelineEventSchema),
});

/** One dated event, past or planned. */
export type TimelineEvent = DeepReadonly<z.infer<typeof timelineEventSchema>>;
