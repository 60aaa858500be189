import { z } from 'zod';
import { code, type DeepReadonly, fileMeta, kebabId, phrase, provenance, text } from './common.ts';

/** One connection between two parties of a cluster. */
export const relationSchema = z.strictObject({
  /** The relation's id. */
  id: kebabId,
  /** The party that asks: a component, or a key of the labels "actor". */
  from: code,
  /** The party that is asked. */
  to: code,
  /** The party that opens the connection; sometimes not the one that asks. */
  initiator: code,
  /** What is spoken. */
  protocol: phrase,
  /** The port or socket as a reader sees it. */
  port: phrase,
  /** The row of ports.yaml, when there is one. */
  portId: kebabId.optional(),
  /** The row of sockets.yaml, when the connection is local to a node. */
  socketId: kebabId.optional(),
  /** How both ends are authenticated and the traffic encrypted. */
  security: phrase,
  /** When the connection is used. */
  when: text,
  /** The few words beside an arrow. */
  diagramLabel: text,
  /** True when a cluster works without it. */
  optional: z.boolean(),
  /** What else a reader should know. */
  notes: text.optional(),
  ...provenance,
});

/** The file of relations. */
export const relationsFile = z.strictObject({ meta: fileMeta, relations: z.array(relationSchema).min(1) });

/** One connection between two parties of a cluster. */
export type Relation = DeepReadonly<z.infer<typeof relationSchema>>;
