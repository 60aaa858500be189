import { z } from 'zod';
import { type DeepReadonly, fileMeta, kebabId, phrase, provenance, text } from './common.ts';

export const PLANES = ['client', 'control-plane', 'node', 'cluster', 'addon', 'network', 'distribution'] as const;
export const COMPONENT_STATUSES = ['current', 'deprecated', 'archived', 'retired'] as const;

/** One component of a cluster, or one piece of software around it. */
export const componentSchema = z.strictObject({
  /** The component's id and its address on the components page. */
  id: kebabId,
  /** What it is called. */
  names: text,
  /** Where it belongs (labels: plane). */
  plane: z.enum(PLANES),
  /** Whether it is alive (labels: componentStatus). */
  status: z.enum(COMPONENT_STATUSES),
  /** True when a cluster works without it. */
  optional: z.boolean(),
  /** What it does. */
  role: text,
  /** The form in which it runs: static Pod, system service, Deployment. */
  runsAs: text.optional(),
  /** The interfaces it serves or uses, in a reader's words. */
  interfaces: z.array(phrase),
  /** Ids of its rows of ports.yaml: all of them and no other. */
  ports: z.array(kebabId),
  /** What else a reader should know. */
  notes: text.optional(),
  ...provenance,
});

/** The file of components. */
export const componentsFile = z.strictObject({ meta: fileMeta, components: z.array(componentSchema).min(1) });

/** One component of a cluster, or one piece of software around it. */
export type Component = DeepReadonly<z.infer<typeof componentSchema>>;
