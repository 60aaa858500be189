import type { Code } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Facts } from '../../../src/facts/load.ts';
import type { Finding } from './finding.ts';
import { commandsIn, kubectlFaults } from './kubectl.ts';
import { nodeFaults } from './node-tools.ts';
import { at, type Page } from './pages.ts';

/** What a reader would see go wrong: a pattern of the block, what is wrong with it, what to write instead. */
interface Rule {
  language: 'bash' | 'text';
  /** Tells whether the line is wrong, after the lines of the block before it. */
  wrong: (line: string, before: readonly string[]) => boolean;
  what: string;
  fix: string;
}

/** The lines of Corefiles of clusters, with what may follow: https://github.com/coredns/coredns/tree/master/plugin */
const COREDNS =
  /^ {4}(errors|health( \S+)?|loadbalance( round_robin)?|log|loop|ready( \S+)?|reload( \d+s)*|cache( \d+)?( [a-z-]*\.[a-z.-]*)*|forward \S+( ([\d.]+|\/[\w./]+|tls:\/\/\S+))+|prometheus( [\w.]*:\d+)?|kubernetes( [a-z0-9.-]+)+|(bind|hosts|import|rewrite|template) .+)( \{)?$/;

/** The commands of the other tools, as each prints them without one. */
const OF_TOOLS: Readonly<Record<string, RegExp>> = {
  crictl:
    /^(attach|checkpoint|completion|config|create|events|exec|images|imagefsinfo|info|inspect|inspecti|inspectp|logs|metricdescs|metricsp|pods|port-forward|ps|pull|rm|rmi|rmp|run|runp|runtime-config|start|stats|statsp|stop|stopp|update|version)$/,
  cnitool: /^(add|check|del|gc|status)$/,
  containerd: /^config (default|dump|migrate)$/,
  docker: /^(build|cp|exec|images|info|inspect|load|login|logs|ps|pull|push|rm|rmi|run|save|start|stop|tag|version)\b/,
  etcdctl:
    /^((alarm|endpoint|member|snapshot) (list|disarm|hashkv|health|status|add|promote|remove|update|save)|(compaction|defrag|del|get|move-leader|put|txn|version|watch)( .*)?)$/,
  etcdutl: /^(snapshot (restore|status)|(defrag|hashkv|migrate|version)( .*)?)$/,
  k3d: /^(cluster|node) (create|delete|list|start|stop)$/,
  kind: /^(create cluster|delete clusters?|get (clusters|kubeconfig|nodes)|export (kubeconfig|logs)|load (docker-image|image-archive))$/,
  kubeadm:
    /^(certs (certificate-key|check-expiration|generate-csr|renew)|config (images|migrate|print|validate)|init( phase)?|join|reset|token (create|delete|generate|list)|upgrade (apply|diff|node|plan)|version)$/,
  minikube:
    /^(addons|dashboard|delete|image|ip|kubectl|logs|node|pause|profile|service|ssh|start|status|stop|tunnel|version)\b/,
  runc: /^(checkpoint|create|delete|events|exec|features|kill|list|pause|ps|restore|resume|run|spec|start|state|update)\b/,
};
/** Programs that the pages run, and what the shell knows by itself. */
const PROGRAMS =
  /^(\[|cat|cd|chmod|cp|crictl|curl|cut|df|docker|du|echo|env|etcdctl|etcdutl|export|getent|grep|head|ip|iptables(-save)?|jq|journalctl|k3d|kind|kubeadm|kubectl|ls|lsmod|lsns|minikube|mkdir|modprobe|mount|mv|nft|ping|printf|ps|rm|runc|sed|sh|sleep|sort|ss|stat|sysctl|systemctl|tail|tee|uniq|wc|apt-get|cnitool|containerd)$/;

/** What a line asks programs for that they do not know: the program itself, and its command. */
function toolFaults(line: string): string[] {
  return commandsIn(line).flatMap((command) => {
    const start = command.findIndex((word) => !/^(sudo|time|env|then|do|else|if|!|\w+=.*|-n)$/.test(word));
    const [program = '', ...words] = start === -1 ? [] : command.slice(start);
    const known = OF_TOOLS[program];
    if (known === undefined) {
      const own = program === '' || PROGRAMS.test(program) || /[^a-z0-9-]/.test(program);
      return own ? [] : [`no program of the pages is called ${program}`];
    }
    // An option may have its value behind it: --root /run/x, --runtime-endpoint unix:///run/x.
    const asked = words.filter(
      (word, at) => !word.startsWith('-') && !(word.includes('/') && /^--/.test(words[at - 1] ?? '')),
    );
    const two = asked.slice(0, 2).join(' ');
    return asked.length === 0 || known.test(two) || known.test(asked[0] ?? '')
      ? []
      : [`${program} has no command ${two}`];
  });
}

// Each rule is a fault that a run of every block on real software found.
const RULES: readonly Rule[] = [
  {
    language: 'bash',
    wrong: (line) =>
      /\bcurl\b.*\/(healthz|livez|readyz|proxyMode)\b/.test(line) && !/; echo$|-o \/dev\/null|-w |\|/.test(line),
    what: 'The answer ends without a line break, and the next output sticks to it.',
    fix: 'End the command with "; echo".',
  },
  {
    language: 'bash',
    wrong: (line) =>
      /jsonpath=/.test(line) && !/\{"\\n"\}/.test(line) && !/\$\([^)]*jsonpath=/.test(line) && !/\bwait\b/.test(line),
    what: 'kubectl prints a jsonpath without a line break, and the prompt sticks to it.',
    fix: 'End the jsonpath with {"\\n"}.',
  },
  {
    language: 'bash',
    wrong: (line) => /get events\b.*creationTimestamp/.test(line),
    what: 'Events of one second come in no order by creationTimestamp.',
    fix: 'Sort by .metadata.resourceVersion.',
  },
  {
    language: 'bash',
    wrong: (line, before) =>
      /^kubectl (exec|logs|port-forward)\b/.test(line) &&
      before.findLastIndex((other) => /^kubectl (apply|create|run)\b/.test(other)) >
        before.findLastIndex((other) => /^kubectl (wait|rollout status)\b|\bsleep\b/.test(other)),
    what: 'Pasted in one go, it runs before the Pod does.',
    fix: 'Put "kubectl wait --for=condition=Ready pod/NAME" before it.',
  },
  {
    language: 'text',
    wrong: (line, before) => before[0] === '.:53 {' && /^ {4}\w/.test(line) && !COREDNS.test(line),
    what: 'No Corefile of a cluster has such a line.',
    fix: 'Correct it, or add the line to tests/content/checks/commands.ts.',
  },
  {
    language: 'text',
    wrong: (line) => /^[a-z.]+ "[^"]+" deleted$/.test(line),
    what: 'kubectl from v1.34 on says from where it deleted.',
    fix: 'Write "… deleted from NAME namespace".',
  },
  {
    language: 'text',
    wrong: (line) => /^\+-[-+]+-\+$/.test(line),
    what: 'etcdctl and etcdutl 3.7 draw tables with box characters.',
    fix: 'Draw it with ┌─┬─┐.',
  },
];

/** No command and no expected output has one of the faults that readers hit when they run a page. */
export function soundCommands(pages: readonly Page[]): Finding[] {
  return pages.flatMap((page) => {
    const findings: Finding[] = [];
    visit(page.tree, 'code', ({ lang, value, position }: Code) => {
      findings.push(...faultsOf(lang, value).map((fault) => ({ where: at(page, { position }), ...fault })));
    });
    return findings;
  });
}

/** The same for the commands by which a reader checks a correction. */
export function soundChecks(corrections: Facts['corrections']['corrections']): Finding[] {
  return corrections.flatMap(({ id, check }) =>
    faultsOf('bash', check?.command ?? '').map((fault) => ({ where: `src/data/corrections.yaml, ${id}`, ...fault })),
  );
}

function faultsOf(language: string | null | undefined, code: string): Omit<Finding, 'where'>[] {
  // A line that ends in a backslash goes on in the next one.
  const lines = code
    .replace(/\\\n\s*/g, ' ')
    .trimEnd()
    .split('\n');
  return lines.flatMap((line, index) => [
    ...RULES.filter((rule) => rule.language === language && rule.wrong(line, lines.slice(0, index))).map(
      ({ what, fix }) => ({ what: `${line}: ${what}`, fix }),
    ),
    ...(language === 'bash' ? [...kubectlFaults(line), ...toolFaults(line), ...nodeFaults(line)] : []).map((what) => ({
      what: `${line}: ${what}.`,
      fix: 'Correct it, or add it to kubectl.ts, commands.ts or node-tools.ts in tests/content/checks.',
    })),
  ]);
}
