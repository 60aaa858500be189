import { describe, expect, test } from 'vitest';
import {
  DIAGRAM_LANGS,
  diagramIds,
  getPicture,
  VARIANTS,
  type Picture,
} from '../../../../src/features/diagrams/index.ts';
import { textWidth } from '../../../../src/features/diagrams/measure.ts';
import { HEAD, type Line, type Scene, type Wire } from '../../../../src/features/diagrams/scene.ts';
import { type LaneScene, laneScene, type LaneWords } from '../../../../src/features/diagrams/lanes/layout.ts';
import { STILL_WIDTH, stepPictures } from '../../../../src/features/diagrams/stills.ts';
import { eventsOf, timelineRow, versionFacts } from '../../../../src/facts/index.ts';
import { LANES } from '../../../../src/schemas/timeline.ts';
import { geometryFaults } from '../../../support/geometry.ts';
import { laneFaults } from '../../../support/lane-geometry.ts';

describe.each(diagramIds())('%s', (id) => {
  test.each(VARIANTS)('is well drawn in both languages, %s', (variant) => {
    for (const lang of DIAGRAM_LANGS) expect(geometryFaults(getPicture(id, lang, variant)), lang).toEqual([]);
  });
});

test('the small drawings of the steps of a story are well drawn in both languages', () => {
  for (const lang of DIAGRAM_LANGS) {
    const pictures = stepPictures('apply-to-running', lang);
    expect(pictures.size).toBe(15);
    for (const [step, picture] of pictures) expect(geometryFaults(picture, STILL_WIDTH), `${lang} ${step}`).toEqual([]);
  }
});

test('a small drawing whose wire is too short for its number is found', () => {
  const picture = stepPictures('apply-to-running', 'en').get(1) as Picture;
  const [start, end] = (picture.scene.wires[0] as Wire).points as unknown as [{ x: number }, { x: number }];
  start.x = end.x - 5;
  expect(geometryFaults(picture, STILL_WIDTH).join()).toMatch(/user → api is too short for its head/);
  picture.scene.width = STILL_WIDTH + 20;
  expect(geometryFaults(picture, STILL_WIDTH).join()).toMatch(/"6443" is smaller than 12 px/);
});

describe('the lanes of time', () => {
  /** The longest words of both languages. */
  const words: LaneWords = {
    stages: { early: 'alpha, or before 1.0', beta: 'beta', stable: 'estável', archived: 'arquivada' },
    planned: 'planned',
    now: 'checked: 21 November 2026',
    day: (iso) => iso,
  };
  test.each(VARIANTS)('are well drawn, %s', (variant) => {
    expect(laneFaults(laneScene(variant, words))).toEqual([]);
  });

  test('show the events of the timeline and the releases that the facts about versions date, each leading to its row', () => {
    const shown = new Set(laneScene('wide', words).dots.map(({ event }) => event.id));
    for (const id of LANES) {
      for (const event of eventsOf(id)) expect(shown, id).toContain(event.id);
    }
    const dated = versionFacts().filter(({ id }) => /^rel-/.test(id));
    expect(dated.length).toBeGreaterThan(4);
    for (const fact of dated) expect(shown, fact.id).toContain(timelineRow(fact));
    // An event of the same day tells v1.34; no event tells v1.33.
    expect(shown).toContain('dra-ga-1-34');
    expect(shown).toContain('version-rel-133');
  });

  const dotOf = (scene: LaneScene, id: string): LaneScene['dots'][number] =>
    scene.dots.find(({ event }) => event.id === id) as LaneScene['dots'][number];
  test.each<[string, (scene: LaneScene) => void, RegExp]>([
    ['a drawing that is too high', (scene) => void (scene.height = 481), /it is 672 × 481/],
    ['a plan cut off', (scene) => void (scene.width = 640), /the dot of kubernetes-1-38-targets is cut off/],
    ['type of less than 12 px', (scene) => void (scene.width = 720), /"2014" is smaller than 12 px/],
    [
      'a word longer than its bar',
      (scene) => void Object.assign(scene.texts.find(({ text }) => text === 'beta') ?? {}, { width: 60 }),
      /"beta" does not fit its bar/,
    ],
    [
      'two dots a finger cannot tell apart',
      (scene) => void (dotOf(scene, 'csi-ga-1-13').at.x = dotOf(scene, 'csi-spec-1-0').at.x + 4),
      /the dot of csi-spec-1-0 is too near to that of csi-ga-1-13|csi-ga-1-13 is too near/,
    ],
    [
      'a stem through the dot of another event',
      (scene) => void (dotOf(scene, 'csi-beta-1-10').stem[1] = { ...dotOf(scene, 'csi-alpha-1-9').at }),
      /the stem of csi-beta-1-10 runs through the dot of csi-alpha-1-9/,
    ],
    [
      'a plan on the day of the last check',
      (scene) => void (dotOf(scene, 'kubernetes-1-38').at.x = scene.now[0].x + 3),
      /the dot of kubernetes-1-38 lies on the day of the last check/,
    ],
    [
      'a line through the name of a lane',
      (scene) => void scene.grid[0]?.forEach((point) => (point.x = 20)),
      /a line of the grid touches "K8s"/,
    ],
    [
      'a dot on a year',
      (scene) => void (dotOf(scene, 'kubernetes-1-0').at.y = 20),
      /the dot of kubernetes-1-0 touches "2015"/,
    ],
  ])('%s is found', (_name, plant, reason) => {
    const scene = laneScene('wide', words);
    plant(scene);
    expect(laneFaults(scene).join('\n')).toMatch(reason);
  });
});

test('in a column of 480 px a drawing that is higher than wide, or does not use the width, is found', () => {
  for (const [fault, plant] of [
    [/it is 480 × 481/, (scene: Scene) => void (scene.height = 481)],
    [/it uses only \d+ of 480/, (scene: Scene) => void (scene.nodes = scene.nodes.filter(({ box }) => box.x < 200))],
  ] as const) {
    const picture = getPicture('smi-to-gamma', 'en', 'medium');
    expect(geometryFaults(picture)).toEqual([]);
    plant(picture.scene);
    picture.scene.wires = [];
    picture.scene.frames = [];
    expect(geometryFaults(picture).join('\n')).toMatch(fault);
  }
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
      'a head on the line of a frame',
      'smi-to-gamma',
      (scene) => {
        const line = frameOf(scene, 'gw').box.x;
        (wireOf(scene, 'ts', 'w').points.at(-1) as { x: number }).x = line + HEAD.length - 1;
      },
      /the head of ts → w lies on the frame gw/,
    ],
    [
      'a label that hides the dashes of its wire',
      'interfaces-map',
      (scene) => {
        const wire = wireOf(scene, 'mesh', 'smiobj');
        (wire.points[0] as { y: number }).y = (wire.label?.box.y ?? 0) - 13;
      },
      /the dashes of mesh → smiobj are hidden by its label/,
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
      'a text of less than 12 px: the drawing is wider than its column',
      'service-traffic',
      (scene) => void (scene.width = 720),
      /"ClusterIP" is smaller than 12 px/,
    ],
    [
      'a label whose text leaves the view',
      'csi-volume-lifecycle',
      (scene) => void Object.assign(wireOf(scene, 'kubelet', 'dn').label?.lines[0] ?? {}, { x: 660 }),
      /"NodeStageVolume" is cut off/,
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
