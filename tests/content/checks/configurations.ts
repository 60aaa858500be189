import { z } from 'zod';

/** A configuration file's grammar, as far as the examples use it; what is not named here is refused. */
interface Configuration {
  /** Where the fields were read. */
  source: string;
  schema: z.ZodType;
}

const socket = z.string().regex(/^unix:\/\/\/\S+$/, 'not a unix:// address');
const bits = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
/** A network whose address is its first one: host-local refuses any other. */
const network = z.cidrv4().refine((text) => {
  const [address = '', length = ''] = text.split('/');
  return bits(address) % 2 ** (32 - Number(length)) === 0;
}, 'the address has bits of a host');
const plugin = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('bridge'),
    bridge: z.string(),
    isGateway: z.boolean().optional(),
    isDefaultGateway: z.boolean().optional(),
    ipMasq: z.boolean().optional(),
    hairpinMode: z.boolean().optional(),
    mtu: z.int().optional(),
    ipam: z.strictObject({
      type: z.literal('host-local'),
      ranges: z.array(z.array(z.strictObject({ subnet: network.or(z.cidrv6()), gateway: z.string().optional() }))),
      routes: z.array(z.strictObject({ dst: z.cidrv4().or(z.cidrv6()), gw: z.string().optional() })).optional(),
    }),
  }),
  z.strictObject({ type: z.literal('portmap'), capabilities: z.strictObject({ portMappings: z.literal(true) }) }),
  z.strictObject({ type: z.literal('bandwidth'), capabilities: z.strictObject({ bandwidth: z.literal(true) }) }),
]);
const runtime = z.strictObject({
  // The shims of runc and crun, gVisor, Kata Containers, Windows and the runwasi family.
  runtime_type: z
    .string()
    .regex(/^io\.containerd\.(runc\.v2|runsc\.v1|kata\.v2|runhcs\.v1|(wasmtime|wasmedge|wasmer|spin)\.v[12])$/),
  options: z.strictObject({ BinaryName: z.string().optional(), SystemdCgroup: z.boolean().optional() }).optional(),
});

/** Flags that the kubelet of the checked version has: https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/ */
const KUBELET_FLAGS = [
  'cloud-provider',
  'hostname-override',
  'node-ip',
  'node-labels',
  'register-with-taints',
] as const;

/** By `apiVersion/kind`, or by the name of the file. */
export const CONFIGURATIONS: Readonly<Record<string, Configuration>> = {
  'kubelet.config.k8s.io/v1beta1/KubeletConfiguration': {
    source: 'https://github.com/kubernetes/kubelet/blob/v0.37.0/config/v1beta1/types.go',
    schema: z.strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      containerRuntimeEndpoint: socket.optional(),
      imageServiceEndpoint: z.string().optional(),
      cgroupDriver: z.enum(['systemd', 'cgroupfs']).optional(),
      failCgroupV1: z.boolean().optional(),
      readOnlyPort: z.int().optional(),
      resolvConf: z.string().optional(),
      staticPodPath: z.string().optional(),
      staticPodURL: z.string().optional(),
    }),
  },
  'kind.x-k8s.io/v1alpha4/Cluster': {
    source: 'https://github.com/kubernetes-sigs/kind/blob/v0.32.0/pkg/apis/config/v1alpha4/types.go',
    schema: z.strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      nodes: z.array(z.strictObject({ role: z.enum(['control-plane', 'worker']), image: z.string().optional() })),
    }),
  },
  'kubeproxy.config.k8s.io/v1alpha1/KubeProxyConfiguration': {
    source: 'https://github.com/kubernetes/kube-proxy/blob/v0.37.0/config/v1alpha1/types.go',
    schema: z.strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      mode: z.enum(['iptables', 'ipvs', 'nftables', 'kernelspace']).optional(),
      metricsBindAddress: z.string().optional(),
      healthzBindAddress: z.string().optional(),
      nodePortAddresses: z.array(z.string()).optional(),
    }),
  },
  'kubeadm.k8s.io/v1beta4/InitConfiguration': {
    source: 'https://github.com/kubernetes/kubernetes/blob/v1.37.0/cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go',
    schema: z.strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      nodeRegistration: z.strictObject({
        criSocket: socket.optional(),
        kubeletExtraArgs: z.array(z.strictObject({ name: z.enum(KUBELET_FLAGS), value: z.string() })).optional(),
      }),
    }),
  },
  'split.smi-spec.io/v1alpha4/TrafficSplit': {
    source: 'https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha4/traffic-split.md',
    schema: z.strictObject({
      apiVersion: z.string(),
      kind: z.string(),
      metadata: z.strictObject({ name: z.string(), namespace: z.string().optional() }),
      spec: z.strictObject({
        service: z.string(),
        backends: z.array(z.strictObject({ service: z.string(), weight: z.int().min(0) })).min(1),
      }),
    }),
  },
  'crictl.yaml': {
    source: 'https://github.com/kubernetes-sigs/cri-tools/blob/master/docs/crictl.md',
    schema: z.strictObject({
      'runtime-endpoint': socket,
      'image-endpoint': socket.optional(),
      timeout: z.int().optional(),
      debug: z.boolean().optional(),
    }),
  },
  conflist: {
    source: 'https://github.com/containernetworking/cni/blob/v1.3.0/SPEC.md, https://www.cni.dev/plugins/current/',
    schema: z.strictObject({
      cniVersion: z.enum(['0.3.1', '0.4.0', '1.0.0', '1.1.0']),
      name: z.string().regex(/^[a-z0-9][a-z0-9_.-]*$/i),
      disableCheck: z.boolean().optional(),
      plugins: z.array(plugin).min(1),
    }),
  },
  'config.toml': {
    source: 'https://github.com/containerd/containerd/blob/v2.3.4/docs/cri/config.md',
    schema: z.strictObject({
      version: z.union([z.literal(3), z.literal(4)]),
      plugins: z.strictObject({
        'io.containerd.cri.v1.runtime': z.strictObject({
          containerd: z
            .strictObject({ default_runtime_name: z.string(), runtimes: z.record(z.string(), runtime) })
            .refine(
              (table) => table.default_runtime_name in table.runtimes,
              'the default runtime is not among the runtimes',
            )
            .optional(),
          cni: z.strictObject({ bin_dirs: z.array(z.string()), conf_dir: z.string() }).optional(),
        }),
      }),
    }),
  },
  'config.json': {
    source: 'https://github.com/opencontainers/runtime-spec/tree/v1.3.0/schema',
    schema: z
      .strictObject({
        ociVersion: z.literal('1.3.0'),
        process: z.strictObject({
          user: z.strictObject({ uid: z.int().min(0), gid: z.int().min(0) }),
          args: z.array(z.string()).min(1),
          env: z.array(z.string().regex(/^\w+=/)).optional(),
          cwd: z.string().startsWith('/'),
        }),
        root: z.strictObject({ path: z.string(), readonly: z.boolean().optional() }),
        hostname: z.string().optional(),
        mounts: z.array(
          z.strictObject({
            destination: z.string().startsWith('/'),
            type: z.string().optional(),
            source: z.string().optional(),
            options: z.array(z.string()).optional(),
          }),
        ),
        linux: z.strictObject({
          namespaces: z.array(
            z.strictObject({ type: z.enum(['pid', 'network', 'mount', 'ipc', 'uts', 'user', 'cgroup', 'time']) }),
          ),
          resources: z.strictObject({ memory: z.strictObject({ limit: z.int() }) }).optional(),
        }),
      })
      // What runc refuses: https://github.com/opencontainers/runc/blob/v1.3.6/libcontainer/configs/validate/validator.go
      .refine(
        ({ hostname, linux }) => hostname === undefined || linux.namespaces.some(({ type }) => type === 'uts'),
        'a hostname needs a namespace of type uts',
      )
      .refine(
        ({ linux: { namespaces } }) => new Set(namespaces.map(({ type }) => type)).size === namespaces.length,
        'a namespace is there twice',
      ),
  },
};
