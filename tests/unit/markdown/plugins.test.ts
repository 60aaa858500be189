import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { headingLinkNames } from '../../../src/markdown/heading-links.ts';
import { termMarks } from '../../../src/markdown/term-marks.ts';
import { wholeOptions } from '../../../src/markdown/whole-options.ts';
import { KINDS, PLACES, render } from '../../support/markdown.ts';

const EN = '/site/src/content/docs/en/page.mdx';
const PT = '/site/src/content/docs/pt-br/page.mdx';

const text = (value: string): object => ({ type: 'text', value });

// Astro's processor prints what it throws; the tests read what it throws.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

describe.each(KINDS)('.%s', (kind) => {
  describe('heading ids', () => {
    test('a mark becomes the id and leaves the text', async () => {
      expect(await render(kind, '## Por que existe [#why]', PT)).toBe('<h2 id="why">Por que existe</h2>');
    });
    test('a mark after inline code and emphasis is read, too', async () => {
      expect(await render(kind, '### The `kubelet` *itself* [#the-kubelet]', EN)).toContain(
        '<h3 id="the-kubelet">The <code>kubelet</code> <em>itself</em></h3>',
      );
    });
    test('a heading without a mark fails and says what to write', async () => {
      await expect(render(kind, 'Text.\n\n## Why it exists', EN)).rejects.toThrow(/no id.*\[#english-id\]/s);
    });
    test('an id with other letters fails', async () => {
      await expect(render(kind, '## Título [#título]', PT)).rejects.toThrow(/not kebab-case/);
      await expect(render(kind, '## Title [#The_Title]', EN)).rejects.toThrow(/not kebab-case/);
    });
    test('an id used twice fails and names the first line', async () => {
      await expect(render(kind, '## One [#role]\n\n## Two [#role]', EN)).rejects.toThrow(
        /already used by the heading on line 1/,
      );
    });
  });

  test('the address of the site is that of the build, in prose, in a link and in code', async () => {
    const at = `${PLACES.written}/interfaces/cri/`;
    const html = await render(kind, `${at} \`${at}\` [x](${at}#role)\n\n\`\`\`text\n${at}\n\`\`\``, EN);
    expect(html).not.toContain(PLACES.written);
    expect(html.split(`${PLACES.here}/interfaces/cri/`)).toHaveLength(6);
  });

  describe('links', () => {
    test('get the sub-path', async () => {
      expect(await render(kind, '[CRI](/en/interfaces/cri/#operations)', EN)).toContain(
        'href="/repo/en/interfaces/cri/#operations"',
      );
    });
    test('get nothing when the site is served from the root', async () => {
      expect(await render(kind, '[CRI](/en/interfaces/cri/)', EN, '')).toContain('href="/en/interfaces/cri/"');
    });
    test('to other sites and to the page itself stay', async () => {
      const html = await render(kind, '[a](https://example.com/en) [b](#role)', EN);
      expect(html).toContain('href="https://example.com/en"');
      expect(html).toContain('href="#role"');
    });
    test('without a language fail', async () => {
      await expect(render(kind, '[CRI](/interfaces/cri/)', PT)).rejects.toThrow(/names no language.*\/pt-br\//);
    });
    test('into the other language fail', async () => {
      await expect(render(kind, '[CRI](/en/interfaces/cri/)', PT)).rejects.toThrow(
        /leads a reader of "pt-br" into "en"/,
      );
    });
    test('without the last slash fail and say how to write them', async () => {
      await expect(render(kind, '[CRI](/en/interfaces/cri#role)', EN)).rejects.toThrow('/en/interfaces/cri/#role');
    });
  });

  test('a table stands in a box that scrolls and takes focus', async () => {
    const html = await render(kind, '| a |\n|---|\n| b |', EN);
    expect(html).toMatch(/<div class="table-box" tabindex="0">\s*<table>/);
    expect(html.match(/table-box/g)).toHaveLength(1);
  });
  test('code in a table may wrap where a path has a joint, and nowhere else', async () => {
    const html = await render(kind, '| `apps/v1.2` |\n|---|\n| `kubectl` |\n\n`apps/v1`', EN);
    expect(html).toContain('<code>apps/<wbr>v1.<wbr>2</code>');
    expect(html).toContain('<code>kubectl</code>');
    expect(html).toContain('<code>apps/v1</code>');
  });
  test('what notes get wrong about a section stands at its end, and in no other', async () => {
    const page = EN.replace('page.mdx', 'components/kube-scheduler.mdx');
    const html = await render(kind, '## Ports [#ports]\n\nText.\n\n## Next [#next]\n\nMore.', page, '/repo');
    expect(html).toMatch(
      /<section class="noted">\s*<section>\s*<p>Text\.<\/p>\s*<\/section>\s*<ul class="section-corrections[^]*#scheduler-port-10251[^]*<\/ul>\s*<\/section>\s*<h2 id="next"/,
    );
    expect(html).toContain('href="/repo/en/reference/corrections/#scheduler-port-10251"');
    expect(html.match(/section-corrections/g)).toHaveLength(1);
  });
  test('a single tilde is no strikethrough, two are', async () => {
    expect(await render(kind, 'about ~5 or ~6', EN)).not.toContain('<del>');
    expect(await render(kind, '~~old~~', EN)).toContain('<del>old</del>');
  });
  test('hyphens and quotes in prose stay as typed', async () => {
    expect(await render(kind, 'use --dry-run and "so"', EN)).toContain('--dry-run and "so"');
  });
});

test('an unclosed tag does not compile', async () => {
  await expect(render('mdx', 'See <Term id="cri">CRI.\n\nMore.', EN)).rejects.toThrow(/Term/);
});

test('the link of a heading has its name as an attribute, and the heading its words in an element', () => {
  const element = (tagName: string, properties: Element['properties'], ...children: Element['children']): Element => ({
    type: 'element',
    tagName,
    properties,
    children,
  });
  const text = (value: string) => ({ type: 'text' as const, value });
  const heading = (id: string, key: 'class' | 'className'): Element =>
    element(
      'div',
      { [key]: key === 'class' ? 'sl-heading-wrapper level-h2' : ['sl-heading-wrapper'] },
      element('h2', { id }, text('The '), element('code', {}, text('kubelet'))),
      element(
        'a',
        { [key]: key === 'class' ? 'sl-anchor-link' : ['sl-anchor-link'], href: `#${id}` },
        element('span', { className: ['sl-anchor-icon'] }),
        element('span', { [key]: key === 'class' ? 'sr-only' : ['sr-only'] }, text('Section titled “The kubelet”')),
      ),
    );
  const other = element('div', {}, element('h2', {}, text('a')), element('a', { href: '#a' }, text('b')));
  const tree: Root = {
    type: 'root',
    children: [heading('role', 'class'), heading('what-is-shared', 'className'), other],
  };
  headingLinkNames()(tree);
  const html = toHtml(tree);
  expect(html).toContain('<h2 id="role"><span>The <code>kubelet</code></span></h2>');
  expect(html).toContain(
    'href="#role" aria-label="Section titled “The kubelet”"><span class="sl-anchor-icon"></span></a>',
  );
  expect(html).toContain('<h2 id="what-is-shared" class="entry-title">');
  expect(html).toContain('<div><h2>a</h2><a href="#a">b</a></div>');
});

test('punctuation after a term goes with it, and nothing else does', () => {
  const term = (name: string): object => ({ type: 'mdxJsxTextElement', name, attributes: [], children: [] });
  const children = [term('Term'), text(', starts'), term('Term'), text(' runs.'), term('Badge'), text('.')];
  termMarks()({ type: 'root', children } as unknown as Root);
  expect(children).toMatchObject([
    { attributes: [{ name: 'mark', value: ',' }] },
    { value: ' starts' },
    { attributes: [] },
    { value: ' runs.' },
    { attributes: [] },
    { value: '.' },
  ]);
});

test('an option of a command begins whole, in code and nowhere else', () => {
  const code = (value: string): Element => ({
    type: 'element',
    tagName: 'code',
    properties: {},
    children: [{ type: 'text', value }],
  });
  const shown = (...children: Root['children']): string => {
    const root: Root = { type: 'root', children };
    wholeOptions()(root);
    return toHtml(root);
  };
  expect(shown(code('kubectl get pods -l app=my-app --sort-by=.a'))).toBe(
    '<code>kubectl get pods <span class="whole">-l</span> app=my-app <span class="whole">--s</span>ort-by=.a</code>',
  );
  expect(shown(code('"-v=2" kube-proxy - a --'))).toBe(
    '<code>"<span class="whole">-v</span>=2" kube-proxy - a --</code>',
  );
  expect(shown({ type: 'text', value: 'pods -l' })).toBe('pods -l');
  const pre: Element = { type: 'element', tagName: 'pre', properties: {}, children: [code('ls -l')] };
  expect(shown(pre), "a block is the highlighter's").toBe('<pre><code>ls -l</code></pre>');
});
