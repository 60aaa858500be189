import { z } from 'zod';
import { VERDICTS } from './claims.ts';
import { code, type DeepReadonly, text } from './common.ts';
import { COMPONENT_STATUSES, PLANES } from './components.ts';
import { TERM_USAGES } from './glossary.ts';
import { type VOCABULARIES } from './implementations.ts';
import { MATURITIES } from './interfaces.ts';
import { LISTENS_ON, OPEN_BETWEEN_NODES, PORT_CATEGORIES, PORT_STATUS_CODES } from './ports.ts';
import { QUESTION_TOPICS } from './questions.ts';
import { EVENT_TAGS } from './timeline.ts';

/** The sets of flash cards. */
export const CARD_SETS = ['glossary', 'ports', 'interfaces'] as const;
/** What a card asks of an interface: a dimension of its entry. */
export const INTERFACE_CARDS = ['purpose', 'client', 'server', 'transport'] as const;

/** The words for each code; a code of a schema that has no words here stops the build. */
const labelsSchema = z.strictObject({
  /** Port.statusCode. */
  statusCode: z.record(z.enum(PORT_STATUS_CODES), text),
  /** Port.openBetweenNodes, in a word. */
  openBetweenNodes: z.record(z.enum(OPEN_BETWEEN_NODES), text),
  /** Port.openBetweenNodes, in a sentence. */
  openBetweenNodesLong: z.record(z.enum(OPEN_BETWEEN_NODES), text),
  /** Port.listensOn. */
  listensOn: z.record(z.enum(LISTENS_ON), text),
  /** Port.category. */
  category: z.record(z.enum(PORT_CATEGORIES), text),
  /** Component.plane. */
  plane: z.record(z.enum(PLANES), text),
  /** Component.status. */
  componentStatus: z.record(z.enum(COMPONENT_STATUSES), text),
  /** The parties of Relation.from, to and initiator that are not components. */
  actor: z.record(code, text),
  /** Claim.verdict. */
  verdict: z.record(z.enum(VERDICTS), text),
  /** GlossaryTerm.usage. */
  usage: z.record(z.enum(TERM_USAGES), text),
  /** InterfaceEntry.maturity.status. */
  maturity: z.record(z.enum(MATURITIES), text),
  /** TimelineEvent.tags. */
  eventTag: z.record(z.enum(EVENT_TAGS), text),
  /** Question.topic. */
  questionTopic: z.record(z.enum(QUESTION_TOPICS), text),
  /** The name of a set of flash cards. */
  cardSet: z.record(z.enum(CARD_SETS), text),
  /** The front of a card about an interface; `{name}` is its abbreviation. */
  cardAsk: z.record(z.enum(INTERFACE_CARDS), text),
});

/** The file of labels. */
export const labelsFile = z.strictObject({ labels: labelsSchema });

/** The words for each code. */
export type Labels = DeepReadonly<z.infer<typeof labelsSchema>>;
/** A map of labels.yaml, or a vocabulary of implementations.yaml. */
export type LabelKind = keyof Labels | (typeof VOCABULARIES)[number];
