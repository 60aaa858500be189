import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checked, httpsUrl, kebabId, moment, phrase, text } from '../../../src/schemas/common.ts';
import { FILE_SCHEMAS } from '../../../src/schemas/index.ts';

const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

describe('a text', () => {
  it('has both languages and nothing else', () => {
    expect(accepts(text, { en: 'node', pt: 'nó' })).toBe(true);
    expect(accepts(text, { en: 'node' })).toBe(false);
    expect(accepts(text, { en: 'node', pt: ' ' })).toBe(false);
    expect(accepts(text, { en: 'node', pt: 'nó', es: 'nodo' })).toBe(false);
  });

  it('may be a plain string where a phrase is asked', () => {
    expect(accepts(phrase, '--secure-port')).toBe(true);
    expect(accepts(phrase, { en: 'none', pt: 'nenhum' })).toBe(true);
    expect(accepts(phrase, '')).toBe(false);
    expect(accepts(phrase, 6443)).toBe(false);
  });
});

describe('an id', () => {
  it.each(['cri', 'kube-scheduler-10259', 's1-02'])('may be %s', (id) => expect(accepts(kebabId, id)).toBe(true));
  it.each(['CRI', 'kube_proxy', 'a--b', '-a', 'a b', ''])('may not be "%s"', (id) =>
    expect(accepts(kebabId, id)).toBe(false),
  );
});

describe('a moment', () => {
  it.each(['2016', '2016-12', '2016-12-19', '2003-2013'])('may be %s', (date) =>
    expect(accepts(moment, date)).toBe(true),
  );
  it.each(['2016-13', '2016-12-32', '19/12/2016', '2016-1', ''])('may not be "%s"', (date) =>
    expect(accepts(moment, date)).toBe(false),
  );
});

describe('an address', () => {
  it('is secure', () => {
    expect(accepts(httpsUrl, 'https://kubernetes.io/docs/')).toBe(true);
    expect(accepts(httpsUrl, 'http://kubernetes.io/docs/')).toBe(false);
    expect(accepts(httpsUrl, 'kubernetes.io')).toBe(false);
  });
});

describe('a check', () => {
  it('names a minor version and a day', () => {
    expect(accepts(checked, { kubernetes: '1.37', date: '2026-11-21' })).toBe(true);
    expect(accepts(checked, { kubernetes: '1.37.1', date: '2026-11-21' })).toBe(false);
    expect(accepts(checked, { kubernetes: '1.37', date: '2026-11-31' })).toBe(false);
  });
});

describe('every file of data', () => {
  it.each(Object.entries(FILE_SCHEMAS))('%s can be published as JSON Schema', (_name, schema) => {
    expect(z.toJSONSchema(schema)).toMatchObject({ type: 'object', additionalProperties: false });
  });
});
