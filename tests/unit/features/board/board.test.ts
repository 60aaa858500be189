import { expect, test } from 'vitest';
import { allInterfaces } from '#facts';
import { drawBoard, SHEETS, type WireId, WIRES } from '../../../../src/features/board/board.ts';
import { boardWords, partOfPage, partyNames } from '../../../../src/features/board/board-words.ts';

const words = boardWords(
  'en',
  (slug, id) => `/${slug}${id ? `#${id}` : ''}`,
  (side, abbrev, party) => `${abbrev} ${side} ${party}`,
);
const names = Object.keys(SHEETS) as (keyof typeof SHEETS)[];

test('every interface of the store is on the board, between the two that the store names', () => {
  expect(Object.keys(WIRES).sort()).toEqual(
    allInterfaces()
      .map(({ id }) => id)
      .sort(),
  );
  const parties = partyNames('en');
  for (const { id, client, server } of allInterfaces()) {
    const [caller, callee] = WIRES[id];
    expect(server.short.en, id).toContain(parties[callee]);
    // OCI is called by every runtime and tool; the board shows the node's.
    if (id !== 'oci') expect(client.short.en, id).toContain(parties[caller]);
  }
});

test('a wire ends at the boxes that it joins, and no box leaves its sheet or lies on another', () => {
  for (const name of names) {
    const { parties, wires, view } = SHEETS[name];
    const boxes = Object.entries(parties) as [string, readonly [number, number, number, number]][];
    for (const [id, [x, y, width, height]] of boxes) {
      expect(
        x >= view[0] && y >= view[1] && x + width <= view[0] + view[2] && y + height <= view[1] + view[3],
        `${name} ${id}`,
      ).toBe(true);
      for (const [other, [ox, oy, owidth, oheight]] of boxes)
        if (other !== id)
          expect(
            x < ox + owidth && ox < x + width && y < oy + oheight && oy < y + height,
            `${name} ${id} ${other}`,
          ).toBe(false);
    }
    for (const [id, { y }] of Object.entries(wires) as [WireId, { y: number }][])
      for (const end of WIRES[id]) {
        const [, top, , height] = parties[end as keyof typeof parties];
        expect(y > top && y < top + height, `${name} ${id} ${end}`).toBe(true);
      }
  }
});

test('each half is a link with a name; in small the board is a sign only', () => {
  const wide = drawBoard('wide', words);
  expect(wide.match(/<a [^>]*aria-label="[A-Z]{3} (plug|socket) /g)).toHaveLength(12);
  for (const name of ['kubelet', 'service mesh', 'container registry', '6443'])
    expect(wide.replaceAll(/<\/text><text[^>]*>/g, ' ')).toContain(name);
  expect(drawBoard('small', undefined, 'cri')).not.toMatch(/<a |<text/);
});

test('the part of a page is lit, and what it is joined to', () => {
  const lit = (part: Parameters<typeof drawBoard>[2]): string[] =>
    [...drawBoard('small', undefined, part).matchAll(/class="b-wire hue-(\w+) on"/g)].map(([, id = '']) => id);
  expect(lit('cri')).toEqual(['cri']);
  expect(lit('kubelet')).toEqual(['cri', 'csi']);
  expect(lit('control')).toEqual([]);
  expect(drawBoard('small', undefined, 'control')).toContain('b-frame on');
  expect(
    ['components/kubelet', 'components/etcd', 'components/coredns', 'interfaces/oci', 'start'].map(partOfPage),
  ).toEqual(['kubelet', 'control', 'node', 'oci', undefined]);
});
