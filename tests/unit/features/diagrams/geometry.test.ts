import { describe, expect, test } from 'vitest';
import {
  DIAGRAM_LANGS,
  diagramIds,
  getPicture,
  VARIANTS,
  type Picture,
} from '../../../../src/features/diagrams/index.ts';
import { textWidth } from '../../../../src/features/diagrams/measure.ts';
import type { Line, Scene, Wire } from '../../../../src/features/diagrams/scene.ts';
import { geometryFaults } from '../../../support/geometry.ts';

describe.each(diagramIds())('%s', (id) => {
  test.each(VARIANTS)('is well drawn in both languages, %s', (variant) => {
    for (const lang of DIAGRAM_LANGS) expect(geometryFaults(getPicture(id, lang, variant)), lang).toEqual([]);
  });
});

describe('a fault of geometry is found', () => {
  const wireOf = (scene: Scene, from: string, to: string): Wire =>
    scene.wires.find((wire) => wire.from === from && wire.to === to) as Wire;
  const nameOf = (scene: Scene, id: string): Line => scene.nodes.find((node) => node.id === id)?.lines[0] as Line;
  const frameOf = (scene: Scene, id: string): Scene['frames'][number] =>
    scene.frames.find((frame) => frame.id === id) as Scene['frames'][number];

  test.each<[string, string, (scene: Scene, drawing: Picture['drawing']) => void, RegExp]>([
    [
      'a wire through the name of a group',
      'cluster',
      (scene) => {
        const tab = frameOf(scene, 'nd').tab as NonNullable<Scene['frames'][number]['tab']>;
        for (const point of wireOf(scene, 'api', 'kubelet').points) point.x = tab.line.x + 5;
      },
      /api → kubelet is 0\.0 from the text "Node"/,
    ],
    [
      'a wire 5 from a text',
      'control-plane',
      (scene) => {
        const label = wireOf(scene, 'kcm', 'api').label?.lines[0] as Line;
        for (const point of wireOf(scene, 'sched', 'api').points) point.x = label.x - label.width / 2 - 5;
      },
      /sched → api is 5\.0 from the text "watch \/ update"/,
    ],
    [
      'an arrow head beside a text',
      'interfaces-map',
      (scene) => {
        const name = nameOf(scene, 'cni');
        const wire = wireOf(scene, 'rt', 'oci');
        wire.points = [
          { x: name.x + 80, y: name.y },
          { x: name.x + name.width / 2 + 3, y: name.y },
        ];
      },
      /head of rt → oci touches the text "network"/,
    ],
    [
      'a text wider than its box',
      'etcd-stacked',
      (scene) => {
        const name = nameOf(scene, 'a1');
        name.width = textWidth('kube-apiserver and more words', 13, true);
      },
      /"kube-apiserver" does not fit its box/,
    ],
    [
      'a label wider than its pill',
      'cluster',
      (scene) => void Object.assign(wireOf(scene, 'api', 'etcd').label?.box ?? {}, { w: 30 }),
      /"2379" does not fit its box/,
    ],
    ['a drawing cut off below', 'exec-logs', (scene) => void (scene.height -= 16), /is cut off/],
    [
      'wires 11 apart',
      'apply-to-running',
      (scene) => {
        const [one, other] = scene.wires.filter(({ from }) => from === 'kcm') as [Wire, Wire];
        other.points.forEach((point) => (point.x = (one.points[0]?.x ?? 0) + 11));
      },
      /kcm → api and kcm → api are 11\.0 apart/,
    ],
    [
      'wires that cross',
      'control-plane',
      (scene) => {
        const across = wireOf(scene, 'user', 'api');
        const y = (wireOf(scene, 'sched', 'api').points[0]?.y ?? 0) + 2;
        across.points = [
          { x: 100, y },
          { x: 300, y },
        ];
      },
      /wires cross: user → api × sched → api/,
    ],
    [
      'a wire through a foreign box',
      'external-traffic',
      (scene) => {
        for (const point of wireOf(scene, 'client', 'sp').points)
          point.y = wireOf(scene, 'client', 'lb').points[0]?.y ?? 0;
      },
      /client → sp runs through lb/,
    ],
    [
      'a wire along a frame',
      'runtime-stack',
      (scene) => {
        for (const point of wireOf(scene, 'gv', 'kernel').points) point.x = frameOf(scene, 'low').box.x + 3;
        for (const point of wireOf(scene, 'cd', 'gv').points) point.x = frameOf(scene, 'low').box.x + 3;
      },
      /cd → gv runs along the frame low|gv → kernel runs along/,
    ],
    [
      'an arrow shorter than its head',
      'cluster',
      (scene) => {
        const [start, end] = wireOf(scene, 'user', 'api').points as unknown as [{ x: number }, { x: number }];
        start.x = end.x - 8;
      },
      /user → api is too short for its head/,
    ],
    [
      'heads that touch',
      'cluster',
      (scene) => {
        for (const point of wireOf(scene, 'proxy', 'api').points)
          point.x = (wireOf(scene, 'kubelet', 'api').points[0]?.x ?? 0) + 6;
      },
      /heads of kubelet → api and proxy → api touch/,
    ],
    ['a drawing that is too high', 'oci-three-specs', (scene) => void (scene.height = 481), /it is 672 × 481/],
    [
      'a drawing that leaves half of the width empty',
      'interfaces-map',
      (scene) => {
        scene.nodes = scene.nodes.filter(({ box }) => box.x < 300);
        scene.wires = scene.wires.filter(({ from }) => scene.nodes.some(({ id }) => id === from));
      },
      /it uses only \d+ of 672/,
    ],
    [
      'a step that lies on a word',
      'cni-add',
      (scene) => void Object.assign(wireOf(scene, 'kubelet', 'rt').label?.lines[0] ?? {}, { x: 40 }),
      /step 1 touches "RunPodSandbox"/,
    ],
  ])('%s', (_name, id, plant, reason) => {
    const picture = getPicture(id, 'en', 'wide');
    expect(geometryFaults(picture)).toEqual([]);
    plant(picture.scene, picture.drawing);
    expect(geometryFaults(picture).join('\n')).toMatch(reason);
  });
});
