/**
 * The board: the site's face. Six interfaces as plugs and sockets in their hues, between the parties that they join: the
 * control plane above, the node below. One drawing in several compositions, each set by hand for its size; what stands in
 * it, names and who joins whom, comes from the store.
 */

import { connectorShape, round } from '../../lib/connector-shape.ts';

/** A party as the store knows it: one side of an interface, or a component. */
export type PartyId =
  | 'apiserver'
  | 'kubelet'
  | 'ccm'
  | 'cloud'
  | 'people'
  | 'mesh'
  | 'runtime'
  | 'network'
  | 'driver'
  | 'low'
  | 'registry';
/** The six, in the order in which a reader meets them on the board. */
export type WireId = 'cpi' | 'smi' | 'cri' | 'csi' | 'cni' | 'oci';

/** Who calls whom over which interface. `board-words.ts` holds it against the store. */
export const WIRES: Readonly<Record<WireId, readonly [caller: PartyId, callee: PartyId]>> = {
  cpi: ['ccm', 'cloud'],
  smi: ['people', 'mesh'],
  cri: ['kubelet', 'runtime'],
  csi: ['kubelet', 'driver'],
  cni: ['runtime', 'network'],
  oci: ['runtime', 'low'],
};

/** What a board can light: a party, an interface, or a whole plane for what has no box of its own. */
export type BoardPart = PartyId | WireId | 'control' | 'node';

/** x, y, width, height. */
type Box = readonly [x: number, y: number, width: number, height: number];

/** One composition. */
interface Sheet {
  /** What of the sheet is shown: as in `viewBox`. */
  view: Box;
  /** Frames of the control plane and of the node, and the bar of the API server in the first. */
  control: string;
  node: string;
  bar: Box;
  parties: Readonly<Record<Exclude<PartyId, 'apiserver'>, Box>>;
  /** Height of a wire, and whether it runs from right to left. */
  wires: Readonly<Record<WireId, { y: number; back?: true }>>;
  /** Neutral lines: who else talks to the API server. */
  stems: string;
  /** The way of OCI to its second callee, the registry outside of the node. */
  branch: string;
  /** Half the height of a connector; everything else of it follows. */
  half: number;
  /** Where the names of the planes stand, and sizes of letters; nothing is written where it is absent. */
  words?: { control: readonly [number, number]; node: readonly [number, number]; size: number; barX: number };
  radius: number;
}

export const SHEETS = {
  wide: {
    view: [15, 13, 922, 394],
    control: 'M22 14H462a6 6 0 0 1 6 6V118H930a6 6 0 0 1 6 6V156a6 6 0 0 1-6 6H22a6 6 0 0 1-6-6V20a6 6 0 0 1 6-6Z',
    node: 'M22 186H930a6 6 0 0 1 6 6V342a6 6 0 0 1-6 6H622a6 6 0 0 0-6 6V400a6 6 0 0 1-6 6H22a6 6 0 0 1-6-6V192a6 6 0 0 1 6-6Z',
    bar: [16, 118, 920, 44],
    parties: {
      ccm: [36, 46, 160, 52],
      cloud: [356, 46, 96, 52],
      people: [486, 46, 110, 52],
      mesh: [756, 46, 160, 52],
      kubelet: [36, 222, 160, 168],
      runtime: [356, 222, 240, 110],
      network: [756, 222, 160, 48],
      low: [756, 284, 160, 48],
      driver: [356, 346, 240, 44],
      registry: [756, 360, 160, 44],
    },
    wires: { cpi: { y: 72 }, smi: { y: 72 }, cri: { y: 277 }, csi: { y: 368 }, cni: { y: 246 }, oci: { y: 308 } },
    stems: 'M116 98V118M541 98V118M836 98V118M116 162V222',
    branch: 'M742 308V376a6 6 0 0 0 6 6H756',
    half: 21,
    words: { control: [36, 36], node: [36, 209], size: 15, barX: 36 },
    radius: 5,
  },
  tall: {
    view: [0, 0, 328, 520],
    control: 'M7 72H321a6 6 0 0 1 6 6V196a6 6 0 0 1-6 6H7a6 6 0 0 1-6-6V78a6 6 0 0 1 6-6Z',
    node: 'M7 222H321a6 6 0 0 1 6 6V513a6 6 0 0 1-6 6H139a6 6 0 0 1-6-6V471a6 6 0 0 0-6-6H7a6 6 0 0 1-6-6V228a6 6 0 0 1 6-6Z',
    bar: [1, 72, 326, 36],
    parties: {
      people: [13, 3, 98, 48],
      mesh: [219, 3, 96, 48],
      ccm: [13, 136, 96, 56],
      cloud: [219, 136, 96, 56],
      kubelet: [13, 250, 96, 100],
      driver: [219, 250, 96, 44],
      runtime: [219, 306, 96, 201],
      network: [13, 362, 96, 42],
      low: [13, 413, 96, 42],
      registry: [13, 475, 96, 42],
    },
    wires: {
      smi: { y: 27 },
      cpi: { y: 164 },
      csi: { y: 272 },
      cri: { y: 328 },
      cni: { y: 383, back: true },
      oci: { y: 434, back: true },
    },
    stems: 'M61 51V72M267 51V72M61 108V136M61 202V250',
    branch: 'M113 434V490a6 6 0 0 1-4 6',
    half: 19,
    words: { control: [315, 128], node: [315, 242], size: 13.5, barX: 13 },
    radius: 4,
  },
  small: {
    view: [0, 0, 232, 110],
    control: 'M3 1H112a2 2 0 0 1 2 2V30H229a2 2 0 0 1 2 2V39a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2Z',
    node: 'M3 49H229a2 2 0 0 1 2 2V88a2 2 0 0 1-2 2H156a2 2 0 0 0-2 2V107a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V51a2 2 0 0 1 2-2Z',
    bar: [1, 30, 230, 11],
    parties: {
      ccm: [8, 8, 36, 15],
      cloud: [84, 8, 24, 15],
      people: [122, 8, 26, 15],
      mesh: [188, 8, 36, 15],
      kubelet: [8, 56, 36, 46],
      runtime: [84, 56, 64, 28],
      network: [188, 56, 36, 12],
      low: [188, 72, 36, 12],
      driver: [84, 90, 64, 12],
      registry: [188, 95, 36, 12],
    },
    wires: { cpi: { y: 15.5 }, smi: { y: 15.5 }, cri: { y: 70 }, csi: { y: 96 }, cni: { y: 62 }, oci: { y: 78 } },
    stems: 'M26 23V30M135 23V30M206 23V30M26 41V56',
    branch: 'M185 78V99a2 2 0 0 0 2 2H188',
    half: 6,
    radius: 2,
  },
  strip: {
    view: [0, 0, 328, 72],
    control: 'M3 1H133a2 2 0 0 1 2 2V69a2 2 0 0 1-2 2H123a2 2 0 0 1-2-2V37H3a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2Z',
    node: 'M147 1H325a2 2 0 0 1 2 2V43a2 2 0 0 1-2 2H264a2 2 0 0 0-2 2V69a2 2 0 0 1-2 2H147a2 2 0 0 1-2-2V3a2 2 0 0 1 2-2Z',
    bar: [121, 1, 14, 70],
    parties: {
      ccm: [7, 11, 34, 16],
      cloud: [79, 11, 34, 16],
      people: [7, 46, 34, 16],
      mesh: [79, 46, 34, 16],
      kubelet: [152, 8, 30, 56],
      runtime: [220, 8, 34, 31],
      network: [292, 7, 28, 14],
      low: [292, 25, 28, 14],
      driver: [220, 49, 34, 15],
      registry: [292, 53, 28, 14],
    },
    wires: { cpi: { y: 19 }, smi: { y: 54 }, cri: { y: 24 }, csi: { y: 56.5 }, cni: { y: 14 }, oci: { y: 32 } },
    stems: 'M113 19H121M113 54H121M135 36H152',
    branch: 'M289 32V58a2 2 0 0 0 2 2H292',
    half: 6,
    radius: 2,
  },
} as const satisfies Record<string, Sheet>;

/** What is written on a board and where its parts lead. */
export interface BoardWords {
  party: Readonly<Record<PartyId, string>>;
  /** Port of the API server. */
  port: string;
  control: string;
  node: string;
  /** Address of a party's page; none where it has none. */
  partyHref: (id: PartyId) => string | undefined;
  /** Address and name of the two halves of an interface. */
  half: (id: WireId, side: 'plug' | 'socket') => { href: string; name: string };
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Letters of a name on as few lines as fit; a line breaks after a space or a hyphen. */
function linesOf(name: string, width: number, size: number): string[] {
  const room = width / (size * 0.53);
  const lines: string[] = [];
  for (const part of name.split(/(?<=[ -])/)) {
    const last = lines.at(-1);
    if (last !== undefined && (last + part).trimEnd().length <= room) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines.map((line) => line.trimEnd());
}

function written(name: string, [x, y, width, height]: Box, size: number): string {
  const lines = linesOf(name, width - 12, size);
  const leading = size * 1.25;
  const first = y + height / 2 + size * 0.35 - ((lines.length - 1) * leading) / 2;
  return lines
    .map((line, at) => `<text x="${round(x + width / 2)}" y="${round(first + at * leading)}">${escape(line)}</text>`)
    .join('');
}

/**
 * Draws the board.
 * @param words what is written and linked; without it the board is a sign that is neither read nor clicked
 * @param lit the part that is lit: an interface with the two that it joins, a party with its interfaces, or a plane
 */
export function drawBoard(sheetName: keyof typeof SHEETS, words?: BoardWords, lit?: BoardPart): string {
  const sheet: Sheet = SHEETS[sheetName];
  const isLit = (id: BoardPart): boolean => lit === undefined || lit === id;
  const wireLit = (id: WireId): boolean => isLit(id) || (lit !== undefined && WIRES[id].includes(lit as PartyId));
  const partyLit = (id: PartyId): boolean =>
    lit !== undefined &&
    (lit === id || (lit in WIRES && (WIRES[lit as WireId].includes(id) || (lit === 'oci' && id === 'registry'))));
  const on = (name: string, flag: boolean): string => (flag ? `${name} on` : name);
  const size = sheet.words?.size ?? 0;
  const box = ([x, y, width, height]: Box, cls: string, rx: number): string =>
    `<rect class="${cls}" x="${x}" y="${y}" width="${width}" height="${height}" rx="${rx}"/>`;
  const linked = (id: PartyId, inside: string): string => {
    const href = words?.partyHref(id);
    return href === undefined ? `<g>${inside}</g>` : `<a href="${href}">${inside}</a>`;
  };

  const [, barY, , barHeight] = sheet.bar;
  const bar =
    box(sheet.bar, on('b-bar', partyLit('apiserver')), sheet.radius) +
    (words && sheet.words
      ? `<text class="b-name" x="${sheet.words.barX}" y="${round(barY + barHeight / 2 + size * 0.35)}">${escape(words.party.apiserver)}<tspan class="b-port" dx=".6em">${words.port}</tspan></text>`
      : '');
  const parties = (Object.keys(sheet.parties) as (keyof typeof sheet.parties)[]).map((id) => {
    const place = sheet.parties[id];
    const shape = id === 'mesh' || id === 'registry' ? 'b-out' : 'b-box';
    return linked(
      id,
      box(place, on(shape, partyLit(id)), id === 'people' ? place[3] / 2 : sheet.radius) +
        (words && sheet.words ? written(words.party[id], place, size) : ''),
    );
  });
  const wires = (Object.keys(WIRES) as WireId[]).map((id) => {
    const [caller, callee] = WIRES[id] as [keyof typeof sheet.parties, keyof typeof sheet.parties];
    const { y, back } = sheet.wires[id];
    const [from, to] = [sheet.parties[caller], sheet.parties[callee]];
    const start = back ? from[0] : from[0] + from[2];
    const end = back ? to[0] + to[2] : to[0];
    const h = sheet.half;
    const s = back ? -1 : 1;
    const mid = (start + end) / 2;
    const { plug, socket } = connectorShape((start + end) / 2, y, h, back);
    const half = (side: 'plug' | 'socket', inside: string): string => {
      if (!words) return inside;
      const { href, name } = words.half(id, side);
      return `<a href="${href}" aria-label="${escape(name)}">${inside}</a>`;
    };
    const label =
      words && sheet.words
        ? `<text class="b-abbrev" x="${round(mid - s * h * 1.2)}" y="${round(y + size * 0.36)}">${id.toUpperCase()}</text>`
        : '';
    return (
      `<g class="${on(`b-wire hue-${id}`, wireLit(id))}" data-wire="${id}">` +
      half(
        'plug',
        `<path class="b-line" d="M${start} ${y}H${round(mid - s * h * 2.7)}"/><path class="b-plug" d="${plug}"/>${label}`,
      ) +
      half(
        'socket',
        `<path class="b-line" d="M${round(mid + s * h * 2.45)} ${y}H${end}${id === 'oci' ? sheet.branch : ''}"/><path class="b-socket" d="${socket}"/>`,
      ) +
      '</g>'
    );
  });
  const names =
    words && sheet.words
      ? (['control', 'node'] as const)
          .map((plane) => {
            const [x, y] = (sheet.words as NonNullable<Sheet['words']>)[plane];
            return `<text class="b-plane" x="${x}" y="${y}"${x > sheet.view[2] / 2 ? ' text-anchor="end"' : ''}>${escape(words[plane])}</text>`;
          })
          .join('')
      : '';
  return (
    `<svg class="board-${sheetName}${lit === undefined ? '' : ' has-lit'}" viewBox="${sheet.view.join(' ')}"${sheet.words ? '' : ' width="64" height="30"'}${words ? ` font-size="${size}"` : ' aria-hidden="true"'}>` +
    `<path class="${on('b-frame', lit === 'control')}" d="${sheet.control}"/><path class="${on('b-frame b-node', lit === 'node')}" d="${sheet.node}"/><path class="b-stem" d="${sheet.stems}"/>` +
    names +
    linked('apiserver', bar) +
    parties.join('') +
    wires.join('') +
    '</svg>'
  );
}
