/**
 * How wide a text is, without a browser and the same on every machine. The widths are those of DejaVu Sans, the widest
 * face that the site's stack of system fonts can end in: a box that holds it holds every other one.
 */
import { type Line, TYPE } from './scene.ts';

/** The characters that a drawing may use. A letter with an accent is as wide as without, in these faces. */
const CHARACTERS =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~' +
  '·–—‹›…→←↔“”’ªº«»';

/** Advance widths of these characters in thousandths of the size of the type, as the font files have them. */
const REGULAR =
  '318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 636 337 337 ' +
  '838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 695 635 611 732 684 ' +
  '989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 579 278 974 634 612 635 635 411 ' +
  '521 392 634 592 818 592 592 525 636 337 636 838 318 500 1000 400 400 1000 838 838 838 518 518 318 471 471 612 ' +
  '612 ';
const BOLD =
  '348 456 521 838 696 1002 872 306 457 457 523 838 380 415 380 365 696 696 696 696 696 696 696 696 696 696 400 ' +
  '400 838 838 838 580 1000 774 762 734 830 683 683 821 837 372 372 775 637 995 837 850 733 850 770 720 682 812 ' +
  '774 1103 771 724 725 457 365 457 838 500 500 675 716 593 716 678 435 716 712 343 343 665 343 1042 712 687 716 ' +
  '716 493 595 478 712 652 924 645 652 582 712 365 712 838 380 500 1000 412 412 1000 838 838 838 657 657 380 564 ' +
  '564 646 646 ';

const tableOf = (widths: string): ReadonlyMap<string, number> => {
  const numbers = widths.trim().split(' ').map(Number);
  return new Map([...CHARACTERS].map((character, index) => [character, numbers[index] ?? 0]));
};
const regular = tableOf(REGULAR);
const bold = tableOf(BOLD);

/**
 * Width of a text on one line.
 * @param size size of the type; the width is in the same unit
 * @throws Error that names a character whose width is not known: add it to the table
 */
export function textWidth(text: string, size: number, isBold: boolean): number {
  let width = 0;
  for (const character of text) {
    const known = (isBold ? bold : regular).get(character.normalize('NFD').charAt(0));
    if (known === undefined) throw new Error(`No width is known for the character "${character}" of "${text}".`);
    width += known;
  }
  return (width * size) / 1000;
}

/** Width of a line of a drawing, in the type of its style. */
export const lineWidth = (text: string, style: Line['style']): number =>
  textWidth(text, TYPE[style], style === 'name' || style === 'step' || style === 'tab');
