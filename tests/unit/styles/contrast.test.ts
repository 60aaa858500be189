/** Letters on every ground of the site, in both schemes: WCAG 2.2, 1.4.3 asks for 4.5 : 1. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const tokens = readFileSync('src/styles/tokens.css', 'utf8');

/** Pairs of colours that are closer than 4.5 : 1, as `letters on ground in scheme: ratio`. */
function tooFaint(css: string): string[] {
  const colors = new Map(
    [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
      ([, name = '', ...both]) => [name, both] as const,
    ),
  );
  const grounds = ['paper', 'paper-raised', 'paper-sunken', 'mark'];
  const letters = [...colors.keys()].filter((name) => /^(?:ink|link|ok|warn|bad|off|hue)(?:-|$)/.test(name));
  expect(letters).toHaveLength(14);
  /** Channels from 0 to 1, of a scheme. */
  const channels = (name: string, scheme: number): number[] =>
    [1, 3, 5].map((at) => parseInt((colors.get(name)?.[scheme] ?? '').slice(at, at + 2), 16) / 255);
  const light = (rgb: readonly number[]): number => {
    const [red = NaN, green = NaN, blue = NaN] = rgb.map((one) =>
      one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  return ['light', 'dark'].flatMap((scheme, at) =>
    letters.flatMap((name) => {
      const own = channels(name, at);
      // A badge stands on its own tint: `--tint` of each scheme.
      const tint = own.map(
        (one, i) => (at ? 0.14 : 0.09) * one + (at ? 0.86 : 0.91) * (channels('paper', at)[i] ?? NaN),
      );
      const all = [...grounds.map((ground) => [ground, channels(ground, at)] as const), ['its tint', tint] as const];
      return all.flatMap(([ground, under]) => {
        const [more = NaN, less = NaN] = [light(own), light(under)].sort((a, b) => b - a);
        return more / less >= 4.5 ? [] : [`${name} on ${ground} in ${scheme}: ${(more / less).toFixed(2)}`];
      });
    }),
  );
}

test('letters stand out from every ground by 4.5 : 1', () => {
  expect(tooFaint(tokens)).toEqual([]);
  expect(tooFaint(tokens.replace('#3f340c', '#4a3d10'))).toEqual(['ink-faint on mark in dark: 3.97']);
});
