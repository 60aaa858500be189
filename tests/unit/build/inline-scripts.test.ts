import { expect, test } from 'vitest';
import { leanScripts } from '../../../src/build/inline-scripts.ts';

test('inline scripts are small and hidden from nobody; modules, data and the rest of the page stay', () => {
  const rest =
    '<p aria-hidden="true">x</p><script type="module">a( )</script><script type="application/json">{ }</script>';
  expect(leanScripts(`<script aria-hidden="true">\n  // why\n  b( );\n</script>${rest}`)).toBe(
    `<script>b();</script>${rest}`,
  );
});

const page = (head: string, content: string): string =>
  `<head>${head}</head><body><div class="sl-markdown-content">${content}</div></body>`;

test('what the head runs stands before the style sheet, for which the browser would stop reading', () => {
  const sheet = '<link rel="stylesheet" href="a.css">';
  expect(leanScripts(page(`${sheet}<title>x</title><script>a( );</script>`, ''))).toBe(
    page(`<script>a();</script>${sheet}<title>x</title>`, ''),
  );
});

test('scripts of the body wait for the style sheet where the first screen of the page ends, in order', () => {
  const scripts = '<script>b();</script><script>c("$&");</script>';
  const letters = 'z'.repeat(450);
  const text = (p: string): string =>
    page('', `<p>x</p><h2>y</h2><p>${letters}</p><p>${letters}${p}</p><p>${letters}</p>`);
  expect(leanScripts(text('').replace('<div', () => `${scripts}<div`))).toBe(text(scripts));
});

test('the band of facts, whose plug carries over from the page before, comes before them', () => {
  const scripts = '<script>b();</script>';
  const text = (dl: string): string => page('', `<p>x</p><dl class="facts"><dd>y</dd>${dl}</dl><h2>z</h2>`);
  expect(leanScripts(text('').replace('<div', () => `${scripts}<div`))).toBe(text(scripts));
});

test('where nothing runs they do not stand', () => {
  const text = (p: string): string =>
    page('', `<template><p>x</p></template><noscript><p>y</p></noscript><p>z${p}</p><h2>z</h2>`);
  expect(leanScripts(text('').replace('<div', '<script>b();</script><div'))).toBe(text('<script>b();</script>'));
});

test('no table comes before them, and no definition of a word counts as text', () => {
  const scripts = '<script>b();</script>';
  const text = (p: string): string =>
    page('', `<p><term-tip>${'z'.repeat(900)}</term-tip></p><p>x${p}</p><table></table><p>y</p>`);
  expect(leanScripts(text('').replace('<div', () => `${scripts}<div`))).toBe(text(scripts));
});

test('the title of an aside, which is read out by its label, keeps its words', () => {
  const text = (p: string): string =>
    page('', `<p>x${p}</p><aside aria-label="y"><p aria-hidden="true">y</p></aside><h2>z</h2>`);
  expect(leanScripts(text('').replace('<div', '<script>b();</script><div'))).toBe(text('<script>b();</script>'));
});

test('what a tool says of itself keeps its words', () => {
  const text = (p: string): string =>
    page('', `<p class="lead">x${p}</p><p class="a" role="status"></p><p hidden></p>`);
  expect(leanScripts(text('').replace('<div', '<script>b( );</script><div'))).toBe(text('<script>b();</script>'));
});

test('without an opening they stand at the end of the body', () => {
  expect(leanScripts('<head></head><body><script>b( )</script><p>x</p></body>')).toBe(
    '<head></head><body><p>x</p><script>b();</script></body>',
  );
});
