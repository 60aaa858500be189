/** Comparisons that people ask for, each with an address of its own. */
import type { InterfaceId } from '#facts';

interface Preset {
  /** The same in both languages: abbreviations only. */
  readonly name: string;
  /** The columns; none for a comparison that has a section of its own. */
  readonly show?: readonly InterfaceId[];
  /** Section to which the address leads. */
  readonly hash: string;
}

export const PRESETS: readonly Preset[] = [
  { name: 'CRI + OCI', show: ['cri', 'oci'], hash: 'table' },
  { name: 'CNI + CSI', show: ['cni', 'csi'], hash: 'table' },
  { name: 'CPI + CSI', show: ['cpi', 'csi'], hash: 'table' },
  { name: 'SMI + Gateway API', hash: 'smi-and-gateway-api' },
];
