/**
 * Reads a diagram's template: one file holds the structure for both languages and all widths.
 *
 * A template is Mermaid with a YAML head. The head says in which cells of a grid the nodes stand (`layout`): the drawing
 * is composed, not dropped. Beyond Mermaid the text knows:
 * - `{key}`: a label of the head, in the language being drawn;
 * - `{party:id}`, `{port:id}`, `{socket:id}`, `{interface:id}`, `{relation:id}`: words of the fact store;
 * - a line that begins with `@wide ` or `@tall ` belongs to that width alone; the width between takes the lines that `medium`
 *   of the head names;
 * - a line of a label that begins with `_` is, in a node, a remark below the name (not bold); on an arrow it is said in the
 *   text below the drawing and in the copied source, but not drawn;
 * - a label of an arrow that begins with `3 · ` (or is `3 ·`) is step 3.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readSource } from '../../content-index/read-source.ts';
import { getInterface, getPort, getRelation, getSocket, partyName, localize, type Lang } from '../../facts/index.ts';
import { nearest } from '../../lib/nearest.ts';
import { DiagramError, type Drawing, type Variant } from './drawing.ts';
import { readFlowchart, readSequence } from './mermaid.ts';
import { type Head, readHead } from './template-head.ts';

/** Where the templates are. */
const TEMPLATES = join(process.cwd(), 'src', 'features', 'diagrams', 'templates');

/** The ids of all diagrams, sorted. */
export function diagramIds(): string[] {
  return readdirSync(TEMPLATES)
    .filter((name) => name.endsWith('.mmd'))
    .map((name) => name.slice(0, -'.mmd'.length))
    .sort();
}

/**
 * Text of one template.
 * @throws Error that names the nearest known ids when there is none
 */
export function readTemplate(id: string): string {
  const known = diagramIds();
  if (!known.includes(id)) {
    throw new Error(
      `There is no diagram "${id}".\nNearest known: ${nearest(id, known).join(', ')}.\nTo see them all: src/features/diagrams/templates/.`,
    );
  }
  return readSource(join(TEMPLATES, `${id}.mmd`));
}

// A label ends up in a page: no markup but the line break, no address that runs code.
const DANGER = /<(?!br\/>)|javascript:|data:text|on\w+\s*=|&#|`/i;

/**
 * Expands a template.
 * @param id name of the diagram, for messages
 * @param text the template
 * @throws DiagramError for a head that does not fit, a label that is missing or that nothing says, an id the store does not
 *   know, a label that could run code, a line outside of the subset of Mermaid that the text twin understands
 */
export function expand(id: string, text: string, lang: Lang, variant: Variant): Drawing {
  const parts = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text);
  if (parts?.[1] === undefined || parts[2] === undefined) {
    throw new DiagramError(id, undefined, 1, 'It must begin with a YAML head between two lines of "---".');
  }
  const head = readHead(id, parts[1]);
  const body = parts[2];
  const firstLine = parts[1].split('\n').length + 2;

  const fill = (raw: string, line: number): string => {
    const filled = raw.replace(/\{([a-z]+):([^{}]+)\}|\{([\w-]+)\}/g, (_all, kind, key, name) => {
      try {
        return name === undefined
          ? fromStore(String(kind), String(key), lang)
          : fromHead(head.labels, String(name), lang);
      } catch (error) {
        throw new DiagramError(id, lang, line, error instanceof Error ? error.message : String(error));
      }
    });
    const bad = DANGER.exec(filled);
    if (bad) throw new DiagramError(id, lang, line, `"${bad[0]}" may not stand in a label: ${filled.trim()}`);
    return filled;
  };

  const lines: { text: string; number: number }[] = [];
  body.split('\n').forEach((raw, index) => {
    const number = firstLine + index;
    const only = /^@(wide|tall) (.*)$/.exec(raw);
    if (only && only[1] !== (variant === 'medium' ? head.medium : variant)) return;
    const line = only?.[2] ?? raw;
    if (line.trim() === '' || line.trim().startsWith('%%')) return;
    lines.push({ text: fill(line, number), number });
  });

  const idle = Object.keys(head.labels).find((name) => !body.includes(`{${name}}`));
  if (idle !== undefined) throw new DiagramError(id, undefined, undefined, `Nothing says the label "${idle}".`);

  const first = lines[0]?.text.trim() ?? '';
  const common = { id, lang, variant, title: head.title[lang], caption: head.caption[lang] };
  const copySource = lines.map((line) => line.text.replaceAll('<br/>_', '<br/>').replaceAll('|"_', '|"')).join('\n');
  if (first === 'sequenceDiagram') {
    return { ...common, type: 'sequence', copySource, groups: [], ...readSequence({ id, lang, variant, head, lines }) };
  }
  if (!/^flowchart (TB|LR|BT|RL)$/.test(first)) {
    throw new DiagramError(
      id,
      lang,
      lines[0]?.number,
      `It must begin with "flowchart TB", "flowchart LR" or "sequenceDiagram", not "${first}".`,
    );
  }
  const flowchart = { ...common, copySource, ...readFlowchart({ id, lang, variant, head, lines }) };
  if (head.matrix) {
    return { ...flowchart, type: 'matrix', axes: { from: head.matrix.from[lang], to: head.matrix.to[lang] } };
  }
  const layout = head.layout?.[variant] ?? head.layout?.[head.medium];
  if (layout === undefined) throw new DiagramError(id, lang, undefined, 'A flowchart needs a "layout" in its head.');
  return { ...flowchart, type: 'flowchart', layout };
}

function fromHead(labels: Head['labels'], name: string, lang: Lang): string {
  const label = labels[name];
  if (label === undefined) {
    throw new Error(
      `There is no label "${name}" in the head. Nearest known: ${nearest(name, Object.keys(labels)).join(', ')}.`,
    );
  }
  return label[lang];
}

function fromStore(kind: string, key: string, lang: Lang): string {
  switch (kind) {
    case 'party':
      return partyName(key, lang);
    case 'port':
      return localize(getPort(key).port, lang)
        .replace(/^(\d{5})-(?=\d{5}$)/, '$1–<br/>')
        .replace('-', '–');
    case 'socket':
      // Mermaid reads "<driver>" as markup.
      return breakPath(localize(getSocket(key).path, lang).replace(/<(\w+)>/g, '‹$1›'));
    case 'interface':
      return getInterface(key).abbrev;
    case 'relation':
      return localize(getRelation(key).diagramLabel, lang);
    default:
      throw new Error(`"{${kind}:${key}}" is unknown. Use party, port, socket, interface or relation.`);
  }
}

/** Breaks a long path after a slash, so that it does not widen the drawing. */
function breakPath(path: string): string {
  const lines: string[] = [];
  for (const part of path.match(/[^/]*\/|[^/]+/g) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && `${last}${part}`.length <= 20) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.join('<br/>');
}
