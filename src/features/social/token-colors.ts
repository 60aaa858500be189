/** The colours of the pictures, from the one place where colours stand: `src/styles/tokens.css`. */
import { INTERFACE_IDS } from '../../schemas/interfaces.ts';

export type InterfaceId = (typeof INTERFACE_IDS)[number];

/** Colours of the light theme, and the paper of the dark one. */
export type TokenColors = Readonly<
  Record<'paper' | 'night' | 'ink' | 'soft' | 'line' | 'neutral' | InterfaceId, string>
>;

/**
 * Takes colours out of the tokens. Pictures show the light theme: they look the same wherever they are shown.
 * @param css content of `src/styles/tokens.css`
 * @throws Error that names the colour which is not there
 */
export function readTokens(css: string): TokenColors {
  const colour = (name: string, theme: 'light' | 'dark' = 'light'): string => {
    const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css)?.[
      theme === 'light' ? 1 : 2
    ];
    if (found === undefined)
      throw new Error(`src/styles/tokens.css has no --${name} in its ${theme} theme, which src/features/social needs.`);
    return found;
  };
  const hues = Object.fromEntries(INTERFACE_IDS.map((id) => [id, colour(`hue-${id}`)])) as Record<InterfaceId, string>;
  return {
    paper: colour('paper'),
    night: colour('paper', 'dark'),
    ink: colour('ink'),
    soft: colour('ink-soft'),
    line: colour('line-strong'),
    neutral: colour('neutral'),
    ...hues,
  };
}
