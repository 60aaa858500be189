/** The resources that the pages ask kubectl for, by each name that kubectl knows them by, and the type of an object of each. */
const RESOURCES = new Map(
  (
    [
      ['v1/Node', 'node nodes no'],
      ['v1/Pod', 'pod pods po'],
      ['v1/Service', 'service services svc'],
      ['v1/Endpoints', 'endpoints ep'],
      ['v1/Event', 'event events ev'],
      ['v1/ConfigMap', 'configmap configmaps cm'],
      ['v1/Secret', 'secret secrets'],
      ['v1/Namespace', 'namespace namespaces ns'],
      ['v1/ServiceAccount', 'serviceaccount serviceaccounts sa'],
      ['v1/PersistentVolume', 'persistentvolume persistentvolumes pv'],
      ['v1/PersistentVolumeClaim', 'persistentvolumeclaim persistentvolumeclaims pvc'],
      ['apps/v1/Deployment', 'deployment deployments deploy'],
      ['apps/v1/ReplicaSet', 'replicaset replicasets rs'],
      ['apps/v1/DaemonSet', 'daemonset daemonsets ds'],
      ['apps/v1/StatefulSet', 'statefulset statefulsets sts'],
      ['batch/v1/Job', 'job jobs'],
      ['batch/v1/CronJob', 'cronjob cronjobs cj'],
      ['autoscaling/v2/HorizontalPodAutoscaler', 'horizontalpodautoscaler horizontalpodautoscalers hpa'],
      ['discovery.k8s.io/v1/EndpointSlice', 'endpointslice endpointslices'],
      ['coordination.k8s.io/v1/Lease', 'lease leases'],
      ['networking.k8s.io/v1/Ingress', 'ingress ingresses ing'],
      ['networking.k8s.io/v1/NetworkPolicy', 'networkpolicy networkpolicies netpol'],
      ['networking.k8s.io/v1/ServiceCIDR', 'servicecidr servicecidrs'],
      ['node.k8s.io/v1/RuntimeClass', 'runtimeclass runtimeclasses'],
      ['storage.k8s.io/v1/StorageClass', 'storageclass storageclasses sc'],
      ['storage.k8s.io/v1/CSIDriver', 'csidriver csidrivers'],
      ['storage.k8s.io/v1/CSINode', 'csinode csinodes'],
      ['storage.k8s.io/v1/VolumeAttachment', 'volumeattachment volumeattachments'],
      ['resource.k8s.io/v1/DeviceClass', 'deviceclass deviceclasses'],
      ['resource.k8s.io/v1/ResourceSlice', 'resourceslice resourceslices'],
      ['resource.k8s.io/v1/ResourceClaim', 'resourceclaim resourceclaims'],
      ['apiregistration.k8s.io/v1/APIService', 'apiservice apiservices'],
      [
        'apiextensions.k8s.io/v1/CustomResourceDefinition',
        'customresourcedefinition customresourcedefinitions crd crds',
      ],
      [
        'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
        'mutatingwebhookconfiguration mutatingwebhookconfigurations',
      ],
      [
        'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
        'validatingwebhookconfiguration validatingwebhookconfigurations',
      ],
      [
        'admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy',
        'validatingadmissionpolicy validatingadmissionpolicies',
      ],
      ['gateway.networking.k8s.io/v1/HTTPRoute', 'httproute httproutes'],
      // A correction asks for it to show that it is gone.
      ['', 'podsecuritypolicies'],
      // The pages' own definition: its objects are of no published type.
      ['ops.example.com/v1/BackupPlan', 'backupplan backupplans bp'],
    ] as const
  ).flatMap(([type, names]) => names.split(' ').map((name) => [name, type] as const)),
);
/** The commands of kubectl, as its code has them (https://github.com/kubernetes/kubectl/tree/master/pkg/cmd), and plugins of the pages. */
const COMMANDS = new Set(
  (
    'annotate api-resources api-versions apply attach auth autoscale certificate cluster-info completion config cordon cp create debug ' +
    'delete describe diff drain edit events exec explain expose get kuberc kustomize label logs options patch plugin port-forward proxy ' +
    'replace rollout run scale set taint top uncordon version wait krew hello'
  ).split(' '),
);
/** Commands whose first word after them is a resource. */
const OF_RESOURCES = /^(get|describe|delete|edit|explain|label|annotate|patch|scale|wait)$/;

/** Options of every command that the pages use, as `kubectl COMMAND --help` of the checked version lists them; `*` is for all. */
const OPTIONS: Readonly<Record<string, string>> = {
  '*': '-n --namespace --context --kubeconfig -v',
  'api-resources': '--api-group',
  apply: '-f --server-side --dry-run -o',
  create: '--image --replicas --dry-run -f -o --from-literal',
  delete: '-f -l --field-selector --force --grace-period --all -A',
  describe: '-l -A -f',
  drain: '--ignore-daemonsets --delete-emptydir-data --force',
  exec: '-c -i -t -it -ti',
  get: '-A -l -L -o -w -f --field-selector --raw --sort-by --show-managed-fields --show-labels --no-headers',
  logs: '-c -f -l --tail --prefix --previous --since --all-containers',
  patch: '--type -p --subresource',
  rollout: '--timeout',
  run: '--image --restart --rm -i -t -it --command --dry-run -l -o',
  scale: '--replicas --timeout',
  top: '-l -A --containers',
  wait: '--for --timeout -l -A --all',
};
/** Options that take one of a few values, in whatever command they stand. */
const VALUES: Readonly<Record<string, RegExp>> = {
  '-o': /^(json|yaml|wide|name|(jsonpath|custom-columns|go-template)=.+)$/,
  '--for':
    /^(condition=(Accepted|Available|Complete|ContainersReady|Established|Failed|Progressing|Ready)(=\w+)?|delete|create|jsonpath=.+)$/,
  '--restart': /^(Always|OnFailure|Never)$/,
  '--type': /^(json|merge|strategic)$/,
  '--timeout': /^(0|(\d+(ms|s|m|h))+)$/,
  '--since': /^(\d+(s|m|h))+$/,
  '--tail': /^(-1|\d+)$/,
  '--replicas': /^\d+$/,
  '--grace-period': /^(-1|\d+)$/,
  // https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/#list-of-supported-fields
  '--field-selector':
    /^((metadata\.name(space)?|spec\.(nodeName|restartPolicy|schedulerName|serviceAccountName|hostNetwork|unschedulable)|status\.(phase|podIP|nominatedNodeName)|involvedObject\.\w+|reason|reportingComponent|source|type)!?==?[^,=]+(,|$))+$/,
  '-p': /^[{[$]/,
};
/** What the words after a command may be, as kubectl reads them: a verb, ports, images. */
const FURTHER: Readonly<Record<string, readonly [from: number, form: RegExp]>> = {
  'auth can-i': [1, /^(get|list|watch|create|update|patch|delete|deletecollection|impersonate|bind|escalate|use|\*)$/],
  'set image': [2, /^[\w-]+=[a-z0-9][\w./-]*(:[\w.-]+)?(@sha256:\w+)?$/],
  'port-forward': [1, /^(\d{0,5}:)?(\d{1,5}|[a-z][a-z0-9-]*)$/],
};
/** What is wrong with the words of a call. */
function furtherFaults({ verb, words }: Call): string[] {
  return Object.entries(FURTHER).flatMap(([command, [from, form]]) => {
    if (!`${verb} ${words.join(' ')}`.startsWith(`${command} `)) return [];
    const asked = verb === 'auth' ? words.slice(from, from + 1) : words.slice(from);
    return asked.filter((word) => !form.test(word)).map((word) => `kubectl ${command} does not take ${word}`);
  });
}
/** Options without a value of their own; after any other the next word is its value, unless it has an equals sign. */
const BARE =
  /^(-A|-it?|-ti?|-w|--(rm|all|raw|force|server-side|prefix|previous|containers|ignore-daemonsets|delete-emptydir-data|show-labels|show-managed-fields|no-headers|all-containers|command))$/;

interface Call {
  verb: string;
  words: readonly string[];
  options: readonly (readonly [name: string, value: string])[];
}

/** The words of a shell line, with what is quoted as one of them, and the signs between its commands. */
const WORDS = /[|;()]|&&|(?:'[^']*'|"[^"]*"|[^\s'"|;()&])+/g;

/** The commands of a line, each as its words without their quotes. */
export function commandsIn(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const word of line.replace(/(^|\s)#.*/, '').match(WORDS) ?? [])
    if (/^([|;()]|&&)$/.test(word)) commands.push([]);
    else commands.at(-1)?.push(word.replace(/'([^']*)'|"([^"]*)"/g, '$1$2'));
  return commands;
}

/** The kubectl commands of a line. */
function callsOf(line: string): Call[] {
  return commandsIn(line).flatMap((command) => {
    const start = command.indexOf('kubectl') + 1;
    if (start === 0) return [];
    // What stands behind `--` is another program's, what is redirected is a file.
    const end = command.findIndex((word, at) => at >= start && /^(--$|\d?[<>])/.test(word));
    const own = command.slice(start, end < 0 ? undefined : end);
    const words: string[] = [];
    const options: [string, string][] = [];
    for (let at = 0; at < own.length; at += 1) {
      const word = own[at] ?? '';
      const equals = word.indexOf('=');
      if (!word.startsWith('-') || word === '-') words.push(word);
      else if (word.startsWith('--') && equals > 0) options.push([word.slice(0, equals), word.slice(equals + 1)]);
      else if (BARE.test(word)) options.push([word, '']);
      else options.push([word, own[(at += 1)] ?? '']);
    }
    const [verb = '', ...further] = words;
    return [{ verb, words: further, options }];
  });
}

/** The resources that a call names: `pods`, `deployment,service`, `deployment/web`. */
const resourcesOf = ({ verb, words: [first = ''], options }: Call): string[] =>
  OF_RESOURCES.test(verb) && !options.some(([name]) => name === '--raw' || name === '-f')
    ? first.split(',').map((name) => name.replace(/[/.].*/, ''))
    : [];

/** Paths into objects, of an option: columns, JSONPath templates, what to sort by. */
function pathsIn(option: string, value: string): string[] {
  if (option === '--sort-by') return [value];
  if (option !== '-o') return [];
  const [form, template] = [value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)];
  if (form === 'custom-columns') return template.split(',').map((column) => column.replace(/^[^:]*:?/, ''));
  return form === 'jsonpath' ? [...template.matchAll(/\{(?!")([^{}]*)\}/g)].map(([, path = '']) => path) : [];
}
const STEP = /^\.((?:\\.|[\w/-])+)((?:\[(?:\d+|\*|\?\(@(?:\.\w+)+==(?:"[^"]*"|true|false)\))\])?)/;

/** The steps of a path, or undefined where it is none: `status`, `conditions`, 0, `message`. */
function stepsOf(path: string): (string | 0)[] | undefined {
  const steps: (string | 0)[] = [];
  let rest = path;
  while (rest !== '') {
    const [whole, name = '', index = ''] = STEP.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    steps.push(name.replaceAll('\\', ''), ...(index === '' ? [] : [0 as const]));
    rest = rest.slice(whole.length);
  }
  return steps.length > 0 ? steps : undefined;
}

/** What kubectl would refuse in a line: commands, resources, options and their values, paths. */
export function kubectlFaults(line: string): string[] {
  return callsOf(line).flatMap((call) => {
    const known = `${OPTIONS['*'] ?? ''} ${OPTIONS[call.verb] ?? ''}`.split(' ');
    return [
      ...(/^[a-z][a-z-]*$/.test(call.verb) && !COMMANDS.has(call.verb) ? [`kubectl has no command ${call.verb}`] : []),
      ...furtherFaults(call),
      ...resourcesOf(call)
        .filter((name) => /^[a-z]/.test(name) && !RESOURCES.has(name))
        .map((name) => `kubectl knows no resource ${name}`),
      ...call.options
        .filter(([name]) => !known.includes(name))
        .map(([name]) => `kubectl ${call.verb} has no option ${name} that this list knows`),
      ...call.options
        .filter(([name, value]) => VALUES[name]?.test(value) === false)
        .map(([name, value]) => `${name} cannot be ${value}`),
      ...call.options.flatMap(([name, value]) =>
        pathsIn(name, value)
          .filter((path) => stepsOf(path) === undefined)
          .map((path) => `"${path}" is no path into an object`),
      ),
    ];
  });
}

/** A path that a command prints, into an object of a published type. */
export interface TypedPath {
  type: string;
  path: string;
  steps: readonly (string | 0)[];
}

/** Where the commands of a block look into objects, for the compiler to follow. @param code a shell program */
export function typedPaths(code: string): TypedPath[] {
  return code
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap(callsOf)
    .flatMap((call) => {
      const [name = '', ...others] = resourcesOf(call);
      const type = RESOURCES.get(name) ?? '';
      if (type === '' || others.length > 0) return [];
      return call.options.flatMap(([option, value]) =>
        pathsIn(option, value).flatMap((path) => {
          const steps = stepsOf(path);
          return steps === undefined ? [] : { type, path, steps };
        }),
      );
    });
}

/** The type that the API's plural of a resource names: `deployments`. */
export const typeOfPlural = (plural: string): string | undefined =>
  [...RESOURCES].filter(([name]) => name === plural && /s$/.test(name)).map(([, type]) => type)[0];

/** What `kubectl patch` writes: the kind, the name and the patch. @param code a shell program */
export function patchesIn(code: string): { kind: string; name: string; patch: string }[] {
  return code
    .split('\n')
    .flatMap(callsOf)
    .flatMap(({ verb, words: [resource = '', name = ''], options }) => {
      const patch = options.find(([option]) => option === '-p')?.[1];
      const kind = RESOURCES.get(resource)?.split('/').at(-1);
      return verb === 'patch' && patch !== undefined && kind !== undefined ? [{ kind, name, patch }] : [];
    });
}

/** An object that a command names, with the containers that it names of it. */
interface NamedObject {
  kind: string;
  name: string;
  containers: readonly string[];
}

/** The one object that a call names: `get pod web`, `exec web -c app`, `set image deployment/web web=nginx`. */
function namedObject(call: Call): NamedObject[] {
  const { verb, words, options } = call;
  const ofPods = /^(exec|logs)$/.test(verb);
  const [first = '', second, ...further] = /^(rollout|set)$/.test(verb) ? words.slice(1) : words;
  if (!ofPods && !/^(rollout|set)$/.test(verb) && resourcesOf(call).length !== 1) return [];
  const [resource = '', name] = first.includes('/') ? first.split('/') : ofPods ? ['pod', first] : [first, second];
  const kind = RESOURCES.get(resource)?.split('/').at(-1);
  if (kind === undefined || name === undefined || !/^[a-z]/.test(name)) return [];
  const images = verb === 'set' ? [second ?? '', ...further].flatMap((word) => /^([\w-]+)=/.exec(word)?.[1] ?? []) : [];
  return [{ kind, name, containers: [...images, ...options.flatMap(([key, value]) => (key === '-c' ? value : []))] }];
}

/** The objects and the files that a block asks kubectl for by name: `pod/web`, `deployment web`, `-f web.yaml`. @param code a shell program */
export function namedThings(code: string): { objects: NamedObject[]; files: string[] } {
  const calls = code
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap(callsOf);
  return {
    objects: calls.flatMap(namedObject),
    files: calls.flatMap(({ options }) =>
      options.flatMap(([option, value]) => (option === '-f' && /^[\w-]+\.\w+$/.test(value) ? value : [])),
    ),
  };
}
