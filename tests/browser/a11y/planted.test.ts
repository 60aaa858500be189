import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { browser } from '../../support/visit.ts';
import { ask } from '../../support/examine.ts';
import { KeyboardUser } from '../../support/keyboard-user.ts';
import { unpack, type Toolbox } from '../../support/page-checks.ts';
import { nothingJudged, violations } from './every-page.ts';
import { foreignNames } from '../../support/interface-words.ts';

/** One small page per check with the fault that it is for, and the same page without. */
const PLANTED: Record<
  string,
  {
    check: keyof Toolbox;
    faulty: string;
    sound: string;
    says: RegExp;
    forced?: boolean;
    low?: boolean;
    before?: keyof Toolbox;
  }
> = {
  'a target too small beside another': {
    check: 'smallTargets',
    faulty:
      '<ul><li><a href="#a" style="display:block;height:16px">one</a><li><a href="#b" style="display:block;height:16px">two</a></ul>',
    sound:
      '<ul><li><a href="#a" style="display:block;height:24px">one</a><li><a href="#b" style="display:block;height:24px">two</a></ul>',
    says: /too near/,
  },
  'a field with letters that an iPhone zooms': {
    check: 'smallFields',
    faulty: '<label>x <select style="font-size:15px"><option>y</select></label>',
    sound:
      '<label>x <select style="font-size:16px"><option>y</select></label><input type="checkbox" style="font-size:9px">',
    says: /letters of 15 px/,
  },
  'a control without a name': {
    check: 'nameFaults',
    faulty: '<button>×</button>',
    sound: '<button aria-label="Close">×</button>',
    says: /no name/,
  },
  'a name without the words in sight': {
    check: 'nameFaults',
    faulty: '<button aria-label="Submit">Search</button>',
    sound: '<button aria-label="Search the site">Search</button>',
    says: /lacks the words/,
  },
  'two buttons of one name': {
    check: 'nameFaults',
    faulty: '<button>Copy link</button><button>Copy link</button>',
    sound: '<button>Copy link</button><button aria-label="Copy link: Ports">Copy link</button>',
    says: /name of two/,
  },
  'two links of one name in one sentence': {
    check: 'nameFaults',
    faulty: '<p><a href="#a">443</a>, <a href="#b">443</a></p>',
    sound: '<p><a href="#a">443</a></p><p>or <a href="#b">443</a></p>',
    says: /name of two/,
  },
  'a control without an edge': {
    check: 'lostInForcedColors',
    faulty: '<button style="border:0;background:#036;color:#fff">Find</button>',
    sound: '<button style="border:1px solid #036;background:#036;color:#fff">Find</button>',
    says: /no edge and no sign/,
    forced: true,
  },
  'a state by colour alone': {
    check: 'lostInForcedColors',
    faulty: '<style>[aria-current]{background:#ff0;color:#900}</style><a href="#a" aria-current="true">A</a>',
    sound: '<style>[aria-current]{background:#ff0;font-weight:700}</style><a href="#a" aria-current="true">A</a>',
    says: /is not seen/,
    forced: true,
  },
  'an icon cut out of its ground': {
    check: 'lostInForcedColors',
    faulty: '<i style="display:block;width:20px;height:20px;background:#036;mask-image:url(data:,)"></i>',
    sound: '<i style="display:block;width:20px;height:20px;background:CanvasText;mask-image:url(data:,)"></i>',
    says: /colour of the paper/,
    forced: true,
  },
  'a drawing in the colour of the paper': {
    check: 'lostInForcedColors',
    faulty: '<svg width="90" height="20"><path d="M0 0h90v9z" style="fill:Canvas"/></svg>',
    sound: '<svg width="90" height="20"><path d="M0 0h90v9z" style="fill:CanvasText"/></svg>',
    says: /colour of the paper/,
    forced: true,
  },
  'words of a drawing in the colour of their ground': {
    check: 'lostInForcedColors',
    faulty:
      '<svg width="90" height="20"><path d="M0 0h90v20H0z" style="fill:CanvasText"/><text y="15" style="fill:CanvasText">CRI</text></svg>',
    sound:
      '<svg width="90" height="20"><path d="M0 0h90v20H0z" style="fill:CanvasText"/><text y="15" style="fill:Canvas">CRI</text></svg>',
    says: /what is behind it/,
    forced: true,
  },
  'a fold whose caret has no edges': {
    check: 'lostInForcedColors',
    faulty:
      '<style>button{border:0}button::before{content:"";display:block;width:6px;height:6px;background:#036}</style><button>What it is</button>',
    sound:
      '<style>button{border:0}button::before{content:"";display:block;width:6px;height:6px;border-bottom:2px solid #036}</style><button>What it is</button>',
    says: /no edge and no sign/,
    forced: true,
  },
  'a focus without an outline': {
    check: 'focusUnseen',
    faulty: '<style>button:focus{outline:none}</style><button>A</button>',
    sound: '<button>A</button>',
    says: /no outline/,
  },
  'something that moves by itself': {
    check: 'moving',
    faulty: '<style>@keyframes k{to{rotate:1turn}}p{animation:k 2s infinite}</style><p>A</p>',
    sound: '<p>A</p>',
    says: /moves/,
  },
  'a change that takes its time': {
    check: 'wouldMove',
    faulty: '<style>p::before{content:"";transition:transform .2s}</style><p>A</p>',
    sound: '<style>p::before{content:"";transition:transform .05s}</style><p>A</p>',
    says: /changes over 0\.2 s/,
  },
  'smooth scrolling': {
    check: 'wouldMove',
    faulty: '<style>html{scroll-behavior:smooth}</style>',
    sound: '<p>A</p>',
    says: /scrolls smoothly/,
  },
  'a page too wide': {
    check: 'sideways',
    faulty: '<div style="width:150vw">A</div>',
    sound: '<div style="overflow:auto"><div style="width:150vw">A</div></div>',
    says: /px too wide.*<div/,
  },
  'a header that covers half of the window': {
    check: 'coveredHeight',
    faulty: '<header style="position:fixed;inset:0 0 auto;height:110px">A</header><p style="height:900px">B</p>',
    sound: '<header style="position:fixed;inset:0 0 auto;height:60px">A</header><p style="height:900px">B</p>',
    says: /are covered/,
    low: true,
  },
  'a place under the header': {
    check: 'hiddenUnderHeaders',
    faulty:
      '<header style="position:sticky;top:0;height:60px">A</header><main style="height:3000px;padding-top:900px"><h2 id="a">B</h2></main>',
    sound:
      '<style>html{scroll-padding-top:70px}</style><header style="position:sticky;top:0;height:60px">A</header><main style="height:3000px;padding-top:900px"><h2 id="a">B</h2></main>',
    says: /led to and hidden/,
    low: true,
  },
  'a focus under the header': {
    check: 'hiddenUnderHeaders',
    faulty:
      '<header style="position:fixed;inset:0 0 auto;height:80px">A</header><main style="height:900px"><button style="position:absolute;top:20px">B</button></main>',
    sound:
      '<header style="position:fixed;inset:0 0 auto;height:80px">A</header><main style="height:900px"><button style="position:absolute;top:90px;scroll-margin:90px">B</button></main>',
    says: /focused and hidden/,
    low: true,
  },
  'text cut off when it is spaced': {
    check: 'clipped',
    before: 'spaceText',
    faulty: '<p style="width:9em;white-space:nowrap;overflow:hidden">sixteen letters.</p>',
    sound: '<p style="width:9em;overflow:hidden">sixteen letters.</p>',
    says: /cut off/,
  },
  'text that runs out of its button': {
    check: 'clipped',
    before: 'spaceText',
    faulty: '<button style="width:9em;white-space:nowrap">sixteen letters, more</button>',
    sound: '<button style="width:9em">sixteen letters, more</button>',
    says: /runs out of its box/,
  },
  'text over the lines that a cell of two lines shows': {
    check: 'overlapping',
    faulty:
      '<table><tr><td style="position:relative;display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;width:5em">one two three four five six seven<i style="position:absolute;top:0;left:0">other</i></td></tr></table>',
    sound:
      '<table><tr><td style="display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;width:5em">one two three four five six seven</td></tr></table><p style="margin:0">after it</p>',
    says: /over one another/,
  },
  'text over text when it is spaced': {
    check: 'overlapping',
    before: 'spaceText',
    faulty:
      '<div style="position:relative"><b style="position:absolute;white-space:nowrap">sixteen letters.</b><i style="position:absolute;left:8em">other</i></div>',
    sound: '<div style="display:flex;gap:1em"><b>sixteen letters.</b><i>other</i></div>',
    says: /over one another/,
  },
};

describe('each check finds the fault that it is for, and nothing on the sound page', { tags: ['thorough'] }, () => {
  let page: Page;
  beforeAll(async () => {
    page = await (await (await browser()).newContext({ reducedMotion: 'no-preference' })).newPage();
  });
  afterAll(() => page.context().close());

  // A stock Firefox cannot be told of forced colours (prefer).
  const told = Object.entries(PLANTED).filter(([, { forced }]) => forced !== true || !inject('stock'));
  test.each(told)('%s', async (_, { check, faulty, sound, says, forced, low, before }) => {
    await page.setViewportSize(low ? { width: 320, height: 256 } : { width: 800, height: 600 });
    await page.emulateMedia({ forcedColors: forced ? 'active' : 'none' });
    const found = async (html: string): Promise<unknown> => {
      await page.setContent(`<!doctype html><html lang="en"><body>${html}</body></html>`);
      await unpack(page, check === 'nameFaults');
      if (before) await ask(page, before, ...([true] as never));
      if (check === 'focusUnseen' || check === 'hiddenUnderHeaders') await page.keyboard.press('Tab');
      return ask(page, check, ...([] as never));
    };
    expect(await found(faulty)).toEqual(expect.arrayContaining([expect.stringMatching(says)]));
    expect(await found(sound)).toEqual([]);
  });

  test('a text of too little contrast, when other looks were judged before', async () => {
    const judged = nothingJudged();
    const contrast = async (color: string): Promise<string[]> => {
      await page.setContent(
        `<!doctype html><html lang="en"><title>A</title><main><h1>A</h1><p style="color:${color}">Words</p></main></html>`,
      );
      return violations(page, judged);
    };
    expect(await contrast('#333')).toEqual([]);
    expect(await contrast('#bbb')).toEqual([expect.stringContaining('color-contrast')]);
  });

  test('a fault on the tenth page like the others, when only what is new is judged', async () => {
    const judged = nothingJudged();
    const found = async (row: string): Promise<string[]> => {
      await page.setContent(
        `<!doctype html><html lang="en"><title>A</title><main><h1>A</h1><div>${row}</div><ul>${'<li><a href="#a">Words</a></li>'.repeat(5)}</ul></main></html>`,
      );
      return violations(page, judged);
    };
    const sound = '<p><label for="a">Name</label></p><p><input id="a"></p>';
    for (let time = 0; time < 9; time++) expect(await found(sound)).toEqual([]);
    // Of five items that are made alike three stay, and after three pages not one; a label whose field stays, stays.
    expect(await page.locator('li').count()).toBe(0);
    expect(await found(sound.replace('for="a"', ''))).toEqual([expect.stringContaining('label')]);
    expect(await found('<p><a href="#a"></a></p>')).toEqual([expect.stringContaining('link-name')]);
    expect(await found('<p><a href="#a">Words</a><img src="data:,"></p>')).toEqual([
      expect.stringContaining('image-alt'),
    ]);
  });

  test('a dialog too big for its window', async () => {
    await page.setViewportSize({ width: 320, height: 256 });
    const open = async (style: string): Promise<string[]> => {
      await page.setContent(
        `<!doctype html><dialog style="${style}"><p style="height:600px">A</p><button>B</button></dialog><script>document.querySelector('dialog').showModal()</script>`,
      );
      await unpack(page, false);
      return ask(page, 'doesNotFit', 'dialog');
    };
    expect(await open('max-height:none;overflow:visible;position:fixed;top:0')).toEqual([
      expect.stringContaining('dialog stands at'),
      expect.stringContaining('cannot be brought to sight'),
    ]);
    expect(await open('max-height:200px;overflow:auto')).toEqual([]);
    expect(await ask(page, 'doesNotFit', '.not-there')).toEqual(['.not-there is not open']);
  });

  test('words of the other language', () => {
    expect(foreignNames('en', ['Copiar para área de transferência: Ports', 'Menu', 'Search'])).toEqual([
      'Copiar para área de transferência: Ports',
    ]);
    expect(foreignNames('pt-br', ['Skip to content', 'Menu'])).toEqual(['Skip to content']);
  });

  test('a keyboard that does not arrive, a focus that is lost, a trap', async () => {
    await page.setContent(
      '<!doctype html><button id="a" onclick="this.remove()">A</button><button id="b">B</button><script>b.onkeydown = (event) => event.preventDefault()</script>',
    );
    const hands = new KeyboardUser(page);
    await expect(hands.to('#c', { most: 3 })).rejects.toThrow(/Tab does not reach #c in 3 stops/);
    await hands.at('#b');
    await expect(hands.to('#a', { most: 4 })).rejects.toThrow(/does not reach #a/);
    await hands.at('#a');
    await expect(hands.press('Enter')).rejects.toThrow(/the focus is lost after Enter/);
  });
});
