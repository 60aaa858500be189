import { z } from 'zod';
import { type DeepReadonly, fileMeta, filled, kebabId, phrase, provenance, text } from './common.ts';

/** One fact about a way to extend Kubernetes. */
const extensionFactSchema = z.strictObject({
  /** What holds. */
  text,
  /** What was not confirmed. */
  note: text.optional(),
  ...provenance,
});

/** One way to extend Kubernetes, written out. */
const extensionSchema = z.strictObject({
  /** The extension's id. */
  id: kebabId,
  /** Its name. */
  name: phrase,
  /** The API group and version that serve it. */
  api: filled.optional(),
  /** When it became stable. */
  ga: phrase.optional(),
  /** When it appeared. */
  first: phrase.optional(),
  /** How it works. */
  facts: z.array(extensionFactSchema).min(1),
  /** What it cannot do or costs. */
  limits: z.array(extensionFactSchema).min(1).optional(),
  ...provenance,
});

/** A neighbouring extension point, in one paragraph. */
const neighbourSchema = z.strictObject({
  /** The extension point's id. */
  id: kebabId,
  /** What it is and how far it is. */
  text,
  ...provenance,
});

/** The table that helps to choose a way to extend the API. */
const chooseTableSchema = z
  .strictObject({
    /** The columns. */
    options: z.array(z.strictObject({ id: kebabId, name: text })).min(2),
    /** The rows; every row has a value for every option. */
    rows: z.array(z.strictObject({ dimension: text, values: z.record(kebabId, text) })).min(1),
    /** How far the table can be trusted. */
    note: text,
    ...provenance,
  })
  .superRefine((table, context) => {
    const options = table.options.map((option) => option.id);
    for (const [index, row] of table.rows.entries()) {
      for (const id of options.filter((option) => !(option in row.values))) {
        context.addIssue({
          code: 'custom',
          path: ['rows', index, 'values'],
          message: `must have a value for the option "${id}"`,
        });
      }
      for (const id of Object.keys(row.values).filter((key) => !options.includes(key))) {
        context.addIssue({
          code: 'custom',
          path: ['rows', index, 'values', id],
          message: 'is not one of the options of the table',
        });
      }
    }
  });

/** The file of extensibility. */
export const extensibilityFile = z.strictObject({
  meta: fileMeta,
  extensions: z.array(extensionSchema).min(1),
  neighbours: z.array(neighbourSchema).min(1),
  chooseTable: chooseTableSchema,
});

/** One way to extend Kubernetes, written out. */
export type Extension = DeepReadonly<z.infer<typeof extensionSchema>>;
/** One fact about a way to extend Kubernetes. */
export type ExtensionFact = DeepReadonly<z.infer<typeof extensionFactSchema>>;
/** A neighbouring extension point, in one paragraph. */
export type ExtensionNeighbour = DeepReadonly<z.infer<typeof neighbourSchema>>;
/** The table that helps to choose a way to extend the API. */
type ChooseTable = DeepReadonly<z.infer<typeof chooseTableSchema>>;
/** All that the data says about extending Kubernetes. */
export type Extensibility = Readonly<{
  extensions: readonly Extension[];
  neighbours: readonly ExtensionNeighbour[];
  chooseTable: ChooseTable;
}>;
