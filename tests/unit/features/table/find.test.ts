/** What a reader types into the ports table, and what comes first. The rows are the store's, as the page hands them over. */
import { describe, expect, it } from 'vitest';
import { allPorts, allSockets, getComponent, localize, synonyms, type Lang } from '#facts';
import { words } from '#lib/fold.ts';
import { Matcher } from '#features/table/matcher.ts';
import { parseQuery } from '#features/table/query.ts';
import { portRows } from '../../../../src/components/reference/ports.ts';
import { synonymsFor } from '../../../../src/features/table/search-words.ts';

const rows = [...allPorts(), ...allSockets()];

function matcher(lang: Lang): Matcher {
  const specs = portRows(lang);
  return new Matcher(
    rows.map((row) => ({
      head:
        row.kind === 'port'
          ? `${localize(row.port, lang)} ${row.protocols.join(' ')} ${localize(getComponent(row.component).names, lang)}`
          : `${localize(row.path, lang)} ${localize(row.server, lang)}`,
      body: words(
        JSON.stringify({ ...row, sources: [], id: '', checked: '' }, (_, value) =>
          value?.[lang] ? localize(value, lang) : value,
        ),
      ).join(' '),
      other: specs[row.id]?.other ?? '',
      ranges: specs[row.id]?.ranges ?? [],
    })),
    synonymsFor([...rows, allPorts().map(({ component }) => getComponent(component).names)]),
    synonyms().stopWords,
  );
}
const inLanguage = { en: matcher('en'), pt: matcher('pt') };

function find(query: string, lang: Lang = 'en') {
  const matches = inLanguage[lang].find(query);
  const ids = [...(matches?.scores ?? [])]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .map(([index]) => rows[index]?.id ?? '');
  return { ids, most: matches?.most, corrected: matches?.corrected ?? [] };
}

describe('a number', () => {
  it.each([
    '10257',
    ':10257',
    '10257/tcp',
    'tcp/10257',
    'port 10257',
    'porta 10257',
    '--secure-port=10257',
    'https://127.0.0.1:10257/healthz',
  ])('%s finds the controller manager first, in both languages', (query) => {
    expect(find(query).ids[0]).toBe('kube-controller-manager-10257');
    expect(find(query, 'pt').ids[0]).toBe('kube-controller-manager-10257');
  });

  it('finds the range that holds it', () => {
    expect(find('30080').ids).toEqual(['nodeport-range', 'service-healthcheck-nodeport']);
    expect(find('2380').ids.slice(0, 3)).toEqual(['etcd-peer-2380', 'k3s-etcd-2379-2380', 'rke2-etcd-2379-2381']);
  });

  it('given as a range finds what lies in it, the same range first', () => {
    expect(find('30000-32767').ids[0]).toBe('nodeport-range');
    expect(find('2379-2380').ids[0]).toBe('k3s-etcd-2379-2380');
    expect(find('2379-2380').ids).toContain('etcd-client-2379');
  });

  it('half typed finds what it may become', () => {
    expect(find('1025').ids).toEqual(
      expect.arrayContaining(['kubelet-10250', 'kube-scheduler-10251-insecure', 'kube-proxy-healthz-10256']),
    );
    expect(find('3008').ids).toContain('nodeport-range');
  });

  it('that is removed is an answer', () => {
    expect(find('10251').ids[0]).toBe('kube-scheduler-10251-insecure');
    expect(find('porta 10255', 'pt').ids[0]).toBe('kubelet-readonly-10255');
  });

  it('beside another finds both; beside a word finds what has both', () => {
    expect(find('2379 2380').ids.slice(0, 4)).toEqual(expect.arrayContaining(['etcd-client-2379', 'etcd-peer-2380']));
    expect(find('10250 metrics-server').ids).toEqual(expect.arrayContaining(['metrics-server-10250']));
    expect(find('10250 metrics-server').ids[0]).toBe('metrics-server-10250');
    expect(find('8472 udp').ids.slice(0, 3).sort()).toEqual([
      'cilium-vxlan-8472',
      'flannel-vxlan-8472',
      'k3s-flannel-8472',
    ]);
  });

  it('inside a pasted error line is found', () => {
    expect(
      find('Get "https://10.0.0.5:10250/stats": dial tcp 10.0.0.5:10250: connect: connection refused').ids[0],
    ).toBe('kubelet-10250');
    expect(parseQuery('04:33:28').numbers).toEqual([]);
  });

  it('that nobody uses has neighbours', () => {
    const ranges: [number, number][][] = [[[10260, 10260]], [[30000, 32767]], [[10349, 10349]]];
    const three = new Matcher(
      ranges.map((own) => ({ head: '', body: '', other: '', ranges: own })),
      [],
      [],
    );
    expect([...(three.find('10300')?.scores ?? [])]).toEqual([]);
    expect(three.nearestNumbers(10300)).toEqual([10260, 10349]);
    expect(three.nearestNumbers(29000)).toEqual([30000, 10349]);
  });
});

describe('words', () => {
  it.each<[string, Lang, string]>([
    ['escalonador', 'en', 'kube-scheduler-10259'],
    ['escalona', 'en', 'kube-scheduler-10259'],
    ['agendador', 'pt', 'kube-scheduler-10259'],
    ['scheduler', 'pt', 'kube-scheduler-10259'],
    ['schedular', 'en', 'kube-scheduler-10259'],
    ['kubelt', 'pt', 'kubelet-10250'],
    ['ectd', 'en', 'etcd-client-2379'],
    ['kube-controler-manager', 'pt', 'kube-controller-manager-10257'],
    ['kube apiserver', 'en', 'kube-apiserver-6443'],
    ['api server', 'en', 'kube-apiserver-6443'],
    ['servidor de api', 'en', 'kube-apiserver-6443'],
    ['node port', 'en', 'nodeport-range'],
    ['cri-o', 'en', 'crio-metrics-9090'],
    ['/run/containerd/containerd.sock', 'pt', 'cri-containerd'],
    ['vxlan port flannel', 'en', 'flannel-vxlan-8472'],
    ['qual a porta do scheduler', 'pt', 'kube-scheduler-10259'],
    ['which port does the kubelet listen on', 'en', 'kubelet-10250'],
    ['somente leitura', 'en', 'kubelet-readonly-10255'],
  ])('%s (%s) finds %s first', (query, lang, id) => {
    expect(find(query, lang).ids[0]).toBe(id);
  });

  it('of the other language find the row, with or without accents', () => {
    expect(find('descontinuada').ids).toEqual(expect.arrayContaining(['kube-dns-legacy', 'cilium-mutual-auth-4250']));
    expect(find('estacao de trabalho').ids).toContain('kubectl-proxy-8001');
    expect(find('workstation', 'pt').ids).toContain('kubectl-proxy-8001');
  });

  it('that are misspelt are answered, and the answer says so', () => {
    expect(find('schedular').corrected).toEqual([['schedular', 'scheduler']]);
    expect(find('scheduler').corrected).toEqual([]);
  });

  it('that no row has together give the rows with most of them', () => {
    const found = find('flannel vxlan submarine');
    expect(found.most).toBe(true);
    expect(found.ids[0]).toBe('flannel-vxlan-8472');
  });

  it('that mean nothing here find nothing', () => {
    expect(find('zzzzqqq').ids).toEqual([]);
    expect(find('<script>alert(1)</script>').ids.length).toBeLessThan(rows.length);
  });

  it('that have just been begun leave what is there', () => {
    expect(inLanguage.en.find('c')).toBeNull();
    expect(inLanguage.pt.find('e')).toBeNull();
    expect(find('cilium v')).toEqual(find('cilium'));
  });

  it('that only ask ("which port") are looked for when there is nothing else', () => {
    expect(find('port').ids.length).toBeGreaterThan(0);
    expect(inLanguage.en.find('   ')).toBeNull();
    expect(inLanguage.en.find('??!')).toBeNull();
  });
});

it('answers 5,000 characters within a blink', () => {
  const start = performance.now();
  find('kubelet 10250 '.repeat(400));
  find('x'.repeat(5000));
  expect(performance.now() - start).toBeLessThan(100);
});

describe('letter by letter', () => {
  const HEADS = ['kubelet metrics', 'kube-scheduler 10259', 'etcd client', 'cilium vxlan', 'kube-proxy metrics'];
  const row = (head: string) => ({ head, body: '', other: '', ranges: [] });
  it('finds what the whole text finds at once, also after letters were taken back', () => {
    const typing = new Matcher(HEADS.map(row), [], []);
    for (const text of ['kubelet metrics', 'schedular', 'vxlan cilium', '10259', 'zzz']) {
      const begun = Array.from(text, (_, at) => text.slice(0, at + 1));
      for (const part of [...begun, ...begun.toReversed()])
        expect(typing.find(part), part).toEqual(new Matcher(HEADS.map(row), [], []).find(part));
    }
  });
  it('knows a word that was added meanwhile', () => {
    const typing = new Matcher([row('kubelet')], [], []);
    expect(typing.find('kub')?.scores.size).toBe(1);
    typing.add(row('kube-proxy'));
    expect(typing.find('kub')?.scores.size).toBe(2);
  });
});
