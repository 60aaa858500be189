/** The YAML head of a template: its words, its layout, and what its nodes and arrows stand for. */
import { CORE_SCHEMA, load } from 'js-yaml';
import { z } from 'zod';
import { byLang } from '../../lib/languages.ts';
import { DiagramError, KINDS } from './drawing.ts';

const words = z.strictObject(byLang(() => z.string().min(1)));
const routes = z.record(
  z.string().regex(/^\w+>\w+$/),
  z.string().regex(/^(top|right|bottom|left) (top|right|bottom|left)( [+-]\d+)?$/),
);
const layoutSchema = z.strictObject({
  /**
   * Where the nodes stand, as CSS names the areas of a grid: a row per line, a node in every cell it covers, `.` for an
   * empty cell. Below a line `---` the columns are counted anew; a line `+12` widens the gap between two rows.
   */
  grid: z.string(),
  /** Sides at which an arrow leaves and arrives, where the straight way is not meant, and how far its turn is moved. */
  routes: routes.default({}),
  /** How many wires may cross each other. */
  crossings: z.number().int().default(0),
});
const headSchema = z.strictObject({
  title: words,
  /** What the picture shows, for who does not see it; stands under the picture as its caption too. */
  caption: words,
  labels: z.record(z.string(), words).default({}),
  /** How a flowchart is laid out in each width. */
  layout: z.strictObject({ wide: layoutSchema, medium: layoutSchema.optional(), tall: layoutSchema }).optional(),
  /** Whose lines, and whose layout unless it has its own, the width between the two takes: the wide one's where they fit. */
  medium: z.enum(['wide', 'tall']).default('tall'),
  /** Words over the rows and the columns of a drawing that is a table: who opens the connection, to whom. */
  matrix: z.strictObject({ from: words, to: words }).optional(),
  /** The interface whose contract an arrow is, where its end does not tell: `from>to`. */
  wires: z.record(z.string(), z.enum(KINDS)).default({}),
  nodes: z
    .record(
      z.string(),
      z.strictObject({
        /** Component or actor of the store: its arrows are checked against relations.yaml. */
        party: z.string().optional(),
        /** `slug` or `slug#id` of the page or row that the node opens. */
        link: z.string().optional(),
        /** Colour of a lane of a sequence; a node of a flowchart says it with `:::kind`. */
        kind: z.enum(KINDS).optional(),
      }),
    )
    .default({}),
});

export type Head = z.infer<typeof headSchema>;

/** A template is drawn in each language and width: its head is read once. */
const heads = new Map<string, Head>();

/**
 * Reads the head of a template.
 * @param id name of the diagram, for messages
 * @throws DiagramError that names the fields that do not fit
 */
export function readHead(id: string, yaml: string): Head {
  const known = heads.get(yaml);
  if (known !== undefined) return known;
  try {
    const head = headSchema.parse(load(yaml, { schema: CORE_SCHEMA }));
    heads.set(yaml, head);
    return head;
  } catch (error) {
    const why =
      error instanceof z.ZodError
        ? error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        : String(error);
    throw new DiagramError(id, undefined, undefined, `The head does not fit. ${why}`);
  }
}
