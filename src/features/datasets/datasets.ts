/**
 * The public data files: which there are, what is in them, and how they are written. Addresses are
 * `/data/v1/<dataset>.json`, `.csv` and `.schema.json`; within `v1` fields are only added.
 */
import { join } from 'node:path';
import { readSource } from '../../content-index/read-source.ts';
import {
  allComponents,
  allCorrections,
  allImplementations,
  allInterfaces,
  allPorts,
  allRelations,
  allSockets,
  allTerms,
  checkedMeta,
  getSource,
  timeline,
  versionFacts,
} from '#facts';
import { csvColumns, toCsv } from '#lib/csv.ts';
import { z } from 'zod';
import { byLang, LANGS } from '#lib/languages.ts';
import type { UiKey } from '../../schemas/ui.ts';
import {
  componentSchema,
  correctionSchema,
  implementationSchema,
  interfaceSchema,
  portSchema,
  relationSchema,
  socketSchema,
  termSchema,
  timelineEventSchema,
  versionFactSchema,
} from '../../schemas/index.ts';
import { BASE_PATH, SITE_URL } from '../../config/site.ts';

type DataRecord = Readonly<Record<string, unknown>>;
type Format = 'json' | 'csv' | 'schema.json';

/** One public data file. */
interface Dataset {
  /** First part of the file's name. */
  id: string;
  /** What one record is, for the reader of `reference/data`. */
  about: UiKey;
  /** Page on which the records can be read; a record's address is the page with its id as the fragment. */
  page: string;
  schema: z.ZodType;
  /** Fields that stay here: they name private course notes, which are of no use to others. */
  hidden?: readonly string[];
  /** File of `src/schemas` and name of the constant: where the doc comments of the fields stand. */
  described: [file: string, constant: string];
  records: () => readonly DataRecord[];
}

const DATASETS: readonly Dataset[] = [
  {
    id: 'ports',
    about: 'data.about.ports',
    page: 'reference/ports',
    schema: portSchema,
    described: ['ports', 'portSchema'],
    records: allPorts,
  },
  {
    id: 'sockets',
    about: 'data.about.sockets',
    page: 'reference/ports',
    schema: socketSchema,
    described: ['sockets', 'socketSchema'],
    records: allSockets,
  },
  {
    id: 'components',
    about: 'data.about.components',
    page: 'reference/components',
    schema: componentSchema,
    described: ['components', 'componentSchema'],
    records: allComponents,
  },
  {
    id: 'relations',
    about: 'data.about.relations',
    page: 'reference/components',
    schema: relationSchema,
    described: ['relations', 'relationSchema'],
    records: allRelations,
  },
  {
    id: 'interfaces',
    about: 'data.about.interfaces',
    page: 'interfaces/comparison',
    schema: interfaceSchema,
    described: ['interfaces', 'interfaceSchema'],
    records: allInterfaces,
  },
  {
    id: 'implementations',
    about: 'data.about.implementations',
    page: 'interfaces/runtimes',
    schema: implementationSchema,
    hidden: ['seeds'],
    described: ['implementations', 'implementationSchema'],
    records: allImplementations,
  },
  {
    id: 'glossary',
    about: 'data.about.glossary',
    page: 'reference/glossary',
    schema: termSchema,
    described: ['glossary', 'termSchema'],
    records: allTerms,
  },
  {
    id: 'timeline',
    about: 'data.about.timeline',
    page: 'reference/timeline',
    schema: timelineEventSchema,
    described: ['timeline', 'timelineEventSchema'],
    records: timeline,
  },
  {
    id: 'corrections',
    about: 'data.about.corrections',
    page: 'reference/corrections',
    schema: correctionSchema,
    hidden: ['claims'],
    described: ['corrections', 'correctionSchema'],
    records: allCorrections,
  },
  {
    id: 'versions',
    about: 'data.about.versions',
    page: 'reference/timeline',
    schema: versionFactSchema,
    described: ['versions', 'versionFactSchema'],
    records: versionFacts,
  },
];

/** Version of the form of the files; a change that breaks readers gets a new one, beside the old. */
const FORM = 'v1';
const LICENCE = {
  name: 'Creative Commons Attribution 4.0 International',
  spdx: 'CC-BY-4.0',
  url: 'https://creativecommons.org/licenses/by/4.0/',
};

/** Every public dataset, in the order in which `reference/data` lists them. */
export function allDatasets(): readonly Dataset[] {
  return DATASETS;
}

/** One public dataset. @throws Error that names the known ones */
export function getDataset(id: string): Dataset {
  const found = DATASETS.find((dataset) => dataset.id === id);
  if (!found) throw new Error(`There is no dataset "${id}". Known: ${DATASETS.map((known) => known.id).join(', ')}.`);
  return found;
}

/** Address of a data file from the root of the server. */
export function dataPath(dataset: string, format: Format): string {
  return `${BASE_PATH}/data/${FORM}/${dataset}.${format}`;
}

/** The content of a data file. */
export function dataFile(id: string, format: Format): string {
  const dataset = getDataset(id);
  if (format === 'schema.json') return `${JSON.stringify(fileSchema(dataset), null, 2)}\n`;
  if (format === 'json') return `${JSON.stringify(fileContent(dataset), null, 1)}\n`;
  const columns = csvColumns(recordSchema(dataset)).flatMap((column) =>
    column.key === 'checked'
      ? ['checked_kubernetes', 'checked_date'].map((key) => ({ key, bilingual: false }))
      : [column],
  );
  return toCsv(columns, publicRecords(dataset).map(flat));
}

/** The records without the fields that stay here. */
function publicRecords({ records, hidden = [] }: Dataset): DataRecord[] {
  return records().map((record) => Object.fromEntries(Object.entries(record).filter(([key]) => !hidden.includes(key))));
}

/** A record for a table: ids of sources are of little use there, so their addresses stand in their place. */
function flat(record: DataRecord): DataRecord {
  const checked = record['checked'] as { kubernetes: string; date: string };
  return {
    ...record,
    sources: sourceIds(record).map((id) => getSource(id).url),
    checked_kubernetes: checked.kubernetes,
    checked_date: checked.date,
  };
}

/** The ids of all sources that a record cites, at any depth. */
function sourceIds(value: unknown): string[] {
  const ids = new Set<string>();
  JSON.stringify(value, (key, part: unknown) => {
    if (key === 'sources') for (const { id } of part as { id: string }[]) ids.add(id);
    return part;
  });
  return [...ids];
}

function fileContent(dataset: Dataset): object {
  const records = publicRecords(dataset);
  const used = [...new Set(records.flatMap(sourceIds))].sort();
  return {
    $schema: SITE_URL + dataPath(dataset.id, 'schema.json'),
    dataset: dataset.id,
    version: FORM,
    checked: checkedMeta(),
    licence: LICENCE,
    attribution: `Kubernetes Interfaces, ${SITE_URL}${BASE_PATH}/`,
    page: byLang(({ locale }) => `${SITE_URL}${BASE_PATH}/${locale}/${dataset.page}/`),
    count: records.length,
    records,
    sources: Object.fromEntries(used.map((id) => [id, { title: getSource(id).title, url: getSource(id).url }])),
  };
}

type JsonSchema = z.core.JSONSchema.BaseSchema;

function recordSchema(dataset: Dataset): JsonSchema {
  const { $schema: _inner, ...record } = z.toJSONSchema(dataset.schema, {
    io: 'output',
    // Fields may be added within a version: a reader's copy of the schema must accept them.
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  for (const key of dataset.hidden ?? []) {
    delete record.properties?.[key];
    record.required = record.required?.filter((name) => name !== key) ?? [];
  }
  const descriptions = fieldDescriptions(...dataset.described);
  for (const [key, field] of Object.entries(record.properties ?? {})) {
    const description = descriptions.get(key);
    if (typeof field === 'object' && description !== undefined) field.description = description;
  }
  return record;
}

function fileSchema(dataset: Dataset): object {
  const string = { type: 'string' };
  const url = { type: 'string', format: 'uri' };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: SITE_URL + dataPath(dataset.id, 'schema.json'),
    title: `Kubernetes Interfaces: ${dataset.id}`,
    type: 'object',
    properties: {
      $schema: url,
      dataset: { const: dataset.id },
      version: {
        const: FORM,
        description: 'Version of the form: within it fields are added, never renamed or removed.',
      },
      checked: {
        type: 'object',
        description: 'The Kubernetes minor and the day against which the data were last checked.',
        properties: { kubernetes: string, date: { type: 'string', format: 'date' } },
        required: ['kubernetes', 'date'],
      },
      licence: { type: 'object', properties: { name: string, spdx: string, url }, required: ['name', 'spdx', 'url'] },
      attribution: { ...string, description: 'What to write beside a copy.' },
      page: {
        type: 'object',
        description: 'Where people read the same records.',
        properties: byLang(() => url),
        required: [...LANGS],
      },
      count: { type: 'integer', description: 'How many records follow.' },
      records: { type: 'array', items: recordSchema(dataset) },
      sources: {
        type: 'object',
        description: 'The sources that the records cite, by id.',
        additionalProperties: { type: 'object', properties: { title: string, url }, required: ['title', 'url'] },
      },
    },
    required: [
      '$schema',
      'dataset',
      'version',
      'checked',
      'licence',
      'attribution',
      'page',
      'count',
      'records',
      'sources',
    ],
  };
}

/**
 * The doc comments of a schema's fields. They are the documentation of the data; Zod does not keep comments, and a
 * second copy in `.describe()` would drift away from them.
 */
function fieldDescriptions(file: string, constant: string): Map<string, string> {
  const shared = fieldsIn(readSource(join(process.cwd(), 'src/schemas/common.ts')), 'provenance');
  const own = fieldsIn(readSource(join(process.cwd(), `src/schemas/${file}.ts`)), constant);
  return new Map([...shared, ...own]);
}

function fieldsIn(code: string, constant: string): [string, string][] {
  const start = code.indexOf(`export const ${constant} =`);
  if (start < 0)
    throw new Error(`src/schemas has no "${constant}" where src/features/datasets/datasets.ts looks for it.`);
  const end = code.indexOf('\n/**', start);
  const fields = [...code.slice(start, end < 0 ? undefined : end).matchAll(/^( +)\/\*\* (.+?) \*\/\n\1(\w+)[:,]/gm)];
  const outermost = Math.min(...fields.map(([, indent]) => indent?.length ?? 0));
  return fields
    .filter(([, indent]) => indent?.length === outermost)
    .map(([, , description = '', key = '']) => [key, description]);
}
