import {
  at,
  definitionFaults,
  type Fields,
  isFields,
  keyFaults,
  listOf,
  namesOf,
  routeFaults,
  strangers,
  ungiven,
} from './belongs.ts';
import { celFault } from './cel.ts';
import type { Finding } from './finding.ts';
import { typeOfPlural } from './kubectl.ts';
import type { Document } from './manifests.ts';

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
const quantitiesFault = (value: unknown): string | undefined => {
  if (!isFields(value)) return undefined;
  if (Object.values(value).some((amount) => !QUANTITY.test(String(amount))))
    return 'has a value that is no quantity (500m, 128Mi, 2)';
  // Both are quantities, and neither is meant: a thousandth of a byte, millions of processors.
  if (/m$/.test(String(value['memory']))) return 'has memory in thousandths of a byte (128Mi?)';
  return /[^\dm.]$/.test(String(value['cpu'] ?? '')) ? 'has a cpu in millions (500m?)' : undefined;
};
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

const countFault = (value: unknown): string | undefined =>
  typeof value === 'number' && (value < 0 || !Number.isInteger(value)) ? 'is no count' : undefined;
const keysFault = (value: unknown): string | undefined =>
  isFields(value) && Object.keys(value).some((key) => !/^[-._a-zA-Z0-9]{1,253}$/.test(key))
    ? 'has a key with other signs than letters, digits, -, _ and .'
    : undefined;
/** Names that a definition gives its kind. */
const lowerFault = (value: unknown): string | undefined =>
  [value].flat().every((name) => /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(String(name)))
    ? undefined
    : 'is not in lower case';

/** By the name of the field, wherever it stands: what the types of the API leave open and the server refuses. */
const FORMS: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  containerPort: portFault,
  targetPort: portFault,
  // A port may be an object too, as in a backend of an Ingress.
  port: (value) => (isFields(value) ? undefined : portFault(value)),
  nodePort: portFault,
  requests: quantitiesFault,
  limits: quantitiesFault,
  labels: labelsFault,
  matchLabels: labelsFault,
  schedule: scheduleFault,
  expression: celOf,
  messageExpression: celOf,
  rule: celOf,
  replicas: countFault,
  minReadySeconds: countFault,
  parallelism: countFault,
  completions: countFault,
  backoffLimit: countFault,
  revisionHistoryLimit: countFault,
  terminationGracePeriodSeconds: countFault,
  mountPath: (value) => (String(value).startsWith('/') ? undefined : 'does not begin at the root'),
  // In an OCI document it is a number.
  uid: (value) =>
    typeof value === 'string' && !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value) ? 'is no UUID' : undefined,
  data: keysFault,
  stringData: keysFault,
  plural: lowerFault,
  singular: lowerFault,
  shortNames: lowerFault,
  // Of a schema: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation
  format: (value) =>
    /^(byte|date|date-time|double|duration|float|int32|int64|ipv4|ipv6|cidr|password|uri|uuid)$/.test(String(value))
      ? undefined
      : 'is no format that a schema knows',
  // Of the rules of a webhook, a policy or a role; what a container asks for is an object.
  resources: (value) => {
    const strange = (Array.isArray(value) ? value.map(String) : []).filter(
      (name) => !name.startsWith('*') && typeOfPlural(name.replace(/\/.*/, '')) === undefined,
    );
    return strange.length === 0 ? undefined : `names ${strange.join(', ')}, which is no resource in the plural`;
  },
};

/** https://github.com/distribution/reference: lower case up to the tag. */
const IMAGE =
  /^[a-z0-9]+([._-][a-z0-9]+)*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[\w][\w.-]{0,127})?(@sha256:[a-f0-9]{64})?$/;
const PROBES = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const SIZES: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};
const sizeOf = (amount: unknown): number => {
  const [, number = '', unit = ''] = /^([\d.]+)(\D*)$/.exec(String(amount)) ?? [];
  return Number(number) * (SIZES[unit] ?? 1);
};

/** Flags of k8s.io/cloud-provider that every provider's program has: https://github.com/kubernetes/cloud-provider/tree/v0.37.0/options */
const CCM_FLAG =
  /^--(allocate-node-cidrs|cloud-config|cloud-provider|cluster-cidr|configure-cloud-routes|controllers|leader-elect|v)(=|$)/;
const listFlags = ({ image, args }: Fields): string[] =>
  /-ccm:|cloud-controller-manager/.test(String(image)) && Array.isArray(args)
    ? args.map(String).filter((flag) => !CCM_FLAG.test(flag))
    : [];

/** What does not go together in the template of a Pod, wherever it stands: in a Pod, a Deployment, a CronJob. */
function podFaults(spec: Fields): string[] {
  const containers = [...listOf(spec['initContainers']), ...listOf(spec['containers'])];
  const names = namesOf(containers);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    ...(twice === undefined ? [] : [`two containers are called ${twice}`]),
    ...ungiven(spec, containers),
    ...containers.flatMap((container) => {
      const { requests, limits } = isFields(container['resources']) ? container['resources'] : {};
      const above = Object.entries(isFields(requests) ? requests : {}).filter(
        ([resource, amount]) => isFields(limits) && resource in limits && sizeOf(amount) > sizeOf(limits[resource]),
      );
      return [
        ...(IMAGE.test(String(container['image'])) ? [] : [`${String(container['image'])} is no name of an image`]),
        ...listFlags(container).map((flag) => `a cloud controller manager has no flag ${flag}`),
        ...above.map(([resource]) => `the request for ${resource} is above its limit`),
        ...PROBES.flatMap((probe) => {
          const asked = container[probe];
          if (!isFields(asked)) return [];
          const port = at(asked, 'httpGet', 'port') ?? at(asked, 'tcpSocket', 'port');
          return [
            ...(HANDLERS.filter((handler) => handler in asked).length === 1 ? [] : [`${probe} needs one way to ask`]),
            ...(typeof port !== 'string' || namesOf(container['ports']).includes(port)
              ? []
              : [`${probe} asks at port ${port}, which the container does not name`]),
          ];
        }),
      ];
    }),
  ];
}
/** The Pod templates in an object, each with the kind of the object right around it. */
function podsIn(value: unknown, kind: unknown): { spec: Fields; kind: unknown }[] {
  if (!isFields(value)) return [];
  if (Array.isArray(value['containers'])) return [{ spec: value, kind }];
  return Object.entries(value).flatMap(([key, inner]) => podsIn(inner, key === 'jobTemplate' ? 'Job' : kind));
}

/** The names of the containers in an object, those that start first among them. */
export const containersOf = (value: Fields): string[] =>
  podsIn(value, '').flatMap(({ spec }) => namesOf([...listOf(spec['initContainers']), ...listOf(spec['containers'])]));

/** What the server refuses of one kind, although each field alone fits. https://github.com/kubernetes/kubernetes/tree/master/pkg/apis */
const OF_KINDS: Readonly<Record<string, (value: Fields) => (string | false)[]>> = {
  APIService: (value) => {
    const [group, version] = [at(value, 'spec', 'group'), at(value, 'spec', 'version')];
    return [
      at(value, 'metadata', 'name') !== `${String(version)}.${String(group)}` &&
        `its name is not ${String(version)}.${String(group)}`,
      !(Number(at(value, 'spec', 'groupPriorityMinimum')) <= 20_000) && 'groupPriorityMinimum is above 20000',
      !(Number(at(value, 'spec', 'versionPriority')) <= 1000) && 'versionPriority is above 1000',
      at(value, 'spec', 'insecureSkipTLSVerify') === true &&
        at(value, 'spec', 'caBundle') !== undefined &&
        'insecureSkipTLSVerify and caBundle exclude each other',
    ];
  },
  CSIDriver: (value) => [
    ![at(value, 'spec', 'volumeLifecycleModes') ?? []]
      .flat()
      .every((mode) => /^(Persistent|Ephemeral)$/.test(String(mode))) &&
      'a mode of volumeLifecycleModes is neither Persistent nor Ephemeral',
  ],
  CustomResourceDefinition: definitionFaults,
  HTTPRoute: routeFaults,
  RuntimeClass: ({ handler }) => [
    !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(String(handler)) && `${String(handler)} is no name of a handler`,
  ],
};
/** Which ends of a container a kind may answer with a restart: https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
const RESTARTS: Readonly<Record<string, RegExp>> = {
  Job: /^(OnFailure|Never)$/,
  Deployment: /^(Always|undefined)$/,
  DaemonSet: /^(Always|undefined)$/,
  StatefulSet: /^(Always|undefined)$/,
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
  const kind = String(value['kind']);
  faults.push(...(OF_KINDS[kind]?.(value) ?? []).filter((fault) => fault !== false));
  const here = documents.filter((other) => other.where.split(':')[0] === page);
  faults.push(...strangers(value, here), ...keyFaults(value));
  for (const { spec, kind: owner } of podsIn(value, kind)) {
    faults.push(...podFaults(spec));
    if (RESTARTS[String(owner)]?.test(String(spec['restartPolicy'])) === false)
      faults.push(`a ${String(owner)} cannot have restartPolicy ${String(spec['restartPolicy'])}`);
  }
  const handlers = here.flatMap((other) =>
    Object.keys((at(other.value, 'plugins', 'io.containerd.cri.v1.runtime', 'containerd', 'runtimes') ?? {}) as object),
  );
  if (kind === 'RuntimeClass' && handlers.length > 0 && !handlers.includes(String(value['handler'])))
    faults.push(`its handler is ${String(value['handler'])}, and the page's config.toml has no such runtime`);
  if (kind === 'Service')
    for (const { targetPort } of listOf(at(value, 'spec', 'ports')))
      for (const pod of here.flatMap((other) => selectedBy(value, other.value)))
        if (
          typeof targetPort === 'string' &&
          !listOf(pod['containers']).some(({ ports }) => namesOf(ports).includes(targetPort))
        )
          faults.push(`targetPort is ${targetPort}, which no container that it selects names`);
  for (const owner of listOf(at(value, 'metadata', 'ownerReferences'))) {
    const definition = documents.find(
      (other) =>
        at(other.value, 'spec', 'names', 'kind') === owner['kind'] &&
        other.value['kind'] === 'CustomResourceDefinition',
    )?.value;
    const versions = namesOf(at(definition, 'spec', 'versions')).map(
      (version) => `${String(at(definition, 'spec', 'group'))}/${version}`,
    );
    if (definition !== undefined && !versions.includes(String(owner['apiVersion'])))
      faults.push(`its owner is of ${String(owner['apiVersion'])}, and the definition has ${versions.join(', ')}`);
  }
  return faults;
}

/** The Pod template of an object, if a Service selects its Pods. */
function selectedBy(service: Fields, object: Fields): Fields[] {
  const wanted = at(service, 'spec', 'selector');
  const labels = at(object, 'spec', 'template', 'metadata', 'labels') ?? at(object, 'metadata', 'labels');
  const fits =
    isFields(wanted) && isFields(labels) && Object.entries(wanted).every(([label, text]) => labels[label] === text);
  return fits ? podsIn(object, '').map(({ spec }) => spec) : [];
}

/**
 * The values that a server refuses although their types fit: names, labels, ports, quantities, schedules, images, CEL, and what does not
 * belong together.
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
