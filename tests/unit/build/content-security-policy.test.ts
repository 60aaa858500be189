import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { unreviewed } from '../../../src/build/content-security-policy.ts';

const MODULE = 'class A extends HTMLElement{}';
const bundled = new Set([createHash('sha256').update(MODULE).digest('base64')]);
const page = (inside: string): string =>
  `<!doctype html><html><head><title>x</title></head><body>${inside}</body></html>`;

test.each([
  ['a module of the bundle', `<script type="module">${MODULE}</script>`],
  [
    'data and a file of the site',
    '<script type="application/json">{"a":"<iframe>"}</script><script src="/_astro/x.js"></script>',
  ],
  ['words about handlers', '<p title="x > onload=1">onclick= and <code>&lt;iframe&gt;</code> javascript:</p>'],
  [
    'a link to another site, a picture of this one',
    '<a href="https://kubernetes.io/">x</a><img src="/x.png" alt=""><img src="data:,">',
  ],
  ['a comment', '<!-- <iframe src="x"></iframe> -->'],
  ['an element of its own name', '<embed-maker data-words="x"></embed-maker>'],
])('%s passes', (_name, html) => expect(unreviewed(page(html), bundled)).toEqual([]));

test.each([
  ['an inline script', '<script>alert(1)</script>', /nobody has reviewed: "alert\(1\)".*REVIEWED/],
  ['a script that calls itself a module', '<script type="module">alert(1)</script>', /nobody has reviewed/],
  ['rules of speculation', '<script type="speculationrules">{}</script>', /nobody has reviewed/],
  ['a frame', '<iframe src="/x"></iframe>', /a frame or a plugin.*Link/],
  ['an object', '<object data="x.swf"></object>', /a frame or a plugin/],
  ['a handler', '<p class="a" onclick="x()">a</p>', /a handler/],
  ['a handler without quotes in a drawing', '<svg><path d="M0 0" onload=x()></path></svg>', /a handler/],
  ['a link that runs a script', '<a href=" javascript:x()">a</a>', /runs a script/],
  ['a foreign picture', '<img alt="" src="https://example.com/x.png">', /a picture of another site/],
  ['a foreign picture in a drawing', '<svg><image href="//example.com/x.png"/></svg>', /a picture of another site/],
  ['a foreign script', '<script src="https://example.com/x.js"></script>', /a script or a style of another site/],
  [
    'a foreign style',
    '<link rel="stylesheet" href="https://example.com/x.css">',
    /a script or a style of another site/,
  ],
])('%s stops the build', (_name, html, message) => expect(unreviewed(page(html), bundled).join('\n')).toMatch(message));
