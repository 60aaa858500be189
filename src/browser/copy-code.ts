/** The button of a code block: copies the lines as they are written, without the prompts. */
export function copyCode(button: HTMLElement): void {
  const block = button.parentElement;
  const lines = block?.querySelectorAll('.ec-line .code') ?? [];
  const text = [...lines].map((line) => (line.textContent ?? '').replace(/\n$/, '')).join('\n');
  const say = (state: string): void => {
    button.dataset['state'] = state;
    setTimeout(() => delete button.dataset['state'], 2000);
  };
  navigator.clipboard.writeText(text).then(
    () => say('done'),
    () => {
      // The browser or a policy refuses the clipboard: the text stands selected, Ctrl C takes it.
      getSelection()?.selectAllChildren(block?.querySelector('code') ?? button);
      say('selected');
    },
  );
}
