/**
 * Serves the built site as GitHub Pages would: under its sub-path, `404.html` for what is unknown, a slash added to
 * the address of a folder, text compressed, what did not change not sent again. Used by `npm start` and by the tests.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { BASE_PATH } from '../config/site.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};
const COMPRESSED = /^(text\/|application\/(json|xml|atom\+xml|wasm|manifest\+json)|image\/svg)/;

/** Whether a reader takes gzip (RFC 9110, 12.5.3): named or meant by `*`, and not with the weight 0. */
function takesGzip(accepted: string | string[] | undefined): boolean {
  const weights = new Map(
    String(accepted ?? '')
      .split(',')
      .map((entry): [string, number] => {
        const [name = '', weight = 'q=1'] = entry
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/);
        return [name, Number(weight.replace('q=', ''))];
      }),
  );
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}

/** The one range of bytes that is asked for (RFC 9110, 14.1.2); undefined for all: no, several or no such one. */
function partOf(range: string | undefined, size: number): { from: number; to: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return from <= to ? { from, to } : undefined;
}

/** A running server. */
interface Served {
  /** Address of the site with its sub-path, without a slash at the end: `http://localhost:4321/repo`. */
  url: string;
  close: () => Promise<void>;
}

/** A file as it is sent, whole and compressed, with a tag by which a reader asks whether it has changed. */
interface Body {
  tag: string;
  plain: Buffer;
  gzip: Buffer;
}

/** Reads files; what has not changed since is compressed once. */
function bodyReader(): (file: string) => Body {
  const bodies = new Map<string, Body & { changed: number }>();
  return (file) => {
    const changed = statSync(file).mtimeMs;
    const kept = bodies.get(file);
    if (kept?.changed === changed) return kept;
    const plain = readFileSync(file);
    const tag = `W/"${createHash('sha1').update(plain).digest('base64url')}"`;
    const body = { changed, tag, plain, gzip: gzipSync(plain) };
    bodies.set(file, body);
    return body;
  };
}

/** What an address leads to: a file, another address, nothing, or it is no address at all. */
type Target = { file: string } | { moved: string } | 'missing' | 'bad';

/** Finds what an address names in a folder, as GitHub Pages does. @param base sub-path, `/repo` or empty */
function targetOf(root: string, base: string, address: string): Target {
  if (base !== '' && (address === '/' || address === base)) return { moved: `${base}/` };
  if (!address.startsWith(`${base}/`)) return 'missing';
  let path: string;
  try {
    path = decodeURIComponent(address.slice(base.length));
  } catch {
    return 'bad';
  }
  const file = resolve(root, `.${path.replaceAll('\\', '/')}`);
  // `..` and encoded forms of it must not lead out of the folder.
  if (path.includes('\0') || (file !== root && !file.startsWith(root + sep))) return 'missing';
  const isFolder = existsSync(file) && statSync(file).isDirectory();
  if (isFolder && !path.endsWith('/')) return { moved: `${address}/` };
  const found = (isFolder ? [join(file, 'index.html')] : path.endsWith('/') ? [] : [file, `${file}.html`]).find(
    (name) => existsSync(name),
  );
  if (found === undefined) return 'missing';
  const [place, real] = [realpathSync.native(root), realpathSync.native(found)];
  const named = join(place, found.slice(root.length));
  // Windows and macOS open a file by its name in other letters too; GitHub Pages does not.
  const isOtherCase = real !== named && real.toLowerCase() === named.toLowerCase();
  // Nor must a link lead out of the folder.
  return isOtherCase || !real.startsWith(place + sep) ? 'missing' : { file: found };
}

/** Sends a file: compressed, in part, or not at all where the reader has it, as the request asks. */
function send(request: IncomingMessage, response: ServerResponse, status: number, file: string, forms: Body): void {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const asked = status === 200 ? request.headers : {};
  const part = partOf(asked.range, forms.plain.length);
  const zip = part === undefined && COMPRESSED.test(type) && takesGzip(request.headers['accept-encoding']);
  const body = zip ? forms.gzip : part ? forms.plain.subarray(part.from, part.to + 1) : forms.plain;
  const same = { etag: forms.tag, 'cache-control': 'no-cache', vary: 'accept-encoding', 'accept-ranges': 'bytes' };
  if (asked['if-none-match']?.split(/\s*,\s*/).includes(forms.tag)) {
    response.writeHead(304, same).end();
    return;
  }
  response.writeHead(part ? 206 : status, {
    ...same,
    'content-type': type,
    'content-length': body.length,
    ...(zip && { 'content-encoding': 'gzip' }),
    ...(part && { 'content-range': `bytes ${part.from}-${part.to}/${forms.plain.length}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/**
 * Serves a folder.
 * @param dir the built site
 * @param base sub-path, `/repo` or empty
 * @param port 0 for any free one
 * @throws Error when the folder holds no build or the port is taken
 */
export async function serve(dir: string, base: string, port: number): Promise<Served> {
  const root = resolve(dir);
  if (!existsSync(join(root, 'index.html'))) {
    throw new Error(`${root} holds no built site. Run \`npm run build\` first.`);
  }
  const read = bodyReader();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const plainly = (status: number, words: string): void =>
      void response.writeHead(status, { 'content-type': 'text/plain' }).end(words);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const [address = '/', query] = (request.url ?? '/').split('?');
    const target = targetOf(root, base, address);
    if (target === 'bad') plainly(400, 'Bad address');
    else if (target === 'missing') {
      const page = join(root, '404.html');
      if (existsSync(page)) send(request, response, 404, page, read(page));
      else plainly(404, 'Not found');
    } else if ('moved' in target) {
      // Two slashes at its beginning would name another host.
      const path = target.moved.replace(/^\/{2,}/, '/');
      response.writeHead(301, { location: query === undefined ? path : `${path}?${query}` }).end();
    } else send(request, response, 200, target.file, read(target.file));
  };

  const server = createServer((request, response) => {
    try {
      answer(request, response);
    } catch (error) {
      // A build that swaps `dist` while a page is being read: the next request finds the new file.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(error instanceof Error ? error.message : 'error');
    }
  });
  await new Promise<void>((listening, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', listening);
  });
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${actual}${base}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

if (import.meta.main) {
  const wanted = Number(process.env['PORT'] ?? 4321);
  try {
    const { url } = await serve('dist', BASE_PATH, wanted);
    console.log(`The site is at ${url}/  (Ctrl-C stops it)`);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    console.error(
      taken
        ? `Port ${wanted} is taken. Choose another one: PORT=4322 npm start`
        : error instanceof Error
          ? error.message
          : error,
    );
    process.exit(1);
  }
}
