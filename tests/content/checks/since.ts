import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';

/** Words by which a text speaks of a gate's feature. A gate of the store without words here is a fault of this file. */
export const FEATURE_WORDS: Readonly<Record<string, RegExp>> = {
  KubeProxyDrainingTerminatingNodes: /ToBeDeletedByClusterAutoscaler/,
  KubeletCgroupDriverFromCRI: /cgroup driver/i,
  ResilientWatchCacheInitialization: /HTTP 429/,
  KubeletFineGrainedAuthz: /nodes\/healthz|fine-grained auth|autorização granular/i,
  UserNamespacesSupport: /hostUsers/,
  KMSv2: /KMS v2/,
  KubeletCredentialProviders: /credential providers|provedores de credencia/i,
  DevicePlugins: /device plugins?\b(?!.*\bCDI names)/i,
  CSIInlineVolume: /inline CSI|CSI inline/i,
  ServiceNodePortStaticSubrange: /low part of the range|parte baixa da faixa/i,
  DynamicResourceAllocation: /\bDRA\b|Dynamic Resource Allocation/,
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
    for (const sentence of text.replace(/<[^>]+>/g, '').split(/(?<=[.;:])\s/)) {
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
