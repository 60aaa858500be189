import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFString,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { mendStructure, nameDecoration, structureProblems } from '../../../../src/features/book/pdf-structure.ts';
import { factsOf, pdfProblems, xmp } from '../../../../src/features/book/pdf.ts';

describe('PDF', () => {
  const good = {
    pages: 2,
    tagged: true,
    outline: 3,
    language: 'en',
    missingFonts: [],
    silentFigures: 0,
    structure: [],
    links: { inside: 1, outside: 1 },
    broken: [],
    elsewhere: [],
  };
  test('what it promises is asked of it', () => {
    expect(pdfProblems(good, { language: 'en', whole: true })).toEqual([]);
    for (const fault of [
      { tagged: false },
      { outline: 0 },
      { language: undefined },
      { missingFonts: ['Arial'] },
      { silentFigures: 1 },
      { structure: ['x'] },
      { links: { inside: 0, outside: 1 } },
      { broken: ['x'] },
      { elsewhere: ['http://localhost:1/'] },
    ])
      expect(pdfProblems({ ...good, ...fault }, { language: 'en', whole: true }), JSON.stringify(fault)).toHaveLength(
        1,
      );
  });
  test('a figure without words is counted', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    for (const words of [{}, { Alt: PDFString.of('A cluster') }])
      document.context.register(document.context.obj({ S: 'Figure', ...words }));
    expect((await factsOf(await document.save())).silentFigures).toBe(1);
  });
  test('a link to the machine that made it is named, whatever that machine calls itself', async () => {
    const document = await PDFDocument.create();
    const own = ['http://localhost:4321/en/', 'http://127.0.0.1:4321/en/', 'file:///dist/en/'];
    const links = [...own, 'https://localhost.example/', 'https://kubernetes.io/'].map((address) =>
      document.context.register(document.context.obj({ Subtype: 'Link', A: { S: 'URI', URI: PDFString.of(address) } })),
    );
    document.addPage().node.set(PDFName.of('Annots'), document.context.obj(links));
    expect((await factsOf(await document.save())).elsewhere).toEqual(own);
  });
  test('what the browser leaves out of the tree of a screen reader is named, and mended', async () => {
    const document = await PDFDocument.create();
    const { context, catalog } = document;
    const page = document.addPage();
    const link = context.register(context.obj({ Subtype: 'Link', StructParent: 1 }));
    page.node.set(PDFName.of('Annots'), context.obj([link]));
    page.node.set(PDFName.of('Contents'), context.register(context.flateStream('q\n0 0 9 9 re\nf\nQ')));
    const element = (S: string, K: PDFObject[], more = {}): PDFRef =>
      context.register(context.obj({ Type: 'StructElem', S, K, ...more }));
    const label = element('Lbl', [PDFNumber.of(0)]);
    const words = element('Strong', [PDFNumber.of(1)]);
    const item = element('LI', [label, words, PDFNumber.of(2)]);
    const figure = element('Figure', [context.obj({ Type: 'OBJR', Obj: link })]);
    const owners = context.obj([label, words, item]);
    const parents = context.obj([0, owners, 1, figure]);
    const root = { Type: 'StructTreeRoot', K: [item, figure], ParentTree: { Nums: parents } };
    catalog.set(PDFName.of('StructTreeRoot'), context.register(context.obj(root)));
    expect(structureProblems(document)).toEqual([
      'A reader of PDF 1.7 does not know what Strong is.',
      '1 items of lists have no body.',
      '1 links are no elements of their own.',
      '1 drawn parts are neither an element nor named as decoration.',
    ]);
    mendStructure(document);
    expect(structureProblems(document)).toEqual([]);
    // What stood in the item is the body's now, and so says the tree that leads from the page to it.
    const kids = (ref: PDFRef): PDFArray => context.lookup(ref, PDFDict).lookup(PDFName.of('K'), PDFArray);
    const body = kids(item).get(1) as PDFRef;
    expect(kids(item).asArray()).toEqual([label, body]);
    expect(kids(body).asArray()).toEqual([words, PDFNumber.of(2)]);
    expect(context.lookup(words, PDFDict).get(PDFName.of('P'))).toBe(body);
    expect(owners.asArray()).toEqual([label, words, body]);
    expect(parents.get(3)).toBe(kids(figure).get(0));
    element('TH', []);
    expect(structureProblems(document)).toEqual(['1 heads of tables do not say what they head.']);
  });
  test.each([
    ['a ground', '0 0 9 9 re\nf', '/Artifact BMC\n0 0 9 9 re\nf\nEMC'],
    ['a line', '0 0 m\n9 9 l\nS', '/Artifact BMC\n0 0 m\n9 9 l\nS\nEMC'],
    ['a running head', 'BT\n<00> Tj\nET', '/Artifact BMC\nBT\n<00> Tj\nET\nEMC'],
    ['a picture', 'q\n/X1 Do\nQ', 'q\n/Artifact BMC\n/X1 Do\nEMC\nQ'],
    ['an edge that only cuts', '0 0 9 9 re\nW* n', '0 0 9 9 re\nW* n'],
    ['an element', '/P <</MCID 0 >>BDC\nBT\n<00> Tj\nET\nEMC', '/P <</MCID 0 >>BDC\nBT\n<00> Tj\nET\nEMC'],
  ])('decoration of a page: %s', (_, drawing, named) => {
    expect(nameDecoration(drawing).drawing).toBe(named);
    expect(nameDecoration(named)).toEqual({ drawing: named, unnamed: 0 });
  });
  test('its record is XML whatever the title', () => {
    const record = { title: 'A & <b>', subject: 's', author: 'a', language: 'en', date: new Date(0) };
    expect(xmp(record)).toContain('A &amp; &lt;b&gt;');
  });
});
