import { expect, test } from 'vitest';
import { excerpt } from '../../../../src/features/search/query/highlight.ts';
import { root, roots, withVersions } from '../../../../src/features/search/query/text-words.ts';

test.each([
  ['scheduler scheduling schedules scheduled', 'schedul'],
  ['configurar configurado configurada', 'configur'],
  ['operadores operator operation', 'oper'],
  ['removed removido removal', 'remov'],
  ['port ports portas', 'port'],
  ['VMs vm'.toLowerCase(), 'vm'],
])('%s have the root “%s”', (words, shared) => {
  expect(new Set(words.split(' ').map(root))).toEqual(new Set([shared]));
});

test('short words and numbers keep every letter', () => {
  expect(['cri', 'etcd', '10250', 'ipv4'].map(root)).toEqual(['cri', 'etcd', '10250', 'ipv4']);
});

test('a text is its roots: joined words in parts and in one, versions in one, no small words', () => {
  expect(roots('What is the kube-proxy of v1.24?')).toEqual(['kube', 'proxy', 'kubeproxy', 'v124']);
  expect(roots('na versão 1.24')).toEqual(['vers', 'v124']);
});

test('a small word that ends like a plural is small too', () => {
  expect(roots('this was so before, antes e depois')).toEqual([]);
});

test('a version is one word, however it is written', () => {
  expect(['v1.24', '1.24', '1.24.3'].map(withVersions)).toEqual(['v124', 'v124', 'v124']);
  expect(withVersions('port 10250')).toBe('port 10250');
});

test('an excerpt begins shortly before the words looked for', () => {
  const filler = 'many other words '.repeat(30);
  const shown = excerpt(`${filler}the scheduler binds the Pod ${filler}`, ['schedules', 'pods']);
  expect(shown).toContain('the scheduler binds the Pod');
  expect(shown.split(' ')).toHaveLength(26);
  expect(excerpt('a short text', ['text'])).toBe('a short text');
});
