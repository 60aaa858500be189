/** What a PDF of the browser still needs: who made it and when, in both of its records, and the pages that its places are on. */
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFRef, PDFString } from '@cantoo/pdf-lib';
import { mendStructure, structureProblems } from './pdf-structure.ts';

/** What a PDF says of itself. */
interface PdfRecord {
  title: string;
  subject: string;
  author: string;
  /** BCP 47. */
  language: string;
  date: Date;
}

/** A text as XML has it. */
const xml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const second = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** The record as XMP, ISO 16684-1. It claims no conformance to PDF/UA, which nobody has certified. */
export function xmp({ title, subject, author, language, date }: PdfRecord): string {
  const alt = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt>`;
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><dc:title>${alt(title)}</dc:title><dc:description>${alt(subject)}</dc:description><dc:creator><rdf:Seq><rdf:li>${xml(author)}</rdf:li></rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>${xml(language)}</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>${second(date)}</xmp:CreateDate><xmp:ModifyDate>${second(date)}</xmp:ModifyDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}

/** The number of the page, from 1, that each place of a PDF is on. */
export const placesOf = async (pdf: Uint8Array): Promise<Map<string, number>> =>
  placesIn(await PDFDocument.load(pdf, { updateMetadata: false }));

function placesIn(document: PDFDocument): Map<string, number> {
  const pages = new Map(document.getPages().map(({ ref }, index) => [ref.toString(), index + 1]));
  const places = new Map<string, number>();
  const add = (name: string, target: unknown): void => {
    const array = target instanceof PDFDict ? target.lookup(PDFName.of('D')) : target;
    const page = array instanceof PDFArray ? array.get(0) : undefined;
    const number = page instanceof PDFRef ? pages.get(page.toString()) : undefined;
    if (number !== undefined) places.set(name, number);
  };
  const old = document.catalog.lookup(PDFName.of('Dests'));
  if (old instanceof PDFDict)
    for (const name of old.keys()) add(decodeURIComponent(name.decodeText()), old.lookup(name));
  const names = document.catalog.lookup(PDFName.of('Names'));
  const walk = (node: unknown): void => {
    if (!(node instanceof PDFDict)) return;
    const own = node.lookup(PDFName.of('Names'));
    if (own instanceof PDFArray)
      for (let at = 0; at + 1 < own.size(); at += 2) {
        const key = own.lookup(at);
        if (key instanceof PDFString || key instanceof PDFHexString) add(key.decodeText(), own.lookup(at + 1));
      }
    const kids = node.lookup(PDFName.of('Kids'));
    if (kids instanceof PDFArray) for (let at = 0; at < kids.size(); at += 1) walk(kids.lookup(at));
  };
  if (names instanceof PDFDict) walk(names.lookup(PDFName.of('Dests')));
  return places;
}

const FONT_FILES = ['FontFile', 'FontFile2', 'FontFile3'];

/** What was found in a PDF, for the checks. */
interface PdfFacts {
  pages: number;
  tagged: boolean;
  outline: number;
  language: string | undefined;
  /** Names of fonts whose program is not in the file. */
  missingFonts: string[];
  /** Figures that a screen reader would pass over. */
  silentFigures: number;
  /** Faults of the tree that a screen reader goes by. */
  structure: string[];
  links: { inside: number; outside: number };
  /** Links to a place that is not in the file. */
  broken: string[];
  /** Links to the server of the build, or to its disk. */
  elsewhere: string[];
}

/** Reads what a PDF holds. */
export async function factsOf(pdf: Uint8Array): Promise<PdfFacts> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  const places = placesIn(document);
  const { catalog, context } = document;
  const marks = catalog.lookup(PDFName.of('MarkInfo'));
  const outlines = catalog.lookup(PDFName.of('Outlines'));
  let outline = 0;
  const count = (item: unknown): void => {
    for (let at = item; at instanceof PDFDict; at = at.lookup(PDFName.of('Next'))) {
      outline += 1;
      count(at.lookup(PDFName.of('First')));
    }
  };
  if (outlines instanceof PDFDict) count(outlines.lookup(PDFName.of('First')));
  let silentFigures = 0;
  const missingFonts: string[] = [];
  // A font of type 3 is made of drawings in the file; one of type 0 has its program in the font below it.
  const kinds = ['TrueType', 'Type1', 'CIDFontType0', 'CIDFontType2'].map((name) => PDFName.of(name));
  for (const [, font] of context.enumerateIndirectObjects()) {
    if (!(font instanceof PDFDict)) continue;
    if (font.lookup(PDFName.of('S')) === PDFName.of('Figure') && !font.has(PDFName.of('Alt'))) silentFigures += 1;
    if (font.lookup(PDFName.of('Type')) !== PDFName.of('Font')) continue;
    const kind = font.lookup(PDFName.of('Subtype'));
    if (!kinds.some((name) => name === kind)) continue;
    const described = font.lookup(PDFName.of('FontDescriptor'));
    const has = described instanceof PDFDict && FONT_FILES.some((key) => described.has(PDFName.of(key)));
    if (!has) missingFonts.push(String(font.lookup(PDFName.of('BaseFont'))));
  }
  const links = { inside: 0, outside: 0 };
  const broken: string[] = [];
  const elsewhere: string[] = [];
  for (const page of document.getPages()) {
    const annotations = page.node.Annots();
    for (let at = 0; at < (annotations?.size() ?? 0); at += 1) {
      const link = annotations?.lookup(at);
      if (!(link instanceof PDFDict) || link.lookup(PDFName.of('Subtype')) !== PDFName.of('Link')) continue;
      const action = link.lookup(PDFName.of('A'));
      const target =
        link.lookup(PDFName.of('Dest')) ?? (action instanceof PDFDict ? action.lookup(PDFName.of('D')) : undefined);
      if (target === undefined) {
        links.outside += 1;
        const address = action instanceof PDFDict ? action.lookup(PDFName.of('URI')) : undefined;
        const words = address instanceof PDFString || address instanceof PDFHexString ? address.decodeText() : '';
        if (/^file:|^https?:\/\/(?:localhost|127\.0\.0\.1)(?:[:/]|$)/.test(words)) elsewhere.push(words);
      } else {
        links.inside += 1;
        const name =
          target instanceof PDFName
            ? decodeURIComponent(target.decodeText())
            : target instanceof PDFString || target instanceof PDFHexString
              ? target.decodeText()
              : undefined;
        if (name !== undefined && !places.has(name)) broken.push(name);
      }
    }
  }
  const language = catalog.lookup(PDFName.of('Lang'));
  return {
    pages: document.getPageCount(),
    tagged: marks instanceof PDFDict && String(marks.lookup(PDFName.of('Marked'))) === 'true',
    outline,
    language: language instanceof PDFString || language instanceof PDFHexString ? language.decodeText() : undefined,
    missingFonts,
    silentFigures,
    structure: structureProblems(document),
    links,
    broken,
    elsewhere,
  };
}

/**
 * What a PDF lacks of what every book promises.
 * @param whole whether it is a book with contents; a sheet needs no outline
 */
export function pdfProblems(facts: PdfFacts, { language, whole }: { language: string; whole: boolean }): string[] {
  return [
    ...(facts.tagged ? [] : ['It is not tagged: a screen reader finds no order in it.']),
    ...(facts.language === language
      ? []
      : [`Its language is ${facts.language ?? 'not said'}, and should be ${language}.`]),
    ...(facts.outline > 0 || !whole ? [] : ['It has no outline.']),
    ...(facts.links.inside > 0 || !whole ? [] : ['No link leads to a place in it.']),
    ...facts.missingFonts.map((name) => `The font ${name} is not in it.`),
    ...(facts.silentFigures === 0 ? [] : [`${facts.silentFigures} figures have no words for a screen reader.`]),
    ...facts.structure,
    ...facts.broken.map((place) => `A link leads to ${place}, and there is no such place.`),
    ...facts.elsewhere.map((address) => `A link leads to ${address}, which is the machine that made it.`),
  ];
}

/** Writes the record of a PDF, and what its tree lacks. The same content and date give the same bytes. */
export async function withRecord(pdf: Uint8Array, record: PdfRecord): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  document.setTitle(record.title, { showInWindowTitleBar: true });
  document.setSubject(record.subject);
  document.setAuthor(record.author);
  document.setLanguage(record.language);
  document.setCreator(record.author);
  document.setProducer('Chromium (Skia/PDF), pdf-lib');
  document.setCreationDate(record.date);
  document.setModificationDate(record.date);
  const { context, catalog } = document;
  const stream = context.stream(new TextEncoder().encode(xmp(record)), { Type: 'Metadata', Subtype: 'XML' });
  catalog.set(PDFName.of('Metadata'), context.register(stream));
  // A reader says what a link leads to.
  for (const page of document.getPages()) {
    page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
    const annotations = page.node.Annots();
    for (let at = 0; at < (annotations?.size() ?? 0); at += 1) {
      const link = annotations?.lookup(at);
      if (!(link instanceof PDFDict) || link.has(PDFName.of('Contents'))) continue;
      const action = link.lookup(PDFName.of('A'));
      const address = action instanceof PDFDict ? action.lookup(PDFName.of('URI')) : undefined;
      const place = link.lookup(PDFName.of('Dest'));
      const words =
        address instanceof PDFString ? address.decodeText() : place instanceof PDFName ? `#${place.decodeText()}` : '';
      if (words !== '') link.set(PDFName.of('Contents'), PDFHexString.fromText(words));
    }
  }
  mendStructure(document);
  return document.save({ useObjectStreams: true });
}
