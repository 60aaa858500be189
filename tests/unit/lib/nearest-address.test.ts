import { expect, test } from 'vitest';
import { guessAddress } from '../../../src/lib/nearest-address.ts';

const SLUGS = ['', 'start', 'interfaces/cri', 'interfaces/cni', 'components/kube-scheduler', 'reference/ports', 'cri'];
const guess = (path: string) => guessAddress(path, '/repo', ['pt-br', 'en'], SLUGS);

test.each([
  ['/repo/en/interfaces/cri', 'en', 'interfaces/cri'],
  ['/repo/EN/Interfaces/CRI/', 'en', 'interfaces/cri'],
  ['/repo/en/interfaces/cri.html', 'en', 'interfaces/cri'],
  ['/repo/en/interfaces/cri/index.html', 'en', 'interfaces/cri'],
  ['/repo/pt/interfaces/cri/', 'pt-br', 'interfaces/cri'],
  ['/repo/pt-BR/interfaces/cri/', 'pt-br', 'interfaces/cri'],
  ['/repo/en-us/interfaces/cri/', 'en', 'interfaces/cri'],
  ['/repo/en//interfaces///cri/', 'en', 'interfaces/cri'],
  ['/repo/Reference/Ports', undefined, 'reference/ports'],
  ['/repo/en/kube-scheduler/', 'en', 'components/kube-scheduler'],
  ['/repo/en/components/kube_scheduler', 'en', 'components/kube-scheduler'],
  ['/repo/en/components/kube%20scheduler', 'en', 'components/kube-scheduler'],
  ['/repo/en/interfaces/cri/).', 'en', 'interfaces/cri'],
  ['/repo/en/CRI.md', 'en', 'cri'],
  ['/repo/en/', 'en', ''],
])('%s is understood', (path, locale, slug) => {
  expect(guess(path)).toEqual({ locale, slugs: [slug], exact: true });
});

test('what is only similar is offered, nearest first', () => {
  expect(guess('/repo/en/interfaces/crii/')).toMatchObject({ locale: 'en', exact: false });
  expect(guess('/repo/en/interfaces/crii/').slugs[0]).toMatch(/cri$/);
});

test('a broken escape is read as it stands', () => {
  expect(guess('/repo/en/interfaces/%E0%A4%A')).toMatchObject({ locale: 'en', exact: false });
});
