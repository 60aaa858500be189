import { describe, expect, it } from 'vitest';
import {
  eventsOf,
  getClaim,
  getComponent,
  getEvent,
  getExtension,
  getExtensionPoint,
  getFlow,
  getGroup,
  getImplementation,
  getInterface,
  getPort,
  getRelation,
  getSocket,
  getSource,
  getTerm,
  getVersionFact,
  implementationsOf,
  implementationsOfInterface,
  label,
  partyName,
  portsOf,
  relationsOf,
  socketsOf,
} from '../../../src/facts/index.ts';

describe('an unknown id is answered with the nearest known ones', () => {
  it('in three lines: what was asked, what is near, where the list is', () => {
    expect(() => getPort('kube-sheduler-10259')).toThrow(
      [
        'There is no port "kube-sheduler-10259".',
        'Nearest known: kube-scheduler-10259, kubelet-10250, k3s-kubelet-10250.',
        'To see them all: allPorts() or src/data/ports.yaml.',
      ].join('\n'),
    );
  });

  it('even when only a part of the id was written', () => {
    expect(() => getComponent('scheduler')).toThrow(/Nearest known: .*\bkube-scheduler\b/);
  });

  it.each([
    ['socket', () => getSocket('cri-containrd'), 'cri-containerd'],
    ['component', () => getComponent('kublet'), 'kubelet'],
    ['relation', () => getRelation('api-to-etcd'), 'apiserver-to-etcd'],
    ['flow', () => getFlow('exec-log'), 'exec-logs'],
    ['interface', () => getInterface('crii'), 'cri'],
    ['implementation', () => getImplementation('container-d'), 'containerd'],
    ['group', () => getGroup('cri-runtimes'), 'cri-runtime'],
    ['extension', () => getExtension('crds'), 'crd'],
    ['extension point', () => getExtensionPoint('kmss'), 'kms'],
    ['event', () => getEvent('cri-alpha'), 'cri-alpha-1-5'],
    ['version fact', () => getVersionFact('dockershims'), 'dockershim'],
    ['term', () => getTerm('crl'), 'cri'],
    ['claim', () => getClaim('s1-001'), 's1-01'],
    ['source', () => getSource('kep-2404'), 'kep-2040'],
    ['ports of a component', () => portsOf('etc'), 'etcd'],
    ['sockets of a component', () => socketsOf('etc'), 'etcd'],
    ['relations of a component', () => relationsOf('etc'), 'etcd'],
    ['implementations of a group', () => implementationsOf('ccms'), 'ccm'],
    ['implementations of an interface', () => implementationsOfInterface('cnl'), 'cni'],
    ['events of a tag', () => eventsOf('crio-o'), 'crio'],
    ['code of a label', () => label('plane', 'nodes', 'en'), 'node'],
    ['party of a relation', () => partyName('linux kernel', 'en'), 'Linux kernel'],
  ])('%s', (_what, ask, near) => {
    expect(ask).toThrow(new RegExp(`^There is no [^]*\\nNearest known: [^\\n]*\\b${near}\\b[^]*\\nTo see them all: `));
  });
});
