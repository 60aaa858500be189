/**
 * Writes an address into the address bar without a step back. Safari throws when that is done very often in a short time,
 * as fast typing does; then the next change brings the address up to date.
 * @param kept what this step of the history is to keep besides what it has
 */
export function replaceAddress(address: string | URL, kept?: object): void {
  try {
    window.history.replaceState(
      kept ? { ...(window.history.state as object | null), ...kept } : window.history.state,
      '',
      address,
    );
  } catch {
    // Refused: see above.
  }
}
