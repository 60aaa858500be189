/**
 * Keeps what stands in the fields of a tool while the reader looks at another page. Safari puts every field with
 * `autocomplete="off"` back to what it was written with when a page comes back from its memory: the field would be empty,
 * and the tool still show what it said, or forget it with the next change.
 * @param tool holds the fields, also those that come later
 */
export function keepFields(tool: ParentNode): void {
  window.addEventListener('pagehide', () => {
    for (const field of tool.querySelectorAll('input')) field.defaultValue = field.value;
  });
}
