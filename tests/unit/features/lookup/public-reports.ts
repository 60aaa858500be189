/**
 * Outputs that people put into public reports, as they are printed: addresses, hosts and users are replaced by those of
 * documentation (RFC 5737). Each is held to a share of lines that are read.
 */
export const REPORTS: readonly { tool: string; report: string; text: string }[] = [
  {
    tool: 'netstat without names',
    report: 'github.com/kubernetes/kubernetes/issues/11114',
    text: `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
tcp        0      0 127.0.0.1:10248         0.0.0.0:*               LISTEN      -
tcp        0      0 127.0.0.1:10249         0.0.0.0:*               LISTEN      -
tcp        0      0 0.0.0.0:5355            0.0.0.0:*               LISTEN      -
tcp6       0      0 :::22                   :::*                    LISTEN      -
tcp6       0      0 :::50460                :::*                    LISTEN      -
tcp6       0      0 :::55709                :::*                    LISTEN      -
tcp6       0      0 :::4194                 :::*                    LISTEN      -
tcp6       0      0 :::2375                 :::*                    LISTEN      -
tcp6       0      0 :::10250                :::*                    LISTEN      -
tcp6       0      0 :::5355                 :::*                    LISTEN      -
tcp6       0      0 :::10255                :::*                    LISTEN      -`,
  },
  {
    tool: 'netstat on a control plane node of 2016',
    report: 'github.com/kubernetes/kubernetes/pull/35005',
    text: `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    
tcp        0      0 127.0.0.1:10248         0.0.0.0:*               LISTEN      15795/kubelet       
tcp        0      0 127.0.0.1:10249         0.0.0.0:*               LISTEN      17906/kube-proxy    
tcp        0      0 127.0.0.1:2379          0.0.0.0:*               LISTEN      16345/etcd          
tcp        0      0 127.0.0.1:10251         0.0.0.0:*               LISTEN      16201/kube-schedule 
tcp        0      0 127.0.0.1:10252         0.0.0.0:*               LISTEN      16540/kube-controll 
tcp        0      0 127.0.0.1:2380          0.0.0.0:*               LISTEN      16345/etcd          
tcp        0      0 127.0.0.1:8080          0.0.0.0:*               LISTEN      16442/kube-apiserve 
tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      1245/sshd           
tcp        0      0 127.0.0.1:7001          0.0.0.0:*               LISTEN      16345/etcd          `,
  },
  {
    tool: 'netstat with Calico, between sentences',
    report: 'github.com/ovh/terraform-ovh-publiccloud-k8s/issues/44',
    text: `tcp6       0      0 :::4194                 :::*                    LISTEN      2000/kubelet        
tcp6       0      0 :::10250                :::*                    LISTEN      2000/kubelet        
tcp6       0      0 :::9099                 :::*                    LISTEN      2868/calico-felix   
tcp6       0      0 :::6443                 :::*                    LISTEN      2229/kube-apiserver 
tcp6       0      0 :::2379                 :::*                    LISTEN      1452/etcd           
tcp6       0      0 :::2380                 :::*                    LISTEN      1452/etcd           
tcp6       0      0 :::10255                :::*                    LISTEN      2000/kubelet        
tcp6       0      0 :::10256                :::*                    LISTEN      2421/kube-proxy     
tcp6       0      0 :::22                   :::*                    LISTEN      1/systemd`,
  },
  {
    tool: 'netstat of connections',
    report: 'github.com/rancher-archives/rke/issues/659',
    text: `tcp        0      0 192.0.2.10:58064     192.0.2.20:10250     ESTABLISHED 3171/kube-apiserver
tcp        0      0 192.0.2.10:60542     192.0.2.10:10250     ESTABLISHED 3171/kube-apiserver
tcp        0      0 192.0.2.10:58062     192.0.2.20:10250     ESTABLISHED 3171/kube-apiserver`,
  },
  {
    tool: 'nmap of an RKE2 server',
    report: 'github.com/suse-edge/suse-edge.github.io/pull/800',
    text: `Discovered open port 2380/tcp on 192.0.2.101
Discovered open port 4240/tcp on 192.0.2.101
Discovered open port 6443/tcp on 192.0.2.101
Discovered open port 9345/tcp on 192.0.2.101
Discovered open port 9963/tcp on 192.0.2.101
Discovered open port 10250/tcp on 192.0.2.101
Discovered open port 10255/tcp on 192.0.2.101
Completed SYN Stealth Scan at 13:51, 0.92s elapsed (65536 total ports)
Initiating Service scan at 13:51
Scanning 11 services on 192.0.2.101 (192.0.2.101)
NSE: Script scanning 192.0.2.101.
Nmap scan report for 192.0.2.101 (192.0.2.101)
Host is up (0.00020s latency).
Not shown: 65525 closed tcp ports (reset)
PORT      STATE SERVICE           VERSION
22/tcp    open  ssh               OpenSSH 9.6 (protocol 2.0)
| ssh-hostkey: `,
  },
  {
    tool: 'ss -tlpen of a K3s server',
    report: 'github.com/mysticaltech/terraform-hcloud-kube-hetzner/issues/934',
    text: `State  Recv-Q Send-Q  Local Address:Port    Peer Address:Port Process                                                           
LISTEN 0      4096        127.0.0.1:10248        0.0.0.0:*     users:(("k3s-server",pid=1938,fd=165)) ino:20446 sk:102e cgroup:/system.slice/k3s.service <->
LISTEN 0      4096        127.0.0.1:10249        0.0.0.0:*     users:(("k3s-server",pid=1938,fd=200)) ino:22471 sk:102f cgroup:/system.slice/k3s.service <->`,
  },
  {
    tool: 'netstat of a K3s server with embedded etcd',
    report: 'github.com/k3s-io/k3s/issues/9965',
    text: `tcp        0      0 127.0.0.1:10010         0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:2380          0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:2381          0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:2382          0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:2379          0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:6444          0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 192.0.2.191:2379        0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 192.0.2.191:2380        0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:10248         0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:10249         0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:10256         0.0.0.0:*               LISTEN      24102/k3s server
tcp        0      0 127.0.0.1:10257         0.0.0.0:*               LISTEN      24102/k3s server`,
  },
  {
    tool: 'netstat of a small board with K3s',
    report: 'github.com/k3s-io/k3s/issues/491',
    text: `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name    
tcp        0      0 127.0.0.1:10248         0.0.0.0:*               LISTEN      7524/k3s            
tcp        0      0 127.0.0.1:10249         0.0.0.0:*               LISTEN      7524/k3s            
tcp        0      0 127.0.0.1:6444          0.0.0.0:*               LISTEN      7524/k3s            
tcp        0      0 127.0.0.1:6445          0.0.0.0:*               LISTEN      7524/k3s            
tcp        0      0 0.0.0.0:111             0.0.0.0:*               LISTEN      3231/rpcbind        
tcp        0      0 127.0.0.1:10256         0.0.0.0:*               LISTEN      7524/k3s            
tcp        0      0 127.0.0.53:53           0.0.0.0:*               LISTEN      3233/systemd-resolv 
tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      5235/sshd           
tcp        0      0 127.0.0.1:10010         0.0.0.0:*               LISTEN      7573/containerd     
tcp        0      0 127.0.0.1:2947          0.0.0.0:*               LISTEN      1/init              
tcp6       0      0 :::10250                :::*                    LISTEN      7524/k3s            `,
  },
  {
    tool: 'lsof on a control plane node of 2017',
    report: 'github.com/hardening-kubernetes/from-scratch, docs/direct-controller.md',
    text: `kube-prox  1237   root    6u  IPv6  16597      0t0  TCP *:10256 (LISTEN)
kube-prox  1237   root    8u  IPv4  16599      0t0  TCP 127.0.0.1:10249 (LISTEN)
kubelet    1257   root    6u  IPv6  17074      0t0  TCP *:4194 (LISTEN)
kubelet    1257   root   18u  IPv4  17213      0t0  TCP 127.0.0.1:10248 (LISTEN)
kubelet    1257   root   20u  IPv6  17216      0t0  TCP *:10250 (LISTEN)
kubelet    1257   root   21u  IPv6  17218      0t0  TCP *:10255 (LISTEN)
sshd       1268   root    3u  IPv4  15100      0t0  TCP *:22 (LISTEN)
kube-cont  1275   root    5u  IPv6  16701      0t0  TCP *:10252 (LISTEN)
kube-apis  1297   root   67u  IPv6  19320      0t0  TCP *:8080 (LISTEN)
kube-sche  1303   root    3u  IPv6  16637      0t0  TCP *:10251 (LISTEN)`,
  },
  {
    tool: 'the log of a kubelet',
    report: 'github.com/etcd-io/etcd/issues/8184',
    text: `Mar 02 15:22:56 master kubelet[7920]: E0302 15:22:56.780297    7920 kubelet_node_status.go:92] Unable to register node "master" with API server: Post https://192.0.2.37:6443/api/v1/nodes: dial tcp 192.0.2.37:6443: connect: connection refused
Mar 02 15:22:50 master kubelet[7920]: E0302 15:22:50.565635    7920 reflector.go:153] k8s.io/kubernetes/pkg/kubelet/kubelet.go:458: Failed to list *v1.Node: Get https://192.0.2.37:6443/api/v1/nodes?fieldSelector=metadata.name%3Dmaster&limit=500&resourceVersion=0: dial tcp 192.0.2.37:6443: connect: connection refused`,
  },
  {
    tool: 'kubectl get endpoints',
    report: 'github.com/kubernetes/website/issues/46465',
    text: `NAMESPACE     NAME         ENDPOINTS                                               AGE
default       kubernetes   172.18.0.2:6443                                         52s
kube-system   kube-dns     10.244.0.2:53,10.244.0.4:53,10.244.0.2:53 + 3 more...   35s`,
  },
  {
    tool: 'kubectl get services and endpoints of 2016',
    report: 'github.com/kubernetes/kubernetes/issues/20652',
    text: `NAME         CLUSTER_IP   EXTERNAL_IP   PORT(S)   SELECTOR          AGE
kubernetes   10.0.0.1     <none>        443/TCP   <none>            1h
rc-default   10.0.5.65    <none>        80/TCP    name=rc-default   8m
NAMESPACE     NAME                    ENDPOINTS                         AGE
default       kubernetes              10.240.0.2:443                    59m
kube-system   default-http-backend    10.245.0.5:8080                   59m
kube-system   elasticsearch-logging   10.245.0.6:9200,10.245.1.5:9200   59m
kube-system   heapster                10.245.1.3:8082                   59m
kube-system   kube-dns                10.245.0.7:53,10.245.0.7:53       59m
kube-system   monitoring-influxdb     10.245.1.4:8083,10.245.1.4:8086   59m`,
  },
];
