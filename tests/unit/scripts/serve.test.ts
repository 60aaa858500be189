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

async function served(base: string): Promise<string> {
  const { url, close } = await serve(`${tempFolder(FILES)}/site`, base, 0);
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
])('the path %s does not lead out of the folder', async (path) => {
  const { status, body } = await raw(await served('/repo'), path);
  expect(status).toBe(404);
  expect(body).not.toContain('secret');
});
test('a broken escape and another method are refused', async () => {
  const url = await served('/repo');
  expect((await raw(url, '/repo/%E0%A4%A')).status).toBe(400);
  expect((await fetch(`${url}/en/start/`, { method: 'POST' })).status).toBe(405);
});
test('a folder without a build says what to run', async () => {
  await expect(serve(tempFolder({}), '', 0)).rejects.toThrow(/npm run build/);
});
