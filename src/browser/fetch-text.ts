import { PATIENCE } from './patience.ts';

/**
 * Reads a text file of the site. A slow line may take its time; a server that sends nothing for a while does not answer any more.
 * @throws Error when there is no such file, the server is silent, or the connection ends in the middle
 */
export async function fetchText(address: string, options: RequestInit = {}): Promise<string> {
  const stop = new AbortController();
  let late: ReturnType<typeof setTimeout> | undefined;
  const wait = (): void => {
    clearTimeout(late);
    late = setTimeout(() => stop.abort(), PATIENCE);
  };
  wait();
  try {
    const response = await fetch(address, { ...options, signal: stop.signal });
    if (!response.ok) throw new Error(`${address} answers ${response.status}.`);
    const reader = response.body?.getReader();
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      wait();
      const part = await reader?.read();
      if (part === undefined || part.done) return text + decoder.decode();
      text += decoder.decode(part.value, { stream: true });
    }
  } finally {
    clearTimeout(late);
  }
}

/** The same, of a file of data. @throws Error also when it is none */
export async function fetchJson<Content>(address: string, options?: RequestInit): Promise<Content> {
  return JSON.parse(await fetchText(address, options)) as Content;
}

/**
 * What the markup of an element tells a script that is fetched when it is wanted: in the built site a file of its own, which
 * nobody fetches who does not want it (src/build/late-data.ts), in the page itself while one writes.
 * @param element that holds a `<script type="application/json" data-late>`
 * @throws Error when there is none, or its file cannot be had
 */
export async function lateData<Content>(element: Element): Promise<Content> {
  const holder = element.querySelector<HTMLElement>('script[data-late]');
  const address = holder?.dataset['late'];
  return address ? fetchJson<Content>(address) : (JSON.parse(holder?.textContent ?? '') as Content);
}
