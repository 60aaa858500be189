/**
 * Writes an address into the address bar without a step back. Safari throws when that is done very often in a short time,
 * as fast typing does; then the next change brings the address up to date.
 */
export function replaceAddress(address: string | URL): void {
  try {
    window.history.replaceState(window.history.state, '', address);
  } catch {
    // Refused: see above.
  }
}
