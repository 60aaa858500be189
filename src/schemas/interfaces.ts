import { z } from 'zod';
import { type DeepReadonly, fileMeta, filled, moment, phrase, provenance, sourceRef, text } from './common.ts';

export const INTERFACE_IDS = ['cri', 'cni', 'csi', 'cpi', 'smi', 'oci'] as const;
export const MATURITIES = ['stable', 'archived'] as const;

/** One dimension of an interface: a text with its own sources. */
const dimensionSchema = z.strictObject({
  /** What holds for this interface. */
  text,
  /** What was not confirmed. */
  note: text.optional(),
  ...provenance,
});

const datedDimension = dimensionSchema.extend({
  /** The version that the text speaks of. */
  version: filled.optional(),
  /** Its date. */
  date: moment.optional(),
});

const side = dimensionSchema.extend({
  /** The same in two or three words, for a drawing: "container runtime". */
  short: text,
});

/** One of the six interfaces. The keys of its dimensions are public ids, hence their underscores. */
export const interfaceSchema = z.strictObject({
  /** The interface's id and the last part of its page's address. */
  id: z.enum(INTERFACE_IDS),
  /** Its short name. */
  abbrev: filled,
  /** Its full name. */
  full_name: dimensionSchema,
  /** Why it exists. */
  purpose: dimensionSchema,
  /** Which part of a cluster it concerns. */
  layer: dimensionSchema,
  /** Who calls it. */
  client: side,
  /** Who implements it. */
  server: side,
  /** The form of the API: gRPC, executables, Go, documents. */
  api_form: dimensionSchema,
  /** How a call travels. */
  transport: side,
  /** Where the specification lives. */
  spec_repo: dimensionSchema,
  /** The newest version read. */
  current_version: datedDimension.required({ version: true, date: true }),
  /** When it first appeared. */
  first_appeared: datedDimension,
  /** How mature it is. */
  maturity: dimensionSchema.extend({
    /** The version in which it became stable. */
    gaVersion: phrase,
    /** Its state in one code (labels: maturity). */
    status: z.enum(MATURITIES),
  }),
  /** Who decides about it. */
  governance: dimensionSchema,
  /** Whether it belongs to Kubernetes alone. */
  orchestrator_scope: dimensionSchema.extend({
    /** True when the specification names no orchestrator. */
    neutral: z.boolean(),
  }),
  /** Who uses it besides Kubernetes. */
  who_else_uses_it: dimensionSchema,
  /** Where it is configured on a cluster. */
  configured_in: dimensionSchema,
  /** What a reader sees when it is missing. */
  if_missing: dimensionSchema,
  /** How an implementation proves that it conforms. */
  conformance: dimensionSchema,
  /** Its calls, in groups. */
  operations: z.strictObject({
    groups: z
      .array(
        z.strictObject({
          /** The service or group. */
          name: text,
          /** The calls, as the specification spells them. */
          items: z.array(phrase).min(1),
        }),
      )
      .min(1),
    /** How parameters travel, or which calls are mandatory. */
    note: text.optional(),
    ...provenance,
  }),
  /** Tools that talk to it or show it. */
  debug_tools: z.strictObject({
    items: z.array(phrase).min(1),
    note: text.optional(),
    ...provenance,
  }),
  /** Enhancement proposals of Kubernetes that shaped it. */
  keps: z.strictObject({
    items: z.array(
      z.strictObject({
        /** Its number, as "KEP-2221". */
        id: z.string().regex(/^KEP-\d+$/, 'must look like KEP-2221'),
        /** What it is about. */
        text,
        /** How far it is. */
        stage: text,
      }),
    ),
    /** None where there is no KEP. */
    sources: z.array(sourceRef),
  }),
  /** Facts for a configuration example. */
  example_config_facts: z.array(dimensionSchema),
  /** What holds when nothing is configured. */
  default: dimensionSchema.optional(),
  /** Which versions work together. */
  version_skew: dimensionSchema.optional(),
  /** What Kubernetes asks of an implementation. */
  kubernetes_requirement: dimensionSchema.optional(),
  /** What it leaves out on purpose. */
  not_covered: dimensionSchema.optional(),
  /** The way of a volume through it. */
  volume_lifecycle: dimensionSchema.optional(),
  /** What took its place. */
  successor: dimensionSchema.optional(),
  /** The sources of its dimensions; `verified` is true when every dimension is. Both are added when the file is read. */
  ...provenance,
});

/** The file of interfaces. */
export const interfacesFile = z.strictObject({
  meta: fileMeta,
  interfaces: z.array(interfaceSchema).min(1),
});

/** The id of an interface. */
export type InterfaceId = (typeof INTERFACE_IDS)[number];
/** One of the six interfaces. */
export type InterfaceEntry = DeepReadonly<z.infer<typeof interfaceSchema>>;
/** One dimension of an interface. */
export type InterfaceDimension = DeepReadonly<z.infer<typeof dimensionSchema>>;

/** The dimensions that are one text, in the order in which a page shows them: what a comparison can put into a cell. */
export const TEXT_DIMENSIONS = [
  'full_name',
  'purpose',
  'layer',
  'client',
  'server',
  'api_form',
  'transport',
  'spec_repo',
  'current_version',
  'first_appeared',
  'maturity',
  'governance',
  'orchestrator_scope',
  'who_else_uses_it',
  'configured_in',
  'default',
  'if_missing',
  'conformance',
  'version_skew',
  'kubernetes_requirement',
  'not_covered',
  'volume_lifecycle',
  'successor',
] as const satisfies readonly (keyof InterfaceEntry)[];

/** The key of a dimension that is one text. */
export type TextDimension = (typeof TEXT_DIMENSIONS)[number];
