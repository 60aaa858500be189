import { expect, test } from 'vitest';
import { isPseudo, pseudo, pseudoYaml } from '../../support/pseudo.ts';

test('the made-up language is longer, and leaves alone what is no word', () => {
  const text = pseudo('Copy `kubectl get` for {{count}} nodes: [the CRI](/en/interfaces/cri/)');
  expect(text).toContain('`kubectl get`');
  expect(text).toContain('{{count}}');
  expect(text).toContain('(/en/interfaces/cri/)');
  expect(isPseudo(text)).toBe(true);
  expect(pseudo('Remove this row').length).toBeGreaterThanOrEqual('Remove this row'.length * 1.4);
  expect(isPseudo('Remove this row')).toBe(false);
});

test('in a data file only the English texts change', () => {
  const yaml = pseudoYaml(
    'ports:\n  - id: demo-1\n    port: metrics\n    name:\n      en: Metrics\n    use:\n      en: Serves the metrics of the process to whoever may read them\n      pt: Serve as métricas\n',
  );
  expect(yaml).toContain('id: demo-1');
  expect(yaml).toContain('port: metrics');
  expect(yaml).toContain('pt: Serve as métricas');
  expect(yaml).toMatch(/en: Sérvés thé métrícs óf .*( ñandú)+/);
  expect(yaml, 'a name in a drawing').toMatch(/en: Métrícs$/m);
});
