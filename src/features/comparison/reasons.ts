/**
 * What stands in a cell whose interface has no entry for the dimension: why it does not apply, or what takes its place.
 * Each reason follows from another dimension of the same interface, and its sources are the sources of that dimension.
 */
import type { InterfaceId, Text } from '@facts';
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

const answer = (from: Dimension, en: string, pt: string): Reason => ({ text: { en, pt }, from, applies: true });
const none = (from: Dimension, en: string, pt: string): Reason => ({ text: { en, pt }, from, applies: false });

export const REASONS: Reasons = {
  not_covered: {
    cri: answer(
      'client',
      'General use: it serves the kubelet and troubleshooting on the node, nothing else.',
      'Uso geral: ela atende o kubelet e a depuração no nó, e mais nada.',
    ),
    csi: answer(
      'layer',
      'Object storage: out of scope (see COSI).',
      'Armazenamento de objetos: fora do escopo (veja COSI).',
    ),
    cpi: answer('layer', 'Volumes: they belong to CSI.', 'Volumes: são da CSI.'),
    smi: answer(
      'layer',
      'Traffic that enters or leaves the cluster: it described traffic between services inside.',
      'Tráfego que entra no cluster ou sai dele: ela descrevia o tráfego entre serviços, dentro dele.',
    ),
    oci: answer(
      'transport',
      'A command line: runtime-spec leaves it out on purpose.',
      'Uma linha de comando: a runtime-spec a deixa de fora de propósito.',
    ),
  },
  volume_lifecycle: {
    cri: none(
      'layer',
      'It deals with sandboxes, containers and images; volumes are the subject of CSI.',
      'Ela trata de sandboxes, contêineres e imagens; volumes são assunto da CSI.',
    ),
    cni: none('purpose', 'It deals with networks, not with volumes.', 'Ela trata de redes, não de volumes.'),
    cpi: none('layer', 'Volumes belong to CSI.', 'Volumes são da CSI.'),
    smi: none('layer', 'It described traffic between services.', 'Ela descrevia o tráfego entre serviços.'),
    oci: none(
      'layer',
      'It deals with images, registries and processes.',
      'Ela trata de imagens, registries e processos.',
    ),
  },
  version_skew: {
    cni: answer(
      'api_form',
      'Not tied to Kubernetes minors: each network list names its specification version in cniVersion.',
      'Não acompanha as versões do Kubernetes: cada lista de rede diz em cniVersion a versão da especificação.',
    ),
    csi: answer(
      'current_version',
      'Not tied to Kubernetes minors: the specification has numbers of its own.',
      'Não acompanha as versões do Kubernetes: a especificação tem numeração própria.',
    ),
    cpi: answer(
      'current_version',
      'The Go package follows the Kubernetes minor by its number.',
      'O pacote Go acompanha, no próprio número, a versão do Kubernetes.',
    ),
    smi: none('current_version', 'Its last version is final.', 'A última versão é definitiva.'),
    oci: none(
      'orchestrator_scope',
      'Kubernetes requires CRI from a runtime, not OCI.',
      'O Kubernetes exige do runtime a CRI, não a OCI.',
    ),
  },
  kubernetes_requirement: {
    cri: answer(
      'maturity',
      'CRI v1: the only version that the kubelet accepts since v1.26.',
      'CRI v1: a única versão que o kubelet aceita desde a v1.26.',
    ),
    csi: answer(
      'operations',
      'Identity and Node from a node plugin; capabilities announce the rest.',
      'Identity e Node em um plugin de nó; o resto é anunciado por capabilities.',
    ),
    cpi: answer(
      'operations',
      'No method is mandatory: a provider may answer “not supported”.',
      'Nenhum método é obrigatório: o provedor pode responder “não suportado”.',
    ),
    smi: none(
      'configured_in',
      'It exists only where somebody installs its CRDs and a provider.',
      'Ela só existe onde alguém instala as CRDs e um provedor.',
    ),
    oci: answer(
      'orchestrator_scope',
      'Nothing directly: Kubernetes requires CRI, and OCI is what lies below in practice.',
      'Nada diretamente: o Kubernetes exige a CRI, e a OCI é o que está por baixo na prática.',
    ),
  },
  default: {
    cni: answer(
      'kubernetes_requirement',
      'No default plugin: you choose one that suits the cluster.',
      'Não há plugin padrão: escolhe-se um que sirva ao cluster.',
    ),
    csi: answer(
      'server',
      'No default driver: each one is deployed on its own.',
      'Não há driver padrão: cada um é implantado à parte.',
    ),
    cpi: answer(
      'maturity',
      'No default provider: none has been built in since v1.31.',
      'Não há provedor padrão: nenhum vem embutido desde a v1.31.',
    ),
    smi: answer(
      'configured_in',
      'Nothing, until the CRDs and a provider are installed.',
      'Nada, até que as CRDs e um provedor sejam instalados.',
    ),
    oci: answer(
      'configured_in',
      'Chosen one level above: runc in containerd, crun in CRI-O.',
      'Escolhido um nível acima: runc no containerd, crun no CRI-O.',
    ),
  },
  keps: {
    smi: none(
      'governance',
      'It lived outside the Kubernetes project, in the CNCF Sandbox, until it was archived.',
      'Ela ficava fora do projeto Kubernetes, no Sandbox da CNCF, até ser arquivada.',
    ),
  },
  successor: {
    cri: none('maturity', 'In force: v1 is stable.', 'Está em vigor: a v1 é estável.'),
    cni: none('maturity', 'In force: 1.x is stable.', 'Está em vigor: a 1.x é estável.'),
    csi: none('maturity', 'In force: 1.x is stable.', 'Está em vigor: a 1.x é estável.'),
    cpi: none('maturity', 'In force: it is the only mode since v1.31.', 'Está em vigor: é o único modo desde a v1.31.'),
    oci: none('maturity', 'In force: all three are stable 1.x.', 'Está em vigor: as três são 1.x estáveis.'),
  },
};
