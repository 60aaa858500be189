import type { Basics } from './basics.ts';

/** What moves. Sent to the page as text. */
export function motionChecks({ quoted, sample }: Basics) {
  const seconds = (list: string): number =>
    Math.max(...list.split(',').map((part) => parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)));
  /** What moves now. */
  const moving = (): string[] =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map(({ effect }) => `moves: ${effect instanceof KeyframeEffect && effect.target ? quoted(effect.target) : '?'}`);
  /** What would move longer than a blink (a tenth of a second), though the reader asked for no motion. */
  const wouldMove = (): string[] =>
    sample([...document.querySelectorAll('*')], 1).flatMap((element) => {
      const faults: string[] = [];
      for (const pseudo of [
        undefined,
        '::before',
        '::after',
        ...(element.localName === 'dialog' ? ['::backdrop'] : []),
      ]) {
        const style = getComputedStyle(element, pseudo);
        const changes = seconds(style.transitionDuration) + seconds(style.transitionDelay);
        if (changes > 0.1 && style.transitionProperty !== 'none')
          faults.push(`changes over ${changes} s: ${quoted(element)}`);
        if (style.animationName !== 'none' && seconds(style.animationDuration) > 0.1)
          faults.push(`is animated: ${quoted(element)}`);
      }
      if (getComputedStyle(element).scrollBehavior === 'smooth') faults.push(`scrolls smoothly: ${quoted(element)}`);
      return faults;
    });

  return { moving, wouldMove };
}
