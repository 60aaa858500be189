import { describe, expect, test } from 'vitest';
import { allPorts } from '../../../../src/facts/index.ts';
import en from '../../../../src/content/i18n/en.json' with { type: 'json' };
import { explain, type Place } from '../../../../src/features/lookup/explain.ts';
import { readPaste, type ReadLine } from '../../../../src/features/lookup/read.ts';
import { lookupSpec } from '../../../../src/features/lookup/spec.ts';
import { answer, lineHtml, summary, unreadHtml, type Page } from '../../../../src/features/lookup/view.ts';
import { WORDS, type Words } from '../../../../src/features/lookup/words.ts';
import { REPORTS } from './public-reports.ts';

const spec = lookupSpec('en');
const words = Object.fromEntries(WORDS.map((key) => [key, en[`lookup.${key}`]])) as Words;
const page: Page = { words, ports: '/ports/', corrections: '/corrections/', language: 'en' };
const ANYWHERE: Place = { machine: '', cluster: '' };
const lines = (text: string): ReadLine[] => readPaste(text, 2000).lines;
/** What was read in the first line, as `number protocol scope state process`. */
const read = (text: string): string[] =>
  (lines(text)[0]?.endpoints ?? []).map(({ from, to, protocol, scope, state, process }) =>
    [from === to ? from : `${from}-${to}`, protocol, scope, state, process].filter((part) => part !== '').join(' '),
  );
/** The first row of the first port of a line, why, and what is warned of. */
function meaning(text: string, place: Partial<Place> = {}) {
  const [endpoint] = lines(text)[0]?.endpoints ?? [];
  if (!endpoint) throw new Error(`Nothing was read in: ${text}`);
  const { rows, by, verdict, warnings } = explain(endpoint, spec, { ...ANYWHERE, ...place });
  return { rows: rows.map(({ id }) => id), by, verdict, warnings };
}
const ss = (address: string, process = '', state = 'LISTEN'): string =>
  `${state} 0 4096 ${address} 0.0.0.0:*${process === '' ? '' : ` users:(("${process}",pid=1,fd=3))`}`;

describe('what is read in a line', () => {
  test.each([
    ['ss -tlnp', ss('127.0.0.1:10248', 'kubelet'), ['10248 TCP loopback listens kubelet']],
    ['ss -tulpn', `tcp   ${ss('*:10250')}`, ['10250 TCP any listens']],
    ['ss of IPv6', ss('[::]:22', 'sshd'), ['22 TCP any listens sshd']],
    ['ss on an interface', ss('127.0.0.53%lo:53', 'systemd-resolve'), ['53 TCP loopback listens systemd-resolve']],
    ['ss -ulnp', ss('0.0.0.0:8472', '', 'UNCONN'), ['8472 UDP any listens']],
    [
      'ss with several programs',
      'LISTEN 0 5 192.0.2.1:80 *:* users:(("nginx",pid=2,fd=1),("nginx",pid=1,fd=1),("sh",pid=3,fd=1))',
      ['80 TCP own listens nginx, sh'],
    ],
    ['ss without -n', ss('*:etcd-client'), ['2379 TCP any listens']],
    ['ss of a connection', 'ESTAB 0 0 192.0.2.1:44444 192.0.2.2:6443', ['44444 TCP own connected']],
    ['netstat', 'tcp 0 0 0.0.0.0:10256 0.0.0.0:* LISTEN 812/kube-proxy', ['10256 TCP any listens kube-proxy']],
    ['netstat of IPv6', 'tcp6 0 0 :::10250 :::* LISTEN 812/kubelet', ['10250 TCP any listens kubelet']],
    ['netstat of UDP', 'udp 0 0 0.0.0.0:8472 0.0.0.0:* -', ['8472 UDP any listens']],
    [
      'netstat in Portuguese',
      'tcp 0 0 0.0.0.0:10256 0.0.0.0:* OUÇA 812/kube-proxy',
      ['10256 TCP any listens kube-proxy'],
    ],
    [
      'netstat in German',
      'tcp 0 0 192.0.2.1:6443 192.0.2.9:51000 VERBUNDEN 9/kube-apiserver',
      ['6443 TCP own connected kube-apiserver'],
    ],
    ['netstat of Windows in German', '  TCP    0.0.0.0:10250   0.0.0.0:0   ABHÖREN   1234', ['10250 TCP any listens']],
    ['netstat of macOS', 'tcp4 0 0 127.0.0.1.6443 *.* LISTEN', ['6443 TCP loopback listens']],
    ['netstat of Windows', '  TCP    0.0.0.0:10250   0.0.0.0:0   LISTENING   1234', ['10250 TCP any listens']],
    ['lsof', 'kubelet 812 root 20u IPv6 12345 0t0 TCP *:10250 (LISTEN)', ['10250 TCP any listens kubelet']],
    ['lsof of UDP', 'cilium-ag 9 root 20u IPv4 12345 0t0 UDP *:8472', ['8472 UDP any listens cilium-ag']],
    [
      'lsof of a connection',
      'kubelet 812 root 20u IPv4 1 0t0 TCP 192.0.2.1:4444->192.0.2.2:6443 (ESTABLISHED)',
      ['4444 TCP own connected kubelet'],
    ],
    [
      'lsof with a blank in the name',
      'kube\\x20proxy 812 root 20u IPv4 1 0t0 TCP *:10256 (LISTEN)',
      ['10256 TCP any listens kube proxy'],
    ],
    ['nmap', '6443/tcp  open  sun-sr-https', ['6443 TCP unknown listens']],
    ['nmap, closed', '10255/tcp closed unknown', ['10255 TCP unknown closed']],
    [
      'nmap for grep',
      'Host: 192.0.2.1 ()\tPorts: 22/open/tcp//ssh///, 10250/open/tcp/////',
      ['22 TCP unknown listens', '10250 TCP unknown listens'],
    ],
    [
      'kubectl get svc',
      'default kubernetes ClusterIP 10.96.0.1 <none> 443/TCP 10d',
      ['443 TCP unknown service kubernetes'],
    ],
    [
      'kubectl get svc, node ports',
      'web service/web NodePort 10.96.7.7 <none> 80:30080/TCP,53:30053/UDP 3d2h',
      [
        '80 TCP unknown service web',
        '30080 TCP unknown listens web',
        '53 UDP unknown service web',
        '30053 UDP unknown listens web',
      ],
    ],
    [
      'kubectl get ep',
      'default endpoints/kubernetes 192.0.2.10:6443,192.0.2.11:6443 10d',
      ['6443 own service kubernetes', '6443 own service kubernetes'],
    ],
    [
      'a list',
      '6443, 10250/tcp 2379-2380 udp/8472',
      ['6443 unknown named', '10250 TCP unknown named', '2379-2380 unknown named', '8472 UDP unknown named'],
    ],
    ['a list in words', 'ports 6443 and 10250', ['6443 unknown named', '10250 unknown named']],
    [
      'a log line',
      'E1127 20:11:12.123456 1 reflector.go:147] dial tcp 192.0.2.1:10250: connect: connection refused',
      ['10250 TCP own named'],
    ],
    ['an address', 'Get "https://10.96.0.1:443/api": dial tcp 10.96.0.1:443: i/o timeout', ['443 own named']],
    ['kubeadm', '[ERROR Port-10250]: Port 10250 is in use', ['10250 unknown named']],
  ])('%s', (_, line, wanted) => {
    expect(read(line)).toEqual(wanted);
  });

  test.each([
    ['nothing with a number', 'Hello, is this the right place?'],
    ['a sentence about connections', 'no active connection here'],
    ['times and versions', '12:34:56 v1.37.0 2026-11-27'],
    ['a line of a source file', 'panic at server.go:10250'],
    ['a number that is no port', '99999'],
    ['noise', '\u0000\u0001\u0002\u0003\u007f\u0080ELF'],
    ['a line longer than any output', `tcp LISTEN ${'a'.repeat(3000)} 10250`],
  ])('unread: %s', (_, line) => {
    expect(lines(line)[0]).toMatchObject({ kind: 'unread', endpoints: [] });
  });

  test('headings are no mistakes, in any tool', () => {
    const kinds = lines(
      'State  Recv-Q Send-Q Local\nActive Internet connections (only servers)\nCOMMAND  PID USER\nPORT STATE SERVICE\nNAMESPACE NAME TYPE CLUSTER-IP\nNAME ENDPOINTS AGE\n' +
        // Of other languages: Linux in German, Portuguese, Spanish and French, Windows in German and Portuguese.
        'Aktive Internetverbindungen (Nur Server)\nConexões Internet Ativas (somente os servidores)\nConexiones activas de Internet (solo servidores)\n' +
        'Connexions Internet actives (seulement serveurs)\nAktive Verbindungen\nConexões ativas\n' +
        '  Proto  Lokale Adresse         Remoteadresse          Status\n  Proto  Endereço local          Endereço externo        Estado\nProto Recv-Q Send-Q Endereço Local          Endereço Remoto         Estado       PID/Program name',
    ).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['heading']));
  });

  test('colours, ends of lines of every system, and blank lines', () => {
    const text =
      '\u001b[1;32mtcp\u001b[0m LISTEN 0 5 \u001b[31m*:10250\u001b[0m *:*\r\n\r\n\u001b]0;title\u0007tcp LISTEN 0 5 *:10256 *:*\rtcp LISTEN 0 5 *:6443 *:*\n\n';
    expect(lines(text).map(({ number, kind, endpoints }) => [number, kind, endpoints[0]?.from])).toEqual([
      [1, 'ss', 10250],
      [2, 'blank', undefined],
      [3, 'ss', 10256],
      [4, 'ss', 6443],
    ]);
  });

  test('ten megabytes are read up to the limit, quickly, and all lines are counted', () => {
    const text = `${ss('*:10250')}\n`.repeat(330_000);
    expect(text.length).toBeGreaterThan(10_000_000);
    const before = performance.now();
    const { lines: some, total } = readPaste(text, 2000);
    expect([some.length, total]).toEqual([2000, 330_000]);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  test('a line that was read before is not read again, and keeps its own number', () => {
    const known = new Map<string, ReadLine>();
    const text = `a 10250\n${ss('*:10250')}\n${ss('*:10250')}`;
    expect(readPaste(text, 10, known)).toEqual(readPaste(text, 10));
    const changed = `new\n${text}`;
    const again = readPaste(changed, 10, known);
    expect(again).toEqual(readPaste(changed, 10));
    expect(again.lines[2]?.endpoints).toBe(known.get(ss('*:10250'))?.endpoints);
  });

  test('no line keeps a reader waiting, whatever stands in it', () => {
    for (const sign of ['1', 'a', ':', '.', ' ', '1:', 'a.', '10250/', '10,', '\u001b[', '(', '80/TCP,']) {
      const before = performance.now();
      readPaste(sign.repeat(2000 / sign.length), 10);
      expect([sign, performance.now() - before < 500]).toEqual([sign, true]);
    }
  });
});

describe('what a port means', () => {
  test('the program decides between owners of one number', () => {
    expect(meaning(ss('*:10250', 'kubelet')).rows).toEqual(['kubelet-10250']);
    expect(meaning(ss('*:10250', 'metrics-server')).rows).toEqual(['metrics-server-10250']);
    expect(meaning(ss('*:10250'))).toMatchObject({
      by: 'number',
      rows: expect.arrayContaining(['kubelet-10250', 'metrics-server-10250']),
    });
    expect(meaning(ss('*:9090', 'crio')).rows).toEqual(['crio-metrics-9090']);
  });

  test('a name that a tool has cut still decides', () => {
    expect(meaning('tcp 0 0 127.0.0.1:10257 0.0.0.0:* LISTEN 16540/kube-controll')).toMatchObject({
      by: 'process',
      rows: ['kube-controller-manager-10257'],
    });
    expect(meaning('tcp 0 0 127.0.0.1:10251 0.0.0.0:* LISTEN 1/kube-schedule')).toMatchObject({
      warnings: ['removed'],
    });
    expect(meaning('kube-apis 1297 root 67u IPv6 19320 0t0 TCP *:8080 (LISTEN)')).toMatchObject({
      by: 'process',
      warnings: ['removed'],
    });
    expect(meaning('tcp 0 0 127.0.0.1:6444 0.0.0.0:* LISTEN 24102/k3s server')).toMatchObject({
      by: 'process',
      rows: ['k3s-internal-6444'],
    });
  });

  test('the likeliest owner comes first, the chosen kind of cluster before others', () => {
    expect(meaning(ss('*:6443')).rows[0]).toBe('kube-apiserver-6443');
    expect(meaning(ss('*:6443'), { cluster: 'k3s' }).rows[0]).toBe('k3s-supervisor-6443');
    expect(meaning(ss('*:6443'), { cluster: 'kubeadm' }).rows).not.toContain('k3s-supervisor-6443');
    expect(meaning('31000/tcp open unknown').rows[0]).toBe('nodeport-range');
  });

  test('a row is expected where it listens, and only there', () => {
    expect(meaning(ss('*:6443', 'kube-apiserver'), { machine: 'control-plane' }).verdict).toBe('expected');
    expect(meaning(ss('*:6443', 'kube-apiserver'), { machine: 'worker' }).verdict).toBe('elsewhere');
    expect(meaning(ss('*:10250', 'kubelet'), { machine: 'worker' }).verdict).toBe('expected');
    expect(meaning(ss('*:9153', 'coredns')).verdict).toBe('pod');
    expect(meaning(ss('*:5432', 'postgres')).verdict).toBe('unknown');
    expect(meaning(ss('*:9999', 'kubelet'))).toMatchObject({ verdict: 'otherPort', rows: [] });
    expect(meaning(ss('127.0.0.1:40123', 'containerd')).rows).toEqual(['containerd-streaming-ephemeral']);
    expect(meaning('10255/tcp closed unknown')).toMatchObject({ verdict: 'closed', warnings: [] });
  });

  test('what is insecure or gone is warned of, with what took its place', () => {
    expect(meaning(ss('*:10255', 'kubelet')).warnings).toEqual(['offByDefault']);
    expect(meaning(ss('*:10257', 'kube-controller')).warnings).toEqual(['exposed']);
    expect(meaning(ss('127.0.0.1:10257', 'kube-controller')).warnings).toEqual([]);
    expect(meaning(ss('0.0.0.0:2379', 'etcd')).warnings).toEqual(['etcd']);
    expect(meaning(ss('192.0.2.1:2379', 'etcd')).warnings).toEqual([]);
    expect(meaning(ss('*:8080', 'java'))).toMatchObject({ warnings: [] });
    const html = lineHtml(answer(lines(ss('*:10251', 'kube-scheduler')), spec, ANYWHERE)[0] as never, page);
    expect(html).toContain('<a href="/ports/#kube-scheduler-10259">10259</a>');
    expect(html).toContain('<a href="/corrections/#scheduler-port-10251">');
  });

  test('every row that is no longer there is warned of where its own program opens it', () => {
    const gone = allPorts().filter(({ statusCode, ranges }) => statusCode === 'removed' && ranges.length > 0);
    expect(gone.length).toBeGreaterThan(5);
    for (const port of gone) {
      const program = spec.processes.find(([, components]) => components.includes(port.component))?.[0] ?? '';
      const { rows, warnings } = meaning(ss(`*:${port.ranges[0]?.[0]}`, program));
      expect([port.id, rows[0], warnings]).toEqual([port.id, port.id, ['removed']]);
    }
  });
});

describe('what is shown', () => {
  test('what was pasted stays text', () => {
    const bad = '<script>alert(1)</script> <img src=x onerror=alert(2)> "\'& tcp 192.0.2.1:10250 refused';
    const [line] = answer(lines(bad), spec, ANYWHERE);
    const html = lineHtml(line as never, page);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&#60;script&#62;');
    expect(unreadHtml(lines('<b>no port</b>'), page)).toContain('&#60;b&#62;no port&#60;/b&#62;');
    const named = answer(lines(ss('*:10250', '<i>kubelet</i>')), spec, ANYWHERE);
    expect(lineHtml(named[0] as never, page)).not.toContain('<i>');
  });

  test('nothing is lost: each line is explained, a heading, blank or listed as unread', () => {
    const text = 'State Recv-Q Send-Q Local\n\nwhat?\n10250\n???';
    const all = answer(lines(text), spec, ANYWHERE);
    expect(summary(all, page)).toBe('1 line explained. 2 not read.');
    expect(unreadHtml(lines(text), page)).toMatch(/value="3".*what\?.*value="5".*\?\?\?/s);
  });
});

describe('outputs of public reports', () => {
  test('every line is read, and most ports are known', () => {
    const all = REPORTS.flatMap(({ text }) => lines(text));
    expect(REPORTS.length).toBeGreaterThanOrEqual(10);
    expect(all.length).toBeGreaterThan(90);
    expect(all.filter(({ kind }) => kind === 'unread').map(({ text }) => text)).toEqual([]);
    const ports = answer(all, spec, ANYWHERE).flatMap(({ answers }) => answers);
    const known = ports.filter(({ meaning: { verdict } }) => verdict !== 'unknown' && verdict !== 'otherPort');
    expect(known.length / ports.length).toBeGreaterThan(0.75);
  });

  test.each(REPORTS.map((report) => [report.tool, report.text] as const))('%s', (_, text) => {
    const answered = answer(lines(text), spec, ANYWHERE);
    const ports = answered.flatMap(({ answers }) => answers);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter(({ meaning: { verdict } }) => verdict !== 'unknown').length / ports.length).toBeGreaterThan(
      0.4,
    );
  });
});
