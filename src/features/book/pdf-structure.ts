/**
 * The tree by which a screen reader reads a PDF, as PDF/UA-1 (ISO 14289-1) and PDF 1.7 (ISO 32000-1, 14.7–14.8) want it. What the
 * browser writes is nearly that; this is the rest.
 */
import { deflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFName,
  PDFRawStream,
  PDFRef,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib';

const name = (text: string): PDFName => PDFName.of(text);
const S = name('S');
const K = name('K');
const P = name('P');
const CONTENTS = name('Contents');
const [LI, LBL, LBODY, FIGURE, LINK, OBJR] = ['LI', 'Lbl', 'LBody', 'Figure', 'Link', 'OBJR'].map(name) as [
  PDFName,
  PDFName,
  PDFName,
  PDFName,
  PDFName,
  PDFName,
];

/** Kinds of the browser that came with PDF 2.0, and what they are to a reader of PDF 1.7. */
const ROLES = { Strong: 'Span', Em: 'Span', Aside: 'Div' } as const;
/** Kinds of PDF 1.7 that the browser writes, or that stand here. */
const STANDARD: ReadonlySet<string> = new Set(
  'Document Part Art Sect Div BlockQuote Caption TOC TOCI NonStruct P H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference Code Link Figure Formula'.split(
    ' ',
  ),
);

const isKind = (kid: PDFObject | undefined, key: string, kind: PDFName): kid is PDFDict =>
  kid instanceof PDFDict && kid.lookup(name(key)) === kind;

/** What stands in an element: one thing or a list. */
function kidsOf(element: PDFDict): PDFObject[] {
  const kids = element.lookup(K);
  if (kids instanceof PDFArray) return kids.asArray();
  const only = element.get(K);
  return only === undefined ? [] : [only];
}

function* elements(document: PDFDocument): Generator<[PDFRef, PDFDict]> {
  for (const [ref, object] of document.context.enumerateIndirectObjects())
    if (object instanceof PDFDict && object.lookup(name('Type')) === name('StructElem')) yield [ref, object];
}

const rootOf = (document: PDFDocument): PDFDict | undefined => {
  const root = document.catalog.lookup(name('StructTreeRoot'));
  return root instanceof PDFDict ? root : undefined;
};

/** The leaves of the tree that leads from a part of a page to its element: number, entry, number, entry … */
function leaves(node: unknown): PDFArray[] {
  if (!(node instanceof PDFDict)) return [];
  const own = node.lookup(name('Nums'));
  const kids = node.lookup(name('Kids'));
  return [
    ...(own instanceof PDFArray ? [own] : []),
    ...(kids instanceof PDFArray ? kids.asArray().flatMap((_, at) => leaves(kids.lookup(at))) : []),
  ];
}

/** The text of an item stands in a body of its own, beside the label (ISO 32000-1, 14.8.4.3.3). */
function bodies(document: PDFDocument, moved: Map<PDFRef, PDFRef>): void {
  const { context } = document;
  for (const [ref, item] of [...elements(document)].filter(([, element]) => element.lookup(S) === LI)) {
    const kids = kidsOf(item);
    const labels = kids.filter((kid) => isKind(context.lookup(kid), 'S', LBL));
    const rest = kids.filter((kid) => !labels.includes(kid));
    if (rest.length === 0 || rest.some((kid) => isKind(context.lookup(kid), 'S', LBODY))) continue;
    const page = item.get(name('Pg'));
    const body = context.register(
      context.obj({ Type: 'StructElem', S: LBODY, P: ref, K: rest, ...(page && { Pg: page }) }),
    );
    for (const kid of rest) {
      const element = context.lookup(kid);
      if (element instanceof PDFDict && element.has(S)) element.set(P, body);
    }
    item.set(K, context.obj([...labels, body]));
    moved.set(ref, body);
  }
}

/** A link of a drawing is an element of its own, not a part of the picture (ISO 14289-1, 7.18.5). @returns by annotation */
function linksOfFigures(document: PDFDocument): Map<PDFObject | undefined, PDFRef> {
  const { context } = document;
  const links = new Map<PDFObject | undefined, PDFRef>();
  for (const [ref, figure] of [...elements(document)].filter(([, element]) => element.lookup(S) === FIGURE)) {
    figure.set(
      K,
      context.obj(
        kidsOf(figure).map((kid) => {
          const annotation = context.lookup(kid);
          if (!isKind(annotation, 'Type', OBJR)) return kid;
          const link = context.register(context.obj({ Type: 'StructElem', S: LINK, P: ref, K: [kid] }));
          links.set(annotation.lookup(name('Obj')), link);
          return link;
        }),
      ),
    );
  }
  return links;
}

const PAINTS = /(?:^|\s)(?:[fF]\*?|[BSbs]\*?|Do|sh)$/;
const PATH = /(?:^|\s)(?:re|m)$/;

/**
 * The drawing of a page with all that no element holds (grounds, lines, running heads) named as decoration, which a screen
 * reader leaves out (ISO 14289-1, 7.1). It reads what Skia writes: one operator at the end of each line.
 * @returns the drawing, and how many parts had no name
 */
export function nameDecoration(drawing: string): { drawing: string; unnamed: number } {
  const lines: string[] = [];
  let depth = 0;
  let unnamed = 0;
  let begun: number | undefined;
  const name = (): void => {
    lines.splice(begun ?? lines.length - 1, 0, '/Artifact BMC');
    lines.push('EMC');
    begun = undefined;
    unnamed += 1;
  };
  for (const line of drawing.split('\n')) {
    const at = lines.push(line) - 1;
    if (/(?:BDC|BMC)$/.test(line)) depth += 1;
    else if (line === 'EMC') depth -= 1;
    else if (depth > 0) continue;
    else if (line === 'BT' || (begun === undefined && PATH.test(line))) begun = at;
    else if (line === 'ET' || PAINTS.test(line)) name();
    else if (/(?:^|\s)n$/.test(line)) begun = undefined;
  }
  return { drawing: lines.join('\n'), unnamed };
}

/** The drawing of each page as text, one letter a byte. */
function drawings(document: PDFDocument): { set: (drawing: string) => void; drawing: string }[] {
  const { context } = document;
  return document.getPages().map(({ node }) => {
    const own = node.get(CONTENTS);
    const list = context.lookup(own);
    const parts = list instanceof PDFArray ? list.asArray() : [own];
    return {
      drawing: parts
        .map((part) => context.lookup(part))
        .map((part) => (part instanceof PDFRawStream ? decodePDFRawStream(part).decode() : new Uint8Array()))
        .map((bytes) => Buffer.from(bytes).toString('latin1'))
        .join('\n'),
      set: (text) => {
        for (const part of parts) if (part instanceof PDFRef) context.delete(part);
        const packed = deflateSync(Buffer.from(text, 'latin1'), { level: 9 });
        node.set(CONTENTS, context.register(context.stream(packed, { Filter: 'FlateDecode' })));
      },
    };
  });
}

/** Gives a PDF of the browser what its tree lacks. It may be done twice. */
export function mendStructure(document: PDFDocument): void {
  const root = rootOf(document);
  if (root === undefined) return;
  const { context } = document;
  root.set(name('RoleMap'), context.obj(ROLES));
  const moved = new Map<PDFRef, PDFRef>();
  bodies(document, moved);
  const links = linksOfFigures(document);
  const keys = new Map(
    document.getPages().flatMap(({ node }) =>
      (node.Annots()?.asArray() ?? []).flatMap((ref) => {
        const annotation = context.lookup(ref);
        const link = links.get(annotation);
        return link && annotation instanceof PDFDict ? [[String(annotation.get(name('StructParent'))), link]] : [];
      }),
    ),
  );
  for (const entries of leaves(root.lookup(name('ParentTree'))))
    for (let at = 0; at + 1 < entries.size(); at += 2) {
      const owners = entries.lookup(at + 1);
      const link = keys.get(String(entries.get(at)));
      if (link) entries.set(at + 1, link);
      else if (owners instanceof PDFArray)
        for (const [index, owner] of owners.asArray().entries()) {
          const body = owner instanceof PDFRef ? moved.get(owner) : undefined;
          if (body) owners.set(index, body);
        }
    }
  for (const page of drawings(document)) {
    const { drawing, unnamed } = nameDecoration(page.drawing);
    if (unnamed > 0) page.set(drawing);
  }
}

/** What of a PDF's tree is not as it should be, each in words. */
export function structureProblems(document: PDFDocument): string[] {
  const { context } = document;
  const roles = rootOf(document)?.lookup(name('RoleMap'));
  const kinds = new Set<string>();
  let looseItems = 0;
  let looseLinks = 0;
  let headless = 0;
  for (const [, element] of elements(document)) {
    const kind = element.lookup(S);
    if (!(kind instanceof PDFName)) continue;
    kinds.add(kind.decodeText());
    const kids = kidsOf(element).map((kid) => context.lookup(kid));
    if (kind === LI && !kids.every((kid) => isKind(kid, 'S', LBL) || isKind(kid, 'S', LBODY))) looseItems += 1;
    if (kind !== LINK) looseLinks += kids.filter((kid) => isKind(kid, 'Type', OBJR)).length;
    if (kind === name('TH') && !String(element.lookup(name('A')) ?? '').includes('/Scope')) headless += 1;
  }
  const unknown = [...kinds].filter(
    (kind) => !STANDARD.has(kind) && !(roles instanceof PDFDict && roles.has(name(kind))),
  );
  const unnamed = drawings(document).reduce((sum, { drawing }) => sum + nameDecoration(drawing).unnamed, 0);
  return [
    ...unknown.map((kind) => `A reader of PDF 1.7 does not know what ${kind} is.`),
    ...(looseItems === 0 ? [] : [`${looseItems} items of lists have no body.`]),
    ...(looseLinks === 0 ? [] : [`${looseLinks} links are no elements of their own.`]),
    ...(headless === 0 ? [] : [`${headless} heads of tables do not say what they head.`]),
    ...(unnamed === 0 ? [] : [`${unnamed} drawn parts are neither an element nor named as decoration.`]),
  ];
}
