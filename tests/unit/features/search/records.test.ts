import { expect, test } from 'vitest';
import { allPorts, allSockets, allComponents } from '../../../../src/facts/index.ts';
import { clip, factRecords, versionOf, type RecordInput } from '../../../../src/features/search/index/records.ts';
import { readPage } from '../../../../src/features/search/index/sections.ts';

const ids = new Map<string, ReadonlySet<string>>([
  ['reference/ports', new Set([...allPorts(), ...allSockets()].map(({ id }) => id))],
  ['reference/components', new Set(allComponents().map(({ id }) => id))],
]);
const input: RecordInput = {
  lang: 'en',
  strings: {},
  aliases: new Map([['components/kube-scheduler', ['agendador', 'porta 10259', 'FailedScheduling']]]),
  ids,
};
// The names of dimensions are UI strings; no comparison page is built here, so any will do.
const strings = new Proxy({}, { get: () => 'name' });

test('one record per port, socket and component, with a title that answers', () => {
  const records = factRecords({ ...input, strings });
  expect(records.filter(({ kind }) => kind === 'port')).toHaveLength(allPorts().length);
  expect(records.filter(({ kind }) => kind === 'socket')).toHaveLength(allSockets().length);
  expect(records.filter(({ kind }) => kind === 'component')).toHaveLength(allComponents().length);
  const port = records.find(({ path }) => path === 'reference/ports/#kube-scheduler-10259');
  expect(port?.title).toMatch(/^10259\/TCP — kube-scheduler — HTTPS: /);
  expect(port?.names).toContain('scheduler');
  expect(records.find(({ path }) => path === 'reference/ports/#kube-scheduler-10251-insecure')?.title).toContain(
    '(removed',
  );
});

test('a component takes over the words of its page that name it, not those about its ports or troubles', () => {
  const record = factRecords({ ...input, strings }).find(({ path }) => path === 'reference/components/#kube-scheduler');
  expect(record?.names).toContain('agendador');
  expect(record?.names).not.toContain('porta 10259');
});

test('a record whose place is not on its page stops the build and names it', () => {
  const short = new Set([...(ids.get('reference/components') ?? [])].filter((id) => id !== 'etcd'));
  const faulty = { ...input, strings, ids: new Map([...ids, ['reference/components', short]]) };
  expect(() => factRecords(faulty)).toThrow(/1 place\(s\).*reference\/components\/#etcd/s);
});

test.each([
  ['Kubernetes v1.24: dockershim removed.', 'Kubernetes v1.24', 'dockershim removed.'],
  ['O Kubernetes v1.5 traz a CRI.', 'Kubernetes v1.5', 'traz a CRI.'],
  ['Especificação CSI v1.11.0: sai do alfa.', 'Especificação CSI v1.11.0', 'sai do alfa.'],
  ['Kubernetes v1.0.', 'Kubernetes v1.0', ''],
  ['Docker is announced; v1.0 follows.', undefined, 'Docker is announced; v1.0 follows.'],
  ['CRI v1alpha2 is gone.', undefined, 'CRI v1alpha2 is gone.'],
])('the event “%s” is about “%s”', (text, version, rest) => {
  expect(versionOf(text)).toEqual(version === undefined ? { rest } : { version, rest });
});

test('a line is cut at a word', () => {
  expect(clip('Kubernetes API: the only front door.', 99)).toBe('Kubernetes API: the only front door');
  expect(clip('one two three four five six seven', 16)).toBe('one two three…');
});

test('a page is taken apart by its headings; rows, links and pictures are left out', () => {
  const html = `<html><body><nav>menu</nav><div class="sl-markdown-content">
    <p>Intro <a href="#x">link</a>.</p>
    <div class="sl-heading-wrapper"><h2 id="role">Role</h2><a class="sl-anchor-link">Section titled Role</a></div>
    <p>Runs <code>etcd</code>.</p><svg><text>picture</text></svg>
    <table><tbody id="row-1"><tr><td>a row</td></tr></tbody><tbody><tr><td>kept</td></tr></tbody></table>
  </div><footer>foot</footer></body></html>`;
  expect(readPage(html, new Set(['row-1'])).sections).toEqual([
    { id: '', heading: '', text: 'Intro link.' },
    { id: 'role', heading: 'Role', text: 'Runs etcd. kept' },
  ]);
});

test('words that only the layout sets apart are two, the colours of a word in code are one', () => {
  const text = (html: string): string | undefined =>
    readPage(`<div class="sl-markdown-content">${html}</div>`, new Set()).sections[0]?.text;
  expect(text('<a><b>10255</b><span>kubelet</span><small>no</small></a>')).toBe('10255 kubelet no');
  expect(text('<p><a>Pod</a>s and <code>a</code><code>b</code></p>')).toBe('Pods and a b');
  const line = (words: string): string => `<span class="ec-line"><span class="code">${words}</span></span>`;
  expect(text(`<pre><code>${line('<i>meta</i><i>data</i>')}${line('<i>kind</i>')}</code></pre>`)).toBe('metadata kind');
});
