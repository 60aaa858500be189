import { symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../../src/scripts/serve.ts';
import { tempFolder } from '../../support/temp.ts';

const FILES = {
  'site/index.html': 'root',
  'site/404.html': 'not here',
  'site/en/start/index.html': 'start '.repeat(200),
  'site/data.json': '{}',
  'secret.txt': 'secret',
};

/** Windows lets administrators make links, and whoever has its developer mode on. */
const MAY_LINK = process.platform !== 'win32';

async function served(base: string): Promise<string> {
  const folder = tempFolder(FILES);
  if (MAY_LINK) {
    symlinkSync('../secret.txt', `${folder}/site/out.txt`);
    symlinkSync('data.json', `${folder}/site/inside.json`);
    symlinkSync('data.json', `${folder}/site/DATA.json`);
  }
  const { url, close } = await serve(`${folder}/site`, base, 0);
  onTestFinished(close);
  return url;
}

/** Sends a path as it stands: fetch would tidy it up. */
function raw(url: string, path: string): Promise<{ status: number; body: string }> {
  return new Promise((done, fail) => {
    const sent = request({ port: new URL(url).port, path }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => done({ status: response.statusCode ?? 0, body }));
    });
    sent.on('error', fail).end();
  });
}

test.each(['/repo', ''])('under the sub-path "%s": pages, folders, unknown addresses', async (base) => {
  const url = await served(base);
  const page = await fetch(`${url}/en/start/`);
  expect([page.status, page.headers.get('content-type'), page.headers.get('content-encoding')]).toEqual([
    200,
    'text/html; charset=utf-8',
    'gzip',
  ]);
  const folder = await fetch(`${url}/en/start?q=1`, { redirect: 'manual' });
  expect([folder.status, folder.headers.get('location')]).toEqual([301, `${base}/en/start/?q=1`]);
  const unknown = await fetch(`${url}/en/nothing/`);
  expect([unknown.status, await unknown.text()]).toEqual([404, 'not here']);
  expect((await fetch(`${url}/data.json`)).headers.get('content-type')).toContain('application/json');
  expect((await fetch(`${url}/data.json/`)).status).toBe(404);
});
test('the root leads to the sub-path, and nothing else is served outside it', async () => {
  const { origin } = new URL(await served('/repo'));
  for (const path of ['/', '/repo']) {
    const root = await fetch(origin + path, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([301, '/repo/']);
  }
  expect((await fetch(`${origin}/en/start/`)).status).toBe(404);
  expect((await fetch(`${origin}/repository/en/start/`)).status).toBe(404);
});
test.each([
  '/repo/../secret.txt',
  '/repo/%2e%2e/secret.txt',
  '/repo/..%2fsecret.txt',
  '/repo/..%5csecret.txt',
  '/repo/%00',
  '/repo/out.txt',
])('the path %s does not lead out of the folder', async (path) => {
  const { status, body } = await raw(await served('/repo'), path);
  expect(status).toBe(404);
  expect(body).not.toContain('secret');
});
test.each([
  ['gzip', 'gzip'],
  ['br;q=1, GZIP;q=0.5', 'gzip'],
  ['*', 'gzip'],
  ['gzip;q=0', null],
  ['gzip;q=0, *', null],
  ['identity', null],
])('who accepts "%s" gets %s', async (accepted, encoding) => {
  const { headers } = await fetch(`${await served('/repo')}/en/start/`, { headers: { 'accept-encoding': accepted } });
  expect(headers.get('content-encoding')).toBe(encoding);
});
test('what a browser has is not sent again; a part is sent alone', async () => {
  const url = await served('/repo');
  const page = await fetch(`${url}/en/start/`);
  const again = await fetch(`${url}/en/start/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const other = await fetch(`${url}/data.json`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } });
  expect(other.status).toBe(200);
  const part = async (range: string): Promise<unknown[]> => {
    const answer = await fetch(`${url}/en/start/`, { headers: { range } });
    return [answer.status, answer.headers.get('content-range'), (await answer.text()).length];
  };
  expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/1200', 3]);
  expect(await part('bytes=-6')).toEqual([206, 'bytes 1194-1199/1200', 6]);
  expect(await part('bytes=1190-')).toEqual([206, 'bytes 1190-1199/1200', 10]);
  expect(await part('bytes=9000-')).toEqual([200, null, 1200]);
  expect(await part('bytes=0-1,3-4')).toEqual([200, null, 1200]);
  expect((await fetch(`${url}/nothing`, { headers: { range: 'bytes=0-1' } })).status).toBe(404);
});
test.runIf(MAY_LINK)(
  'a link inside the folder is a file of it; a name in other letters is not, whatever the disk says',
  async () => {
    const url = await served('/repo');
    expect(await (await fetch(`${url}/inside.json`)).text()).toBe('{}');
    expect((await fetch(`${url}/DATA.json`)).status).toBe(404);
  },
);
test('an address that begins with two slashes leads to no other host', async () => {
  const { port } = new URL(await served(''));
  const location = await new Promise((done, fail) => {
    request({ port, path: '//en/start' }, ({ headers }) => done(headers.location))
      .on('error', fail)
      .end();
  });
  expect(location).toBe('/en/start/');
});
test('a broken escape and another method are refused', async () => {
  const url = await served('/repo');
  expect((await raw(url, '/repo/%E0%A4%A')).status).toBe(400);
  expect((await fetch(`${url}/en/start/`, { method: 'POST' })).status).toBe(405);
});
test('a folder without a build says what to run', async () => {
  await expect(serve(tempFolder({}), '', 0)).rejects.toThrow(/npm run build/);
});
