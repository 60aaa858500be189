import { celFault } from './cel.ts';
import type { Finding } from './finding.ts';
import type { Document } from './manifests.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const LABEL_VALUE = /^(?=.{0,63}$)([A-Za-z0-9]([-\w.]*[A-Za-z0-9])?)?$/;
/** RFC 6335: up to 15 of these, with a letter among them. */
const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/;
/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^[+-]?(\d+(\.\d*)?|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

const portFault = (value: unknown): string | undefined =>
  typeof value === 'number'
    ? value >= 1 && value <= 65_535
      ? undefined
      : 'is no port (1 to 65535)'
    : PORT_NAME.test(String(value))
      ? undefined
      : 'is no name of a port (at most 15 lower-case letters, digits and hyphens)';
const quantitiesFault = (value: unknown): string | undefined =>
  isFields(value) && Object.values(value).some((amount) => !QUANTITY.test(String(amount)))
    ? 'has a value that is no quantity (500m, 128Mi, 2)'
    : undefined;
const labelsFault = (value: unknown): string | undefined =>
  isFields(value) && Object.values(value).some((label) => typeof label !== 'string' || !LABEL_VALUE.test(label))
    ? 'has a value that no label can have'
    : undefined;

/** The five fields of a schedule with what each may hold. https://en.wikipedia.org/wiki/Cron */
const CRON: readonly (readonly [from: number, to: number])[] = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
];
function scheduleFault(value: unknown): string | undefined {
  const fields = String(value).split(/\s+/);
  const fits = (field: string, [from, to]: readonly [number, number]): boolean =>
    field.split(',').every((part) => {
      const [, first, last] = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/\d+)?$/.exec(part) ?? [undefined, 'x'];
      return [first, last].every((bound) => bound === undefined || (Number(bound) >= from && Number(bound) <= to));
    });
  return fields.length === CRON.length && CRON.every((range, index) => fits(fields[index] ?? '', range))
    ? undefined
    : 'is no schedule of five fields that cron knows';
}
const celOf = (value: unknown): string | undefined => {
  const fault = typeof value === 'string' ? celFault(value) : undefined;
  return fault === undefined ? undefined : `is no CEL expression: ${fault}`;
};

/** By the name of the field, wherever it stands: what the types of the API leave open and the server refuses. */
const FORMS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  containerPort: portFault,
  targetPort: portFault,
  nodePort: portFault,
  requests: quantitiesFault,
  limits: quantitiesFault,
  labels: labelsFault,
  matchLabels: labelsFault,
  schedule: scheduleFault,
  expression: celOf,
  messageExpression: celOf,
  rule: celOf,
};

/** Kinds whose names may have other signs: `system:node`. */
const OTHER_NAMES = /^rbac\.authorization\.k8s\.io\//;

function faultsIn(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => faultsIn(item, `${path}.${index}`));
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    // Below `properties` the names of a schema's own fields stand, which can be called anything.
    const fault = path.endsWith('.properties') ? undefined : FORMS[key]?.(inner);
    return [...(fault === undefined ? [] : [`${path}.${key} ${fault}`.slice(1)]), ...faultsIn(inner, `${path}.${key}`)];
  });
}

const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);

/** What an object says in two places, and what it names of the same page. */
function disagreements({ value, where }: Document, documents: readonly Document[]): string[] {
  const faults: string[] = [];
  const wanted = at(value, 'spec', 'selector', 'matchLabels');
  const given = at(value, 'spec', 'template', 'metadata', 'labels');
  if (isFields(wanted) && isFields(given))
    for (const [label, text] of Object.entries(wanted))
      if (given[label] !== text)
        faults.push(`spec.selector asks for ${label}: ${String(text)}, which its template has not`);
  const policy = at(value, 'spec', 'policyName');
  const [page] = where.split(':');
  const policies = documents.filter(
    (other) => other.where.split(':')[0] === page && /AdmissionPolicy$/.test(String(other.value['kind'])),
  );
  if (policy !== undefined && !policies.some((other) => at(other.value, 'metadata', 'name') === policy))
    faults.push(`spec.policyName is ${String(policy)}, and the page has no such policy`);
  return faults;
}

/**
 * The values that a server refuses although their types fit: names, labels, ports, quantities, schedules, CEL, and what does not belong
 * together.
 *
 * @param documents of all pages of one language: their code is the same in both
 */
export function soundValues(documents: readonly Document[]): Finding[] {
  return documents.flatMap((document) => {
    const { value, where } = document;
    const name = at(value, 'metadata', 'name');
    const faults = [
      ...(typeof name === 'string' && !SUBDOMAIN.test(name) && !OTHER_NAMES.test(String(value['apiVersion']))
        ? [`metadata.name ${name} is no name that an object can have`]
        : []),
      ...faultsIn(value, ''),
      ...disagreements(document, documents),
    ];
    return faults.map((fault) => ({
      where,
      what: `${String(value['kind'] ?? document.file)}: ${fault}.`,
      fix: 'Correct it: the server refuses it as it is.',
    }));
  });
}
