import { Ajv } from 'ajv';
import type { Document } from './manifests.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isFields(inner) ? inner[key] : undefined), value);
export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
export const namesOf = (value: unknown): string[] => listOf(value).map(({ name }) => String(name));

/** Every field of an object with what stands in it, however deep. */
function fieldsOf(value: unknown): [key: string, inner: unknown][] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  return isFields(value) ? Object.entries(value).flatMap(([key, inner]) => [[key, inner], ...fieldsOf(inner)]) : [];
}

/** Fields that name another object, by the kind of it. Where a page shows one of that kind, the name is one of a page's. */
const NAMES_A: Readonly<Record<string, string>> = {
  runtimeClassName: 'RuntimeClass',
  storageClassName: 'StorageClass',
  claimName: 'PersistentVolumeClaim',
  resourceClaimTemplateName: 'ResourceClaimTemplate',
  secretName: 'Secret',
  secretRef: 'Secret',
  secretKeyRef: 'Secret',
  configMap: 'ConfigMap',
  configMapRef: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
};

/** Names of other objects that the page does not show, and keys that they have not got. @param here the documents of the page */
export function strangers(value: Fields, here: readonly Document[]): string[] {
  return fieldsOf(value).flatMap(([field, inner]) => {
    const kind = NAMES_A[field];
    const there = here.filter((other) => other.value['kind'] === kind).map((other) => other.value);
    if (kind === undefined || there.length === 0) return [];
    const name = isFields(inner) ? inner['name'] : inner;
    const one = there.find((other) => at(other, 'metadata', 'name') === name);
    if (one === undefined) return [`${field} is ${String(name)}, and the page has no such ${kind}`];
    const key = at(inner, 'key');
    return key === undefined || String(key) in { ...(one['data'] as object), ...(one['stringData'] as object) }
      ? []
      : [`${field} asks for the key ${String(key)}, which the ${kind} has not`];
  });
}

/** What the containers of a Pod take by a name, and the list of the Pod that gives it. */
export function ungiven(pod: Fields, containers: readonly Fields[]): string[] {
  const TAKEN = [
    ['volumeMounts', 'volumes', (container: Fields) => container['volumeMounts']],
    ['resources.claims', 'resourceClaims', (container: Fields) => at(container, 'resources', 'claims')],
  ] as const;
  return TAKEN.flatMap(([taken, given, of]) =>
    containers
      .flatMap((container) => namesOf(of(container)))
      .filter((name) => !namesOf(pod[given]).includes(name))
      .map((name) => `${taken} takes ${name}, which is not among its ${given}`),
  );
}

/**
 * Labels, annotations and taints of Kubernetes itself, with the values of those that take a few.
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const KEYS: Readonly<Record<string, RegExp>> = {
  'apiserver.kubernetes.io/identity': /./,
  'app.kubernetes.io/(name|instance|version|component|part-of|managed-by)': /./,
  'kubernetes.io/(arch|os|hostname|metadata.name|service-name)': /./,
  'node-role.kubernetes.io/[a-z-]+': /^(true)?$/,
  'node.cloudprovider.kubernetes.io/(uninitialized|shutdown)': /./,
  'node.kubernetes.io/(not-ready|unreachable|unschedulable|(memory|disk|pid)-pressure|network-unavailable|out-of-service)':
    /^/,
  'node.kubernetes.io/(instance-type|exclude-from-external-load-balancers)': /^/,
  'pod-security.kubernetes.io/(enforce|audit|warn)': /^(privileged|baseline|restricted)$/,
  'pod-security.kubernetes.io/(enforce|audit|warn)-version': /^(latest|v1\.\d+)$/,
  'storageclass.kubernetes.io/is-default-class': /^(true|false)$/,
  'topology.kubernetes.io/(zone|region)': /./,
};
/** The roles that Kubernetes and kubeadm themselves write or look at. */
const ROLES = /^node-role\.kubernetes\.io\/(?!control-plane$)/;

/** What is wrong with a key of the domain of Kubernetes, and with its value where one is given. */
export function keyFault(key: string, value?: unknown): string | undefined {
  if (!/(^|\.)(kubernetes|kubernets|kubernete|k8s)\.io\//.test(key)) return undefined;
  const [, values] =
    Object.entries(KEYS).find(([known]) => new RegExp(`^${known.replaceAll('.', '\\.')}$`).test(key)) ?? [];
  if (values === undefined || ROLES.test(key)) return `${key} is no label, annotation or taint of Kubernetes`;
  return value === undefined || values.test(String(value)) ? undefined : `${key} cannot be ${String(value)}`;
}

/** The keys of labels, annotations, selectors and tolerations in an object. */
export function keyFaults(value: Fields): string[] {
  return fieldsOf(value).flatMap(([field, inner]) => {
    if (/^(labels|annotations|matchLabels|nodeSelector)$/.test(field) && isFields(inner))
      return Object.entries(inner).flatMap(([key, text]) => keyFault(key, text) ?? []);
    return field === 'tolerations' || field === 'matchExpressions' || field === 'taints'
      ? listOf(inner).flatMap(({ key, value: text }) => keyFault(String(key), text) ?? [])
      : [];
  });
}

/** What of a definition of custom resources does not go together. https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/ */
export function definitionFaults(value: Fields): (string | false)[] {
  const spec = value['spec'];
  const name = `${String(at(spec, 'names', 'plural'))}.${String(at(spec, 'group'))}`;
  const versions = listOf(at(spec, 'versions'));
  return [
    at(value, 'metadata', 'name') !== name && `its name is not ${name}`,
    !/^(Namespaced|Cluster)$/.test(String(at(spec, 'scope'))) && 'its scope is neither Namespaced nor Cluster',
    versions.filter(({ storage }) => storage === true).length !== 1 && 'not exactly one of its versions is stored',
    ...versions.flatMap((version) => {
      const schema = at(version, 'schema', 'openAPIV3Schema');
      return [
        ...listOf(version['additionalPrinterColumns'])
          .map(({ jsonPath }) => String(jsonPath))
          .filter((path) => !path.startsWith('.metadata.') && schemaAt(schema, path) === undefined)
          .map((path) => `the column ${path} is not in its schema`),
        ...ruleFaults(schema),
        ...fieldsOf(schema).flatMap(([field, inner]) => {
          if (!isFields(inner) || inner['default'] === undefined || field === 'properties') return [];
          const fits = new Ajv({ strict: false, validateFormats: false }).compile(inner)(inner['default']);
          return fits ? [] : [`the default of ${field} does not fit its own schema`];
        }),
      ];
    }),
  ];
}
/** Fields that the rules of a schema read of the object they stand in, and that it does not have. */
const ruleFaults = (schema: unknown): string[] =>
  [['', schema] as const, ...fieldsOf(schema)].flatMap(([, inner]) =>
    listOf(at(inner, 'x-kubernetes-validations')).flatMap(({ rule }) =>
      [...String(rule).matchAll(/\b(?:self|oldSelf)((?:\.\w+)+)(?!\w*\()/g)]
        .map(([, path = '']) => path)
        .filter((path) => schemaAt(inner, path) === undefined)
        .map((path) => `a rule reads self${path}, which is not in its schema`),
    ),
  );
const schemaAt = (schema: unknown, path: string): unknown =>
  at(
    schema,
    ...path
      .split('.')
      .slice(1)
      .flatMap((name) => ['properties', name]),
  );

/** The parents and targets that a route can have, with whether a port belongs to it. */
export function routeFaults(value: Fields): (string | false)[] {
  const kinds = (refs: Fields[], group: string, kind: string): string[] =>
    refs
      .map((ref) => `${String(ref['group'] ?? group)}/${String(ref['kind'] ?? kind)}`)
      .filter((one) => !['/Service', 'gateway.networking.k8s.io/Gateway'].includes(one))
      .map((one) => `a route cannot point to ${one}`);
  const targets = listOf(at(value, 'spec', 'rules')).flatMap(({ backendRefs }) => listOf(backendRefs));
  return [
    ...kinds(listOf(at(value, 'spec', 'parentRefs')), 'gateway.networking.k8s.io', 'Gateway'),
    ...kinds(targets, '', 'Service'),
    ...targets.flatMap(({ weight, port }) => [
      Number(weight ?? 1) > 1_000_000 && 'a weight is above 1000000',
      port === undefined && 'a Service among its backendRefs has no port',
    ]),
  ];
}
