import type { Code } from 'mdast';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { expectNone, type Finding, line } from './checks/finding.ts';
import { namedThings, patchesIn, typedPaths } from './checks/kubectl.ts';
import { type Document, strictManifests } from './checks/manifests.ts';
import { blocksOf, projectPages } from './checks/pages.ts';
import { containersOf, soundValues } from './checks/values.ts';

// The code of a page is the same in both languages: a gate holds that. So one language is enough here.
const root = process.cwd();
const blocks = blocksOf(projectPages().pages.filter(({ locale }) => locale === 'en'));

/** Blocks that no parser of their language reads. */
const broken: Finding[] = [];
const documents: Document[] = blocks.flatMap(({ where, node }) => {
  const file = /title="([^"]+)"/.exec(node.meta ?? '')?.[1];
  try {
    return read(node).map((value) => ({ where, file, value: value as Document['value'] }));
  } catch (error) {
    const [why = ''] = (error as Error).message.split('\n');
    broken.push({
      where,
      what: `The ${node.lang} example does not parse: ${why}.`,
      fix: 'Mend it: readers copy it as it is.',
    });
    return [];
  }
});

function read({ lang, value }: Code): unknown[] {
  if (lang === 'json') return [JSON.parse(value)];
  if (lang === 'toml') return [parseToml(value)];
  return lang === 'yaml' ? parseAllDocuments(value).map((document) => document.toJS() as unknown) : [];
}

describe('every manifest and configuration file fits its grammar, to the last field', () => {
  test('of the pages', () => {
    expect(documents.length).toBeGreaterThan(30);
    const paths = blocks.flatMap(({ where, node }) =>
      node.lang === 'bash' ? typedPaths(node.value).map((path) => ({ where, ...path })) : [],
    );
    expect(paths.length).toBeGreaterThan(30);
    const left = blocks.flatMap(({ where, node }) =>
      node.lang === 'bash' ? patched(where.split(':')[0] ?? '', node.value) : [],
    );
    expect(left.length).toBeGreaterThan(0);
    expectNone([...broken, ...strictManifests([...documents, ...left], root, paths), ...soundValues(documents)]);
  });

  /** All documents, the first of this kind or file with another value (or none) in a field. */
  const changed = (name: string, field: string, value: unknown): { copy: Document[]; one: Document | undefined } => {
    const copy = structuredClone(documents);
    const one = copy.find((document) => document.value['kind'] === name || document.file?.endsWith(name) === true);
    const keys = field.split('/').map((key) => key.replace('~1', '/'));
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], one?.value);
    (parent as Record<string, unknown>)[last] = value;
    return { copy, one };
  };
  /** What is found in the document of this kind, or of this file, once a field of it is another. */
  const planted = (name: string, field: string, value: unknown): string => {
    const { copy, one } = changed(name, field, value);
    const definition = copy.filter((document) => document.value['kind'] === 'CustomResourceDefinition');
    const few = one === undefined ? [] : [one, ...(name === 'BackupPlan' ? definition : [])];
    return [...strictManifests(few, root), ...soundValues(few)].map(line).join('\n');
  };
  test.each<[fault: string, kind: string, field: string, value: unknown, message: RegExp]>([
    ['a misspelt field', 'Deployment', 'spec/template/spec/containers/0/imagePullPolice', 'Always', /imagePullPolice/],
    ['a wrong type', 'Deployment', 'spec/replicas', '2', /Deployment: .*string.*number/],
    ['a required field left out', 'RuntimeClass', 'handler', undefined, /RuntimeClass: .*handler/],
    ['a field of Gateway API', 'HTTPRoute', 'spec/parentRef', [], /HTTPRoute: .*parentRef/],
    ['a field of DRA', 'ResourceClaimTemplate', 'spec/spec/devices/requests/0/deviceClassName', 'x', /deviceClassName/],
    ['a custom field', 'BackupPlan', 'spec/keepWeeks', 2, /BackupPlan\/spec: .*keepWeeks/],
    ['a custom value', 'BackupPlan', 'spec/alertAfterDays', 0, /alertAfterDays: must be >= 1/],
    ['a field of the kubelet', 'KubeletConfiguration', 'runtimeEndpoint', 'x', /runtimeEndpoint/],
    ['a mode of kube-proxy', 'KubeProxyConfiguration', 'mode', 'nft', /mode: /],
    ['a field of kubeadm', 'InitConfiguration', 'nodeRegistration/kubeletExtraArgs', { a: 'b' }, /kubeletExtraArgs/],
    ['a field of SMI', 'TrafficSplit', 'spec/matches', [], /matches/],
    ['a field of crictl', 'crictl.yaml', 'endpoint', 'x', /endpoint/],
    ['a field of a CNI plugin', '.conflist', 'plugins/0/ipmasq', true, /ipmasq/],
    [
      'a field that a policy reads',
      'ValidatingAdmissionPolicy',
      'spec/validations/0/expression',
      'object.spec.replica <= 5',
      /Deployment at \.spec\.replica: Property 'replica'/,
    ],
    [
      'a shim of nobody',
      'config.toml',
      'plugins/io.containerd.cri.v1.runtime',
      { containerd: { runtimes: { runsc: { runtime_type: 'io.containerd.runsc.v9' } } } },
      /runsc\.runtime_type/,
    ],
    ['a table of containerd', 'config.toml', 'plugins/io.containerd.grpc.v1.cri', {}, /grpc\.v1\.cri/],
    ['a namespace of OCI twice', 'config.json', 'linux/namespaces/0/type', 'ipc', /a namespace is there twice/],
    ['a hostname of the host', 'config.json', 'linux/namespaces/4/type', 'time', /needs a namespace of type uts/],
    ['a network with a host in it', '.conflist', 'plugins/0/ipam/ranges/0/0/subnet', '10.244.1.7/24', /subnet: /],
    ['a namespace of OCI', 'config.json', 'linux/namespaces/0/type', 'process', /namespaces\.0\.type/],
    [
      'a flag that the kubelet has not',
      'InitConfiguration',
      'nodeRegistration/kubeletExtraArgs/0/name',
      'container-runtime',
      /kubeletExtraArgs\.0\.name/,
    ],
    ['a name with capitals', 'Deployment', 'metadata/name', 'Web', /metadata\.name Web is no name/],
    ['a value of a label', 'Deployment', 'spec/template/metadata/labels/app', 'web server', /no label can have/],
    ['a selector of others', 'Deployment', 'spec/selector/matchLabels/app', 'wbe', /its template has not/],
    ['a port too high', 'Service', 'spec/ports/0/targetPort', 70_000, /targetPort is no port/],
    [
      'a long name of a port',
      'Service',
      'spec/ports/0/targetPort',
      'a-name-that-is-too-long',
      /targetPort is no name of a port/,
    ],
    [
      'an amount',
      'Pod',
      'spec/containers/0/resources',
      { limits: { memory: '128mb' } },
      /limits has a value that is no quantity/,
    ],
    ['an hour that no day has', 'CronJob', 'spec/schedule', '0 25 * * *', /spec\.schedule is no schedule/],
    [
      'a policy in CEL',
      'ValidatingAdmissionPolicy',
      'spec/validations/0/expression',
      'object.spec.replicas <= ',
      /no CEL expression: it ends/,
    ],
    [
      'a policy that is not there',
      'ValidatingAdmissionPolicyBinding',
      'spec/policyName',
      'other',
      /the page has no such policy/,
    ],
    ['a kind that nobody knows', 'Service', 'kind', 'Servise', /No grammar speaks of v1\/Servise/],
  ])('%s is seen', (_fault, kind, field, value, message) => {
    expect(planted(kind, field, value)).toMatch(message);
  });

  const CONTAINER = 'spec/template/spec/containers/0';
  test.each<[fault: string, kind: string, field: string, value: unknown, message: RegExp]>([
    ['the name of another version', 'APIService', 'metadata/name', 'v1.metrics.k8s.io', /name is not v1beta1\.metrics/],
    ['a place too far behind', 'APIService', 'spec/groupPriorityMinimum', 30_000, /above 20000/],
    ['a version too far behind', 'APIService', 'spec/versionPriority', 2000, /above 1000/],
    ['trust given twice', 'APIService', 'spec/caBundle', 'LS0=', /exclude each other/],
    [
      'a Job that begins again',
      'CronJob',
      'spec/jobTemplate/spec/template/spec/restartPolicy',
      'Always',
      /a Job cannot/,
    ],
    ['a Deployment that ends', 'Deployment', 'spec/template/spec/restartPolicy', 'Never', /a Deployment cannot/],
    ['an owner of no version', 'CronJob', 'metadata/ownerReferences/0/apiVersion', 'ops.example.com/v2', /owner is of/],
    [
      'an image with a capital',
      'Deployment',
      `${CONTAINER}/image`,
      'Nginx:stable',
      /Nginx:stable is no name of an image/,
    ],
    ['memory in thousandths', 'Pod', 'spec/containers/0/resources', { limits: { memory: '128m' } }, /thousandths/],
    ['a cpu in millions', 'Pod', 'spec/containers/0/resources', { limits: { cpu: '500Mi' } }, /cpu in millions/],
    [
      'a request above its limit',
      'Pod',
      'spec/containers/0/resources',
      { requests: { memory: '1Gi' }, limits: { memory: '512Mi' } },
      /request for memory is above/,
    ],
    ['a probe without a way', 'Deployment', `${CONTAINER}/readinessProbe`, {}, /needs one way to ask/],
    [
      'a probe of no port',
      'Deployment',
      `${CONTAINER}/readinessProbe`,
      { httpGet: { path: '/', port: 'http' } },
      /port http, which the container does not name/,
    ],
    [
      'two of one name',
      'Deployment',
      'spec/template/spec/initContainers',
      [{ name: 'web', image: 'a' }],
      /two containers/,
    ],
    ['a handler that no node has', 'RuntimeClass', 'handler', 'gvisor', /config\.toml has no such runtime/],
    ['a handler that cannot be', 'RuntimeClass', 'handler', 'runsc_x', /no name of a handler/],
    ['a class that is not there', 'gvisor.yaml', 'metadata/name', 'kata', /no such RuntimeClass/],
    ['too heavy a weight', 'HTTPRoute', 'spec/rules/0/backendRefs/0/weight', 1_000_001, /weight is above/],
    ['a target without a port', 'HTTPRoute', 'spec/rules/0/backendRefs/0/port', undefined, /has no port/],
    ['a group that no Service is of', 'HTTPRoute', 'spec/parentRefs/0/group', 'core', /cannot point to core\/Service/],
    ['a class of storage', 'PersistentVolumeClaim', 'spec/storageClassName', 'fats', /no such StorageClass/],
    ['a mode of a driver', 'CSIDriver', 'spec/volumeLifecycleModes', ['persistent'], /neither Persistent nor/],
    ['a key of Kubernetes', 'Deployment', 'spec/template/metadata/labels', { 'kubernets.io/os': 'x' }, /no label, ann/],
    ['a level of security', 'Namespace', 'metadata/labels/pod-security.kubernetes.io~1enforce', 'basic', /cannot be/],
    ['a flag of the cloud controllers', 'DaemonSet', `${CONTAINER}/args/2`, '--leader-elected', /has no flag/],
    ['a volume that is not given', 'Deployment', `${CONTAINER}/volumeMounts`, [{ name: 'x' }], /not among its volumes/],
    [
      'a device that is not given',
      'Deployment',
      `${CONTAINER}/resources`,
      { claims: [{ name: 'x' }] },
      /resourceClaims/,
    ],
    [
      'the name of a definition',
      'CustomResourceDefinition',
      'metadata/name',
      'backupplan.ops.example.com',
      /its name is not/,
    ],
    ['the scope of a definition', 'CustomResourceDefinition', 'spec/scope', 'namespaced', /its scope is neither/],
    ['a version that nobody stores', 'CustomResourceDefinition', 'spec/versions/0/storage', false, /not exactly one/],
    [
      'a column of no field',
      'CustomResourceDefinition',
      'spec/versions/0/additionalPrinterColumns/1/jsonPath',
      '.spec.keptDays',
      /\.spec\.keptDays is not in its schema/,
    ],
    [
      'a default too high',
      'CustomResourceDefinition',
      'spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/keepDays/default',
      700,
      /default of keepDays does not fit/,
    ],
    ['a port of a parent', 'HTTPRoute', 'spec/parentRefs/0/port', 0, /port is no port/],
    ['fewer copies than none', 'Deployment', 'spec/replicas', -3, /replicas is no count/],
    ['an owner without an identity', 'CronJob', 'metadata/ownerReferences/0/uid', 'the-plan', /uid is no UUID/],
    [
      'a folder without a root',
      'Pod',
      'spec/containers/0/volumeMounts',
      [{ name: 'login', mountPath: 'etc/store' }],
      /mountPath does not begin at the root/,
    ],
    ['a key with a blank', 'ConfigMap', 'data', { 'SHOP NAME': 'Plants' }, /data has a key with other signs/],
    [
      'a format of nobody',
      'CustomResourceDefinition',
      'spec/versions/0/schema/openAPIV3Schema/properties/status/properties/lastBackupTime/format',
      'datetime',
      /format is no format/,
    ],
    [
      'a short name in capitals',
      'CustomResourceDefinition',
      'spec/names/shortNames',
      ['BP'],
      /shortNames is not in lower/,
    ],
    [
      'a rule about a field of nobody',
      'CustomResourceDefinition',
      'spec/versions/0/schema/openAPIV3Schema/properties/spec/x-kubernetes-validations/0/rule',
      'self.alertAfterDays <= self.keepDay',
      /a rule reads self\.keepDay, which/,
    ],
    [
      'a resource in the singular',
      'ValidatingAdmissionPolicy',
      'spec/matchConstraints/resourceRules/0/resources',
      ['deployment', 'deployments/scale'],
      /names deployment, which is no resource/,
    ],
  ])('%s is refused', (_fault, kind, field, value, message) => {
    expect(
      soundValues(changed(kind, field, value).copy)
        .map(line)
        .join('\n'),
    ).toMatch(message);
  });

  test('what a Pod takes of other objects is what the page shows', () => {
    const secret = { kind: 'Secret', metadata: { name: 'login' }, stringData: { password: 'x' } };
    const pod = (name: string, key: string): Document['value'] => ({
      kind: 'Pod',
      spec: {
        containers: [{ name: 'web', image: 'nginx', env: [{ name: 'A', valueFrom: { secretKeyRef: { name, key } } }] }],
      },
    });
    const found = (name: string, key: string): string =>
      soundValues([secret, pod(name, key)].map((value) => ({ where: 'page:1', file: undefined, value })))
        .map(line)
        .join();
    expect(found('login', 'password')).toBe('');
    expect(found('logins', 'password')).toMatch(/no such Secret/);
    expect(found('login', 'pasword')).toMatch(/the key pasword, which the Secret has not/);
  });

  test('a port that a Service asks for by name is one of its containers', () => {
    const at = { where: 'page:1', file: undefined };
    const service = { kind: 'Service', spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'http' }] } };
    const pod = (name: string): Document['value'] => ({
      kind: 'Pod',
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'nginx', ports: [{ name, containerPort: 80 }] }] },
    });
    const found = (name: string): Finding[] =>
      soundValues([
        { ...at, value: service },
        { ...at, value: pod(name) },
      ]);
    expect(found('http')).toEqual([]);
    expect(found('web').map(line).join()).toMatch(/targetPort is http, which no container/);
  });

  test.each<[fault: string, command: string, message: RegExp]>([
    ['of a column', 'kubectl get csidrivers -o custom-columns=CSI:.metadata.nam', /metadata\.nam: Property 'nam'/],
    ['below a list', 'kubectl get nodes -o jsonpath=\'{.status.conditions[?(@.type=="Ready")].massage}\'', /'massage'/],
    ['to sort by', 'kubectl get events --sort-by=.metadata.created', /'created'/],
  ])('a path %s that no object has is seen', (_where, command, message) => {
    const paths = typedPaths(command).map((path) => ({ where: 'planted', ...path }));
    expect(strictManifests([], root, paths).map(line).join()).toMatch(message);
  });
});

/** The objects that a page shows, as its `kubectl patch` commands leave them. */
function patched(page: string, code: string): Document[] {
  return patchesIn(code).flatMap(({ kind, name, patch }) => {
    const one = documents.find(
      ({ where, value }) => where.startsWith(`${page}:`) && value['kind'] === kind && nameOf(value) === name,
    );
    if (one === undefined) return [];
    const written = JSON.parse(patch) as Document['value'];
    const merged = Object.entries(written).map(([key, value]) => [
      key,
      { ...(one.value[key] as object), ...(value as object) },
    ]);
    return [{ ...one, value: { ...one.value, ...Object.fromEntries(merged) } }];
  });
}

test('a patch that does not fit the object of its page is seen', () => {
  const definitions = documents.filter(({ value }) => value['kind'] === 'CustomResourceDefinition');
  const found = (page: string, code: string): string =>
    strictManifests([...definitions, ...patched(page, code)], root)
      .map(line)
      .join();
  const page = 'src/content/docs/en/extensibility/custom-resources.mdx';
  const command = "kubectl patch bp nightly --type=merge -p '";
  expect(found(page, `${command}{"spec":{"alertAfterDay":30}}'`)).toMatch(/alertAfterDay/);
  expect(() => found(page, `${command}{"spec":{"alertAfterDays":30}'`)).toThrow(/JSON/);
});

/** Files of the reader's own, which no page shows. */
const OWN_FILES = ['crds.yaml'];
/** What a block names that its page shows under another name: an object of a kind that the page has, a file. */
function misnamed(where: string, code: string): Finding[] {
  const { objects, files } = namedThings(code);
  const [page] = where.split(':');
  const here = documents.filter((document) => document.where.split(':')[0] === page);
  return [
    ...files.filter((file) => !here.some((document) => document.file === file) && !OWN_FILES.includes(file)),
    ...objects.flatMap(({ kind, name, containers }) => {
      if (!here.some(({ value }) => value['kind'] === kind)) return [];
      const found = documents.filter(({ value }) => value['kind'] === kind && nameOf(value) === name);
      if (found.length === 0) return `${kind} ${name}`;
      const names = found.flatMap(({ value }) => containersOf(value));
      return containers.filter((one) => !names.includes(one)).map((one) => `container ${one} of ${kind} ${name}`);
    }),
  ].map((what) => ({
    where,
    what: `A command asks for ${what}, which the page does not show.`,
    fix: 'Correct the name.',
  }));
}
const nameOf = ({ metadata }: Document['value']): unknown => (metadata as { name?: unknown } | undefined)?.name;

test('what a command asks for by name is what the page shows', () => {
  const bash = blocks.filter(({ node }) => node.lang === 'bash');
  expectNone(bash.flatMap(({ where, node }) => misnamed(where, node.value)));
  const page = bash.find(({ slug }) => slug === 'interfaces/smi')?.where ?? '';
  expect(misnamed(page, 'kubectl apply -f traffic-splits.yaml').map(line).join()).toMatch(/traffic-splits\.yaml/);
  expect(misnamed(page, 'kubectl get httproute -n shop canary').map(line).join()).toMatch(/HTTPRoute canary/);
  const shop = bash.find(({ slug }) => slug === 'first-steps/workloads')?.where ?? '';
  expect(misnamed(shop, 'kubectl set image deployment/web web=nginx')).toEqual([]);
  expect(misnamed(shop, 'kubectl set image deployment/web wbe=nginx').map(line).join()).toMatch(/container wbe of/);
  expect(misnamed(shop, 'kubectl rollout undo deployment/wbe').map(line).join()).toMatch(/Deployment wbe/);
});
