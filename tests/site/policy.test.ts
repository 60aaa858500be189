import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';
import { expect, test } from 'vitest';
import { withPolicy } from '../../src/build/content-security-policy.ts';
import { expectNone, type Finding, line } from '../content/checks/finding.ts';
import { DIST } from '../support/pages.ts';

/** Every element of a page in the order of its source, those in templates too: a script may clone them. */
function* elements(node: Tree.ParentNode): Generator<Tree.Element> {
  for (const child of node.childNodes) {
    if (!('tagName' in child)) continue;
    yield child;
    yield* elements(child);
    if ('content' in child) yield* elements(child.content);
  }
}

const DATA = /^(application\/(ld\+)?json)$/;
const LOADS = new Set(['script', 'style', 'link', 'base', 'img', 'iframe', 'object', 'embed']);

/**
 * What is wrong with the policy of one page: it must come before all that loads or runs, forbid what is not the site's
 * own, and know every inline script and style by its hash. Parsed as a browser does, unlike the code that writes it.
 */
function policyFaults(where: string, html: string): Finding[] {
  const findings: Finding[] = [];
  const fault = (what: string, fix: string): void => void findings.push({ where, what, fix });
  let policy: Map<string, string[]> | undefined;
  let referrer: string | undefined;
  for (const element of elements(parse(html))) {
    const attributes = new Map(element.attrs.map(({ name, value }) => [name, value]));
    const tag = element.tagName;
    if (tag === 'meta' && attributes.get('http-equiv')?.toLowerCase() === 'content-security-policy') {
      policy ??= new Map(
        (attributes.get('content') ?? '').split(';').map((directive) => {
          const [name = '', ...sources] = directive.trim().split(/\s+/);
          return [name, sources];
        }),
      );
    }
    if (tag === 'meta' && attributes.get('name') === 'referrer') referrer = attributes.get('content');
    if (!policy && LOADS.has(tag)) fault(`<${tag}> stands before the policy.`, 'The policy is the first of the head.');
    const [inline] = element.childNodes;
    if (tag === 'script' && !attributes.has('src') && !DATA.test(attributes.get('type') ?? '')) {
      checkHash('script-src', inline);
    }
    if (tag === 'style') checkHash('style-src', inline);
    for (const [name, value] of attributes) {
      if (/^on/.test(name)) fault(`<${tag} ${name}> is an inline handler.`, 'Listen in a script.');
      if (/^\s*javascript:/i.test(value)) fault(`<${tag} ${name}> runs a script.`, 'Use a button and a script.');
    }
    if (attributes.has('target')) {
      fault(`<${tag}> opens in “${attributes.get('target') ?? ''}”.`, 'Readers decide where a link opens: no target.');
    }
  }
  function checkHash(directive: string, text: Tree.ChildNode | undefined): void {
    const value = text && 'value' in text ? text.value : '';
    const hash = `'sha256-${createHash('sha256').update(value).digest('base64')}'`;
    if (!policy?.get(directive)?.includes(hash)) {
      fault(`The policy does not know the inline ${directive} “${value.trim().slice(0, 60)}”.`, `It lacks ${hash}.`);
    }
  }
  if (!policy) fault('There is no content security policy.', 'See src/build/content-security-policy.ts.');
  for (const [directive, ...expected] of [
    ['default-src', "'self'"],
    ['object-src', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'self'"],
    ['frame-src', "'none'"],
    ['img-src', "'self'", 'data:'],
    ['require-trusted-types-for', "'script'"],
    ['trusted-types', 'inert-html service-worker'],
  ] as const) {
    const is = policy?.get(directive)?.join(' ');
    if (is !== expected.join(' ')) fault(`${directive} is “${is ?? ''}”.`, `It should be “${expected.join(' ')}”.`);
  }
  for (const directive of ['script-src', 'style-src']) {
    const loose = policy?.get(directive)?.filter((source) => !/^'(self|sha256-[\w+/=]+)'$/.test(source));
    if (loose?.length !== 0) fault(`${directive} allows ${String(loose)}.`, "Only 'self' and hashes.");
  }
  if (referrer !== 'strict-origin-when-cross-origin') fault('There is no referrer policy.', 'See withPolicy().');
  return findings;
}

test('every HTML file forbids what it does not hold, before anything loads', () => {
  const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  expect(files.length).toBeGreaterThan(100);
  expect(files).toContain('404.html');
  expectNone(files.flatMap((file) => policyFaults(file, readFileSync(join(DIST, file), 'utf8'))));
});

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>
<style>p{color:red}</style><script type="application/ld+json">{"a":"<b>"}</script></head>
<body data-x="a > b"><p style="--x:1">x</p><script type="module" data-y='"'>const a = '</p>' > "\\u003c";
</script><script>1</script><script src="/x.js"></script></body></html>`;

test('a page with scripts and styles of its own passes', () => {
  expect(policyFaults('x.html', withPolicy(PAGE)).map(line)).toEqual([]);
});

test.each([
  [
    'a script that was added later',
    '</body>',
    '<script>planted()</script></body>',
    /does not know .*script-src.*planted/,
  ],
  ['a script that was changed', '<script>1<', '<script>2<', /does not know/],
  ['a style that was added later', '</body>', '<style>b{}</style></body>', /does not know .*style-src/],
  ['a script before the policy', '<head>', '<head><script>1</script>', /<script> stands before the policy/],
  ['an inline handler', '<body', '<body onload="x()"', /<body onload> is an inline handler/],
  ['a link that runs a script', '</body>', '<a href=" javascript:x()">x</a></body>', /<a href> runs a script/],
  ['a link that opens a window', '</body>', '<a href="/" target="_blank">x</a></body>', /opens in “_blank”/],
  [
    'inline scripts allowed',
    "script-src 'self'",
    "script-src 'self' 'unsafe-inline'",
    /script-src allows 'unsafe-inline'/,
  ],
  ['another origin allowed', "style-src 'self'", "style-src 'self' https:", /style-src allows https:/],
  [
    'WebAssembly, which nothing here needs',
    "script-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    /allows 'wasm-unsafe-eval'/,
  ],
  ['a looser default', "default-src 'self'", 'default-src *', /default-src is “\*”/],
  ['markup made of any text', "require-trusted-types-for 'script'", '', /require-trusted-types-for is “”/],
  [
    'another policy of trusted types',
    'trusted-types inert-html service-worker',
    'trusted-types *',
    /trusted-types is “\*”/,
  ],
  ['no referrer policy', 'name="referrer"', 'name="referer"', /no referrer policy/],
  ['no policy', /<meta http-equiv[^>]*>/, '', /There is no content security policy/],
])('%s is seen', (_name, from, to, message) => {
  const broken = withPolicy(PAGE).replace(from, to);
  expect(policyFaults('x.html', broken).map(line).join('\n')).toMatch(message);
});

test('a page whose head begins otherwise stops the build', () => {
  expect(() => withPolicy('<html><head><script>1</script><meta charset="utf-8"></head></html>')).toThrow(/head/);
});
