/**
 * Reads what people paste to ask what listens: the output of ss, netstat, lsof, nmap and kubectl, lists of ports, lines of
 * a log. Each line is read on its own, so that a paste that was cut or joined still gives what it can. Pure.
 */

/** What of a line says that something is there. */
export type Kind = 'ss' | 'netstat' | 'lsof' | 'nmap' | 'kubectl' | 'list' | 'text' | 'heading' | 'blank' | 'unread';
/** Whether it listens, is part of a connection, or is only spoken of. */
export type State = 'listens' | 'connected' | 'closed' | 'service' | 'named';
/** Whom the address lets in: only the machine, everybody, or whoever reaches this address. */
export type Scope = 'loopback' | 'any' | 'own' | 'unknown';

/** One port that a line speaks of. */
export interface Endpoint {
  from: number;
  to: number;
  /** TCP, UDP or SCTP; empty when the line does not say. */
  protocol: string;
  address: string;
  scope: Scope;
  /** Name of the program, or of the Service; empty when the line does not say. */
  process: string;
  state: State;
}

/** A line and what was read in it. */
export interface ReadLine {
  /** From 1, as in what was pasted. */
  number: number;
  /** Without the colours of a terminal; what cannot be shown is a mark. */
  text: string;
  kind: Kind;
  endpoints: Endpoint[];
}

/** Numbers that programs print by their names in the register of IANA unless they are told not to (-n). */
const NAMES: Readonly<Record<string, number>> = {
  ssh: 22,
  domain: 53,
  http: 80,
  bgp: 179,
  https: 443,
  'etcd-client': 2379,
  'etcd-server': 2380,
  vxlan: 4789,
  geneve: 6081,
  'sun-sr-https': 6443,
  'http-alt': 8080,
  'pcsync-https': 8443,
  otv: 8472,
  websm: 9090,
  jetdirect: 9100,
};

/** Escapes of a terminal (ECMA-48): colours, positions, titles. */
// eslint-disable-next-line no-control-regex -- these are the characters that are looked for
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
// eslint-disable-next-line no-control-regex -- likewise
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/g;
/** More of these than one in ten, and it is no text. */
const NOISE = 0.1;
/** A longer line is none of these; searching it would take long. */
const MAX_LINE = 2000;

const portOf = (text: string): number | undefined => {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : NAMES[text.toLowerCase()];
  return number !== undefined && number >= 1 && number <= 65535 ? number : undefined;
};

function scopeOf(address: string): Scope {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (bare === '*' || bare === '' || /^(?:0\.0\.0\.0|::|0:0:0:0:0:0:0:0|::ffff:0\.0\.0\.0)$/.test(bare)) return 'any';
  return /^(?:127\.|::1$|::ffff:127\.|localhost)/i.test(bare) ? 'loopback' : 'own';
}

/** `127.0.0.1:10248`, `[::]:22`, `:::10250`, `*:6443`, `127.0.0.53%lo:53`; with a dot before the port on BSD and macOS. */
function split(text: string, sign = ':'): { address: string; port: number } | undefined {
  const at = text.lastIndexOf(sign);
  const port = portOf(text.slice(at + 1));
  return at < 0 || port === undefined ? undefined : { address: text.slice(0, at), port };
}

const made = (
  { address, port }: { address: string; port: number },
  { protocol, process = '', state }: { protocol: string; process?: string | undefined; state: State },
): Endpoint => ({ from: port, to: port, protocol, address, scope: scopeOf(address), process, state });

type Reader = (line: string) => Endpoint[] | 'heading' | undefined;

const readSs: Reader = (line) => {
  if (/^(?:Netid\s+)?State\s+Recv-Q\s+Send-Q\s/.test(line)) return 'heading';
  const match = /^(?:(tcp|udp|sctp|mptcp|dccp)\s+)?([A-Z][A-Z0-9-]{3,})\s+\d+\s+\d+\s+(\S+)\s+(\S+)(?:\s+(.*))?$/.exec(
    line,
  );
  if (!match) return undefined;
  const [, kind, state = '', local = '', , more = ''] = match;
  const found = split(local);
  if (!found) return undefined;
  const protocol = (kind ?? (state === 'UNCONN' ? 'udp' : 'tcp')).replace('mptcp', 'tcp').toUpperCase();
  const processes = [...more.matchAll(/\("([^"]*)",/g)].map(([, name = '']) => name);
  return [
    made(found, {
      protocol,
      process: [...new Set(processes)].join(', '),
      state: state === 'LISTEN' || state === 'UNCONN' ? 'listens' : 'connected',
    }),
  ];
};

/** The headings of netstat, of which systems have translations: its columns, and “active connections” without a number. */
const NETSTAT_HEADING =
  /^Proto\s.*(?:Recv-Q|Local|Adress|Endere|Direcci|Indirizz|адрес)|^(?:(?:active|aktive|aktywne|активные)\s.*(?:connection|verbindung|połącz|соединени)|(?:conexões|conexiones|connexions|connessioni)\s|稼働中|アクティブな接続|活动连接|激活Internet)\D*$|^Active (?:UNIX|LISTEN)/i;

const readNetstat: Reader = (line) => {
  if (NETSTAT_HEADING.test(line)) return 'heading';
  const match = /^(tcp|udp|sctp|udplite)(4|6|46)?\s+(?:\d+\s+\d+\s+)?(\S+)\s+(\S+)(?:\s+(.*))?$/i.exec(line);
  if (!match) return undefined;
  const [, name = '', version = '', local = '', peer = '', more = ''] = match;
  const found =
    split(local) ?? (version === '' || version === '6' ? undefined : split(local, '.')) ?? split(local, '.');
  if (!found) return undefined;
  // The word for the state is translated too; a peer without a port is what says that nobody is connected.
  const listens = /(?::|\.)(?:\*|0)$/.test(peer) || /^\*\.?\*?$/.test(peer);
  const process = /(?:^|\s)\d+\/(\S.*?)\s*$/.exec(more)?.[1]?.replace(/:$/, '') ?? '';
  return [
    made(found, {
      protocol: name.toUpperCase().slice(0, 4).replace('UDPL', 'UDP'),
      process,
      state: listens ? 'listens' : 'connected',
    }),
  ];
};

const readLsof: Reader = (line) => {
  if (/^COMMAND\s+PID\s/.test(line)) return 'heading';
  const match =
    /^(\S+)\s+\d+\s+(?:\d+\s+)?\S+\s+\S+\s+IPv[46]\s+\S+\s+\S+\s+(TCP|UDP|SCTP)\s+(\S+?)(?:->(\S+))?(?:\s+\((\w+)\))?$/.exec(
      line,
    );
  if (!match) return undefined;
  const [, command = '', protocol = '', local = '', peer, state] = match;
  const found = split(local);
  if (!found) return undefined;
  const process = command.replace(/\\x([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const listens = peer === undefined && (state === undefined || state === 'LISTEN');
  return [made(found, { protocol, process, state: listens ? 'listens' : 'connected' })];
};

/** What nmap says of its own work, and what its scripts found. */
const NMAP_TALK =
  /^(?:Starting Nmap|Nmap |Not shown|Host is up|Initiating |Completed |Scanning |NSE:|Read data files|Service (?:Info|detection)|MAC Address|\|)/;

const readNmap: Reader = (line) => {
  if (/^PORT\s+STATE\s+SERVICE/.test(line) || NMAP_TALK.test(line)) {
    return 'heading';
  }
  const states: Readonly<Record<string, State>> = { open: 'listens', closed: 'closed', filtered: 'closed' };
  const one =
    /^(?:Discovered open port )?(\d{1,5})\/(tcp|udp|sctp)(?:\s+(open|closed|filtered|unfiltered|open\|filtered)\b|\s+on\s+\S+$)/.exec(
      line,
    );
  const found = one ? [[one[1], one[2], one[3] ?? 'open'] as const] : undefined;
  const grepable = /^Host: \S+ .*?Ports: (.*)$/.exec(line)?.[1];
  const all =
    found ??
    (grepable === undefined
      ? undefined
      : [...grepable.matchAll(/(\d{1,5})\/(\w[\w|]*)\/(tcp|udp|sctp)\//g)].map(
          ([, port, state, name]) => [port, name, state] as const,
        ));
  return all?.flatMap(([port = '', name = '', state = '']) => {
    const number = portOf(port);
    return number === undefined
      ? []
      : [
          {
            from: number,
            to: number,
            protocol: name.toUpperCase(),
            address: '',
            scope: 'unknown' as const,
            process: '',
            state: states[state] ?? 'named',
          },
        ];
  });
};

const readKubectl: Reader = (line) => {
  if (/^(?:NAMESPACE\s+)?NAME\s+(?:TYPE|ENDPOINTS|CLUSTER[-_]IP|ADDRESSTYPE|LABELS)\b/.test(line)) return 'heading';
  const age = /\s(?:\d+[smhdy]){1,3}(?:\s|$)/;
  if (!age.test(line)) return undefined;
  const service =
    /^(?:\S+\s+)??(\S+)\s+(?:(?:ClusterIP|NodePort|LoadBalancer|ExternalName)\s+)?(?:[\d.]+|[0-9a-f:]+|None|<none>)\s+\S+\s+((?:\d+(?::\d+)?\/(?:TCP|UDP|SCTP),?)+)\s/.exec(
      line,
    );
  if (service) {
    const [, name = '', ports = ''] = service;
    return [...ports.matchAll(/(\d+)(?::(\d+))?\/(TCP|UDP|SCTP)/g)].flatMap(
      ([, port = '', nodePort, protocol = '']) => {
        const base = { protocol, address: '', scope: 'unknown' as const, process: name.replace(/^.*\//, '') };
        const numbers = [[portOf(port), 'service'] as const, [portOf(nodePort ?? ''), 'listens'] as const];
        return numbers.flatMap(([number, state]) =>
          number === undefined ? [] : [{ ...base, from: number, to: number, state }],
        );
      },
    );
  }
  const endpoints = /^(?:\S+\s+)??(\S+)\s+((?:(?:\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\]):\d+,?)+)(?:\s|$)/.exec(line);
  if (!endpoints) return undefined;
  const [, name = '', list = ''] = endpoints;
  return list.split(',').flatMap((entry) => {
    const found = split(entry);
    return found ? [made(found, { protocol: '', process: name.replace(/^.*\//, ''), state: 'service' })] : [];
  });
};

/** A line of nothing but numbers, ranges and protocols. */
const readList: Reader = (line) => {
  const entry = /(?:(tcp|udp|sctp)[\s/:]*)?(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?(?:\s*\/\s*(tcp|udp|sctp))?/giy;
  const found: Endpoint[] = [];
  let at = 0;
  while (at < line.length) {
    const gap = /[\s,;|*•-]*(?:(?:and|e|y|port|ports|porta|portas)\b[\s:]*)*/iy;
    gap.lastIndex = at;
    at += gap.exec(line)?.[0].length ?? 0;
    if (at >= line.length) break;
    entry.lastIndex = at;
    const match = entry.exec(line);
    if (!match) return undefined;
    at = entry.lastIndex;
    if (/[\w.:]/.test(line[at] ?? '')) return undefined;
    const [, before, first = '', last, after] = match;
    const [from, to] = [portOf(first), portOf(last ?? first)];
    if (from === undefined || to === undefined || to < from) return undefined;
    found.push({
      from,
      to,
      protocol: (before ?? after ?? '').toUpperCase(),
      address: '',
      scope: 'unknown',
      process: '',
      state: 'named',
    });
  }
  return found.length > 0 ? found : undefined;
};

/** Names of source files, which stand in logs with the number of a line. */
const SOURCE_FILE = /\.(?:go|py|c|cc|cpp|rs|ts|js|java|rb|sh|yaml|yml|json)$/i;

/** Addresses and ports in a sentence: `dial tcp 10.0.0.1:10250: connect: connection refused`, `Port 10250 is in use`. */
const readText: Reader = (line) => {
  const found: Endpoint[] = [];
  const add = (address: string, text: string, protocol: string): void => {
    const port = portOf(text);
    if (port === undefined || found.some(({ from }) => from === port)) return;
    found.push({
      from: port,
      to: port,
      protocol,
      address,
      scope: address === '' ? 'unknown' : scopeOf(address),
      process: '',
      state: 'named',
    });
  };
  const address =
    /(?:^|[^\w.:\]])(?:(tcp|udp)[46]?\s+(?:\S+->)?)?((?:\d{1,3}\.){3}\d{1,3}|\[[0-9a-f:.]{2,}\]|\*|\b(?:localhost|[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*))?:(\d{2,5})(?![\d.\w]|:\d)/gi;
  for (const [, protocol = '', host = '', port = ''] of line.matchAll(address)) {
    if (!SOURCE_FILE.test(host)) add(host, port, protocol.toUpperCase());
  }
  for (const [, port = '', protocol = ''] of line.matchAll(
    /\b(?:ports?|portas?)[-\s=:]+(\d{2,5})(?:\/(tcp|udp|sctp))?(?![\d.])/gi,
  )) {
    add('', port, protocol.toUpperCase());
  }
  for (const [, port = '', protocol = ''] of line.matchAll(/(?:^|[^\d./:-])(\d{2,5})\/(tcp|udp|sctp)\b/gi)) {
    add('', port, protocol.toUpperCase());
  }
  return found.length > 0 ? found : undefined;
};

const READERS: readonly (readonly [Kind, Reader])[] = [
  ['ss', readSs],
  ['netstat', readNetstat],
  ['lsof', readLsof],
  ['nmap', readNmap],
  ['kubectl', readKubectl],
  ['list', readList],
  ['text', readText],
];

/** A line as it can be shown: without the colours of a terminal, with a mark for what has no form. */
export const shown = (line: string): string => line.replace(ESCAPES, '').replace(CONTROLS, '\ufffd');

function readLine(raw: string, number: number): ReadLine {
  const text = shown(raw);
  const line = text.trim();
  const of = (kind: Kind, endpoints: Endpoint[] = []): ReadLine => ({ number, text, kind, endpoints });
  if (line === '') return of('blank');
  const marks = line.split('\ufffd').length - 1;
  if (marks > line.length * NOISE || line.length > MAX_LINE) return of('unread');
  for (const [kind, reader] of READERS) {
    const result = reader(line);
    if (result === 'heading') return of('heading');
    if (result !== undefined && result.length > 0) return of(kind, result);
  }
  return of('unread');
}

/**
 * Reads lines.
 * @param text what was pasted; lines end as on any system
 * @param limit no more lines than this
 * @param known lines that were read before, as they were pasted; gets those that are new
 * @returns every line up to the limit, and how many there are in all
 */
export function readPaste(
  text: string,
  limit: number,
  known = new Map<string, ReadLine>(),
): { lines: ReadLine[]; total: number } {
  const all = text.split(/\r\n|\r|\n/);
  while (all.length > 0 && all.at(-1)?.trim() === '') all.pop();
  const lines = all.slice(0, limit).map((line, at) => {
    const before = known.get(line);
    const read = before ?? readLine(line, at + 1);
    if (!before) known.set(line, read);
    return read.number === at + 1 ? read : { ...read, number: at + 1 };
  });
  return { lines, total: all.length };
}
