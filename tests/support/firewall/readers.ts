/**
 * Reads rendered rules back, and says what they let in: a small evaluator for each form, written from the manuals of the
 * programs, that knows nothing of how the rules came about.
 */
import { parse, parseAllDocuments } from 'yaml';

/** One rule, read back. */
interface ReadRule {
  families: readonly (4 | 6)[];
  /** Networks; none for every address. */
  sources: readonly string[];
  /** tcp, udp, sctp, icmp (echo request), or the number of an IP protocol; none for all. */
  protocol?: string | undefined;
  /** Ranges; none for all. */
  ports: readonly (readonly [number, number])[];
  verdict: 'accept' | 'drop';
}
/** Chains that a packet passes one after the other; each has rules and what holds when none fits. */
export type Chains = readonly { rules: readonly ReadRule[]; policy: 'accept' | 'drop' }[];

const bits = new Map<string, string>();
/** The bits of an address or network, those of its prefix. */
function prefixOf(text: string): string {
  const found = bits.get(text);
  if (found !== undefined) return found;
  const [address = '', length] = text.split('/');
  let whole: string;
  if (address.includes(':')) {
    const [head = '', tail] = address.split('::');
    const left = head === '' ? [] : head.split(':');
    const right = tail === undefined || tail === '' ? [] : tail.split(':');
    const groups = [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right];
    whole = `6${groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('')}`;
  } else {
    whole = `4${address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('')}`;
  }
  const cut = length === undefined ? whole : whole.slice(0, Number(length) + 1);
  bits.set(text, cut);
  return cut;
}

/** Which of some addresses a rule is for: a bit for each. A rule without networks is for every address. */
function maskOf({ sources }: ReadRule, addresses: readonly string[]): number {
  if (sources.length === 0) return (1 << addresses.length) - 1;
  const prefixes = sources.map(prefixOf);
  return addresses.reduce(
    (sum, address, at) => (prefixes.some((prefix) => prefixOf(address).startsWith(prefix)) ? sum | (1 << at) : sum),
    0,
  );
}

/**
 * Asks chains about packets of one protocol from some addresses. What fits is sorted out once, because tests ask about
 * millions of packets.
 * @returns for a port: which of the addresses get through all chains, a bit for each
 */
export function asker(
  chains: Chains,
  family: 4 | 6,
  protocol: string,
  addresses: readonly string[],
): (port: number) => number {
  const all = (1 << addresses.length) - 1;
  const ready = chains.map(({ rules, policy }) => ({
    policy,
    rules: rules
      .filter((rule) => (rule.protocol === undefined || rule.protocol === protocol) && rule.families.includes(family))
      .map(({ ports, verdict, ...rule }) => ({ ports, verdict, mask: maskOf({ ports, verdict, ...rule }, addresses) })),
  }));
  return (port) => {
    let inside = all;
    for (const { rules, policy } of ready) {
      let open = inside;
      let accepted = 0;
      for (const { ports, verdict, mask } of rules) {
        if (ports.length > 0 && !ports.some(([start, end]) => start <= port && port <= end)) continue;
        if (verdict === 'accept') accepted |= open & mask;
        open &= ~mask;
      }
      inside = policy === 'accept' ? accepted | open : accepted;
    }
    return inside;
  };
}

const BOTH = [4, 6] as const;
const NUMBERS: Readonly<Record<string, string>> = { esp: '50', vrrp: '112', ipencap: '4' };
const span = (text: string): readonly [number, number] => {
  const [from = '', to = from] = text.split(/[-:]/);
  return [Number(from), Number(to)];
};
const familyOf = (networks: readonly string[]): readonly (4 | 6)[] =>
  networks.length === 0 ? BOTH : networks[0]?.includes(':') ? [6] : [4];

/** Throws at what the reader does not know: a rule that is not understood must not count as harmless. */
function not(line: string): never {
  throw new Error(`The reader does not know this rule: ${line}`);
}

/** nftables: the chains of the table, in the order in which a packet meets them. */
export function readNftables(text: string): Chains {
  const chains = [...text.matchAll(/chain (\w+) \{\n([\s\S]*?)\n {2}\}/g)].map(([, , body = '']) => {
    const lines = body.split('\n').map((line) => line.trim().replace(/ comment ".*"$/, ''));
    const head = lines.find((line) => line.startsWith('type filter')) ?? not(body);
    const [, hook = '', policy = ''] = /hook (\w+) priority \S+; policy (\w+);/.exec(head) ?? not(head);
    // Another machine begins a connection: it is no loopback, no answer, not addressed elsewhere, and carries no mark.
    const skipped =
      /^(?:#.*|type filter.*|iifname "lo" accept|ct state established,related accept|ct state invalid drop|fib daddr type != local accept|meta mark & 0x[0-9a-f]+ == 0x[0-9a-f]+ accept)?$/;
    const rules = lines.filter((line) => !skipped.test(line)).map(nftRule);
    const before = lines.slice(0, lines.findIndex((line) => / (?:dport|l4proto) .*accept$/.test(line)) >>> 0);
    for (const own of ['iifname "lo" accept', 'ct state established,related accept']) {
      if (!before.includes(own)) not(`no ${own} before the rules of ${hook}`);
    }
    return { hook, policy: policy as 'accept' | 'drop', rules };
  });
  const order = ['prerouting', 'input'];
  return chains.sort((a, b) => order.indexOf(a.hook) - order.indexOf(b.hook));
}

const nftSet = (text: string): string[] =>
  text
    .replace(/[{}]/g, '')
    .split(',')
    .map((item) => item.trim());

function nftRule(line: string): ReadRule {
  const verdict = / ?(accept|drop)$/.exec(line)?.[1] ?? not(line);
  let rest = line.slice(0, -verdict.length).trim();
  let families: readonly (4 | 6)[] = BOTH;
  let sources: string[] = [];
  let protocol: string | undefined;
  let ports: (readonly [number, number])[] = [];
  const take = (pattern: RegExp, use: (match: RegExpExecArray) => void): void => {
    const match = pattern.exec(rest);
    if (!match) return;
    use(match);
    rest = rest.replace(match[0], '').trim();
  };
  take(/^meta nfproto ipv([46])/, ([, family]) => (families = family === '4' ? [4] : [6]));
  take(/^(ip6?) saddr (\{[^}]*\}|\S+)/, ([, family, set = '']) => {
    families = family === 'ip' ? [4] : [6];
    sources = nftSet(set);
  });
  // Answers of DHCP, which come from one port: no connection of another machine.
  if (/^udp sport 67 udp dport 68$/.test(rest)) return { families: [], sources, ports, verdict: 'accept' };
  if (rest === 'meta l4proto != { tcp, udp, sctp }') return { families: [], sources, ports, verdict: 'accept' };
  if (rest === 'th dport != 30000-32767') {
    return {
      families,
      sources,
      ports: [
        [0, 29999],
        [32768, 65535],
      ],
      verdict: 'accept',
    };
  }
  take(/^meta l4proto (\d+)/, ([, number]) => (protocol = number));
  take(/^icmp(v6)? type (\{[^}]*\}|\d+)/, ([, six, types = '']) => {
    families = six === undefined ? [4] : [6];
    protocol = nftSet(types).includes(six === undefined ? '8' : '128') ? 'icmp' : 'icmp-error';
  });
  take(/^(tcp|udp|sctp) dport (\{[^}]*\}|\S+)/, ([, name, set = '']) => {
    protocol = name;
    ports = nftSet(set).map(span);
  });
  if (rest !== '') not(line);
  return { families, sources, protocol, ports, verdict: verdict as 'accept' };
}

/** The script of iptables: for each family its files, filter after mangle. */
export function readIptables(text: string): { 4: Chains; 6: Chains; files: { 4: string; 6: string } } {
  const files = [...text.matchAll(/<<'RULES'\n([\s\S]*?)\nRULES/g)].map(([, file = '']) => `${file}\n`);
  const [v4 = not(text), v6 = not(text)] = files;
  const chains = (file: string, family: 4 | 6): Chains =>
    [...file.matchAll(/\*(\w+)\n([\s\S]*?)COMMIT/g)].map(([, table, body = '']) => {
      const lines = body.split('\n').filter((line) => line.startsWith('-A'));
      const before = lines.slice(0, lines.findIndex((line) => / -p /.test(line)) >>> 0).join('\n');
      for (const own of ['-i lo -j RETURN', '-m conntrack --ctstate ESTABLISHED,RELATED -j RETURN']) {
        if (!before.includes(own)) not(`no ${own} before the rules of ${table}`);
      }
      return { policy: 'accept' as const, rules: lines.flatMap((line) => iptablesRule(line, family)) };
    });
  return { 4: chains(v4, 4), 6: chains(v6, 6), files: { 4: v4, 6: v6 } };
}

function iptablesRule(line: string, family: 4 | 6): ReadRule[] {
  const target = / -j (\w+)$/.exec(line)?.[1] ?? not(line);
  const verdict =
    target === 'DROP'
      ? ('drop' as const)
      : target === 'RETURN' || target === 'ACCEPT'
        ? ('accept' as const)
        : not(line);
  let rest = line
    .replace(/^-A \S+ /, '')
    .replace(/ ?-j \w+$/, '')
    .replace(/-m comment --comment "[^"]*" ?/, '');
  if (/^(?:-i lo|-m conntrack --ctstate \S+|-m mark --mark \S+|-m addrtype ! --dst-type LOCAL) ?$/.test(rest))
    return [];
  let sources: string[] = [];
  let protocol: string | undefined;
  let ports: (readonly [number, number])[] = [];
  const take = (pattern: RegExp, use: (match: RegExpExecArray) => void): void => {
    const match = pattern.exec(rest);
    if (!match) return;
    use(match);
    rest = rest.replace(match[0], '').trim();
  };
  if (/--sport 67 --dport 68/.test(rest)) return [];
  take(/^-s (\S+) ?/, ([, list = '']) => (sources = list.split(',')));
  take(/^-p icmp --icmp-type (\d+)/, ([, type]) => (protocol = type === '8' ? 'icmp' : 'icmp-error'));
  take(/^-p ipv6-icmp --icmpv6-type (\d+)/, ([, type]) => (protocol = type === '128' ? 'icmp' : 'icmp-error'));
  take(/^-p (\w+)/, ([, name = '']) => (protocol = NUMBERS[name] ?? name));
  take(/^-m (?:tcp|udp|sctp) --dport (\S+)/, ([, port = '']) => (ports = [span(port)]));
  take(/^-m multiport --dports (\S+)/, ([, list = '']) => (ports = list.split(',').map(span)));
  if (rest.trim() !== '') not(line);
  return [{ families: [family], sources, protocol, ports, verdict }];
}

/** The script of ufw: its commands, and what it puts into before.rules. Echo requests pass by its own rules. */
export function readUfw(text: string): Chains {
  if (!text.includes('\nufw default deny incoming\n')) not('no default of ufw');
  const rules: ReadRule[] = [{ families: BOTH, sources: [], protocol: 'icmp', ports: [], verdict: 'accept' }];
  for (const line of text.split('\n')) {
    if (line.startsWith('ufw allow ')) {
      const match =
        /^ufw allow (?:proto (\w+) )?from (\S+) to any(?: port (\S+))? comment '[^']*'$/.exec(line) ?? not(line);
      const [, proto, from = '', ports] = match;
      const any = from === '0.0.0.0/0' || from === '::/0';
      rules.push({
        families: familyOf([from]),
        sources: any ? [] : [from],
        protocol: proto === undefined ? undefined : (NUMBERS[proto] ?? proto),
        ports: ports === undefined ? [] : ports.split(',').map(span),
        verdict: 'accept',
      });
    } else if (line.startsWith('-A ufw')) {
      rules.push(...iptablesRule(line, line.startsWith('-A ufw6') ? 6 : 4));
    }
  }
  return [{ policy: 'drop', rules }];
}

/** The script of firewalld. The zone lets ICMP in by itself. */
export function readFirewalld(text: string): Chains {
  const rules: ReadRule[] = [{ families: BOTH, sources: [], protocol: 'icmp', ports: [], verdict: 'accept' }];
  for (const [, rich = ''] of text.matchAll(/--add-rich-rule='(.*)'/g)) rules.push(richRule(rich));
  if (!/--set-default-zone=kubernetes\n/.test(text)) not('no zone of firewalld');
  return [{ policy: 'drop', rules }];
}

function richRule(rich: string): ReadRule {
  const match =
    /^rule family="ipv([46])"(?: source address="([^"]+)")?(?: port port="([^"]+)" protocol="(\w+)"| protocol value="(\w+)")? accept$/.exec(
      rich,
    ) ?? not(rich);
  const [, family, source, port, name, number] = match;
  return {
    families: family === '4' ? [4] : [6],
    sources: source === undefined ? [] : [source],
    protocol: name ?? (number === undefined ? undefined : (NUMBERS[number] ?? number)),
    ports: port === undefined ? [] : [span(port)],
    verdict: 'accept',
  };
}

/** The objects of a local map of HCL: key and what is assigned. */
function hclObjects(text: string): Record<string, string>[] {
  return [...text.matchAll(/^ {4}"[^"]+" = \{\n([\s\S]*?)^ {4}\}/gm)].map(([, body = '']) =>
    Object.fromEntries([...body.matchAll(/^ {6}(\w+) += (.*)$/gm)].map(([, key = '', value = '']) => [key, value])),
  );
}
const unquoted = (text: string | undefined): string => (text ?? '').replace(/^"|"$/g, '');
const cloudProtocol = (name: string): string | undefined =>
  name === '-1' || name === 'all'
    ? undefined
    : ['icmpv6', '58'].includes(name)
      ? 'icmp'
      : name === '132'
        ? 'sctp'
        : name;

/** AWS: ingress rules of a security group, which refuses the rest. */
export function readAws(text: string): Chains {
  const rules = hclObjects(text).map((object): ReadRule => {
    const cidr = unquoted(object['cidr_ipv4'] ?? object['cidr_ipv6']);
    const protocol = cloudProtocol(unquoted(object['ip_protocol']));
    const hasPorts = protocol !== undefined && ['tcp', 'udp', 'sctp'].includes(protocol);
    return {
      families: object['cidr_ipv4'] === undefined ? [6] : [4],
      sources: [cidr],
      protocol,
      ports: hasPorts ? [[Number(object['from_port']), Number(object['to_port'])]] : [],
      verdict: 'accept',
    };
  });
  return [{ policy: 'drop', rules }];
}

/** Google Cloud: allow rules before one that denies everything. */
export function readGoogle(text: string): Chains {
  if (!/priority +=\s*65534[\s\S]*deny \{\n {4}protocol = "all"/.test(text)) not('no rule that denies the rest');
  const list = (value: string | undefined): string[] => JSON.parse(value ?? '[]') as string[];
  const rules = hclObjects(text).map((object): ReadRule => {
    const sources = list(object['source_ranges']);
    return {
      families: familyOf(sources),
      sources,
      protocol: cloudProtocol(unquoted(object['protocol'])),
      ports: list(object['ports']).map(span),
      verdict: 'accept',
    };
  });
  return [{ policy: 'drop', rules }];
}

/** Talos: documents of its machine configuration. ICMP it lets in by itself. */
export function readTalos(text: string): Chains {
  interface Document {
    kind: string;
    ingress: string | { subnet: string }[];
    portSelector?: { ports: (number | string)[]; protocol: string };
  }
  const documents = parseAllDocuments(text).map((document) => document.toJS() as Document);
  if (documents[0]?.kind !== 'NetworkDefaultActionConfig' || documents[0].ingress !== 'block')
    not('no default of Talos');
  const rules = documents.slice(1).flatMap(({ ingress, portSelector }): ReadRule[] =>
    (ingress as { subnet: string }[]).map(({ subnet }) => ({
      families: familyOf([subnet]),
      sources: [subnet],
      protocol: portSelector?.protocol,
      ports: (portSelector?.ports ?? []).map((port) => span(String(port))),
      verdict: 'accept',
    })),
  );
  return [
    {
      policy: 'drop',
      rules: [{ families: BOTH, sources: [], protocol: 'icmp', ports: [], verdict: 'accept' }, ...rules],
    },
  ];
}

/** The file that a playbook writes. */
export function fileOfPlaybook(text: string): string {
  const [play] = parse(text) as { tasks: { 'ansible.builtin.copy'?: { content: string } }[] }[];
  return (
    play?.tasks.find((task) => 'ansible.builtin.copy' in task)?.['ansible.builtin.copy']?.content ?? not('no file')
  );
}
