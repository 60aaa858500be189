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
