import { expect, test } from 'vitest';
import { llmsText } from '../../../../src/features/markdown-pages/llms.ts';
import { toMarkdown } from '../../../../src/features/markdown-pages/to-markdown.ts';

const URL = 'https://example.org/repo/en/ports/';
const page = (content: string): string => `<html><head>
<meta property="og:title" content="Ports"><meta name="description" content="About: ports."><meta property="og:url" content="${URL}">
<script type="application/ld+json">{"@graph":[{"inLanguage":"en","license":"https://l.example/","dateModified":"2026-11-21","about":["Kubernetes v1.37"]}]}</script>
</head><body><main><h1>Ports</h1><div class="sl-markdown-content">${content}</div></main></body></html>`;
/** What is written below the title. */
const written = (content: string): string =>
  toMarkdown(page(content), { drawing: 'The drawing', tool: 'A tool' })
    .split('# Ports\n\n')
    .slice(1)
    .join('# Ports\n\n');

test('title, address, language, day and licence stand above the text', () => {
  expect(toMarkdown(page('<p>x</p>'), { drawing: '', tool: '' })).toBe(
    `---\ntitle: Ports\ndescription: "About: ports."\nurl: ${URL}\nlanguage: en\nlicence: CC BY 4.0, https://l.example/\nchecked: Kubernetes v1.37, 2026-11-21\n---\n\n# Ports\n\nx\n`,
  );
});

test('a page without content is named', () => {
  expect(() => toMarkdown(page('').replace('sl-markdown-content', ''), { drawing: '', tool: '' })).toThrow(
    /ports\/ has no title or no content/,
  );
  expect(() => toMarkdown('<html><head></head></html>', { drawing: '', tool: '' })).toThrow(/has no <main>/);
});

test.each([
  [
    'links become absolute',
    '<p><a href="/repo/en/">a</a> <a href="#b">c</a></p>',
    '[a](https://example.org/repo/en/) [c](https://example.org/repo/en/ports/#b)\n',
  ],
  ['where a line may end is no sign', '<p>6060-<wbr>6062 <code>apps/<wbr>v1</code></p>', '6060-6062 `apps/v1`\n'],
  [
    'tools, popovers and doubles go',
    '<p>a<span popover="manual">tip</span></p><form><p>x</p></form><p hidden>y</p><span class="sr-only">z</span><dialog><h2>w</h2></dialog>',
    'a\n',
  ],
  [
    'the link of a heading to itself goes',
    '<h2 id="b"><a href="#b">B</a></h2><a class="sl-anchor-link" href="#b">#</a><p>x</p>',
    '## B\n\nx\n',
  ],
  [
    'code keeps its lines, its language and the name of its file',
    '<div class="expressive-code"><figure><figcaption><span class="title">a.yaml</span></figcaption><pre data-language="yaml"><code><div class="ec-line"><div class="code"><span>a:</span></div></div><div class="ec-line"><div class="code"><span class="indent">  </span>b: &lt;c&gt;</div></div></code></pre><div class="copy"><button>Copy</button></div></figure></div>',
    '`a.yaml`:\n\n```yaml\na:\n  b: <c>\n```\n',
  ],
  [
    'a frame without a name names nothing',
    '<div class="expressive-code"><figure><figcaption><span class="title"></span></figcaption><pre data-language="bash"><code><div class="ec-line">ls</div></code></pre></figure></div>',
    '```bash\nls\n```\n',
  ],
  [
    'an aside keeps its title, which is hidden from screen readers',
    '<aside aria-label="Mind it" class="starlight-aside"><p class="starlight-aside__title" aria-hidden="true"><svg></svg>Mind it</p><div class="starlight-aside__content"><p>All go.</p></div></aside>',
    '> **Mind it**\n>\n> All go.\n',
  ],
  [
    'a note stands apart from its value',
    '<table><tr><th>A</th></tr><tr><td><span class="feature-value">yes</span><span class="feature-note">Linux</span></td></tr></table>',
    '| A |\n| - |\n| yes (Linux) |\n',
  ],
  [
    'names and values are a list',
    '<dl><div><dt>Layer</dt><dd>node</dd></div><dt>Calls</dt><dd><code>A</code><code>B</code></dd></dl>',
    '- **Layer**: node\n- **Calls**: `A`, `B`\n',
  ],
  [
    'a fact is one paragraph, its sources one line',
    '<div class="fact"><p class="fact-label">Form</p><p>gRPC.</p><details class="fact-sources"><summary>1 source</summary><ul><li><a href="https://s.example/">S</a></li><li>Checked</li></ul></details></div>',
    '**Form**: gRPC.\n\n1 source: [S](https://s.example/); Checked\n',
  ],
  [
    'a fact without a label is its text',
    '<div class="fact"><p>A CRD declares a kind.</p><details class="fact-sources"><summary>1 source</summary><ul><li><a href="https://s.example/">S</a></li></ul></details></div>',
    'A CRD declares a kind.\n\n1 source: [S](https://s.example/)\n',
  ],
  [
    'cells are one line, groups are a row, numbers of sources stand apart',
    '<table><thead><tr><th>Q</th><th>CRI<small>stable</small></th></tr></thead><tbody><tr><th colspan="2">Group</th></tr><tr><th>A</th><td><p>One.</p><p>Two | three</p><p class="refs"><span>Sources: </span><a href="#s1">1</a><a href="#s2">2</a></p></td></tr></tbody></table>',
    '| Q | CRI (stable) |\n| - | - |\n| **Group** | |\n| A | One. Two \\| three (1, 2) |\n',
  ],
  [
    'small words in parentheses get no second pair',
    '<details><summary>Ports <small>(25)</small></summary><p>One.</p></details>',
    '**Ports (25)**\n\nOne.\n',
  ],
  [
    'a small value is no note, and a note behind it is one',
    '<dl><div><dt>Layer</dt><dd> <small>Node.</small> <small><a href="/c">compare</a></small></dd></div></dl>',
    '- **Layer**: Node. ([compare](https://example.org/c))\n',
  ],
  [
    'a badge stands apart from the words behind it',
    '<table><tr><th>Purpose</th></tr><tr><td><span class="status status-off">off by default</span> Read-only API.</td></tr></table>',
    '| Purpose |\n| - |\n| *off by default* Read-only API. |\n',
  ],
  ['emphasis on nothing goes', '<p><b><span hidden>1</span></b> All.</p>', 'All.\n'],
  [
    'below the title of nothing but a tool is the way to it',
    '<h2 id="a">Try it</h2><form><button>Go</button></form><h2 id="b">Words</h2><h3 id="c">More</h3><p>x</p><h2 id="d">Last</h2><form></form>',
    '## Try it\n\n[A tool](https://example.org/repo/en/ports/)\n\n## Words\n\n### More\n\nx\n\n## Last\n\n[A tool](https://example.org/repo/en/ports/)\n',
  ],
  [
    'what a row shows when it is opened follows under its name',
    '<table><thead><tr><th>Port</th><th>Of</th></tr></thead><tbody><tr><th><a href="#p">1</a><small>TCP</small></th><td><a href="/c">C</a></td></tr><tr><td colspan="2"><details><summary>Details</summary><dl><dt>TLS</dt><dd>none</dd></dl></details></td></tr></tbody></table>',
    '| Port | Of |\n| - | - |\n| [1](https://example.org/repo/en/ports/#p) (TCP) | [C](https://example.org/c) |\n\n- [1](https://example.org/repo/en/ports/#p) (TCP), [C](https://example.org/c)\n  - **TLS**: none\n',
  ],
  [
    'a diagram is its caption, its text and a link',
    '<figure id="diagram-x" class="diagram"><div><svg><text>x</text></svg></div><figcaption><p><strong>X.</strong> Y.</p><ul class="diagram-legend"><li>z</li></ul><details class="diagram-text"><summary>As text</summary><ol><li>a → b</li></ol></details><diagram-actions data-source="graph"></diagram-actions></figcaption></figure>',
    '**X.** Y.\n\n**As text**\n\n1. a → b\n\n[The drawing](https://example.org/repo/en/ports/#diagram-x)\n',
  ],
  [
    'a card is a link with what it says',
    '<ul class="cards"><li><a href="/cri"><span><span>CRI</span><span class="status">stable</span></span><span>Drives.</span></a></li></ul>',
    '- [CRI](https://example.org/cri) (stable): Drives.\n',
  ],
  [
    'a step says who and through what; titles of links end where they end',
    '<ol class="flow"><li><span class="flow-actor">kubelet</span> <span class="flow-via">CRI</span><div>Runs.</div></li></ol><dl><dt>See</dt><dd><ul><li><a href="/a">Why?</a></li><li><a href="/b">B</a></li></ul></dd></dl>',
    '1. **kubelet** (CRI)\n\n   Runs.\n\n- **See**: [Why?](https://example.org/a); [B](https://example.org/b)\n',
  ],
  ['emphasis does not end with a space', '<p><strong>No. </strong>It</p>', '**No.** It\n'],
  [
    'signs of Markdown are escaped, underscores in words are not',
    '<p>a_b *c* &lt;d&gt; _e_</p>',
    'a_b \\*c\\* \\<d> \\_e\\_\n',
  ],
])('%s', (_name, html, markdown) => expect(written(html)).toBe(markdown));

test('llms.txt has title, summary, notes and lists in this order', () => {
  expect(
    llmsText({
      title: 'T',
      summary: 'S',
      notes: ['N'],
      sections: [{ title: 'A', links: [{ title: 'P', url: 'u', note: 'n' }] }],
    }),
  ).toBe('# T\n\n> S\n\nN\n\n## A\n\n- [P](u): n\n');
});
