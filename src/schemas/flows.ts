import { z } from 'zod';
import { type DeepReadonly, fileMeta, kebabId, phrase, provenance, text } from './common.ts';

/** One step of a flow. */
const flowStepSchema = z.strictObject({
  /** Its number, from 1. */
  n: z.int().min(1),
  /** Who acts. */
  actor: phrase,
  /** What happens. */
  text,
  /** Through which interface, port or socket. */
  interface: phrase,
  ...provenance,
});

/** A numbered walk through the cluster. */
const flowSchema = z
  .strictObject({
    /** The flow's id. */
    id: kebabId,
    /** Its heading. */
    title: text,
    /** Its steps, in order. */
    steps: z.array(flowStepSchema).min(1),
    /** The sources of its steps; `verified` is true when every step is. Both are added when the file is read. */
    ...provenance,
  })
  .refine((flow) => flow.steps.every((step, index) => step.n === index + 1), {
    path: ['steps'],
    error: 'must be numbered 1, 2, 3 … without gaps',
  });

/** The file of flows. */
export const flowsFile = z.strictObject({ meta: fileMeta, flows: z.array(flowSchema).min(1) });

/** A numbered walk through the cluster. */
export type Flow = DeepReadonly<z.infer<typeof flowSchema>>;
