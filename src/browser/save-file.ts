/**
 * Gives the reader a file, which the browser saves where it saves all.
 * @param name of the file
 * @param type its media type, with a charset where it has one
 */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // Not at once: the browser may not have begun to read.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
