/** The shape that stands for an interface all over the site: on the board, in lists, on cards. */

/** A length in a drawing, to a hundredth. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * An interface as a shape: the plug is the side that calls, and reaches into the socket, the side that implements.
 * @param mid x of the middle, where the two meet
 * @param y of the wire
 * @param h half the height; the whole is 5.2 times as wide
 * @param back the caller stands at the right
 * @returns two SVG paths
 */
export function connectorShape(mid: number, y: number, h: number, back = false): { plug: string; socket: string } {
  const s = back ? -1 : 1;
  /** A length along the wire, from the middle. */
  const x = (value: number): number => round(mid + s * value * h);
  const r = round(h * 0.2);
  const sweep = back ? 0 : 1;
  const top = round(y - h);
  const low = round(y + h);
  const tongue = round(h * 0.4);
  const hole = round(h * 0.62);
  const arc = (dx: number, dy: number): string => `a${r} ${r} 0 0 ${sweep} ${round(s * dx)} ${dy}`;
  const plug =
    `M${x(-2.75)} ${round(y - h * 0.34)}H${x(-2.45)}V${round(top + r)}${arc(r, -r)}H${x(0.05)}V${round(y - tongue)}` +
    `H${x(0.86)}V${round(y + tongue)}H${x(0.05)}V${low}H${round(x(-2.45) + s * r)}${arc(-r, -r)}V${round(y + h * 0.34)}H${x(-2.75)}Z`;
  const socket =
    `M${x(0.32)} ${top}H${round(x(2.45) - s * r)}${arc(r, r)}V${round(low - r)}${arc(-r, r)}H${x(0.32)}` +
    `V${round(y + hole)}H${x(1.14)}V${round(y - hole)}H${x(0.32)}Z`;
  return { plug, socket };
}
