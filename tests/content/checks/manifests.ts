import { Ajv } from 'ajv';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Finding } from './finding.ts';
import { CONFIGURATIONS } from './configurations.ts';
import { at, type Fields, listOf } from './belongs.ts';
import { type TypedPath, typeOfPlural } from './kubectl.ts';

/** A document of an example: a Kubernetes object, or a configuration file. */
export interface Document {
  /** `file:line` of its block. */
  where: string;
  /** The name that the block gives to its file; it tells what a file without apiVersion is. */
  file: string | undefined;
  value: Readonly<Record<string, unknown>>;
}

const PACKAGES = ['kubernetes-models', '@kubernetes-models/gateway-api'];

/**
 * Every document of the examples against the strictest grammar there is: the published types of the Kubernetes API and of
 * Gateway API, the page's own CustomResourceDefinition, or the hand-kept schemas of configuration files. A field that the
 * grammar does not know is a finding; so is a document that no grammar speaks of.
 *
 * @param documents of all pages of one language: their code is the same in both
 * @param root the project, whose node_modules hold the types
 * @param paths what the commands of the pages look at in objects of these types
 */
export function strictManifests(
  documents: readonly Document[],
  root: string,
  paths: readonly (TypedPath & { where: string })[] = [],
): Finding[] {
  const findings: Finding[] = [];
  const read = documents.flatMap(({ where, value }) => policyPaths(value).map((path) => ({ where, ...path })));
  const typed: Statement[] = [...paths, ...read].flatMap(({ where, type, path, steps }) => {
    const module = moduleOf(type, root);
    const into = steps
      .map((step) => `!${typeof step === 'number' ? `[${step}]` : `[${JSON.stringify(step)}]`}`)
      .join('');
    const code = `((x: import(${JSON.stringify(module)}).I${type.split('/').at(-1)}) => x${into});`;
    return module === undefined ? [] : { where, what: `${type} at ${path}`, code };
  });
  for (const document of documents) {
    const { apiVersion, kind } = document.value;
    const name = typeof apiVersion === 'string' ? `${apiVersion}/${String(kind)}` : fileName(document.file);
    const module = moduleOf(name, root);
    const configuration = CONFIGURATIONS[name];
    const crd = documents.find(({ value }) => defines(value, document.value));
    if (module !== undefined)
      typed.push({
        where: document.where,
        what: String(kind),
        code: `(${JSON.stringify(document.value)}) satisfies import(${JSON.stringify(module)}).I${String(kind)};`,
      });
    else if (configuration !== undefined) findings.push(...againstSchema(document, name, configuration.schema));
    else if (crd !== undefined) findings.push(...againstDefinition(document, crd.value));
    else
      findings.push({
        where: document.where,
        what: `No grammar speaks of ${name}.`,
        fix: 'Add it, with its source, to tests/content/checks/configurations.ts.',
      });
  }
  return [...findings, ...againstTypes(typed, root)];
}

/** Where the expressions of an admission policy look into the objects that it is for. */
function policyPaths(policy: Fields): TypedPath[] {
  const spec = policy['spec'];
  const plurals = listOf(at(spec, 'matchConstraints', 'resourceRules')).flatMap(({ resources }) => [resources].flat());
  const types = plurals.flatMap((plural) => typeOfPlural(String(plural)) ?? []);
  return listOf(at(spec, 'validations')).flatMap(({ expression }) =>
    [...String(expression).matchAll(/\b(?:object|oldObject)((?:\.\w+)+)(?!\w*\()/g)].flatMap(([, path = '']) =>
      types.map((type) => ({ type, path, steps: path.split('.').slice(1) })),
    ),
  );
}

/** The module of the published type of `apps/v1/Deployment`. */
const moduleOf = (name: string, root: string): string | undefined =>
  PACKAGES.map((folder) => `${folder}/${name}`).find((path) => existsSync(join(root, 'node_modules', `${path}.d.ts`)));

/** The last part of a file's name: `/etc/crictl.yaml` is `crictl.yaml`, any CNI list is `conflist`. */
function fileName(file = 'a block without a title'): string {
  const base = file.split('/').at(-1) ?? file;
  return base.endsWith('.conflist') ? 'conflist' : base;
}

function againstSchema(document: Document, name: string, schema: (typeof CONFIGURATIONS)[string]['schema']): Finding[] {
  const { error } = schema.safeParse(document.value);
  return (error?.issues ?? []).map((issue) => ({
    where: document.where,
    what: `${name}, ${issue.path.join('.') || 'top'}: ${issue.message}.`,
    fix: 'Correct it, or add the field with its source to tests/content/checks/configurations.ts.',
  }));
}

// ── Custom resources ──────────────────────────────────────────────────────────────────────────────────────────────

interface Definition {
  kind?: unknown;
  spec?: {
    group?: string;
    names?: { kind?: string };
    versions?: { name?: string; schema?: { openAPIV3Schema?: object } }[];
  };
}

/** Whether one object is the CustomResourceDefinition of another. */
function defines(definition: Definition, { apiVersion, kind }: Document['value']): boolean {
  const { spec } = definition;
  return (
    definition.kind === 'CustomResourceDefinition' &&
    spec?.names?.kind === kind &&
    (spec?.versions ?? []).some(({ name }) => `${String(spec?.group)}/${String(name)}` === apiVersion)
  );
}

/** A schema in which no object may have a field that it does not name, as the API server drops such fields. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...copy, additionalProperties: false }
    : copy;
}

function againstDefinition(document: Document, definition: Definition): Finding[] {
  const version = definition.spec?.versions?.find(({ name }) =>
    String(document.value['apiVersion']).endsWith(`/${String(name)}`),
  );
  const { apiVersion: _api, kind: _kind, metadata: _metadata, ...rest } = document.value;
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(closed(version?.schema?.openAPIV3Schema ?? false) as object);
  validate(rest);
  return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    where: document.where,
    what: `${String(document.value['kind'])}${instancePath}: ${message ?? ''} ${JSON.stringify(params)}.`,
    fix: "Make the object fit the page's own CustomResourceDefinition.",
  }));
}

// ── Published types ───────────────────────────────────────────────────────────────────────────────────────────────

// The files of the types, parsed once: each call of the compiler needs the same ones.
const parsed = new Map<string, ts.SourceFile | undefined>();

/** TypeScript of one line, which fits where what it says of a type is so. */
interface Statement {
  where: string;
  what: string;
  code: string;
}

/** One statement per document and per path; the compiler refuses what its type does not know. */
function againstTypes(typed: readonly Statement[], root: string): Finding[] {
  if (typed.length === 0) return [];
  // The compiler asks for files by "/" on every system.
  const file = join(root, 'examples-of-the-pages.ts').replaceAll('\\', '/');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const text = typed.map(({ code }) => code).join('\n');
  host.getSourceFile = (name, language, ...rest) => {
    if (name === file) return ts.createSourceFile(name, text, language);
    if (!parsed.has(name)) parsed.set(name, getSourceFile.call(host, name, language, ...rest));
    return parsed.get(name);
  };
  host.fileExists = (name) => name === file || fileExists.call(host, name);
  host.readFile = (name) => (name === file ? text : readFile.call(host, name));
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ start, messageText, file: at }) => {
    const line = at?.fileName === file ? at.getLineAndCharacterOfPosition(start ?? 0).line : -1;
    const { where, what } = typed[line] ?? { where: at?.fileName ?? 'the types', what: 'compiler' };
    return {
      where,
      what: `${what}: ${ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 300)}`,
      fix: 'Make it fit the API: the server refuses or drops the field.',
    };
  });
}
