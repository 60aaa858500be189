import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';

/** Words by which a text speaks of a gate's feature. A gate of the store without words here is a fault of this file. */
export const FEATURE_WORDS: Readonly<Record<string, RegExp>> = {
  KubeProxyDrainingTerminatingNodes: /ToBeDeletedByClusterAutoscaler/,
  KubeletCgroupDriverFromCRI: /cgroup driver/i,
  ResilientWatchCacheInitialization: /HTTP 429/,
  KubeletFineGrainedAuthz: /nodes\/healthz|fine-grained auth|autorização granular/i,
  UserNamespacesSupport: /hostUsers|user namespaces?\b/i,
  KMSv2: /KMS v2/,
  KubeletCredentialProviders: /credential providers|provedores de credencia/i,
  DevicePlugins: /device plugins?\b(?!.*\bCDI names)/i,
  CSIInlineVolume: /inline CSI|CSI inline/i,
  ServiceNodePortStaticSubrange: /low part of the range|parte baixa da faixa/i,
  DynamicResourceAllocation: /(?<!dispositivos da )\bDRA\b(?! devices)|Dynamic Resource Allocation/,
  SidecarContainers: /sidecar containers|contêineres sidecar/i,
  DevicePluginCDIDevices: /CDI names|nomes CDI/,
  EndpointSlice: /EndpointSlice/,
  ImageVolume: /image volumes/i,
  CustomResourceValidationExpressions: /CEL (validation )?rules|regras (de validação )?CEL/i,
  CustomResourceFieldSelectors: /field selectors|seletores de campo/i,
  CRDValidationRatcheting: /ratcheting/i,
  VolumeSnapshotDataSource: /Point-in-time copy of a volume|Cópia de um volume em um instante/,
  KubeletPodResources: /pod-?resources/i,
  NodeSwap: /node swap|swap em nós/i,
};

/**
 * "On since X, stable since Y": a sentence that says since when a feature is stable also says since when it is on by default,
 * where the two differ. A reader of an older cluster would otherwise look for a feature that is there.
 *
 * @param texts sentences or whole texts, and where they stand
 * @param gates the gates of the store
 */
export function bothSinces(
  texts: readonly { where: string; text: string }[],
  gates: Facts['versions']['gates'],
): Finding[] {
  const findings: Finding[] = [];
  for (const { where, text } of texts) {
    // What stands in parentheses, as `(hostUsers: false)`, doesn't end a sentence.
    for (const sentence of text.replace(/<[^>]+>/g, '').split(/(?<=[.;:])\s(?![^()]*\))/)) {
      for (const { gate, on, stable } of gates) {
        if (on === stable || !(FEATURE_WORDS[gate]?.test(sentence) ?? true)) continue;
        const escaped = stable.replace('.', '\\.');
        const says = new RegExp(`(stable|GA|estáve(l|is))[^.;]{0,20}\\b(since|in|desde a|na) v?${escaped}\\b`).test(
          sentence,
        );
        const whole = new RegExp(`(since|desde a) v?${on.replace('.', '\\.')}\\b`).test(sentence);
        if (says && !whole)
          findings.push({
            where,
            what: `"${sentence.trim().slice(0, 90)}" says that ${gate} is stable since v${stable}, and not that it is on since v${on}.`,
            fix: `Write "on by default since v${on}, stable since v${stable}" ("habilitado por padrão desde a v${on}, estável desde a v${stable}").`,
          });
      }
    }
  }
  return findings;
}

/** The same for changes of the store that no gate decides. What only a row of the history speaks of has no words. */
export const CHANGE_WORDS: Readonly<Record<string, RegExp>> = {
  dockershim: /dockershim/i,
  'apiserver-8080': /kube-apiserver-8080-insecure/,
  'controller-manager-10252': /kube-controller-manager-10252-insecure/,
  'scheduler-10251': /kube-scheduler-10251-insecure/,
  'cloud-controller-manager-10253': /cloud-controller-manager-10253-insecure/,
  'kubelet-cadvisor-4194': /kubelet-cadvisor-4194/,
  'in-tree-cloud-providers': /cloud (providers|loops)|in tree|in-tree|loops de nuvem|provedores de nuvem/i,
  'kube-proxy-nftables': /nftables/,
  'kube-proxy-ipvs': /ipvs/,
  endpoints: /Endpoints API|API Endpoints|v1 Endpoints/,
  'cgroup-v1': /cgroup v1/,
  'cgroup-v2': /cgroup v2|support for v2|suporte (à|ao) v2/i,
  'pod-security-policy': /PodSecurityPolicy/,
  'pod-security-admission': /Pod Security Admission/,
  'service-external-ips': /externalIPs/,
  'validating-admission-policy': /ValidatingAdmissionPolicy/,
  'mutating-admission-policy': /MutatingAdmissionPolicy/,
  'volume-types-rbd-cephfs': /rbd.*cephfs/,
  'static-pod-references': /static Pods?\b.*(Secret|ConfigMap)|Pods? estáticos?\b.*(Secret|ConfigMap)/i,
};

/** How both languages say what happened in a version. */
const EVENTS: Readonly<Record<string, RegExp>> = {
  on: /(?:on by default|habilitad[oa]s? por padrão)[^.;:|]{0,8}(?:since|desde a) v(1\.\d+)/g,
  stable:
    /(?:\bstable|\bGA|estáve(?:l|is))[^.;:|\d]{0,14}\b(?:since|in|desde a|na) v(1\.\d+)|v(1\.\d+):[^.;|\d]{0,60}(?:stable|estáve(?:l|is))/g,
  removed: /(?:\bremoved|removid[oa]s?)(?: [a-z-]+){0,6}? (?:in|na) v(1\.\d+)/g,
  deprecated: /(?:\bdeprecated|descontinuad[oa]s?)(?: (?:in|since|na|desde a)) v(1\.\d+)/g,
};

/**
 * A version beside "on by default since", "stable since", "removed in", "deprecated since" is the one that the store has for what
 * the sentence speaks of. Two sentences, or a page and the store, can then not contradict each other.
 *
 * @param texts as for `bothSinces`
 */
export function rightSinces(
  texts: readonly { where: string; text: string }[],
  { gates, changes }: Facts['versions'],
): Finding[] {
  const subjects = [
    ...gates.map(({ gate, on, stable }) => ({ words: FEATURE_WORDS[gate], stages: { on, stable } })),
    ...changes.map(({ id, stages = [] }) => ({
      words: CHANGE_WORDS[id],
      stages: Object.fromEntries(stages.map(({ from, code }) => [code, from])),
    })),
  ] as { words?: RegExp; stages: Readonly<Record<string, string>> }[];
  return texts.flatMap(({ where, text }) =>
    text.split(/(?<=[.;])\s/).flatMap((sentence) => {
      if (!/v1\.\d/.test(sentence)) return [];
      const named = subjects.filter(({ words }) => words?.test(sentence));
      return Object.entries(EVENTS).flatMap(([event, pattern]) => {
        const right = named.flatMap(({ stages }) => stages[event] ?? []);
        return [...sentence.replace(/<[^>]+>/g, '').matchAll(pattern)]
          .map(([match, one, other]) => ({ match, version: one ?? other ?? '' }))
          .filter(({ version }) => right.length > 0 && !right.includes(version))
          .map(({ match }) => ({
            where,
            what: `“${match}” is not what the store says: ${right.map((version) => `v${version}`).join(', ')}.`,
            fix: 'Correct the sentence, or the record in src/data/versions.yaml with its source.',
          }));
      });
    }),
  );
}

/** Every text of the data, with the record it belongs to. What a note claims is quoted, not said. */
export function textsOf(value: unknown, where = 'src/data'): { where: string; text: string }[] {
  if (typeof value === 'string') return [{ where, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== 'claim' && key !== 'sources')
    .flatMap(([key, item]) => {
      const id = (item as { id?: unknown } | null)?.id;
      return textsOf(item, `${where}/${typeof id === 'string' ? id : key}`);
    });
}
