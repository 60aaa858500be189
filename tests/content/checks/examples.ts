import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import { parseAllDocuments } from 'yaml';
import { API_VERSIONS, CUSTOM_GROUPS } from '../api-versions.ts';
import type { Finding } from './finding.ts';
import { at, type Page } from './pages.ts';

const LANGUAGES = new Set([
  'yaml',
  'json',
  'bash',
  'text',
  'toml',
  'go',
  'proto',
  'ini',
  'mermaid',
  'ts',
  'js',
  'html',
  'csv',
  'markdown',
]);

/** Every YAML and JSON example parses, and a Kubernetes object in it is whole and of an API version that exists. */
export function validExamples(pages: readonly Page[]): Finding[] {
  const findings: Finding[] = [];
  for (const page of pages) {
    visit(page.tree, 'code', (node) => {
      const where = at(page, node);
      if (!LANGUAGES.has(node.lang ?? '')) {
        findings.push({
          where,
          what: `The code block has the language "${node.lang ?? ''}".`,
          fix: `Use one of ${[...LANGUAGES].join(', ')}; what a tool prints is "text".`,
        });
      }
      if (node.lang !== 'yaml' && node.lang !== 'json') return;
      const { documents, errors } = read(node);
      for (const error of errors)
        findings.push({
          where,
          what: `The ${node.lang} example does not parse: ${error}.`,
          fix: 'Mend it: readers copy it as it is.',
        });
      if (errors.length === 0) for (const document of documents) findings.push(...checkObject(document, where));
    });
  }
  return findings;
}

function read({ lang, value }: Code): { documents: unknown[]; errors: string[] } {
  if (lang === 'json') {
    try {
      return { documents: [JSON.parse(value)], errors: [] };
    } catch (error) {
      return { documents: [], errors: [String((error as Error).message)] };
    }
  }
  const documents = parseAllDocuments(value);
  const list = Array.isArray(documents) ? documents : [];
  return {
    documents: list.map((document) => document.toJS() as unknown),
    errors: list.flatMap((document) => document.errors.map((error) => error.message.split('\n')[0] ?? '')),
  };
}

/** A document with apiVersion or kind is a Kubernetes object: then it must have all that an API server asks for. */
function checkObject(document: unknown, where: string): Finding[] {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return [];
  const { apiVersion, kind, metadata, items } = document as Record<string, unknown>;
  if (apiVersion === undefined && kind === undefined) return [];
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
    return [
      {
        where,
        what: 'The Kubernetes object lacks apiVersion or kind.',
        fix: 'Write both: an API server refuses it otherwise.',
      },
    ];
  }
  const known = API_VERSIONS[apiVersion];
  const custom = CUSTOM_GROUPS.some((group) => group.test(apiVersion.split('/')[0] ?? ''));
  if (known === undefined && !custom) {
    return [
      {
        where,
        what: `The API version "${apiVersion}" (${kind}) is not known to exist.`,
        fix: 'Correct it, or add it with its source to tests/content/api-versions.ts.',
      },
    ];
  }
  if (known?.unnamed === true || (Array.isArray(items) && kind.endsWith('List'))) return [];
  const name =
    (metadata as { name?: unknown; generateName?: unknown } | undefined)?.name ??
    (metadata as { generateName?: unknown } | undefined)?.generateName;
  return typeof name === 'string' && name !== ''
    ? []
    : [{ where, what: `The ${kind} has no metadata.name.`, fix: 'Name it.' }];
}
