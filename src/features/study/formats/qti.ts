/**
 * QTI 2.1 as a package: one file for each question, one for the test, the drawings, and the manifest that lists them.
 * Source: IMS Question and Test Interoperability v2.1 Final, https://www.imsglobal.org/question/index.html
 */
import type { QuestionItem } from '../item.ts';
import { answerOf, plainText } from '../item.ts';
import { mixedOrder } from '../draw.ts';
import { escaped, html, numbersOf, type Surroundings } from './markup.ts';

const NS = 'http://www.imsglobal.org/xsd/imsqti_v2p1';
const SCHEMA = `${NS} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd`;
const root = (name: string, attributes: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${NS}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${SCHEMA}" ${attributes}>${content}</${name}>\n`;

/**
 * The files of a package, by their path in it.
 * @param title of the test
 */
export function toQti(items: readonly QuestionItem[], title: string, around: Surroundings): Map<string, string> {
  const files = new Map<string, string>();
  for (const item of items) {
    files.set(`items/${item.id}.xml`, itemFile(item, around));
    const src = 'picture' in item ? item.picture?.src : undefined;
    if (src !== undefined) files.set(`items/${pictureName(src)}`, around.svgOf(src));
  }
  files.set('test.xml', testFile(items, title));
  return new Map([['imsmanifest.xml', manifest(items)], ...files]);
}

const pictureName = (src: string): string => src.split('/').at(-1) ?? src;
const value = (text: string | number): string => `<value>${escaped(String(text))}</value>`;

/** A response: how it is declared, how it is asked for, and what is said of single answers. */
interface Asked {
  declaration: string;
  interaction: string;
  /** What a single answer is told, by its identifier. */
  told: ReadonlyMap<string, string>;
}

function asked(item: QuestionItem): Asked {
  const declare = (cardinality: string, type: string, correct: string, mapping = ''): string =>
    `<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="${type}"><correctResponse>${correct}</correctResponse>${mapping}</responseDeclaration>`;
  const prompt = `<prompt>${html(item.ask)}</prompt>`;
  switch (item.kind) {
    case 'order': {
      const ids = item.steps.map((_step, index) => `S${index + 1}`);
      const choices = mixedOrder(item.steps.length, item.id)
        .map(
          (index) => `<simpleChoice identifier="${ids[index] ?? ''}">${html(item.steps[index] ?? '')}</simpleChoice>`,
        )
        .join('');
      return {
        declaration: declare('ordered', 'identifier', ids.map(value).join('')),
        interaction: `<orderInteraction responseIdentifier="RESPONSE" shuffle="true">${prompt}${choices}</orderInteraction>`,
        told: new Map(),
      };
    }
    case 'match': {
      const set = (side: 'left' | 'right', sign: string): string =>
        `<simpleMatchSet>${item.pairs
          .map(
            (pair, index) =>
              `<simpleAssociableChoice identifier="${sign}${index + 1}" matchMax="1">${html(pair[side])}</simpleAssociableChoice>`,
          )
          .join('')}</simpleMatchSet>`;
      return {
        declaration: declare(
          'multiple',
          'directedPair',
          item.pairs.map((_pair, index) => value(`L${index + 1} R${index + 1}`)).join(''),
        ),
        interaction: `<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="${item.pairs.length}">${prompt}${set('left', 'L')}${set('right', 'R')}</matchInteraction>`,
        told: new Map(),
      };
    }
    case 'port': {
      const range = numbersOf(item.port).length > 1;
      return {
        declaration: declare('single', range ? 'string' : 'integer', value(item.port)),
        interaction: `<p>${html(item.ask)}</p><p><textEntryInteraction responseIdentifier="RESPONSE" expectedLength="12"/></p>`,
        told: range ? new Map() : new Map(item.mistakes.map(({ number, why }) => [String(number), why])),
      };
    }
    default: {
      const id = (index: number): string => `A${index + 1}`;
      const right = item.answers.flatMap((answer, index) => (answer.right ? [value(id(index))] : []));
      const choices = item.answers
        .map(({ text }, index) => `<simpleChoice identifier="${id(index)}">${html(text)}</simpleChoice>`)
        .join('');
      const several = item.kind === 'several';
      return {
        declaration: declare(several ? 'multiple' : 'single', 'identifier', right.join('')),
        interaction: `<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="${several ? 0 : 1}">${prompt}${choices}</choiceInteraction>`,
        told: several
          ? new Map()
          : new Map(item.answers.flatMap(({ why }, index) => (why === undefined ? [] : [[id(index), why] as const]))),
      };
    }
  }
}

function itemFile(item: QuestionItem, around: Surroundings): string {
  const { declaration, interaction, told } = asked(item);
  const picture = 'picture' in item ? item.picture : undefined;
  const shown =
    picture === undefined
      ? ''
      : `<p><img src="${escaped(pictureName(picture.src))}" alt="${escaped(picture.alt)}" width="${picture.width}" height="${picture.height}"/></p>`;
  // An integer is compared as one: what was typed is no identifier of a feedback.
  const type = item.kind === 'port' ? 'integer' : 'identifier';
  const say = (identifier: string): string =>
    `<setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">${identifier}</baseValue></setOutcomeValue>`;
  const same = '<match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>';
  const others = [...told.keys()]
    .map(
      (key) =>
        `<responseElseIf><match><variable identifier="RESPONSE"/><baseValue baseType="${type}">${key}</baseValue></match>${say(`F${key}`)}</responseElseIf>`,
    )
    .join('');
  const processing = `<responseProcessing><responseCondition><responseIf>${same}<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>${say('FRIGHT')}</responseIf>${others}<responseElse>${say('FWRONG')}</responseElse></responseCondition></responseProcessing>`;
  const more = `<p>${html(item.why)}</p><p>${escaped(around.words.more)} <a href="${escaped(around.addressOf(item.to))}">${escaped(item.place)}</a></p>`;
  const answer = `<p>${escaped(around.words.answers)}: ${answerOf(item).map(html).join('; ')}</p>`;
  const modal = (identifier: string, content: string): string =>
    `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="${identifier}" showHide="show">${content}</modalFeedback>`;
  return root(
    'assessmentItem',
    `identifier="${item.id}" title="${escaped(plainText(item.ask))}" adaptive="false" timeDependent="false" xml:lang="${around.language}"`,
    [
      declaration,
      '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>',
      '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>',
      `<itemBody>${shown}${interaction}</itemBody>`,
      processing,
      modal('FRIGHT', more),
      ...[...told].map(([key, why]) => modal(`F${key}`, `<p>${html(why)}</p>${answer}${more}`)),
      modal('FWRONG', `${answer}${more}`),
    ].join(''),
  );
}

function testFile(items: readonly QuestionItem[], title: string): string {
  const refs = items.map(({ id }) => `<assessmentItemRef identifier="${id}" href="items/${id}.xml"/>`).join('');
  return root(
    'assessmentTest',
    `identifier="test" title="${escaped(title)}"`,
    `<testPart identifier="part" navigationMode="nonlinear" submissionMode="individual"><assessmentSection identifier="section" title="${escaped(title)}" visible="true">${refs}</assessmentSection></testPart>`,
  );
}

function manifest(items: readonly QuestionItem[]): string {
  const resources = items.map((item) => {
    const src = 'picture' in item ? item.picture?.src : undefined;
    const picture = src === undefined ? '' : `<file href="items/${escaped(pictureName(src))}"/>`;
    return `<resource identifier="R-${item.id}" type="imsqti_item_xmlv2p1" href="items/${item.id}.xml"><file href="items/${item.id}.xml"/>${picture}</resource>`;
  });
  const needed = items.map(({ id }) => `<dependency identifierref="R-${id}"/>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd" identifier="kubernetes-interfaces"><metadata><schema>QTIv2.1 Package</schema><schemaversion>1.0.0</schemaversion></metadata><organizations/><resources>${resources.join('')}<resource identifier="R-test" type="imsqti_test_xmlv2p1" href="test.xml"><file href="test.xml"/>${needed}</resource></resources></manifest>\n`;
}
