import { expect, test } from 'vitest';
import { markWords } from '../../../../src/features/search/query/highlight.ts';

const written = (text: string, wanted: string[]): string =>
  markWords(text, wanted)
    .map((stretch) => (stretch.marked ? `[${stretch.text}]` : stretch.text))
    .join('');

test.each([
  ['Os contêineres do Pod', ['conteiner'], 'Os [contêineres] do Pod'],
  ['10259/TCP — kube-scheduler', ['10259', 'scheduler'], '[10259]/TCP — kube-[scheduler]'],
  ['kube-proxy', ['kube-proxy'], '[kube]-[proxy]'],
  ['nothing here', ['etcd'], 'nothing here'],
  ['<img src=x onerror=alert(1)>', ['img'], '<[img] src=x onerror=alert(1)>'],
  ['a.b*c', ['.*'], 'a.b*c'],
])('%s, %j', (text, wanted, marked) => {
  expect(written(text, wanted)).toBe(marked);
});

test('nothing of the text is lost', () => {
  const text = 'Ação: nó 🦀 “kubelet”…';
  expect(
    markWords(text, ['no', 'kubelet'])
      .map((stretch) => stretch.text)
      .join(''),
  ).toBe(text);
});
