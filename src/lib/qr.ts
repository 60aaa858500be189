/** QR codes of addresses, as drawings. */
import { encode } from 'uqr';

/**
 * The dark squares of a code as one path of an SVG, and the side of its square drawing field in units.
 * Error correction M; the quiet zone of four units around it is what the standard (ISO/IEC 18004) asks for.
 */
export function qrPath(text: string): { path: string; side: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { path, side: size };
}
