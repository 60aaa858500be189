import type { z } from 'zod';
import { askedFile } from './asked.ts';
import type { DeepReadonly } from './common.ts';
import { claimsFile } from './claims.ts';
import { componentsFile } from './components.ts';
import { correctionsFile } from './corrections.ts';
import { coverageFile } from './coverage.ts';
import { extensibilityFile } from './extensibility.ts';
import { firewallFile } from './firewall.ts';
import { flowsFile } from './flows.ts';
import { glossaryFile } from './glossary.ts';
import { implementationsFile } from './implementations.ts';
import { interfacesFile } from './interfaces.ts';
import { labelsFile } from './labels.ts';
import { metaFile } from './meta.ts';
import { portsFile } from './ports.ts';
import { processesFile } from './processes.ts';
import { provedFile } from './proved.ts';
import { QUESTION_TOPICS, questionsFile, type QuestionTopic } from './questions.ts';
import { relationsFile } from './relations.ts';
import { socketsFile } from './sockets.ts';
import { sourcesFile } from './sources.ts';
import { synonymsFile } from './synonyms.ts';
import { timelineFile } from './timeline.ts';
import { versionsFile } from './versions.ts';

/** The files of questions: one for each topic. */
const QUESTION_FILES = Object.fromEntries(
  QUESTION_TOPICS.map((topic) => [`questions/${topic}`, questionsFile]),
) as Record<`questions/${QuestionTopic}`, typeof questionsFile>;

/** The schema of every file of src/data, by the name of the file without ".yaml". */
export const FILE_SCHEMAS = {
  meta: metaFile,
  sources: sourcesFile,
  labels: labelsFile,
  components: componentsFile,
  ports: portsFile,
  sockets: socketsFile,
  processes: processesFile,
  proved: provedFile,
  relations: relationsFile,
  flows: flowsFile,
  firewall: firewallFile,
  interfaces: interfacesFile,
  implementations: implementationsFile,
  extensibility: extensibilityFile,
  timeline: timelineFile,
  versions: versionsFile,
  glossary: glossaryFile,
  claims: claimsFile,
  corrections: correctionsFile,
  coverage: coverageFile,
  synonyms: synonymsFile,
  asked: askedFile,
  ...QUESTION_FILES,
} as const;

/** The name of a file of src/data, without ".yaml". */
export type FileName = keyof typeof FILE_SCHEMAS;

/** The content of a file of src/data after loading. */
export type FileContent<Name extends FileName> = z.infer<(typeof FILE_SCHEMAS)[Name]>;

/** The content of every file of src/data, checked and completed. */
export type Facts = { readonly [Name in FileName]: DeepReadonly<FileContent<Name>> };

export * from './asked.ts';
export * from './claims.ts';
export type { Checked, DeepReadonly, FileMeta, SourceRef } from './common.ts';
export * from './components.ts';
export * from './corrections.ts';
export * from './coverage.ts';
export * from './extensibility.ts';
export * from './firewall.ts';
export * from './flows.ts';
export * from './glossary.ts';
export * from './implementations.ts';
export * from './interfaces.ts';
export * from './labels.ts';
export * from './ports.ts';
export * from './processes.ts';
export * from './proved.ts';
export * from './questions.ts';
export * from './relations.ts';
export * from './sockets.ts';
export * from './sources.ts';
export * from './synonyms.ts';
export * from './timeline.ts';
export * from './versions.ts';
