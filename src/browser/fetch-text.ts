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
