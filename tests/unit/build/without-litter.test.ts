import { expect, test } from 'vitest';
import { litterIn } from '../../../src/build/without-litter.ts';

test('what systems and editors leave is litter, what the site writes is none', () => {
  const litter = [
    '.DS_Store',
    'data/.DS_Store',
    '._favicon.svg',
    'Thumbs.db',
    'og/desktop.ini',
    'a.svg~',
    '.a.swp',
    'x.orig',
  ];
  const own = ['.nojekyll', 'favicon.svg', 'en/index.html', '_astro/_...neutral_.a1.js', 'data/v1/ports.json', 'sw.js'];
  expect(litterIn([...litter, ...own])).toEqual(litter);
});
