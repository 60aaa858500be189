/**
 * The look of every kind of page, against the reference pictures. A change that was meant to be seen: `npm run look`,
 * then look at what it wrote before you commit it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { describe, expect, inject, test } from 'vitest';
import { findBrowser } from '../../support/browser.ts';
import { browser } from '../../support/visit.ts';
import { PICTURES, type Picture, REFERENCES, takePicture } from './screenshot.ts';

/** Share of pixels that may differ: the edges of some letters, not a word and not a line. */
const ALLOWED = 0.0004;
const DIFFERENCES = resolve('test-results/look');

const raw = async (png: Buffer): Promise<{ data: Buffer; width: number; height: number }> => {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

/** Share of the pixels in which two pictures differ; a picture of both, marked, is kept when there are too many. */
async function difference({ name }: Picture, taken: Buffer): Promise<number> {
  const reference = await raw(readFileSync(join(REFERENCES, `${name}.png`)));
  const now = await raw(taken);
  expect([now.width, now.height], `${name}: size`).toEqual([reference.width, reference.height]);
  const { width, height } = now;
  const marked = Buffer.alloc(now.data.length);
  const share = pixelmatch(reference.data, now.data, marked, width, height, { threshold: 0.2 }) / (width * height);
  if (share > ALLOWED) {
    mkdirSync(DIFFERENCES, { recursive: true });
    writeFileSync(join(DIFFERENCES, `${name}.png`), taken);
    const picture = sharp(marked, { raw: { width, height, channels: 4 } });
    writeFileSync(join(DIFFERENCES, `${name}.difference.png`), await picture.png().toBuffer());
  }
  return share;
}

// The references are drawn by the Chromium that npm brings. Another browser draws letters otherwise: there, the other
// suites say whether the page is sound.
const drawsAlike = inject('engine') === 'chromium' && (await findBrowser()).name.includes('npm package');
const alike = drawsAlike ? PICTURES : [];

describe('what a visitor sees', () => {
  // Each waits for its page most of the time.
  test.concurrent.each(alike)('$name looks as in its reference picture', async (picture) => {
    const share = await difference(picture, await takePicture(await browser(), inject('site'), picture));
    expect(share, `Look at test-results/look/${picture.name}*.png. Was it meant? Then \`npm run look\``).toBeLessThan(
      ALLOWED,
    );
  });

  test('a reference picture for every kind, and no other', () => {
    expect(readdirSync(REFERENCES).sort()).toEqual(PICTURES.map(({ name }) => `${name}.png`).sort());
  });
});

if (drawsAlike) {
  describe('the comparison sees', () => {
    const [desk] = PICTURES as [Picture];
    test.each([
      ['a colour', 'a { color: red !important }'],
      ['a distance', '.ask { margin-top: 2rem !important }'],
      ['something gone', '.site-title { visibility: hidden }'],
    ])('%s that changed', async (_, css) => {
      const spoilt = await takePicture(await browser(), inject('site'), desk, async (page) => {
        await page.addStyleTag({ content: css });
      });
      expect(await difference({ ...desk }, spoilt)).toBeGreaterThan(ALLOWED);
    });
  });
}
