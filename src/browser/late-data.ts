/**
 * What the markup of an element tells a script that is fetched when it is wanted: in the built site a file of its own, which
 * nobody fetches who does not want it (src/build/late-data.ts), in the page itself while one writes.
 * @param element that holds a `<script type="application/json" data-late>`
 * @throws Error when there is none, or its file cannot be had
 */
export async function lateData<Content>(element: Element): Promise<Content> {
  const holder = element.querySelector<HTMLElement>('script[data-late]');
  const address = holder?.dataset['late'];
  if (!address) return JSON.parse(holder?.textContent ?? '') as Content;
  // What a server says instead of a file is no JSON.
  return (await (await fetch(address)).json()) as Content;
}
