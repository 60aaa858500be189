import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSource } from '../../../src/content-index/read-source.ts';
import { CHARACTERS, cut, FACES } from '../../../src/scripts/subset-fonts.ts';

const FONTS = 'src/styles/fonts';
/** Arrows, marks, drawing signs and the pictures that kind prints: neither face has them, the system's stand in. */
const OF_THE_SYSTEM = /[\u2190-\u2bff]|\ufe0f|\p{Extended_Pictographic}/u;

test('the committed faces are what the packages hold now, and weigh 36 kB at most', async () => {
  for (const face of FACES)
    expect((await cut(face)).equals(readFileSync(join(FONTS, face.file))), `${face.file}: run npm run fonts`).toBe(
      true,
    );
  expect(FACES.reduce((sum, { file }) => sum + statSync(join(FONTS, file)).size, 0)).toBeLessThanOrEqual(36_000);
});

test('headings and code of the pages have every letter they need', () => {
  const pages = readdirSync('src/content/docs', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.mdx'),
  );
  const missing = pages.flatMap((name) => {
    const text = readSource(join('src/content/docs', name));
    const set = [...text.matchAll(/^#{2,3} .*$|^title: .*$|^```[^]*?^```|`[^`\n]+`/gm)].map(([part]) => part).join('');
    return [...new Set(set)]
      .filter((sign) => sign !== '\n' && !CHARACTERS.includes(sign) && !OF_THE_SYSTEM.test(sign))
      .map((sign) => `${name}: ${sign}`);
  });
  expect(pages.length).toBeGreaterThan(80);
  expect(missing, 'add them to CHARACTERS in src/scripts/subset-fonts.ts, then npm run fonts').toEqual([]);
});

test('no stack of the site names an emoji font', () => {
  const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(css|astro)$/.test(name),
  );
  for (const name of sheets) expect(readFileSync(join('src', name), 'utf8'), name).not.toMatch(/Emoji['"]|--__sl-/);
});
