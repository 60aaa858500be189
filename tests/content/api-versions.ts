/** A group and version that an example may use. */
interface ApiVersion {
  /** Where its existence was read. */
  source: string;
  /** Objects of it are files or messages, not named objects of a cluster. */
  unnamed?: true;
}

const served = (file: string): ApiVersion => ({
  source: `https://github.com/kubernetes/kubernetes/blob/master/api/openapi-spec/v3/${file}_openapi.json`,
});
const configuration = (path: string): ApiVersion => ({
  source: `https://github.com/kubernetes/kubernetes/blob/master/${path}`,
  unnamed: true,
});

/** API versions that exist for Kubernetes 1.37: the ones its API server serves, its configuration files, three neighbours. */
export const API_VERSIONS: Readonly<Record<string, ApiVersion>> = {
  v1: served('api__v1'),
  'admissionregistration.k8s.io/v1': served('apis__admissionregistration.k8s.io__v1'),
  'apiextensions.k8s.io/v1': served('apis__apiextensions.k8s.io__v1'),
  'apiregistration.k8s.io/v1': served('apis__apiregistration.k8s.io__v1'),
  'apps/v1': served('apis__apps__v1'),
  'authentication.k8s.io/v1': served('apis__authentication.k8s.io__v1'),
  'authorization.k8s.io/v1': { ...served('apis__authorization.k8s.io__v1'), unnamed: true },
  'autoscaling/v1': served('apis__autoscaling__v1'),
  'autoscaling/v2': served('apis__autoscaling__v2'),
  'batch/v1': served('apis__batch__v1'),
  'certificates.k8s.io/v1': served('apis__certificates.k8s.io__v1'),
  'coordination.k8s.io/v1': served('apis__coordination.k8s.io__v1'),
  'discovery.k8s.io/v1': served('apis__discovery.k8s.io__v1'),
  'events.k8s.io/v1': served('apis__events.k8s.io__v1'),
  'flowcontrol.apiserver.k8s.io/v1': served('apis__flowcontrol.apiserver.k8s.io__v1'),
  'networking.k8s.io/v1': served('apis__networking.k8s.io__v1'),
  'node.k8s.io/v1': served('apis__node.k8s.io__v1'),
  'policy/v1': served('apis__policy__v1'),
  'rbac.authorization.k8s.io/v1': served('apis__rbac.authorization.k8s.io__v1'),
  'resource.k8s.io/v1': served('apis__resource.k8s.io__v1'),
  'scheduling.k8s.io/v1': served('apis__scheduling.k8s.io__v1'),
  'storage.k8s.io/v1': served('apis__storage.k8s.io__v1'),
  'admission.k8s.io/v1': configuration('staging/src/k8s.io/api/admission/v1/types.go'),
  'apiserver.config.k8s.io/v1': configuration('staging/src/k8s.io/apiserver/pkg/apis/apiserver/v1/types.go'),
  'audit.k8s.io/v1': configuration('staging/src/k8s.io/apiserver/pkg/apis/audit/v1/types.go'),
  'kubeadm.k8s.io/v1beta4': configuration('cmd/kubeadm/app/apis/kubeadm/v1beta4/types.go'),
  'kubelet.config.k8s.io/v1': configuration('staging/src/k8s.io/kubelet/config/v1/types.go'),
  'kubelet.config.k8s.io/v1beta1': configuration('staging/src/k8s.io/kubelet/config/v1beta1/types.go'),
  'kubeproxy.config.k8s.io/v1alpha1': configuration('staging/src/k8s.io/kube-proxy/config/v1alpha1/types.go'),
  'kubescheduler.config.k8s.io/v1': configuration('staging/src/k8s.io/kube-scheduler/config/v1/types.go'),
  'kind.x-k8s.io/v1alpha4': {
    source: 'https://github.com/kubernetes-sigs/kind/blob/main/pkg/apis/config/v1alpha4/types.go',
    unnamed: true,
  },
  'gateway.networking.k8s.io/v1': {
    source: 'https://github.com/kubernetes-sigs/gateway-api/blob/main/apis/v1/gateway_types.go',
  },
  'metrics.k8s.io/v1beta1': {
    source: 'https://github.com/kubernetes/metrics/blob/master/pkg/apis/metrics/v1beta1/types.go',
  },
  'split.smi-spec.io/v1alpha4': {
    source: 'https://github.com/servicemeshinterface/smi-spec/blob/main/apis/traffic-split/v1alpha4/traffic-split.md',
  },
};

/** Groups that an example makes up: domains reserved for examples (RFC 2606). */
export const CUSTOM_GROUPS: readonly RegExp[] = [/(^|\.)example\.(com|org|net)$/];
