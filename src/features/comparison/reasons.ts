/**
 * What stands in a cell whose interface has no entry for the dimension: why it does not apply, or what takes its place.
 * Each reason follows from another dimension of the same interface, and its sources are the sources of that dimension.
 */
import type { InterfaceId, Text } from '#facts';
import { byLang } from '../../config/languages.ts';
import { wordOf } from '../../config/words.ts';
import type { UiKey } from '../../schemas/ui.ts';
import type { Dimension } from './dimensions.ts';

/** Why a cell has no entry of its own. */
export interface Reason {
  readonly text: Text;
  /** The dimension of the same interface from which this follows. */
  readonly from: Dimension;
  /** False when the question makes no sense for this interface; true when the answer is told here. */
  readonly applies: boolean;
}

type Reasons = Partial<Record<Dimension, Partial<Record<InterfaceId, Reason>>>>;

/** From which dimension it follows, and whether the question makes sense for the interface. */
type Ground = Pick<Reason, 'from' | 'applies'>;
const answer = (from: Dimension): Ground => ({ from, applies: true });
const none = (from: Dimension): Ground => ({ from, applies: false });

/** What is said is `reason.<dimension>.<interface>` of the interface strings. */
const GROUNDS: Partial<Record<Dimension, Partial<Record<InterfaceId, Ground>>>> = {
  not_covered: {
    cri: answer('client'),
    csi: answer('layer'),
    cpi: answer('layer'),
    smi: answer('layer'),
    oci: answer('transport'),
  },
  volume_lifecycle: {
    cri: none('layer'),
    cni: none('purpose'),
    cpi: none('layer'),
    smi: none('layer'),
    oci: none('layer'),
  },
  version_skew: {
    cni: answer('api_form'),
    csi: answer('current_version'),
    cpi: answer('current_version'),
    smi: none('current_version'),
    oci: none('orchestrator_scope'),
  },
  kubernetes_requirement: {
    cri: answer('maturity'),
    csi: answer('operations'),
    cpi: answer('operations'),
    smi: none('configured_in'),
    oci: answer('orchestrator_scope'),
  },
  default: {
    cni: answer('kubernetes_requirement'),
    csi: answer('server'),
    cpi: answer('maturity'),
    smi: answer('configured_in'),
    oci: answer('configured_in'),
  },
  keps: {
    smi: none('governance'),
  },
  successor: {
    cri: none('maturity'),
    cni: none('maturity'),
    csi: none('maturity'),
    cpi: none('maturity'),
    oci: none('maturity'),
  },
};

export const REASONS: Reasons = Object.fromEntries(
  Object.entries(GROUNDS).map(([dimension, grounds]) => [
    dimension,
    Object.fromEntries(
      Object.entries(grounds).map(([id, ground]) => [
        id,
        { ...ground, text: byLang(({ tag }) => wordOf(tag)(`reason.${dimension}.${id}` as UiKey)) },
      ]),
    ),
  ]),
);
