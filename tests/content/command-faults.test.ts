import { describe, expect, test } from 'vitest';
import { loadFacts } from '../../src/facts/load.ts';
import { celFault } from './checks/cel.ts';
import { soundChecks, soundCommands } from './checks/commands.ts';
import { line } from './checks/finding.ts';
import { knownMessages } from './checks/messages.ts';
import { type Page, parsePage } from './checks/pages.ts';

const facts = loadFacts();

/** What is found in a page that has this block. */
function faultsOf(language: string, code: string): string[] {
  const page: Page = {
    locale: 'en',
    slug: 'demo',
    file: 'demo.mdx',
    ...parsePage(`\`\`\`${language}\n${code}\n\`\`\`\n`),
  };
  return [...soundCommands([page]), ...knownMessages([page])].map(line);
}

describe('a fault of a command or an output is seen', () => {
  test.each([
    ['bash', 'curl -s http://127.0.0.1:10248/healthz', /ends without a line break.*; echo/],
    ['bash', "kubectl get node node-1 -o jsonpath='{.status.phase}'", /prompt sticks to it/],
    ['bash', 'kubectl get events --sort-by=.metadata.creationTimestamp', /resourceVersion/],
    ['bash', 'kubectl apply -f a.yaml\nkubectl exec web -- ls', /runs before the Pod does/],
    ['bash', 'kubectl -n demo creat deployment web', /kubectl has no command/],
    ['bash', 'x=$(kubectl gets pods) # kubectl get', /kubectl has no command/],
    ['bash', 'sudo kubectl -n demo get servises', /no resource servises/],
    ['bash', 'kubectl get pods,nodes/one,depoyments -A', /no resource depoyments/],
    ['bash', 'kubectl logs deploy/web --tails=5 | tail', /kubectl logs has no option --tails/],
    ['bash', 'kubectl get pods -o custom-column=A:.b', /-o cannot be custom-column/],
    ['bash', 'kubectl run web --image=nginx --restart=Nevr', /--restart cannot be Nevr/],
    ['bash', 'kubectl wait --for=conditions=Ready pod/web', /--for cannot be conditions=Ready/],
    ['bash', "kubectl get nodes -o custom-columns='NAME:.metadata.name,ZONE'", /"" is no path/],
    ['bash', 'kubectl get pod web -o jsonpath=\'{.status.x[*.y}{"\\n"}\'', /is no path into an object/],
    ['bash', 'sudo crictl --runtime-endpoint unix:///run/x.sock pod', /crictl has no command pod/],
    ['bash', 'sudo kubeadm cert renew all', /kubeadm has no command cert renew/],
    ['bash', 'sudo kubeadm certs chek-expiration', /kubeadm has no command certs chek/],
    ['bash', 'etcdctl --cluster endpoint helth', /etcdctl has no command endpoint helth/],
    ['bash', 'sudo runc --root /run/containerd/runc/k8s.io lst', /runc has no command lst/],
    ['bash', 'kind create clusters --config kind.yaml', /kind has no command create clusters/],
    ['bash', 'minikube strat --nodes=2', /minikube has no command strat/],
    ['bash', 'k3d cluster create shop --agent 2', /has no option --agent$|has no option --agent\./],
    ['bash', 'docker exc kind-worker crictl ps', /docker has no command exc/],
    ['bash', 'sudo containerd config dmp | grep sandbox', /containerd has no command config dmp/],
    ['bash', 'sudo env CNI_PATH=/opt/cni/bin cnitool ad podnet', /cnitool has no command ad/],
    ['bash', 'sudo env CNI_COMAND=VERSION /opt/cni/bin/bridge', /reads the variable CNI_COMAND/],
    ['bash', 'export ETCDCTL_CA_CERT=/etc/kubernetes/pki/etcd/ca.crt', /reads the variable ETCDCTL_CA_CERT/],
    ['bash', 'sudo iptables-save -t nat | gerp web', /no program of the pages is called gerp/],
    ['bash', 'systemctl isactive kubelet', /systemctl has no command isactive/],
    ['bash', 'systemctl is-active kubelet containderd', /no service of a node is called containderd/],
    ['bash', 'sudo journalctl -u kubelet --since -10minn', /journalctl cannot begin at -10minn/],
    ['bash', "curl -s -w '%{http_cod}\\n' http://127.0.0.1:10256/healthz", /curl writes no http_cod/],
    ['bash', 'sudo ss -lntq | grep 30080', /ss has no options lntq/],
    ['bash', 'sudo ip netns ad demo', /ip has no command netns ad/],
    ['bash', 'sudo lsns -p 1 -o TYPE,NPROC,COMMAND', /lsns has not all of the columns TYPE,NPROC/],
    ['bash', 'stat -fc %Q /sys/fs/cgroup/', /stat of a file system knows no %Q/],
    ['bash', 'df -h --inods /var/lib/kubelet', /df has no option --inods/],
    ['bash', 'kubectl get pods -l app=weeb', /has the label app=weeb/],
    ['bash', 'kubectl wait --for=condition=Redy pod/web', /--for cannot be condition=Redy/],
    ['bash', 'kubectl rollout status deployment/web --timeout=60sec', /--timeout cannot be 60sec/],
    ['bash', 'kubectl get pods -A --field-selector spec.node=node-1', /--field-selector cannot be spec.node=/],
    ['bash', 'kubectl auth can-i deletes pods', /kubectl auth can-i does not take deletes/],
    ['bash', 'kubectl set image deployment/web web:nginx:mainline', /kubectl set image does not take web:nginx/],
    ['bash', 'kubectl port-forward service/web 8080-80', /kubectl port-forward does not take 8080-80/],
    ['text', '.:53 {\n    errors\n    lopp\n}', /No Corefile of a cluster has such a line/],
    ['text', '.:53 {\n    errors\n    cache thirty\n}', /cache thirty: No Corefile/],
    ['text', '.:53 {\n    errors\n    forward /etc/resolv.conf\n}', /forward .*: No Corefile/],
    ['bash', 'curl -s http://127.0.0.1:10249/proxymode | cat', /no path of a component answers to proxymode/],
    ['bash', 'sudo systemctl restart kublet', /no service of a node is called kublet/],
    ['bash', 'journalctl -u container | tail', /no service of a node is called container/],
    ['bash', 'sudo iptables-save -t nta', /iptables has no table nta/],
    ['bash', 'sudo nft list maps ip kube-proxy service-nodeports', /nft cannot list maps ip/],
    ['bash', 'sudo sysctl --sytem', /sysctl has no option --sytem/],
    [
      'bash',
      "printf 'a = 1\\nnet.bridge.bridge-nf-call-iptable = 1'",
      /no kernel setting net\.bridge\S+iptable$|iptable\./,
    ],
    ['bash', 'sudo modprobe br_netfiltre', /no module br_netfiltre/],
    ['bash', 'ls /etc/kubernetes/manifest', /no such folder or file is told on the pages \/etc\/kubernetes\/manifest/],
    ['bash', 'kubectl get pods -n kube-sytem', /no namespace of the pages is called kube-sytem/],
    ['bash', 'kubectl get nodes -L topology.kubernetes.io/zones', /topology\S+ is no label/],
    [
      'text',
      'the object has been modified; apply your changes again',
      /is not what the program says: “the object has been/,
    ],
    ['text', 'Error: failed to reserve the name "web"; …', /“failed to reserve the name/],
    ['text', 'error: You must log in to the server (Unauthorized)', /“error: You must be logged in to the server \(”/],
    ['text', 'pod "web-1" deleted', /deleted from NAME namespace/],
    ['text', '+-----+-----+', /┌─┬─┐/],
  ])('%s: %s', (language, code, message) => {
    expect(faultsOf(language, code).join('\n')).toMatch(message);
  });
  test('in the command of a correction', () => {
    const [first] = facts.corrections.corrections.filter(({ check }) => check !== undefined);
    if (!first?.check) throw new Error('No correction has a command.');
    const planted = { ...first, check: { ...first.check, command: 'curl -k https://127.0.0.1:10257/healthz' } };
    expect(soundChecks([planted]).map(line).join()).toMatch(/corrections\.yaml, .*ends without a line break/);
  });
  test.each([
    'curl -s http://127.0.0.1:10248/healthz; echo',
    "curl -s -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:10256/healthz",
    'kubectl apply -f a.yaml\nkubectl wait --for=condition=Ready pod/web\nkubectl exec web -- ls',
    'sudo apt-get install kubectl && kubectl --context other -n demo get pods | kubectl apply -f -',
    'kubectl "$verb" pods # kubectl says, failed to reserve …',
    `uid=$(kubectl get backupplan nightly -o jsonpath='{.metadata.uid}')`,
  ])('and not in %s', (code) => {
    expect(faultsOf('bash', code)).toEqual([]);
  });
});

test.each([
  ['!has(object.spec.replicas) || object.spec.replicas <= 5', undefined],
  ["object.metadata.name.matches(r'^a-\\d$') && [1, 2].all(x, x in {'a': 1u}) ? -1.5e3 : size([])", undefined],
  ['oldSelf == null || self.all(c, c.kind == "a" && !(c.x))', undefined],
  ['a & b', /begins with nothing/],
  ['object.spec.replicas <=', /ends where an operand is missing/],
  ['has(a', /is not closed/],
  ['has(a))', /closes nothing/],
  ['a b', /operator is missing before "b"/],
  ['a && || b', /operand is missing before/],
  ['(a &&) b', /operand is missing before "\)"/],
  ['"open', /begins with nothing/],
])('CEL: %s', (expression, fault) => {
  if (fault === undefined) expect(celFault(expression)).toBeUndefined();
  else expect(celFault(expression)).toMatch(fault);
});
