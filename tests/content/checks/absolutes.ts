import type { Finding } from './finding.ts';

/**
 * What is too absolute to be true: the words of a sentence in either language, the words that would make it right, and the exception.
 * Each stood on a page once, and was found wrong against its source.
 */
const TOO_ABSOLUTE: readonly [words: RegExp, unless: RegExp | undefined, exception: string][] = [
  [
    /\breplaces kube-proxy|\breplace kube-proxy altogether|(?<!pode(m)? )substitu(i|em) o kube-proxy/i,
    /\b(can|may|with|where|when|if|once|option|pode|podem|com|onde|quando|se)\b/i,
    'Cilium and Antrea replace it only where they are told to',
  ],
  [
    /\b(etcd)\b.*\b(in|of) every cluster|\betcd\b.*\b(em|de) todo cluster/i,
    undefined,
    'K3s and MicroK8s can do without etcd',
  ],
  [
    /\breplaces? (many |most |all )?webhooks|\bsubstitu(i|em) (muitos |os |todos os )?webhooks/i,
    /\b(can|may|pode|podem|desde quando)\b/i,
    'a policy can replace a webhook whose rule fits into an expression',
  ],
  [
    /\bonly the lowest layer|só a camada mais baixa|apenas a camada mais baixa/i,
    undefined,
    'containerd makes the network namespace of a Pod, the kubelet its cgroup',
  ],
  [
    /node-driver-registrar[^.]*(calls|chama)[^.]*NodeGetInfo/i,
    /kubelet/,
    'it calls GetPluginInfo; the kubelet calls NodeGetInfo',
  ],
  [
    /kube-proxy-healthz-10256[^.]*(\bdrain|esvazi)/i,
    /\b(not|nothing|não|nada)\b/i,
    'kubectl drain changes nothing there',
  ],
  [
    /(API server|kube-apiserver)[^.]*\b(and nothing else|e nada mais|e mais nada)\b/i,
    undefined,
    'it also proxies, converts, sets defaults and gives out addresses',
  ],
  [/AntreaProxy[^.]*(never|nunca)\b/i, undefined, 'it runs beside kube-proxy unless proxyAll is set'],
  [
    /(does not|never) runs? (a )?(bare )?process(es)? on (a|the) host|não executa processos? (diretamente )?no host/i,
    /HostProcess/,
    'HostProcess containers on Windows do',
  ],
  [
    /endpoint health[^.]*(commits?|confirma)[^.]*(proposal|proposta)/i,
    /\b(not|não)\b|prints|imprime/i,
    'the time shown is that of a linearizable read',
  ],
  [
    /failed to get sandbox runtime: no runtime for/,
    undefined,
    'containerd from 2.0 on says "unable to get OCI runtime for sandbox"',
  ],
];

/** Sentences that an exception, known and with a source, makes wrong. @param texts lines or whole texts, and where they stand */
export function tooAbsolute(texts: readonly { where: string; text: string }[]): Finding[] {
  return texts.flatMap(({ where, text }) =>
    text.split(/(?<=[.;])\s/).flatMap((sentence) =>
      TOO_ABSOLUTE.filter(([words, unless]) => words.test(sentence) && unless?.test(sentence) !== true).map(
        ([, , exception]) => ({
          where,
          what: `“${sentence.trim().slice(0, 90)}” is not always so: ${exception}.`,
          fix: 'Say the condition, or the exception.',
        }),
      ),
    ),
  );
}
